package share

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"strings"
)

// fragmentOf returns the link that holds a scenario, as the page makes them (web/src/link.ts): #v1. and base64url of raw
// deflate. A blank behind the JSON changes the end of a link that programs would cut off.
func fragmentOf(scenario string) string {
	for blanks := 0; ; blanks++ {
		data := base64.RawURLEncoding.EncodeToString(deflate(scenario + strings.Repeat(" ", blanks)))
		if last := data[len(data)-1]; last != '-' && last != '_' || blanks == 8 {
			return "#v1." + data
		}
	}
}

func deflate(text string) []byte {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.DefaultCompression)
	if err != nil {
		panic(err) // the level is a constant
	}
	w.Write([]byte(text))
	w.Close() // a bytes.Buffer takes everything
	return out.Bytes()
}
