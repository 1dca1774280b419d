package peers

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	cedar "github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/types"

	"github.com/iam-policy-playground/playground/scripts/bench/workload"
)

// Cedar returns the policies in the Cedar language. Where a pattern has a policy variable, the text has its value: Cedar's
// like takes constants only.
func Cedar(w *workload.Workload) string {
	var b strings.Builder
	for _, s := range w.Policies[0].Statements {
		word := "permit"
		if s.Effect == "Deny" {
			word = "forbid"
		}
		terms := append(cedarAction(s.Actions[0]), cedarResource(w, s.Resources)...)
		for _, c := range s.Conditions {
			terms = append(terms, cedarCondition(w, c))
		}
		if len(terms) == 0 {
			terms = []string{"true"}
		}
		b.WriteString(word + "(principal, action, resource) when { " + strings.Join(terms, " && ") + " };\n")
	}
	return b.String()
}

func cedarAction(action string) []string {
	service, name, _ := strings.Cut(action, ":")
	switch {
	case action == "*":
		return nil
	case name == "*":
		return []string{"context.service == " + strconv.Quote(service)}
	}
	return []string{"action == Action::" + strconv.Quote(action)}
}

func cedarResource(w *workload.Workload, patterns []string) []string {
	if patterns[0] == "*" {
		return nil
	}
	return []string{anyOf(patterns, func(pattern string) string { return cedarLike("arn", w.Expand(pattern)) })}
}

func cedarLike(name, pattern string) string {
	if strings.Contains(pattern, "*") {
		return "context." + name + " like " + strconv.Quote(pattern)
	}
	return "context." + name + " == " + strconv.Quote(pattern)
}

// anyOf joins alternatives.
func anyOf(list []string, term func(string) string) string {
	terms := make([]string, len(list))
	for i := range list {
		terms[i] = term(list[i])
	}
	if len(terms) == 1 {
		return terms[0]
	}
	return "(" + strings.Join(terms, " || ") + ")"
}

// names are the condition keys as fields of a context or variables, for the languages that have no colons in names.
var names = map[string]string{"aws:SecureTransport": "secureTransport", "aws:SourceIp": "sourceIp", "aws:CurrentTime": "now",
	"aws:username": "username", "aws:PrincipalTag/team": "team", "aws:PrincipalArn": "principalArn", "aws:TagKeys": "tagKeys"}

func cedarCondition(w *workload.Workload, c workload.Condition) string {
	name := names[c.Key]
	field := "context." + name
	switch c.Operator {
	case "Bool":
		return field + " == " + c.Values[0]
	case "StringEquals":
		return anyOf(c.Values, func(v string) string { return field + " == " + strconv.Quote(v) })
	case "StringLike":
		return cedarLike(name, w.Expand(c.Values[0]))
	case "IpAddress", "NotIpAddress":
		in := anyOf(c.Values, func(v string) string { return field + ".isInRange(ip(" + strconv.Quote(v) + "))" })
		if c.Operator == "NotIpAddress" {
			return "!(" + in + ")"
		}
		return in
	case "DateGreaterThan":
		return field + " > datetime(" + strconv.Quote(c.Values[0]) + ")"
	case "DateLessThan":
		return field + " < datetime(" + strconv.Quote(c.Values[0]) + ")"
	case "ForAnyValue:StringEquals":
		return field + ".containsAny([" + quoted(c.Values) + "])"
	}
	panic("no Cedar for " + c.Operator)
}

func quoted(list []string) string {
	q := make([]string, len(list))
	for i := range list {
		q[i] = strconv.Quote(list[i])
	}
	return strings.Join(q, ", ")
}

// CedarCall is the request as cedar-wasm reads it.
func CedarCall(w *workload.Workload) map[string]any {
	entity := func(kind, id string) map[string]any { return map[string]any{"type": kind, "id": id} }
	context := map[string]any{"arn": w.Resource, "service": w.Service()}
	for key, values := range w.Context {
		switch key {
		case "aws:SourceIp":
			context[names[key]] = extension("ip", values[0])
		case "aws:CurrentTime":
			context[names[key]] = extension("datetime", values[0])
		case "aws:SecureTransport":
			context[names[key]] = values[0] == "true"
		case "aws:TagKeys":
			context[names[key]] = values
		default:
			context[names[key]] = values[0]
		}
	}
	return map[string]any{"principal": entity("User", "dana"), "action": entity("Action", w.Action), "resource": entity("Resource", w.Resource), "context": context}
}

func extension(function, argument string) map[string]any {
	return map[string]any{"__extn": map[string]string{"fn": function, "arg": argument}}
}

func cedarRequest(w *workload.Workload) (cedar.Request, error) {
	context := types.RecordMap{"arn": types.String(w.Resource), "service": types.String(w.Service())}
	for key, values := range w.Context {
		v, err := cedarValue(key, values)
		if err != nil {
			return cedar.Request{}, fmt.Errorf("%s: %w", key, err)
		}
		context[types.String(names[key])] = v
	}
	return cedar.Request{Principal: cedar.NewEntityUID("User", "dana"), Action: cedar.NewEntityUID("Action", types.String(w.Action)),
		Resource: cedar.NewEntityUID("Resource", types.String(w.Resource)), Context: cedar.NewRecord(context)}, nil
}

func cedarValue(key string, values []string) (types.Value, error) {
	switch key {
	case "aws:SourceIp":
		return types.ParseIPAddr(values[0])
	case "aws:CurrentTime":
		t, err := time.Parse(time.RFC3339, values[0])
		return types.NewDatetime(t), err
	case "aws:SecureTransport":
		return types.Boolean(values[0] == "true"), nil
	case "aws:TagKeys":
		var tags []types.Value
		for _, tag := range values {
			tags = append(tags, types.String(tag))
		}
		return types.NewSet(tags...), nil
	}
	return types.String(values[0]), nil
}
