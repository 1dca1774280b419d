package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// fixAction makes a list of actions that stand in one string, takes blanks out, and writes the colon in the place of another
// separator.
func fixAction(p *place) (Fix, bool) {
	v := p.last()
	var list []byte
	parts := strings.Fields(strings.Map(func(r rune) rune {
		if r == ',' || r == ';' {
			return ' '
		}
		return r
	}, v.Str()))
	for i, part := range parts {
		if !strings.Contains(part, ":") && strings.Count(part, ".")+strings.Count(part, "/") == 1 {
			part = strings.Replace(strings.Replace(part, ".", ":", 1), "/", ":", 1)
		}
		if prefix, name, ok := strings.Cut(part, ":"); !ok || prefix == "" || name == "" || strings.ContainsAny(prefix, "*?") || strings.Contains(name, ":") {
			return Fix{}, false
		}
		if i > 0 {
			list = append(list, ", "...)
		}
		list = jsontree.AppendString(list, part)
	}
	if _, key := p.member(); len(parts) > 1 && key.Of() == v {
		return replaced(v, "["+string(list)+"]"), true
	}
	return replaced(v, string(list)), len(parts) > 0
}

// fixEveryService writes * for *:*, which can mean nothing else.
func fixEveryService(p *place) (Fix, bool) {
	return rewrite(p.last(), "*"), strings.Trim(p.last().Str(), "*:") == ""
}

// fixARNPrefix completes what is an ARN but for its beginning, and writes the ARN of an address of S3.
func fixARNPrefix(p *place) (Fix, bool) {
	v := p.last()
	text := strings.TrimSpace(v.Str())
	switch lower := strings.ToLower(text); {
	case strings.HasPrefix(lower, "arn:"):
		text = "arn:" + text[len("arn:"):]
	case strings.HasPrefix(lower, "aws:") && strings.Count(text, ":") >= 4:
		text = "arn:" + text
	case strings.HasPrefix(lower, "s3://") && len(text) > len("s3://"):
		text = "arn:aws:s3:::" + text[len("s3://"):]
	default:
		return Fix{}, false
	}
	return rewrite(v, text), text != v.Str()
}

// fixBucketARN writes the empty Region and account in the ARN of a bucket or an object, the only ones of S3 that have neither.
func fixBucketARN(p *place) (Fix, bool) {
	v := p.last()
	rest, ok := strings.CutPrefix(v.Str(), "arn:aws:s3:")
	rest = strings.TrimPrefix(rest, ":")
	return rewrite(v, "arn:aws:s3:::"+rest), ok && rest != "" && !strings.Contains(rest, ":")
}

func fixARNServiceCase(p *place) (Fix, bool) {
	v := p.last()
	fields := strings.SplitN(v.Str(), ":", 4)
	if len(fields) < 4 {
		return Fix{}, false
	}
	fields[2] = strings.ToLower(fields[2])
	return rewrite(v, strings.Join(fields, ":")), true
}

// fixARNAccount takes hyphens and blanks out of an account id.
func fixARNAccount(p *place) (Fix, bool) {
	v := p.last()
	fields := strings.SplitN(v.Str(), ":", 6)
	if len(fields) < 6 {
		return Fix{}, false
	}
	fields[4] = strings.ReplaceAll(strings.ReplaceAll(fields[4], "-", ""), " ", "")
	return rewrite(v, strings.Join(fields, ":")), isAccount(fields[4])
}
