# make run [APP=folder]   build and open the window
# make test               everything a contributor must pass
SHELL := /bin/bash
APP   ?= assets/demos/todo
BIN   := bin/diorama
GO    ?= go
PURE  := CGO_ENABLED=0 $(GO)
# Packages that need no C compiler: all but the window program.
PKGS   = $$($(PURE) list -tags headless ./...)
SHARED := ../shared
FUZZTIME ?= 60s
# Where judges that are not ours, and the mini-programs they judge, are kept.
JUDGES ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/diorama-judges
ORACLE := $(PURE) test -tags 'headless oracle' -count=1 -v -timeout 60m

.PHONY: run build headless test check unit race window panels pictures cases conformance differential pages-in-chromium bench bench-peers replays replays-official soak fuzz clean

run: build
	@[ -n "$$LC_ALL$$LC_CTYPE$$LANG" ] || export LANG=C.UTF-8 LANGUAGE=en; $(BIN) open "$(APP)"

build:
	@.ci/prepare window
	$(GO) build -trimpath -ldflags='-s -w' -o $(BIN) ./cmd/diorama

headless:
	$(PURE) build -tags headless -o bin/diorama-headless ./cmd/diorama

test: check unit race window cases

# Formatting, vet, staticcheck; the import test runs with the unit tests.
check:
	@.ci/prepare test
	@out=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$out" ]; then echo "not gofmt: $$out"; exit 1; fi
	$(PURE) vet -tags headless ./...
	$(GO) vet ./cmd/...
	$(PURE) tool staticcheck -tags headless ./...

unit:
	$(PURE) test -tags headless -timeout 15m $(PKGS)

# The same tests under the race detector, which makes them ten times slower: those that
# only draw more seeds, larger pages or times of the same code run shorter here (-short),
# wholly in `unit`. It needs a C compiler; the window program itself is tested by `window`.
race:
	@.ci/prepare test
	$(GO) test -race -short -tags headless -timeout 15m $(PKGS)

# Opens the real window under Xvfb and drives it with mouse and keyboard. It works
# against real time, so a machine that stalls gets a second try, and it is said.
window: build headless
	$(GO) test -tags window -count=1 -timeout 10m ./cmd/diorama || \
		{ echo "window: failed once, second try"; $(GO) test -tags window -count=1 -timeout 10m ./cmd/diorama; }

# Drives every panel of the real window on a mini-program from outside with mouse and
# keyboard and compares it with the machine interface (make window does it on the demo):
# make panels PANELS=folder
PANELS ?= $(HOME)/.cache/diorama-judges/styled/demo
panels: build headless
	DIORAMA_PANELS="$(abspath $(PANELS))" $(GO) test -tags window -count=1 -timeout 10m -v -run TestEveryPanel ./cmd/diorama


# Pictures of every panel, dark and light, on the demo, into assets/pictures. Four minutes.
pictures: build
	@mkdir -p assets/pictures
	DIORAMA_PICTURES="$(CURDIR)/assets/pictures" $(GO) test -tags window -count=1 -v -timeout 20m -run TestPictures ./cmd/diorama

# Layout and template cases with known results; the rest of the cases ran with `unit`.
cases: headless
	@if [ -d $(SHARED)/conformance ]; then \
		$(PURE) test -tags headless -count=1 -v -run Conformance ./renderer/layout ./simulator/view | grep -vE '^=== |^--- |^    --- '; exit $${PIPESTATUS[0]}; \
	else echo "cases: $(SHARED)/conformance is not here, passed over"; fi

# All that judges can tell: the cases, WeChat's own runtime, Chromium. About half an hour.
conformance: cases differential pages-in-chromium

# The same projects, properties and random setData in WeChat's compiler and component
# runtime and here: fixed cases, random ones by subject, whole mini-programs. Needs node
# and npm; sources of mini-programs: see simulator/differential/pages/prepare.sh.
differential:
	@.ci/prepare judges
	simulator/differential/pages/prepare.sh "$(JUDGES)"
	export DIORAMA_EXPARSER="$${DIORAMA_EXPARSER:-$(JUDGES)/exparser}" DIORAMA_JUDGES="$(JUDGES)"; \
	$(ORACLE) -p 1 -run 'Oracle|Random|Syntax|Pages|Components' ./simulator/differential ./simulator/differential/random ./simulator/differential/component \
		./simulator/differential/lifetime ./simulator/differential/events ./simulator/differential/wxs ./simulator/differential/feature ./simulator/differential/pages \
		| grep -vE '^=== |^    --- PASS'; exit $${PIPESTATUS[0]}

# Boxes of all elements and pixels of whole pages, in Chromium and here.
pages-in-chromium:
	@.ci/prepare judges
	@export DIORAMA_PROJECTS="$${DIORAMA_PROJECTS:-$$(printf '%s:' "$(CURDIR)"/assets/demos/todo $$(ls -d "$(JUDGES)"/styled/* 2>/dev/null) | sed 's/:$$//')}"; \
	$(ORACLE) -run Pages ./simulator/differential/chromium | grep -vE '^=== '; exit $${PIPESTATUS[0]}

bench: headless
	$(PURE) test -tags headless -run '^$$' -bench . -benchtime 300ms ./renderer/... ./simulator/... ./cmd/diorama

# Style and layout beside Chromium and Yoga on the same trees: ratios and goals. Five minutes.
bench-peers:
	@.ci/prepare judges
	simulator/differential/chromium/peers/prepare.sh "$(JUDGES)"
	DIORAMA_YOGA="$(JUDGES)/yoga" $(ORACLE) ./simulator/differential/chromium/peers

# Runs of whole mini-programs, recorded and run again ten times with equal commits and
# pixels; what a recording costs a setData. The demos that come with the program take
# seconds, the pages of WeChat's own demo half an hour.
replays:
	$(PURE) test -tags 'headless replay' -count=1 -v -timeout 30m -run 'ReplayPages|RecordingCost' ./simulator

replays-official:
	@.ci/prepare judges
	simulator/differential/pages/prepare.sh "$(JUDGES)"
	DIORAMA_PROJECTS="$${DIORAMA_PROJECTS:-$(JUDGES)/styled/demo}" $(PURE) test -tags 'headless replay' -count=1 -v -timeout 120m -run ReplayPages ./simulator

# Kills the process with the mini-program's logic 1,000 times while the window is used:
# it lives and shows the reason each time. A few minutes.
soak: headless
	DIORAMA_BIN="$(CURDIR)/bin/diorama-headless" $(PURE) test -tags 'headless soak' -count=1 -v -timeout 60m -run KilledWorkers ./devtools/window

# Every fuzz target for FUZZTIME.
fuzz:
	@for p in $(PKGS); do for f in $$($(PURE) test -tags headless -list '^Fuzz' $$p | grep '^Fuzz'); do \
		echo "$$p $$f"; $(PURE) test -tags headless -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) $$p || exit 1; done; done

clean:
	rm -rf bin
