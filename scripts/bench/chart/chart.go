// Package chart draws curves as small logarithmic charts in one SVG, readable on light and dark pages.
package chart

import (
	"fmt"
	"math"
	"strings"

	"github.com/iam-policy-playground/playground/scripts/bench/curve"
)

const (
	columns     = 3
	wide, high  = 300, 220 // of one chart, in pixels
	left, below = 54, 40   // of its axes
	right, top  = 14, 30
)

const style = `<style>
text { font: 11px system-ui, sans-serif; fill: #444 }
.name { font-weight: 600; fill: #111 }
.grid { stroke: #8884; fill: none }
.s0 { stroke: #0b63c5; fill: none; stroke-width: 2 } .d0 { fill: #0b63c5 }
.s1 { stroke: #b45309; fill: none; stroke-width: 2; stroke-dasharray: 5 3 } .d1 { fill: #b45309 }
@media (prefers-color-scheme: dark) {
text { fill: #bbb } .name { fill: #eee }
.s0 { stroke: #6cb2ff } .d0 { fill: #6cb2ff } .s1 { stroke: #f5b35c } .d1 { fill: #f5b35c }
}
</style>
`

// SVG draws the curves.
func SVG(curves []curve.Curve) []byte {
	var b strings.Builder
	rows := (len(curves) + columns - 1) / columns
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="How the time of one call grows">`+"\n", columns*wide, rows*high+24)
	b.WriteString(style)
	for i := range curves {
		fmt.Fprintf(&b, "<g transform=\"translate(%d %d)\">\n", i%columns*wide, i/columns*high)
		draw(&b, &curves[i])
		b.WriteString("</g>\n")
	}
	legend(&b, curves[0].Series, rows*high+14)
	b.WriteString("</svg>\n")
	return []byte(b.String())
}

func legend(b *strings.Builder, series []curve.Series, y int) {
	for i, s := range series {
		x := left + i*140
		fmt.Fprintf(b, "<path class=\"s%d\" d=\"M%d %dh24\"/><text x=\"%d\" y=\"%d\">%s</text>\n", i, x, y-4, x+30, y, s.Name)
	}
}

// An axis maps the logarithm of values to pixels.
type axis struct {
	low, high  float64 // logarithms to the base of 10, whole numbers
	start, end float64 // pixels
}

func newAxis(low, high, start, end float64) axis {
	a := axis{math.Floor(math.Log10(low) + 1e-9), math.Ceil(math.Log10(high) - 1e-9), start, end}
	if a.high <= a.low {
		a.high = a.low + 1
	}
	return a
}

func (a axis) at(value float64) float64 {
	return a.start + (math.Log10(value)-a.low)/(a.high-a.low)*(a.end-a.start)
}

func draw(b *strings.Builder, c *curve.Curve) {
	points := c.Series[0].Points
	low, high := math.Inf(1), 0.0
	for _, s := range c.Series {
		for _, p := range s.Points {
			low, high = min(low, p.Nanoseconds), max(high, p.Nanoseconds)
		}
	}
	x := newAxis(float64(points[0].X), float64(points[len(points)-1].X), left, wide-right)
	y := newAxis(low, high, high0, top)
	fmt.Fprintf(b, "<text class=\"name\" x=\"%d\" y=\"18\">%s</text>\n", left, c.Name)
	for e := x.low; e <= x.high; e++ {
		at := x.at(math.Pow(10, e))
		fmt.Fprintf(b, "<path class=\"grid\" d=\"M%.1f %dV%d\"/><text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", at, top, high0, at, high0+15, count(e))
	}
	for e := y.low; e <= y.high; e++ {
		at := y.at(math.Pow(10, e))
		fmt.Fprintf(b, "<path class=\"grid\" d=\"M%d %.1fH%d\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n", left, at, wide-right, left-5, at+4, span(e))
	}
	for i, s := range c.Series {
		line(b, i, &s, x, y)
	}
}

const high0 = high - below // where the horizontal axis is

func line(b *strings.Builder, number int, s *curve.Series, x, y axis) {
	var path, dots strings.Builder
	for i, p := range s.Points {
		px, py := x.at(float64(p.X)), y.at(p.Nanoseconds)
		fmt.Fprintf(&path, "%c%.1f %.1f", "ML"[min(i, 1)], px, py)
		fmt.Fprintf(&dots, "<circle class=\"d%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/>", number, px, py)
	}
	fmt.Fprintf(b, "<path class=\"s%d\" d=\"%s\"/>%s\n", number, path.String(), dots.String())
}

// count writes a power of ten.
func count(e float64) string {
	if e < 3 {
		return fmt.Sprint(math.Pow(10, e))
	}
	if e < 6 {
		return fmt.Sprint(math.Pow(10, e-3)) + "k"
	}
	return fmt.Sprint(math.Pow(10, e-6)) + "M"
}

// span writes a power of ten of nanoseconds.
func span(e float64) string {
	units := []string{"ns", "µs", "ms", "s"}
	u := min(int(e)/3, 3)
	return fmt.Sprintf("%.0f %s", math.Pow(10, e-float64(3*u)), units[u])
}
