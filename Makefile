# The front door: the same commands CI runs. `make help` lists them.
# What a machine needs beyond Swift 6.3 is installed by Tools/setup.sh.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

SWIFT ?= swift
CONTACTS := Examples/Contacts
BUILD := $(CURDIR)/.build
# What the proofs of storage are built with besides the toolchain: the macros, which any debug build has made.
MACROS = $(DEBUG)/OrmMacros-tool
GOLDEN := Fixtures/Golden
FILTER ?=
# These run on simulated machines, a thread each, and would keep the threads that other tests wait on.
KERNEL_TESTS := BlockIOTests|BlkfrontVFSTests|XenRingTests|UnikernelTests|XenSimulationTests|GuestImageTests
DEBUG = $(BUILD)/$(shell uname -m)-unknown-linux-gnu/debug
# What the plugin runs. The product orm-gen would take another build of swift-syntax.
GENERATOR = $(DEBUG)/orm-gen-tool
# Run without SwiftPM, which would keep its build folder locked meanwhile.
TESTS = $(DEBUG)/MiragePackageTests.xctest --testing-library swift-testing
GUESTS := Guests
IMAGES := $(GUESTS)/.build/guests
NAME ?= Hello
SOURCES := Package.swift Sources Plugins Tests $(CONTACTS)/Package.swift $(CONTACTS)/Sources \
	Proofs/Package.swift $(filter-out %/CrashModel, $(wildcard Proofs/Sources/*)) Proofs/Sources/CrashModel/Types \
	Examples/ContactsGuest/Package.swift Examples/ContactsGuest/Sources \
	Benchmarks/Package.swift Benchmarks/Sources Benchmarks/heap $(GUESTS)/Package.swift $(GUESTS)/Sources

.PHONY: help
help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' \
		| awk -F'|' '{ printf "  make %-17s %s\n", $$1, $$2 }'

.PHONY: run
run: setup ## run the contacts program on Linux and, from the same source, as a guest on Xen; compare (OPTIONS=)
	Tools/run-contacts.sh $(OPTIONS)

.PHONY: test
test: setup ## run all tests (FILTER=name for some Swift tests only, OPTIONS=STAGE for a stage of Tests/stages.txt)
ifeq ($(FILTER),)
	Tests/run.sh $(OPTIONS)
else
	$(MAKE) build-tests
	$(TESTS) --filter '$(FILTER)'
endif

.PHONY: check
check: setup ## lint, build and the Swift tests: before each commit
	Tests/run.sh lint build embedded tests-kernel tests

# The product of tests alone: with all others, swift-syntax and the modules would be built a second time.
.PHONY: build-tests test-kernel test-host
build-tests: setup
	$(SWIFT) build --product MiragePackageTests

test-kernel: ## run the tests of what guests are made of
	$(TESTS) --filter '$(KERNEL_TESTS)'

test-host: ## run the other Swift tests
	$(TESTS) --skip '$(KERNEL_TESTS)'

.PHONY: sdk
sdk: setup ## make the Swift SDK that builds guests
	$(SWIFT) build --product guest-image
	$(BUILD)/debug/guest-image sdk --output $(IMAGES)/sdk

.PHONY: guests
guests: setup ## build an image of every guest in Guests/
	Tools/build-guests.sh

.PHONY: facts
facts: setup ## prove the guests' facts on a simulated Xen, with hostile peers
	$(SWIFT) build --package-path $(GUESTS) --disable-build-manifest-caching --product GuestsPackageTests
	$(SWIFT) test --package-path $(GUESTS) --disable-build-manifest-caching --skip-build

.PHONY: boot
boot: setup ## boot a guest on real Xen, in the lab (NAME=Hello)
	Tools/build-guests.sh $(NAME)
	Tools/xenlab/boot $(IMAGES)/$(NAME)/$(NAME).elf $(OPTIONS)

.PHONY: lab
lab: setup ## a shell in the dom0 of a real Xen
	Tools/xenlab/shell

.PHONY: golden
golden: setup ## rewrite the golden files, show what changed, and fail if anything did
	Tools/build-outside.sh $(CONTACTS) --target AddressBook
	for module in Golden Shadowed; do \
		rm -rf Fixtures/$$module/Generated; \
		$(GENERATOR) generate --laws --module $$module \
			--output Fixtures/$$module/Generated Fixtures/$$module/Sources; \
	done
	$(GENERATOR) generate --module CrashModel --output Proofs/Sources/CrashModel/Generated \
		Proofs/Sources/CrashModel/Types
	$(GENERATOR) schema --module Golden $(GOLDEN)/Sources > Fixtures/Explained/schema.sql
	$(GENERATOR) explain --module Golden $(GOLDEN)/Sources > Fixtures/Explained/explain.txt
	git add --intent-to-add Fixtures Proofs/Sources/CrashModel
	git --no-pager diff --stat --exit-code -- Fixtures Proofs/Sources/CrashModel \
		|| { git --no-pager diff -- Fixtures Proofs/Sources/CrashModel; echo 'golden files changed: look, then commit'; exit 1; }

.PHONY: lint
lint: ## check formatting and the rules of the tree
	$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)
	Tests/EndToEnd/tidy.sh

.PHONY: format
format: ## let the formatter have its way
	$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

.PHONY: sqlite-tests
sqlite-tests: setup ## run SQLite's own tests over our VFS (OPTIONS=--only PATTERN for some of the files)
	Tests/SQLite/run.sh $(OPTIONS)

.PHONY: sqlite-tests-long
sqlite-tests-long: setup ## run all of SQLite's own tests over our VFS that can run
	Tests/SQLite/run.sh --long $(OPTIONS)

.PHONY: embedded
embedded: setup ## type-check the runtime and generated code as Embedded Swift, as the guest builds them
	Tests/EndToEnd/embedded.sh

.PHONY: docs
docs: setup ## build the documentation into .build/docs
	Tools/docs.sh

.PHONY: bench
bench: setup ## compare with the raw C API and GRDB; rewrites Documentation/Benchmarks.md
	rm -f Benchmarks/.build/debug.yaml # SwiftPM overlooks new files of a package it depends on
	SWIFT_EXEC=$(CURDIR)/Benchmarks/optimised-swiftc $(SWIFT) build --package-path Benchmarks \
		--toolset Benchmarks/optimised.json --product benchmarks
	{ Benchmarks/.build/debug/benchmarks && Benchmarks/scaling.sh; } > Benchmarks/.build/report.md
	mv Benchmarks/.build/report.md Documentation/Benchmarks.md

.PHONY: sizes
sizes: setup ## build the smallest guests and compare their sizes with Guests/sizes.txt
	Tools/guest-sizes.sh

.PHONY: bench-guests
bench-guests: setup ## measure the kernel in a guest; rewrites Documentation/GuestBenchmarks.md
	Benchmarks/guests.sh

.PHONY: io-costs
io-costs: setup ## count the I/O of transactions, for each journal mode, beside ext4; rewrites a table in Storage.md
	Benchmarks/io-costs.sh

.PHONY: instruction-costs
instruction-costs: setup ## count the instructions of transactions, ours and ext4's; rewrites Documentation/costs-instructions.txt
	Benchmarks/instructions.sh

.PHONY: costs-all
costs-all: ## measure the whole table of costs anew, ext4's columns included, and rewrite it
	$(MAKE) costs-ext4
	$(MAKE) instruction-costs
	$(MAKE) io-costs

.PHONY: test-batch
test-batch: build-tests ## run the tests of storage with an SQLite that knows batches, which Debian's does not (FILTER=)
	library=$$(Tools/sqlite/host) && LD_LIBRARY_PATH=$$library/shared MIRAGE_EXPECTS_BATCHES=1 \
		$(TESTS) --filter '$(or $(FILTER),BlkfrontVFSTests)'

.PHONY: faults
faults: setup ## cut power, unplug backends, migrate under load, in the lab (OPTIONS="--cuts 500", MIRAGE_SEED=)
	Tests/EndToEnd/storage-faults.sh $(OPTIONS)

.PHONY: bench-writers
bench-writers: setup $(MACROS) ## count what tasks that write at the same time wait for, on files and on a volume, in .build
	$(PROOFS) writers
	rm -rf $(BUILD)/writers && mkdir -p $(BUILD)/writers
	Proofs/.build/release/writers $(BUILD)/writers
	rm -rf $(BUILD)/writers

.PHONY: zerocopy
zerocopy: setup ## count what SQLite's reads and writes in a guest copy and grant, with each kind of backend
	Tests/EndToEnd/zerocopy.sh

.PHONY: costs-ext4
costs-ext4: setup ## trace what SQLite on ext4 asks of a disk; rewrites Documentation/costs-ext4.txt
	Benchmarks/ext4.sh

# Builds programs of Proofs.
PROOFS := SWIFT="$(SWIFT)" Tools/build-proofs.sh
SEED ?= 1
STATES ?= 1000000

$(MACROS):
	$(SWIFT) build --target Golden

.PHONY: simulate
simulate: setup $(MACROS) ## look at a million states in which power cuts leave a disk (SEED=, STATES=)
	$(PROOFS) simulate
	Proofs/.build/release/simulate --fixtures Fixtures/CrashStates --seed $(SEED) --states $(STATES)

.PHONY: simulate-long
simulate-long: setup $(MACROS) ## the same for a hundred million states, or until it is stopped (SEED=)
	$(MAKE) simulate STATES=100000000

.PHONY: mutants-simulate
mutants-simulate: setup $(MACROS) ## mutation tests: switch off one rule of storage after the other; the simulation must fail with each
	Proofs/mutants.sh

FUZZ := $(BUILD)/fuzz
.PHONY: fuzz fuzz-build fuzz-long mutants-fuzz fuzz-coverage
fuzz-build: setup $(MACROS)
	$(PROOFS) fuzz -- --scratch-path $(FUZZ) --sanitize=address
	mkdir -p $(FUZZ)/work

fuzz: fuzz-build ## fuzz all that peers and disks can say, under AddressSanitizer (SEED=1 INPUTS=1000000 OPTIONS=)
	$(FUZZ)/release/fuzz run --seed $(SEED) --inputs $(or $(INPUTS),1000000) \
		--fixtures Fixtures/Hostile --folder $(FUZZ)/work $(OPTIONS)

fuzz-long: fuzz-build ## the same for hours (SEED= INPUTS=50000000)
	$(FUZZ)/release/fuzz run --seed $(SEED) --inputs $(or $(INPUTS),50000000) \
		--fixtures Fixtures/Hostile --folder $(FUZZ)/work $(OPTIONS)

mutants-fuzz: setup $(MACROS) ## mutation tests: switch off each check that the fuzzers are for; they must fail with each
	Tests/Mutations/fuzzers.sh

fuzz-coverage: setup $(MACROS) ## tell how much of the code that reads what others wrote the fuzzers reach
	Proofs/coverage.sh $(OPTIONS)

.PHONY: bench-disk
bench-disk: setup ## compare a large database with Linux on the raw disk; rewrites Documentation/DiskBenchmarks.md
	Benchmarks/disk.sh $(OPTIONS)

.PHONY: doctor
doctor: ## say what this machine lacks, and what works without it
	@Tools/doctor.sh

.PHONY: setup
setup: ## install what is missing (Debian packages)
	@Tools/setup.sh

.PHONY: clean
clean: ## delete everything that was built
	rm -rf .build .build-* $(CONTACTS)/.build Benchmarks/.build Guests/.build
