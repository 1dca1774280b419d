package catalog

// Matching returns the actions whose names are wanted, by name. Only they are read in full.
func (s Service) Matching(wanted func(name string) bool) (all []Action) {
	var types []ResourceType
	for c := (cursor{rest: s.text}); c.next(actionRecord); {
		if !wanted(c.name) {
			continue
		}
		if types == nil {
			types = s.ResourceTypes()
		}
		all = append(all, c.action(types))
	}
	return all
}
