// Package share keeps scenarios under short links and shows them: the API, pages that a server renders, embeds, badges.
//
// It is one http.Handler with two hosts. It knows nothing of the host, of the database behind Store, of the engine behind
// Evaluate, nor of the built page behind Site; nothing here may be heavy as js/wasm, where a Worker starts it per request.
//
// A share is either sealed, which is ciphertext whose key this server never sees, or public, which is a scenario that the
// engine has read without complaint. Both are immutable, live until they expire or are deleted, and have a random id, so
// that nobody can test whether a certain policy was shared. Everything in a share is untrusted text: it becomes text of a
// page, escaped in one place (markup.go), and never markup, an address, a title or a file name.
//
// Goals: links that last as long as they say; a server that answers hostile requests in bounded time and memory.
// Non-goals: accounts, cookies, lists of shares, editing what was shared.
package share
