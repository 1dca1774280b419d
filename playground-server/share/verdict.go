package share

// A verdict is how a decision is shown: by a mark, a word and a colour, never by one of them alone.
type verdict struct {
	word   string
	class  string // of style sheets, and the id of the mark behind "v-"
	badge  string // word of a badge
	colour string // of a badge, dark enough for white text
}

var verdicts = map[string]verdict{
	"allowed":         {"Allowed", "allowed", "allowed", "#007a4d"},
	"explicitDeny":    {"Explicit deny", "explicit", "explicit deny", "#b50b15"},
	"implicitDeny":    {"Implicit deny", "implicit", "implicit deny", "#8a5600"},
	"depends":         {"Depends on context", "depends", "depends", "#2d66cc"},
	"unauthenticated": {"Unauthenticated", "lock", "unauthenticated", "#56505b"},
	"refused":         {"Refused", "error", "refused", "#56505b"},
	"error":           {"Error", "error", "error", "#56505b"},
}

// verdictOf knows every decision; one that an engine of another version made is shown by its own word, as text.
func verdictOf(decision string) verdict {
	if v, ok := verdicts[decision]; ok {
		return v
	}
	return verdict{decision, "none", "unknown", "#56505b"}
}

// marks are the symbols that pages refer to.
const marks = `<svg class="symbols" aria-hidden="true"><defs>` +
	`<symbol id="v-allowed" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7.1" fill="currentColor"/><path d="m4.8 8.3 2.3 2.3 4.3-5" fill="none" class="on" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"/></symbol>` +
	`<symbol id="v-explicit" viewBox="0 0 16 16"><path d="M5.1.9h5.8l4.2 4.2v5.8l-4.2 4.2H5.1L.9 10.9V5.1z" fill="currentColor"/><path d="m5.5 5.5 5 5m0-5-5 5" fill="none" class="on" stroke-width="1.75" stroke-linecap="round"/></symbol>` +
	`<symbol id="v-implicit" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.7" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="3.3 1.96"/><path d="M5 8h6" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round"/></symbol>` +
	`<symbol id="v-depends" viewBox="0 0 16 16"><path d="M8 1 15 8l-7 7-7-7z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/><path d="M8 1v14L1 8z" fill="currentColor"/></symbol>` +
	`<symbol id="v-lock" viewBox="0 0 16 16"><rect x="2.5" y="6.5" width="11" height="8" rx="1.5" fill="currentColor"/><path d="M5 6.5V4.5a3 3 0 0 1 6 0v2" fill="none" stroke="currentColor" stroke-width="1.6"/></symbol>` +
	`<symbol id="v-error" viewBox="0 0 16 16"><path d="M8 1.5 15.2 14H.8z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"/><path d="M8 6v3.8" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/><circle cx="8" cy="11.9" r=".9" fill="currentColor"/></symbol>` +
	`<symbol id="v-none" viewBox="0 0 16 16"><circle cx="8" cy="8" r="3" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>` +
	`</defs></svg>`

// mark appends a verdict's mark; its word stands beside it.
func (m *markup) mark(v verdict) {
	m.raw(`<svg class="v ` + v.class + `" aria-hidden="true"><use href="#v-` + v.class + `"/></svg>`)
}
