package engine

import "strings"

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// decodeBase64 decodes the standard alphabet with its padding. The standard library's decoder would bring reflect
// into the module.
func decodeBase64(s string) (string, bool) {
	if len(s)%4 != 0 {
		return "", false
	}
	digits := strings.TrimRight(s, "=")
	if len(s)-len(digits) > 2 {
		return "", false
	}
	out := make([]byte, 0, len(digits)*3/4)
	var bits uint32
	for i := range len(digits) {
		v := strings.IndexByte(base64Digits, digits[i])
		if v < 0 {
			return "", false
		}
		bits = bits<<6 | uint32(v)
		if have := (i + 1) * 6 % 8; have < 6 {
			out = append(out, byte(bits>>have))
		}
	}
	rest := uint(len(digits) * 6 % 8)
	return string(out), bits&(1<<rest-1) == 0
}
