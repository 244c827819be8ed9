package wxss

// Specificity is a, b, c of Selectors 4 §17 in ten bits each, so that the greater
// number wins.
type Specificity uint32

func spec(a, b, c uint32) Specificity {
	return Specificity(min(a, 1023)<<20 | min(b, 1023)<<10 | min(c, 1023))
}

func (s Specificity) add(t Specificity) Specificity {
	return spec(uint32(s>>20+t>>20), uint32(s>>10&1023+t>>10&1023), uint32(s&1023+t&1023))
}

// Parts gives a (ids), b (classes) and c (tags).
func (s Specificity) Parts() (a, b, c int) { return int(s >> 20), int(s >> 10 & 1023), int(s & 1023) }

// PseudoElement is the pseudo-element a selector ends in.
type PseudoElement uint8

// The pseudo-elements. OtherPseudo is one that is known and never made.
const (
	NoPseudo PseudoElement = iota
	Before
	After
	FirstLetter
	Placeholder
	Scrollbar
	OtherPseudo
)

// Selector is one complex selector.
type Selector struct {
	Compounds   []Compound // rightmost first
	Pseudo      PseudoElement
	Specificity Specificity
	Text        string // as written
	Host        bool   // it has :host somewhere
}

// Combinator tells how a compound relates to the one on its left.
type Combinator uint8

// The combinators.
const (
	None Combinator = iota // leftmost
	Descendant
	Child
	NextSibling
	LaterSibling
)

// Compound is one compound selector.
type Compound struct {
	Left    Combinator // to Compounds[i+1]
	Tag     string     // lower case, "" for any
	ID      string
	Classes []string
	Rest    []Simple
}

// SimpleKind tells what a Simple tests.
type SimpleKind uint8

// The simple selectors beside tag, class and id.
const (
	SimpleAttr SimpleKind = iota
	SimpleID              // a second id
	SimpleNot
	SimpleIs // also :where() and the nesting selector &
	SimpleHost
	SimpleRoot
	SimpleEmpty
	SimpleNthChild     // A, B, List for "of"
	SimpleNthLastChild //
	SimpleNthOfType
	SimpleNthLastOfType
	SimpleActive
	SimpleHover
	SimpleFocus
	SimpleFocusWithin
	SimpleDisabled
	SimpleEnabled
	SimpleChecked
	SimpleHas    // List: relative selectors, which start with SimpleAnchor
	SimpleAnchor // the element that :has() asks about
	SimpleAlways // a pseudo-class that holds for every node here (:defined)
	SimpleNever  // a pseudo-class that holds for no node here (:visited, :target …)
)

// Simple is one simple selector.
type Simple struct {
	Kind SimpleKind
	Name string // attribute or id
	// Op of an attribute selector: 0 (present), '=', '~', '|', '^', '$', '*'.
	Op    byte
	Fold  bool // i flag
	Value string
	A, B  int32
	List  []*Selector
}

// Nth reports whether the 1-based index i is an+b for some n ≥ 0.
func (s *Simple) Nth(i int) bool {
	d := int64(i) - int64(s.B)
	if s.A == 0 {
		return d == 0
	}
	return d%int64(s.A) == 0 && d/int64(s.A) >= 0
}
