// Package curve says how the engine's cost grows with the size of what it is asked.
package curve

import (
	"fmt"
	"math"
	"strings"

	"github.com/iam-policy-playground/playground/engine/wire"
	"github.com/iam-policy-playground/playground/scripts/bench/measure"
	"github.com/iam-policy-playground/playground/scripts/bench/native"
)

// A Point is the cost of one call.
type Point struct {
	X           int     `json:"x"`
	Nanoseconds float64 `json:"nanoseconds"`
}

// A Series is one line of a chart.
type Series struct {
	Name   string  `json:"name"`
	Points []Point `json:"points"`
}

// A Curve is one chart.
type Curve struct {
	Name   string   `json:"name"` // of what grows
	Series []Series `json:"series"`
}

// Exponent says how a series grows at its end: cost is about x to the power of it. It compares the last point with the one
// that is at least four times smaller.
func (s *Series) Exponent() float64 {
	last := s.Points[len(s.Points)-1]
	for i := len(s.Points) - 2; i >= 0; i-- {
		if p := s.Points[i]; p.X*4 <= last.X {
			return math.Log(last.Nanoseconds/p.Nanoseconds) / math.Log(float64(last.X)/float64(p.X))
		}
	}
	return 0
}

// A growing is what a curve is measured with: a scenario for each size.
type growing struct {
	name     string
	sizes    []int
	scenario func(n int) string
}

const ann = `"principal": "arn:aws:iam::111122223333:user/ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::b0/cat", "resourceAccount": "111122223333"`

var all = []growing{
	{"statements", []int{1, 10, 100, 1000, 10_000}, func(n int) string {
		return scenario(policy("identity", "", repeat(n, `{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b%d/*"}`)), "", ask(""))
	}},
	{"policies", []int{1, 5, 20, 50, 200}, func(n int) string {
		return scenario(join(n, func(i int) string {
			return policy("identity", "", fmt.Sprintf(`{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b%d/*"}`, i))
		}), "", ask(""))
	}},
	{"requests in one call", []int{1, 10, 100, 1000, 10_000, 100_000}, func(n int) string {
		return scenario(policy("identity", "", repeat(1, `{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b%d/*"}`)), "", join(n, func(int) string { return ask("") }))
	}},
	{"bytes of one policy", []int{1000, 10_000, 100_000, 900_000}, func(n int) string {
		const entry = `"arn:aws:s3:::bucket-%06d/*"`
		return scenario(policy("identity", "", `{"Effect": "Allow", "Action": "s3:GetObject", "Resource": [`+repeat(max(1, n/32), entry)+`]}`), "", ask(""))
	}},
	{"bytes of a pattern", []int{6, 60, 600, 6144}, func(n int) string {
		pattern := strings.Repeat("a*", n/2-1) + "?b"
		value := strings.Repeat("a", 10_000)
		return scenario(policy("identity", "", `{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"StringLike": {"aws:Referer": "`+pattern+`"}}}`), "",
			ask(`, "context": {"aws:Referer": "`+value+`"}`))
	}},
	{"levels of an organization", []int{1, 2, 5, 20, 50}, func(n int) string {
		path := []string{`"r-ab12"`}
		policies := []string{policy("identity", "", `{"Effect": "Allow", "Action": "*", "Resource": "*"}`)}
		for i := range n {
			unit := fmt.Sprintf("ou-ab12-%08d", i)
			path = append(path, `"`+unit+`"`)
			policies = append(policies, policy("scp", unit, `{"Effect": "Allow", "Action": "*", "Resource": "*"}`))
		}
		return scenario(strings.Join(policies, ", "), `"accounts": {"111122223333": {"organization": "o-exampleorg1", "path": [`+strings.Join(path, ", ")+`]}}, `, ask(""))
	}},
}

func scenario(policies, more, requests string) string {
	return `{"scenario": 1, "policies": [` + policies + `], ` + more + `"requests": [` + requests + `]}`
}

func policy(kind, attached, statements string) string {
	if attached != "" {
		attached = `"attachedTo": ["` + attached + `"], `
	}
	return `{"name": "P", "type": "` + kind + `", ` + attached + `"document": {"Version":"2012-10-17", "Statement": [` + statements + `]}}`
}

func ask(more string) string { return `{` + ann + more + `}` }

func join(n int, one func(i int) string) string {
	list := make([]string, n)
	for i := range list {
		list[i] = one(i)
	}
	return strings.Join(list, ", ")
}

// repeat writes n entries, numbered.
func repeat(n int, format string) string {
	return join(n, func(i int) string { return fmt.Sprintf(format, i) })
}

// All measures every curve, with documents that no call had before.
func All(o measure.Options) ([]Curve, error) {
	var curves []Curve
	for _, g := range all {
		c := Curve{Name: g.name, Series: []Series{{Name: "decision"}, {Name: "with its explanation"}}}
		for _, n := range g.sizes {
			fresh := native.Fresh(g.scenario(n))
			results := measure.Together(measure.Options{Rounds: min(3, o.Rounds), Turn: o.Turn / 2},
				call(wire.Decide, fresh), call(wire.Evaluate, fresh))
			for i, r := range results {
				if r.Error != "" {
					return nil, fmt.Errorf("%d %s: %s", n, g.name, r.Error)
				}
				c.Series[i].Points = append(c.Series[i].Points, Point{n, r.Nanoseconds})
			}
		}
		curves = append(curves, c)
	}
	return curves, nil
}

func call(op uint32, fresh func() []byte) measure.Contender {
	return measure.Contender{Name: "engine", Run: func() error {
		answer := wire.Serve(op, fresh(), nil)
		if head := answer[:min(len(answer), 400)]; strings.Contains(string(head), `"decision":"error"`) {
			return fmt.Errorf("not evaluated: %s", head)
		}
		return nil
	}}
}
