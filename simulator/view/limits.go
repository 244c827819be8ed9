package view

// Limits of one page; reaching one is a diagnostic and leaves out what is beyond.
const (
	// MaxNodes is the number of nodes of a page: elements, texts, and the blocks,
	// rows and slots between them.
	MaxNodes = 160_000
	// templateElements is how many elements one template may make in WeChat: wcc's code
	// counts them in every pass and throws at this one, "Dom limit exceeded". Here it is
	// a warning, and they are made all the same: the newer compiler has no such limit.
	templateElements = 16_000
	// MaxListItems is the number of rows that one wx:for makes.
	MaxListItems = 100_000
	// MaxInstances is the number of components of a page.
	MaxInstances = 15_000
	// MaxIncludes is how many files are included into one page or component, each
	// counted as often as it is.
	MaxIncludes = 2000
	// MaxIncludeDepth is how deep files may include each other.
	MaxIncludeDepth = 64
	// MaxTemplateDepth is how deep <template is> may use each other.
	MaxTemplateDepth = 400
	// MaxComponentDepth is how deep components may contain each other.
	MaxComponentDepth = 400
	// MaxRounds is how often one update may lead to another of the same instance
	// before observers are taken to run in circles.
	MaxRounds = 100
	// MaxNested is how deep SetData calls of different instances may nest.
	MaxNested = 500
	// MaxQueued is how many writes of updateData may wait for a setData.
	MaxQueued = 100_000
	// MaxReaders is how many bindings are listed of a data path.
	MaxReaders = 2000
	// MaxSelector is the greatest length of a selector in bytes.
	MaxSelector = 4096
	// MaxSelectSteps is how many places one selector query looks at; what it has not
	// found by then it leaves out.
	MaxSelectSteps = 1 << 24
	// maxFew is how many written items of a list are brought up to date one by one.
	maxFew = 64
)
