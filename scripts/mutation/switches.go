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

// notViable stands for the number of a mutant that does not compile.
const notViable = -1

// A switcher writes a package in which every mutant waits behind a number.
type switcher struct {
	fset    *token.FileSet
	files   map[string]*ast.File // by name without folder
	sources map[string]string
	info    types.Info
	numbers map[string]int // of the mutants: from 1, or notViable; those that need a build of their own are missing
	next    int
	source  string // of the file being written
	name    string
	order   map[ast.Node]int
}

// switchOn rewrites the package in folder, and leaves the numbers of its mutants in the file numbers.
func switchOn(folder string, imports types.Importer, numbers string) error {
	s := &switcher{fset: token.NewFileSet(), numbers: map[string]int{}}
	if err := s.read(folder); err != nil {
		return err
	}
	s.info.Types = map[ast.Expr]types.TypeAndValue{}
	if wrong := s.check(s.sources, imports, &s.info); len(wrong) > 0 {
		return wrong[0]
	}
	for {
		s.next = 0
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

// selector is added to the package: the environment says which mutant is on.
const selector = `package engine

import "os"

var mutant = func() (n int) {
	for _, c := range os.Getenv("MUTANT") {
		n = n*10 + int(c-'0')
	}
	return n
}()
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
			s.numbers[mutant{s.name, place, token.OR.String()}.String()] = notViable // no expression begins with |
			return ""
		}
		return s.expression(n, place, n.Op, func(op string) string { return "return " + op + "(" + s.text(n.X) + ")" })
	case *ast.IncDecStmt:
		return s.statement(n, s.cases(place, n.Tok, func(op string) string { return s.text(n.X) + op + "; return" }))
	case *ast.AssignStmt:
		if len(n.Lhs) != 1 {
			return ""
		}
		return s.statement(n, s.cases(place, n.Tok, func(op string) string { return s.text(n.Lhs[0]) + op + s.text(n.Rhs[0]) + "; return" }))
	case *ast.BranchStmt:
		cases := s.cases(place, n.Tok, func(op string) string {
			if n.Label != nil {
				op += " " + n.Label.Name
			}
			return op
		})
		if cases == "" {
			return ""
		}
		cases = strings.NewReplacer("case ", "if mutant == ", ":\n", " {\n", end+"\n", end+"\n}\n").Replace(cases)
		return cases + s.text(n)
	}
	return ""
}

// end closes the text of a mutant, so that an error in it can be told from one behind it.
const end = "/*end*/"

// cases returns a case for each mutant of a place, or "".
func (s *switcher) cases(place int, tok token.Token, write func(op string) string) string {
	var b strings.Builder
	for _, other := range mutations[tok] {
		key := mutant{s.name, place, other.String()}.String()
		if s.numbers[key] == notViable {
			continue
		}
		s.next++
		s.numbers[key] = s.next
		n := strconv.Itoa(s.next)
		b.WriteString("case " + n + ":\n/*mutant " + key + "*/ " + write(other.String()) + end + "\n")
	}
	return b.String()
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
	return "func() " + result + " { switch mutant {\n" + cases + "}\nreturn " + s.within(n) + " }()"
}

func (s *switcher) statement(n ast.Stmt, cases string) string {
	if cases == "" {
		return ""
	}
	return "func() { switch mutant {\n" + cases + "}\n" + s.within(n) + " }()"
}

// dropWrong marks the mutants in which errors are as not viable.
func (s *switcher) dropWrong(written map[string]string, wrong []types.Error) error {
	for _, e := range wrong {
		at := e.Fset.Position(e.Pos)
		before := written[at.Filename][:at.Offset]
		start := strings.LastIndex(before, "/*mutant ")
		if start < 0 || strings.Contains(before[start:], end) {
			return fmt.Errorf("%s: %s", at, e.Msg)
		}
		key, _, _ := strings.Cut(before[start+len("/*mutant "):], "*/")
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
