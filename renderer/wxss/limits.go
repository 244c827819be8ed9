package wxss

// Limits of the parser. Reaching one is a diagnostic; what was understood stays.
const (
	// MaxSource is the largest sheet read, in bytes; the rest is dropped.
	MaxSource = 32 << 20
	// MaxNesting is how deep rules and at-rules nest.
	MaxNesting = 32
	// MaxSelectorNesting is how deep :not(), :is(), :where() … nest.
	MaxSelectorNesting = 16
	// MaxCompounds is the number of compounds in one complex selector.
	MaxCompounds = 256
	// MaxSelectors is the number of selectors in one list.
	MaxSelectors = 4096
	// MaxDiagnostics is the number of diagnostics kept per sheet.
	MaxDiagnostics = 200
	// MaxRules is the number of rules kept per sheet.
	MaxRules = 200_000
	// MaxCondition is how deep brackets nest in @media and @supports.
	MaxCondition = 32
	// MaxLayers is how often one sheet may name cascade layers.
	MaxLayers = 1000
)
