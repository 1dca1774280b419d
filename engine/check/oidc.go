package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// gitHub begins the name of GitHub's identity provider for its workflows.
const gitHub = "token.actions.githubusercontent.com"

// webIdentities notes trust in an OpenID Connect provider that lets in more of its users than anybody can mean.
//
// AWS: IAM User Guide, "Create a role for OpenID Connect federation"; "IAM policy validation check reference".
func webIdentities(s *subject, in *statement) {
	if !s.trusts(in) {
		return
	}
	for _, e := range in.principal.entries {
		if provider, ok := oidcProvider(e); ok {
			s.claims(in, e, provider)
		}
	}
}

// trusts reports whether a statement lets somebody assume a role.
func (s *subject) trusts(in *statement) bool {
	return s.kind == engine.Trust && in.allows() && !in.principal.negated
}

// builtIn are the OpenID Connect providers that need no entry in the account.
var builtIn = [...]string{"cognito-identity.amazonaws.com", "www.amazon.com", "graph.facebook.com", "accounts.google.com"}

// oidcProvider returns the name of an OpenID Connect provider in lower case, with which its condition keys begin.
func oidcProvider(e entry) (name string, ok bool) {
	if e.kind != "Federated" {
		return "", false
	}
	for _, name := range builtIn {
		if e.text == name {
			return name, true
		}
	}
	_, name, ok = strings.Cut(e.text, ":oidc-provider/")
	return strings.ToLower(name), ok && name != ""
}

// claims notes a provider of which no claim is tested; of GitHub's, the audience is the same for everybody.
func (s *subject) claims(in *statement, e entry, provider string) {
	tested := false
	for i := range in.condition {
		claim, ok := strings.CutPrefix(strings.ToLower(in.condition[i].name), provider+":")
		tested = tested || ok && !(claim == "aud" && isGitHub(provider))
	}
	switch {
	case tested:
	case isGitHub(provider):
		s.note(engine.SecurityWarning, MissingGitHubRepoConditionKey, e.value,
			"every workflow on GitHub can assume the role; test "+provider+":sub for your repository")
	default:
		s.note(engine.SecurityWarning, MissingConditionKeyForOIDCPrincipal, e.value,
			"everybody whom "+quote(provider)+" knows can assume the role; test one of its claims, such as "+provider+":"+usualClaim(provider))
	}
}

func isGitHub(provider string) bool {
	return provider == gitHub || strings.HasPrefix(provider, gitHub+"/")
}

// usualClaim is the claim of a provider that says for which application its user signed in.
func usualClaim(provider string) string {
	if provider == "www.amazon.com" || provider == "graph.facebook.com" {
		return "app_id"
	}
	return "aud"
}

// audience notes a set operator on a provider's claim aud, which mostly has one value.
func audience(s *subject, in *statement, t *test) {
	provider, ok := strings.CutSuffix(strings.ToLower(t.name), ":aud")
	if !ok || !strings.Contains(provider, ".") || !s.trusts(in) {
		return
	}
	switch t.op.set {
	case "foranyvalue":
		s.note(engine.SecurityWarning, ForAnyValueWithAudienceClaimType, t.key,
			"ForAnyValue lets in a token with any other audience beside one that is listed; test "+t.name+" without it")
	case "forallvalues":
		s.note(engine.Suggestion, ConfirmAudienceClaimType, t.key,
			"ForAllValues also holds for a token without audience; if the provider gives one value, test "+t.name+" without it")
	}
}

// gitHubSubject notes values of GitHub's claim sub that leave repository or branch open.
func gitHubSubject(s *subject, in *statement, t *test) {
	provider, ok := strings.CutSuffix(strings.ToLower(t.name), ":sub")
	if !ok || !isGitHub(provider) || t.op.base != "stringlike" || !s.trusts(in) {
		return
	}
	for _, v := range t.values {
		if open := openSubject(v.Str()); open != "" {
			s.note(engine.Warning, SpecificGitHubRepoAndBranchRecommended, v, quote(v.Str())+" lets in workflows of "+open+"; write the repository and branch, such as repo:octo/pets:ref:refs/heads/main")
		}
	}
}

// openSubject says what a subject of GitHub leaves open, or "". It is repo:OWNER/REPOSITORY:… unless an organization has chosen
// claims of its own.
func openSubject(subject string) string {
	kind, rest, _ := strings.Cut(subject, ":")
	repository, where, _ := strings.Cut(rest, ":")
	switch {
	case strings.ContainsAny(kind, "*?"):
		return "everybody on GitHub"
	case kind != "repo":
		return ""
	case strings.ContainsAny(strings.SplitN(repository, "/", 2)[0], "*?"):
		return "other owners"
	case strings.ContainsAny(repository, "*?"):
		return "several repositories"
	case isStar(where):
		return "every branch and pull request"
	}
	return ""
}
