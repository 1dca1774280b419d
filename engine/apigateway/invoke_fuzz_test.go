package apigateway

import (
	"strings"
	"testing"
)

// FuzzInvoke holds that any request is a call or has a problem, and that the ARN of a call names the same API, stage and
// method when it is read back.
func FuzzInvoke(f *testing.F) {
	for _, seed := range []string{
		"GET https://rest.execute-api.us-east-1.amazonaws.com/prod/pets/7?x=1\nCache-Control: max-age=0",
		"POST https://web.execute-api.us-east-1.amazonaws.com/dev/a%2Fb/",
		"GET wss://chat.execute-api.us-east-1.amazonaws.com/prod",
		"GET https://priv-vpce-0a1b2c.execute-api.us-east-1.amazonaws.com/prod",
		"GET https://vpce-0a-x.execute-api.us-east-1.vpce.amazonaws.com/prod\nHost: priv.execute-api.us-east-1.amazonaws.com\nUser-Agent: x",
		"GET https://vpce-0a-x.execute-api.cn-north-1.vpce.amazonaws.com.cn/prod\nX-Apigw-Api-Id: n1\nReferer: y",
		"PUT https://multi.example.com/ordersandmore/x",
		"DELETE https://private.example.com/",
		"HEAD https://open.example.com/dev//:x",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, p := ParseMessage(text)
		if p != nil {
			checkProblem(t, p)
			return
		}
		m.IsManagement()
		i, p := Invoke(testAPIs, m, testAccount)
		if p != nil {
			checkProblem(t, p)
			return
		}
		if i.Path == "" || i.Stage == "" || i.Account == "" || i.Region == "" || len(i.Resource) > maxARN || i.NoRoute && i.Route != nil {
			t.Fatalf("incomplete %+v", i)
		}
		if strings.Contains(i.Path, "*") {
			return // reads as a wildcard in an ARN
		}
		back, is, p := InvocationOf(testAPIs, i.Action, i.Resource)
		if p != nil || !is {
			t.Fatalf("%s: %t %v", i.Resource, is, p)
		}
		method := i.Method
		if strings.HasSuffix(i.Resource, "/"+defaultRoute) && i.API.Type == HTTP && i.Route != nil && i.Route.Route == defaultRoute {
			method = "" // the ARN of this route names none
		}
		if back.APIID != i.APIID || back.Stage != i.Stage || back.Method != method || back.Route != i.Route && i.API.Type != WebSocket {
			t.Fatalf("%+v\nread back as %+v", i, back)
		}
	})
}

// FuzzInvocationOf holds that any pair is a call, is none, or has a problem.
func FuzzInvocationOf(f *testing.F) {
	f.Add("execute-api:Invoke", testX+"rest/prod/GET/pets/7")
	f.Add("execute-api:ManageConnections", testX+"chat/prod/POST/@connections/a")
	f.Add("execute-api:InvalidateCache", testX+"new/prod/GET/")
	f.Fuzz(func(t *testing.T, action, resource string) {
		i, is, p := InvocationOf(testAPIs, action, resource)
		switch {
		case p != nil:
			checkProblem(t, p)
			fallthrough
		case !is:
			if is || i.Resource != "" {
				t.Fatalf("%+v", i)
			}
		case i.Resource != resource || i.APIID == "" || i.Stage == "" || i.Path == "":
			t.Fatalf("incomplete %+v", i)
		}
	})
}
