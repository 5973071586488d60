# The front door: the same commands CI runs. `make help` lists them.
# What a machine needs beyond Swift 6.3 is installed by Tools/setup.sh.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: run test check mutants explore measure boot lab docs golden format doctor setup clean help

CONTACTS := Examples/Contacts
# What the plugin runs. The product orm-gen would take another build of swift-syntax.
GENERATOR = .build/$(shell uname -m)-unknown-linux-gnu/debug/orm-gen-tool
IMAGES := .build/guests
NAME ?= Hello

run: setup ## run the contacts program on Linux and, from the same source, as a guest on Xen; compare (OPTIONS=)
	Tools/run-contacts.sh $(OPTIONS)

test: setup ## all that CI runs; FILTER=NAME: some Swift tests only; OPTIONS=STAGE: a stage of Tests/stages.txt
	$(if $(FILTER),Tests/swift-tests.sh --filter '$(FILTER)',Tests/run.sh $(OPTIONS))

check: setup ## lint, build and the Swift tests: before each commit
	Tests/lint.sh
	Tests/build.sh
	Tests/EndToEnd/embedded.sh --built
	Tests/swift-tests.sh all

mutants: setup ## put faults into a copy of the sources, and want tests to notice each (OPTIONS=WORD: some of them)
	Checks/mutants.sh $(OPTIONS)

explore: setup ## look for faults without end: WHAT=power-cuts, peers, lab, sqlite, mutants or swift-syntax; TIME=SECONDS, SEED=
	@Tools/explore.sh $(WHAT) $(if $(TIME),--time $(TIME)) $(if $(SEED),--seed $(SEED))

measure: setup ## measure, and rewrite a document: WHAT=benchmarks, sizes, costs ...; without, the list
	@Tools/measure.sh $(WHAT) $(OPTIONS)

boot: setup ## boot a guest on real Xen, in the lab (NAME=Hello)
	Tools/build-guests.sh $(NAME)
	Tools/xenlab/boot $(IMAGES)/$(NAME)/$(NAME).elf $(OPTIONS)

lab: setup ## a shell in the dom0 of a real Xen
	Tools/xenlab/shell

docs: setup ## build the documentation into .build/docs
	Tools/docs.sh

golden: setup ## rewrite the golden files, show what changed, and fail if anything did
	Tools/build-outside.sh $(CONTACTS) --target AddressBook
	for module in Golden Shadowed; do \
		rm -rf Fixtures/$$module/Generated; \
		$(GENERATOR) generate --laws --module $$module \
			--output Fixtures/$$module/Generated Fixtures/$$module/Sources; \
	done
	$(GENERATOR) generate --module CrashModel --output Checks/CrashModel/Generated \
		Checks/CrashModel/Types
	$(GENERATOR) schema --module Golden Fixtures/Golden/Sources > Fixtures/Explained/schema.sql
	$(GENERATOR) explain --module Golden Fixtures/Golden/Sources > Fixtures/Explained/explain.txt
	git add --intent-to-add Fixtures Checks/CrashModel
	git --no-pager diff --stat --exit-code -- Fixtures Checks/CrashModel \
		|| { git --no-pager diff -- Fixtures Checks/CrashModel; echo 'golden files changed: look, then commit'; exit 1; }

format: ## let the formatter have its way
	Tests/lint.sh --fix

doctor: ## say what this machine lacks, and what works without it
	@Tools/doctor.sh

setup: ## install what is missing (Debian packages)
	@Tools/setup.sh

clean: ## delete everything that was built
	rm -rf .build .build-* $(CONTACTS)/.build Benchmarks/.build

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' \
		| awk -F'|' '{ printf "  make %-8s %s\n", $$1, $$2 }'
