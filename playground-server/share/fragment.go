package share

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"strings"
	"sync"
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

// writers are kept: a new one costs more than all else of a page.
var writers = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, flate.DefaultCompression)
	if err != nil {
		panic(err) // the level is a constant
	}
	return w
}}

func deflate(text string) []byte {
	var out bytes.Buffer
	w := writers.Get().(*flate.Writer)
	defer writers.Put(w)
	w.Reset(&out)
	w.Write([]byte(text))
	w.Close() // a bytes.Buffer takes everything
	return out.Bytes()
}
