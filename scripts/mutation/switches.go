//go:build linux

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A mutant names one: the file, which of its places, and the token there.
type mutant struct {
	File  string
	Place int
	Token string
}

func (m mutant) String() string { return m.File + ":" + strconv.Itoa(m.Place) + ":" + m.Token }

// A number stands for a mutant in the switched package, and says at which of the places that have a switch it is.
type number struct{ Mutant, At int }

// notViable is the number of a mutant that does not compile.
var notViable = number{-1, -1}

// A switcher writes a package in which every mutant waits behind a number.
type switcher struct {
	fset    *token.FileSet
	files   map[string]*ast.File // by name without folder
	sources map[string]string
	info    types.Info
	numbers map[string]number // from 1; mutants that need a build of their own are missing
	mutants int               // so many have a number
	places  int
	name    string // of the file being written
	source  string
	order   map[ast.Node]int // which place of the file a node is
}

// switchOn rewrites the package in folder, and leaves the numbers of its mutants in the file numbers.
func switchOn(folder string, imports types.Importer, numbers string) error {
	s := &switcher{fset: token.NewFileSet(), numbers: map[string]number{}}
	if err := s.read(folder); err != nil {
		return err
	}
	s.info.Types = map[ast.Expr]types.TypeAndValue{}
	if wrong := s.check(s.sources, imports, &s.info); len(wrong) > 0 {
		return wrong[0]
	}
	for {
		s.mutants, s.places = 0, 0
		written := map[string]string{}
		for name, file := range s.files {
			written[name] = s.rewrite(name, file)
		}
		written["switch.go"] = selector
		wrong := s.check(written, imports, &types.Info{})
		if len(wrong) == 0 {
			return s.write(folder, written, numbers)
		}
		if err := s.dropWrong(written, wrong); err != nil {
			return err
		}
	}
}

// selector is added to the package: the environment says which mutant is on, and may name a file that is to hold the places that a
// process comes by, a line for each.
const selector = `package engine

import (
	"os"
	"strconv"
)

var mutant, _ = strconv.Atoi(os.Getenv("MUTANT"))

var seen [100_000]bool

var places, _ = os.OpenFile(os.Getenv("MUTATION_PLACES"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)

func mutantAt(place int) int {
	if !seen[place] {
		seen[place] = true
		if places != nil {
			places.WriteString(strconv.Itoa(place) + "\n")
		}
	}
	return mutant
}
`

func (s *switcher) read(folder string) error {
	s.files, s.sources = map[string]*ast.File{}, map[string]string{}
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return err
	}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name := filepath.Base(path)
		s.sources[name] = string(text)
		if s.files[name], err = parser.ParseFile(s.fset, name, text, parser.ParseComments); err != nil {
			return err
		}
	}
	return nil
}

// check type-checks sources, and returns all errors.
func (s *switcher) check(sources map[string]string, imports types.Importer, info *types.Info) (wrong []types.Error) {
	fset, files := s.fset, []*ast.File{}
	if info == &s.info {
		for _, file := range s.files {
			files = append(files, file)
		}
	} else {
		fset = token.NewFileSet()
		for name, text := range sources {
			file, err := parser.ParseFile(fset, name, text, 0)
			if err != nil {
				return []types.Error{{Fset: fset, Msg: err.Error()}}
			}
			files = append(files, file)
		}
	}
	config := types.Config{Importer: imports, Error: func(err error) {
		if e, ok := errors.AsType[types.Error](err); ok && !e.Soft {
			wrong = append(wrong, e)
		}
	}}
	_, _ = config.Check("engine", fset, files, info)
	return wrong
}

// rewrite returns the source of a file with its switches.
func (s *switcher) rewrite(name string, file *ast.File) string {
	s.name, s.source, s.order = name, s.sources[name], map[ast.Node]int{}
	for i, p := range placesOf(file) {
		s.order[p.node] = i
	}
	return s.source[:s.offset(file.Package)] + s.within(file)
}

func (s *switcher) offset(p token.Pos) int { return s.fset.Position(p).Offset }

func (s *switcher) text(n ast.Node) string { return s.source[s.offset(n.Pos()):s.offset(n.End())] }

// within returns the text of a node in which all switches below it are set. What has to be constant has none.
func (s *switcher) within(n ast.Node) string {
	var b strings.Builder
	at := n.Pos()
	ast.Inspect(n, func(below ast.Node) bool {
		if below == nil || below == n {
			return true
		}
		switch below := below.(type) {
		case *ast.GenDecl:
			if below.Tok == token.CONST {
				return false
			}
		case *ast.ArrayType:
			return false
		}
		text := s.switched(below)
		if text == "" {
			return true
		}
		b.WriteString(s.source[s.offset(at):s.offset(below.Pos())] + text)
		at = below.End()
		return false
	})
	b.WriteString(s.source[s.offset(at):s.offset(n.End())])
	return b.String()
}

// switched returns what stands in place of a node that can be mutated, or "".
func (s *switcher) switched(n ast.Node) string {
	place, ok := s.order[n]
	if !ok {
		return ""
	}
	switch n := n.(type) {
	case *ast.BinaryExpr:
		return s.expression(n, place, n.Op, func(op string) string { return "return (" + s.text(n.X) + ") " + op + " (" + s.text(n.Y) + ")" })
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			return "" // no expression begins with |
		}
		return s.expression(n, place, n.Op, func(op string) string { return "return " + op + "(" + s.text(n.X) + ")" })
	case *ast.IncDecStmt:
		return s.statement(n, place, n.Tok, func(op string) string { return s.text(n.X) + op + "; return" })
	case *ast.AssignStmt:
		if len(n.Lhs) != 1 {
			return ""
		}
		return s.statement(n, place, n.Tok, func(op string) string { return s.text(n.Lhs[0]) + op + s.text(n.Rhs[0]) + "; return" })
	case *ast.BranchStmt:
		return s.branch(n, place)
	}
	return ""
}

// expression wraps an expression in a function of its type, so that its mutants stand beside it.
func (s *switcher) expression(n ast.Expr, place int, tok token.Token, write func(op string) string) string {
	kind := s.info.Types[n].Type
	if basic, ok := kind.(*types.Basic); kind == nil || ok && basic.Info()&types.IsUntyped != 0 && basic.Kind() != types.UntypedBool {
		return ""
	}
	cases := s.cases(place, tok, write)
	if cases == "" {
		return ""
	}
	result := types.TypeString(kind, func(p *types.Package) string {
		if p.Path() == "engine" {
			return ""
		}
		return p.Name()
	})
	result = strings.TrimPrefix(result, "untyped ")
	return "func() " + result + " { " + cases + "return " + s.within(n) + " }()"
}

// statement wraps an assignment, also one at the head of a loop.
func (s *switcher) statement(n ast.Stmt, place int, tok token.Token, write func(op string) string) string {
	cases := s.cases(place, tok, write)
	if cases == "" {
		return ""
	}
	return "func() { " + cases + s.within(n) + " }()"
}

// branch puts the mutant of a break or continue before it.
func (s *switcher) branch(n *ast.BranchStmt, place int) string {
	label := ""
	if n.Label != nil {
		label = " " + n.Label.Name
	}
	return s.cases(place, n.Tok, func(op string) string { return op + label }) + s.text(n)
}

const (
	begin = "/*mutant " // comes before the text of a mutant, with its name
	end   = "/*end*/"   // comes behind it
)

// cases returns statements that run the mutant of a place that is on, if one is.
func (s *switcher) cases(place int, tok token.Token, write func(op string) string) string {
	var b strings.Builder
	for _, other := range mutations[tok] {
		key := mutant{s.name, place, other.String()}.String()
		if s.numbers[key] == notViable {
			continue
		}
		if b.Len() == 0 {
			s.places++
		}
		s.mutants++
		s.numbers[key] = number{s.mutants, s.places}
		b.WriteString("if mutantAt(" + strconv.Itoa(s.places) + ") == " + strconv.Itoa(s.mutants) + " { " + begin + key + "*/ " + write(other.String()) + end + " }\n")
	}
	return b.String()
}

// dropWrong marks the mutants in which errors are as not viable.
func (s *switcher) dropWrong(written map[string]string, wrong []types.Error) error {
	for _, e := range wrong {
		at := e.Fset.Position(e.Pos)
		before := written[at.Filename][:at.Offset]
		start := strings.LastIndex(before, begin)
		if start < 0 || strings.Contains(before[start:], end) {
			return fmt.Errorf("%s: %s", at, e.Msg)
		}
		key, _, _ := strings.Cut(before[start+len(begin):], "*/")
		s.numbers[key] = notViable
	}
	return nil
}

// write replaces the sources in folder.
func (s *switcher) write(folder string, written map[string]string, numbers string) error {
	for name, text := range written {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o666); err != nil {
			return err
		}
	}
	text, err := json.Marshal(s.numbers)
	if err != nil {
		return err
	}
	return os.WriteFile(numbers, text, 0o666)
}
