# As much of IAM's language as the workloads need, for Open Policy Agent: the policy is data, the request is input.
package iam

default allow := false

allow if {
	covering["Allow"]
	not covering["Deny"]
}

covering contains statement.Effect if {
	some statement in data.policy.Statement
	some action in statement.Action
	like(action, input.action)
	some resource in statement.Resource
	like(expand(resource), input.resource)
	every condition in statement.Conditions {
		holds(condition, input.context[condition.key])
	}
}

like(pattern, text) if pattern == text

like(pattern, text) if {
	contains(pattern, "*")
	glob.match(pattern, [], text)
}

expand(text) := replace(text, "${aws:username}", input.context["aws:username"][0]) if contains(text, "${")

expand(text) := text if not contains(text, "${")

holds(c, values) if {
	c.operator in {"Bool", "StringEquals", "ForAnyValue:StringEquals"}
	some value in values
	value in c.values
}

holds(c, values) if {
	c.operator == "StringLike"
	some pattern in c.values
	like(expand(pattern), values[0])
}

holds(c, values) if {
	c.operator == "IpAddress"
	within(c.values, values[0])
}

holds(c, values) if {
	c.operator == "NotIpAddress"
	not within(c.values, values[0])
}

within(networks, address) if {
	some network in networks
	net.cidr_contains(network, address)
}

# All times are UTC and of one form, so that their order is that of their texts.
holds(c, values) if {
	c.operator == "DateGreaterThan"
	values[0] > c.values[0]
}

holds(c, values) if {
	c.operator == "DateLessThan"
	values[0] < c.values[0]
}
