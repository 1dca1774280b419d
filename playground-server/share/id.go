package share

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"strings"
)

const (
	idBytes    = 16 // random: nobody guesses one, and two are never alike
	idLength   = 22 // characters of base64url
	tokenBytes = 32
)

// The last character of an id or a token holds the last bits and zeros, so it is one of a few, none of them - or _,
// which programs that find links in text would cut off.
const lastOfID = "AQgw"

const base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

func newID() string { return randomText(idBytes) }

// newToken returns what lets its holder delete a share.
func newToken() string { return randomText(tokenBytes) }

func randomText(n int) string {
	b := make([]byte, n)
	rand.Read(b) // never fails: without randomness the program ends
	return base64.RawURLEncoding.EncodeToString(b)
}

// validID says whether newID can have returned id.
func validID(id string) bool {
	return len(id) == idLength && isBase64URL(id) && strings.IndexByte(lastOfID, id[idLength-1]) >= 0
}

func isBase64URL(s string) bool {
	for i := range len(s) {
		if strings.IndexByte(base64url, s[i]) < 0 {
			return false
		}
	}
	return true
}

// hashToken returns what is kept of a token: a leaked database deletes nothing. A token is random, so that no salt is
// needed.
func hashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// sameHash compares in a time that tells nothing.
func sameHash(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
