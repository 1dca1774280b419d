package check

import "strings"

// directions are the last words of Regions but for the number.
const directions = " north south east west central northeast northwest southeast southwest "

// mayBeRegion reports whether a Region may have that name, also one that AWS has yet to open: an area, a direction, a digit.
// So us-east-1a, which is a zone, and us-est-1 are none.
//
// AWS: AWS Regions and Availability Zones, "AWS Regions".
func mayBeRegion(name string) bool {
	words := strings.Split(name, "-")
	n := len(words)
	if n < 3 || n > 4 || len(words[n-1]) != 1 || words[n-1] < "1" || words[n-1] > "9" {
		return false
	}
	for _, word := range words[:n-1] {
		if strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") != "" {
			return false
		}
	}
	return (len(words[0]) == 2 || n == 4) && strings.Contains(directions, " "+words[n-2]+" ")
}
