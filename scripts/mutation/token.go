//go:build linux

package main

import (
	"go/ast"
	"go/token"
)

// A place is a token that can be mutated.
type place struct {
	node ast.Node
	at   token.Pos
	tok  token.Token
}

// placesOf lists the places of a file in the order in which gremlins finds them. The printed source of a mutant has the same
// places, with another token at one of them.
func placesOf(file *ast.File) (places []place) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			places = append(places, place{n, n.TokPos, n.Tok})
		case *ast.BinaryExpr:
			places = append(places, place{n, n.OpPos, n.Op})
		case *ast.BranchStmt:
			places = append(places, place{n, n.TokPos, n.Tok})
		case *ast.IncDecStmt:
			places = append(places, place{n, n.TokPos, n.Tok})
		case *ast.UnaryExpr:
			places = append(places, place{n, n.OpPos, n.Op})
		}
		return true
	})
	return places
}

// mutations are the tokens that gremlins puts in place of one.
var mutations = map[token.Token][]token.Token{
	token.ADD: {token.SUB}, token.SUB: {token.ADD}, token.MUL: {token.QUO}, token.QUO: {token.MUL}, token.REM: {token.MUL},
	token.EQL: {token.NEQ}, token.NEQ: {token.EQL},
	token.LSS: {token.LEQ, token.GEQ}, token.LEQ: {token.LSS, token.GTR}, token.GTR: {token.GEQ, token.LEQ}, token.GEQ: {token.GTR, token.LSS},
	token.LAND: {token.LOR}, token.LOR: {token.LAND},
	token.AND: {token.OR}, token.OR: {token.AND}, token.XOR: {token.AND}, token.AND_NOT: {token.AND}, token.SHL: {token.SHR}, token.SHR: {token.SHL},
	token.INC: {token.DEC}, token.DEC: {token.INC},
	token.BREAK: {token.CONTINUE}, token.CONTINUE: {token.BREAK},
	token.ADD_ASSIGN: {token.SUB_ASSIGN, token.ASSIGN}, token.SUB_ASSIGN: {token.ADD_ASSIGN, token.ASSIGN},
	token.MUL_ASSIGN: {token.QUO_ASSIGN, token.ASSIGN}, token.QUO_ASSIGN: {token.MUL_ASSIGN, token.ASSIGN},
	token.REM_ASSIGN: {token.ASSIGN}, token.AND_ASSIGN: {token.ASSIGN, token.OR_ASSIGN}, token.OR_ASSIGN: {token.ASSIGN, token.AND_ASSIGN},
	token.XOR_ASSIGN: {token.ASSIGN, token.AND_ASSIGN}, token.AND_NOT_ASSIGN: {token.ASSIGN, token.AND_ASSIGN},
	token.SHL_ASSIGN: {token.ASSIGN, token.SHR_ASSIGN}, token.SHR_ASSIGN: {token.ASSIGN, token.SHL_ASSIGN},
}
