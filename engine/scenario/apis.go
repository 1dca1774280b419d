package scenario

var (
	authorizations = &words{"Authorization", "How API Gateway authorizes a call.",
		[]string{"NONE", "AWS_IAM", "CUSTOM", "COGNITO_USER_POOLS", "JWT"}}
	apiTypes     = &words{"ApiType", "Kinds of APIs.", []string{"REST", "HTTP", "WEBSOCKET"}}
	apiEndpoints = &words{"ApiEndpoint", "Where an API can be reached.", []string{"EDGE", "REGIONAL", "PRIVATE"}}

	routeText = &form{WrongValue, "a method and a path", "GET /pets/{petId}",
		nil, patterns{"{method} /{tail}", "${tail}"}}
)

var apiRecord = record{
	name: "Api",
	noun: "an API",
	doc:  "What is known of an API of API Gateway.",
	fields: []field{
		{name: "account", required: true, shape: &shape{kind: text, form: accountID}, doc: "Id of the account that owns it."},
		{name: "region", required: true, shape: &shape{kind: text, form: regionName}, doc: "Its Region."},
		{name: "type", required: true, shape: &shape{kind: text, words: apiTypes}, doc: "Whether it is a REST, HTTP or WebSocket API."},
		{name: "endpoint", shape: &shape{kind: text, words: apiEndpoints}, doc: "Where it can be reached."},
		{name: "stages", shape: textList, doc: "Names of its stages. Absent: every stage exists."},
		{name: "disableExecuteApiEndpoint", shape: aFlag, doc: "Whether its default endpoint is switched off. Default false."},
		{name: "domains", shape: textList, doc: "Custom domain names that lead to it."},
		{name: "routes", shape: &shape{kind: list, of: &shape{kind: fields, record: &routeRecord}}, doc: "Its methods or routes. Absent: every path exists. Given: a call that matches none is refused."},
	},
}

var routeRecord = record{
	name: "Route",
	noun: "a route",
	doc:  "A method of a REST API or a route of an HTTP or WebSocket API.",
	fields: []field{
		{name: "route", required: true, shape: &shape{kind: text, form: routeText}, doc: "Method and path with parameters in braces, as in GET /pets/{petId}, or a WebSocket route such as $connect."},
		{name: "authorization", shape: &shape{kind: text, words: authorizations}, doc: "How calls are authorized. Default NONE."},
		{name: "apiKeyRequired", shape: aFlag, doc: "Whether a call needs an API key. Default false."},
	},
}
