package assist

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/catalog"
)

// arrayOf begins the types of keys with several values.
const arrayOf = "ArrayOf"

// fits reports whether an operator is for keys of some types. Not knowing the type, every operator is.
func fits(o *operatorRow, types []string) bool {
	if o.kind == "" || len(types) == 0 {
		return true
	}
	for _, t := range types {
		if strings.TrimPrefix(t, arrayOf) == o.kind {
			return true
		}
	}
	return false
}

// findKey returns what the catalog knows of a condition key, in any case: one of its service or a global one.
func findKey(know *catalog.Inquiry, name string) (catalog.Key, bool) {
	prefix, _, ok := strings.Cut(name, ":")
	if !ok {
		return catalog.Key{}, false
	}
	if !strings.EqualFold(prefix, "aws") {
		if d, known := know.Directory(strings.ToLower(prefix)); known == catalog.Loaded {
			if k, ok := d.Key(name); ok {
				return k, true
			}
		}
	}
	return know.GlobalDirectory().Key(name)
}

// conditionKeys offers the keys that the statement's actions have, then the global ones; first those whose type fits the
// operator above.
func (c *completer) conditionKeys() {
	keys := keysOf(c.Know, c.namedActions())
	operator := spell(c.step(1))
	for _, fitting := range [...]bool{true, false} {
		for _, k := range keys {
			if fitsOperator(operator, k) == fitting {
				c.conditionKey(k)
			}
		}
	}
}

func fitsOperator(o spelled, k catalog.Key) bool {
	return o.operatorRow == nil || fits(o.operatorRow, k.Types) && (o.name == "Null" || k.Multivalued() == (o.set != ""))
}

// keysOf returns the condition keys that entries of Action have, each once, and the global ones behind them.
func keysOf(know *catalog.Inquiry, entries []string) (keys []catalog.Key) {
	seen := make(map[string]bool, MaxOptions)
	note := func(k catalog.Key) {
		if !seen[k.Name] {
			seen[k.Name] = true
			keys = append(keys, k)
		}
	}
	eachService(know, entries, func(_ string, d *catalog.Directory, covered []int) {
		own, others := d.KeysOf(covered)
		for _, k := range own {
			note(k)
		}
		for _, name := range others {
			if strings.HasPrefix(name, "aws:") {
				continue
			}
			if k, ok := findKey(know, name); ok {
				note(k)
			}
		}
	})
	for _, k := range know.GlobalDirectory().Keys() {
		note(k)
	}
	return keys
}

// conditionKey offers a key. One with a placeholder is offered for each tag of the scenario, and up to the placeholder.
func (c *completer) conditionKey(k catalog.Key) {
	detail := keyDetail(k)
	head, _, open := strings.Cut(k.Name, "${")
	if !open {
		c.offerKey(k.Name, k.Name, "", detail)
		return
	}
	for _, tag := range c.names().tags {
		c.offerKey(head+tag, head+tag, "", detail)
	}
	c.offerKey(k.Name, head, here, detail)
}

// offerKey offers a key under a label; with the mark as rest its name is not complete.
func (c *completer) offerKey(label, name, rest, detail string) {
	switch {
	case c.slot == conditionKey && !c.has(name):
		c.put(KeyOption, label, name, rest, detail)
	case c.slot == blockValue && rest == "":
		c.value(KeyOption, label, `{"`+escape(name)+`": "`+here+`"}`, detail)
	case c.slot == blockValue:
		c.value(KeyOption, label, `{"`+escape(name)+here+`": ""}`, detail)
	}
}

// keyDetail says what type a key has: "ARN, several values".
func keyDetail(k catalog.Key) string {
	if len(k.Types) == 0 {
		return "type unknown"
	}
	words := make([]string, len(k.Types))
	for i, t := range k.Types {
		words[i] = strings.TrimPrefix(t, arrayOf)
	}
	detail := strings.Join(words, " or ")
	if k.Multivalued() {
		detail += ", several values"
	}
	return detail
}
