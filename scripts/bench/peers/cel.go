package peers

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/ext"

	"github.com/iam-policy-playground/playground/scripts/bench/workload"
)

// celExpression is the workload as one expression: no Deny holds, and some Allow does.
func celExpression(w *workload.Workload) string {
	var denies, allows []string
	for _, s := range w.Policies[0].Statements {
		terms := celAction(s.Actions[0])
		if s.Resources[0] != "*" {
			terms = append(terms, anyOf(s.Resources, func(pattern string) string { return celLike("arn", w.Expand(pattern)) }))
		}
		for _, c := range s.Conditions {
			terms = append(terms, celCondition(w, c))
		}
		all := "(" + strings.Join(terms, " && ") + ")"
		if s.Effect == "Deny" {
			denies = append(denies, all)
		} else {
			allows = append(allows, all)
		}
	}
	expression := "(" + strings.Join(allows, " || ") + ")"
	if len(denies) > 0 {
		expression = "!(" + strings.Join(denies, " || ") + ") && " + expression
	}
	return expression
}

func celAction(action string) []string {
	switch {
	case action == "*":
		return nil
	case strings.HasSuffix(action, "*"):
		return []string{"action.startsWith(" + strconv.Quote(strings.TrimSuffix(action, "*")) + ")"}
	}
	return []string{"action == " + strconv.Quote(action)}
}

func celLike(name, pattern string) string {
	if !strings.Contains(pattern, "*") {
		return name + " == " + strconv.Quote(pattern)
	}
	return name + ".matches(" + strconv.Quote("^"+strings.ReplaceAll(regexp.QuoteMeta(pattern), `\*`, ".*")+"$") + ")"
}

func celCondition(w *workload.Workload, c workload.Condition) string {
	name := names[c.Key]
	switch c.Operator {
	case "Bool":
		return name + " == " + c.Values[0]
	case "StringEquals":
		return name + " in [" + quoted(c.Values) + "]"
	case "StringLike":
		return celLike(name, w.Expand(c.Values[0]))
	case "IpAddress", "NotIpAddress":
		in := anyOf(c.Values, func(v string) string { return "cidr(" + strconv.Quote(v) + ").containsIP(" + name + ")" })
		if c.Operator == "NotIpAddress" {
			return "!(" + in + ")"
		}
		return in
	case "DateGreaterThan":
		return name + " > timestamp(" + strconv.Quote(c.Values[0]) + ")"
	case "DateLessThan":
		return name + " < timestamp(" + strconv.Quote(c.Values[0]) + ")"
	case "ForAnyValue:StringEquals":
		return name + ".exists(t, t in [" + quoted(c.Values) + "])"
	}
	panic("no CEL for " + c.Operator)
}

// celEnvironment declares what expressions ask for, with types, so that nothing is looked up while they run.
func celEnvironment() (*cel.Env, error) {
	return cel.NewEnv(ext.Network(),
		cel.Variable("action", cel.StringType), cel.Variable("arn", cel.StringType), cel.Variable("team", cel.StringType),
		cel.Variable("username", cel.StringType), cel.Variable("principalArn", cel.StringType), cel.Variable("secureTransport", cel.BoolType),
		cel.Variable("now", cel.TimestampType), cel.Variable("tagKeys", cel.ListType(cel.StringType)), cel.Variable("sourceIp", cel.StringType))
}

func celProgram(env *cel.Env, expression string) (cel.Program, error) {
	checked, issues := env.Compile(expression)
	if issues.Err() != nil {
		return nil, issues.Err()
	}
	return env.Program(checked, cel.EvalOptions(cel.OptOptimize))
}

func celVariables(w *workload.Workload) (map[string]any, error) {
	variables := map[string]any{"action": w.Action, "arn": w.Resource}
	for key, values := range w.Context {
		var v any = values[0]
		var err error
		switch key {
		case "aws:CurrentTime":
			v, err = time.Parse(time.RFC3339, values[0])
		case "aws:SecureTransport":
			v = values[0] == "true"
		case "aws:TagKeys":
			v = values
		}
		if err != nil {
			return nil, err
		}
		variables[names[key]] = v
	}
	return variables, nil
}
