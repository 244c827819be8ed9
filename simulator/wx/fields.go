package wx

import (
	"diorama/renderer/value"
	"diorama/simulator/sandbox"
)

// Field is a member of wx that is no function.
type Field struct {
	Name  string
	Value value.Value // plain data, or an Object's Value
}

// Fields are the members of wx that are no functions; called once at the start.
func Fields(s *State) []Field {
	return []Field{
		{"cloud", cloud().Value()},
		{"env", value.M("USER_DATA_PATH", sandbox.Scheme+sandbox.User)},
		// Documented nowhere; old components ask it for the version of the base library.
		{"version", value.M("version", s.rt.Env().SDKVersion, "updateTime", "")},
	}
}
