//go:build oracle

package differential

// Shrink makes each thing of a list that fails smaller for as long as it fails, at most
// rounds times. smaller gives the forms with one thing less, the greatest steps first;
// failing is asked once a round about every form of all of them, because a judge takes
// many at the price of one.
func Shrink[T any](list []T, rounds int, smaller func(T) []T, failing func([]T) []bool) {
	active := make([]int, len(list))
	for i := range list {
		active[i] = i
	}
	for ; rounds > 0 && len(active) > 0; rounds-- {
		var forms []T
		var of []int
		for _, i := range active {
			for _, f := range smaller(list[i]) {
				forms, of = append(forms, f), append(of, i)
			}
		}
		bad := failing(forms)
		active = active[:0]
		last := -1
		for k, i := range of {
			if bad[k] && i != last {
				list[i], last = forms[k], i
				active = append(active, i)
			}
		}
	}
}
