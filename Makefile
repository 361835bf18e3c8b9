# What a newcomer types. `make` alone prints the list.
#
# Third-party crates are most of the build (Typst alone is four of its seven minutes), so they are compiled once:
# - one profile serves `make run`, `make test` and the demonstration (Cargo.toml);
# - the lints run *inside* the test build. `cargo clippy` would check every third-party crate a second time, about two
#   and a half minutes on two cores. With clippy as the compiler of our own crates only, lints and tests share everything.
#   `__CLIPPY_HACKERY__` is how `cargo clippy` itself passes arguments on; it separates them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test tools browser-kit browser-test journeys journeys-postgres editor fmt format-check suites suites-postgres processes lint golden deep-proof bench-parts soak api-fuzz bench bench-lists doc deb

CARGO ?= cargo
LINTED := RUSTC_WORKSPACE_WRAPPER=clippy-driver CLIPPY_ARGS=-D__CLIPPY_HACKERY__warnings

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## start the demonstration with its data in var/demo.db
	@mkdir -p var
	$(CARGO) run -- serve --demo --data var/demo.db

test: tools format-check suites processes journeys ## everything that must be green before a change is merged
	@echo "Everything is green."

tools: ## see that the tools of the tests are there, install what Debian can give
	@.ci/tools

format-check:
	$(CARGO) fmt --all --check

# A snapshot that differs fails the test and is not written: `make golden` is the only way to accept it.
suites:
	INSTA_UPDATE=no $(LINTED) $(CARGO) test --workspace

# `suites` runs the contract of the store on both databases, everything else on SQLite.
suites-postgres: ## run the suites that need some store on PostgreSQL
	REGLAMENT_TEST_DATABASE=postgres INSTA_UPDATE=no $(LINTED) $(CARGO) test --workspace --test suites -- runtime:: web:: year:: regulations::stored

# The whole workspace, as the tests have built it: the program alone would have other features, and everything be built anew.
processes: ## check the shipped regulations and run their scenarios
	$(LINTED) $(CARGO) build --quiet
	$${CARGO_TARGET_DIR:-target}/debug/reglament check processes
	$${CARGO_TARGET_DIR:-target}/debug/reglament test processes

# The built file is committed, so that `cargo build` needs no node. Versions are pinned: the same sources give the same bytes.
editor: ## build the editor of the web pages anew; needs node
	cd adapters/http/editor && npm ci --ignore-scripts --no-audit --no-fund --silent && node build.mjs
	@git --no-pager diff --stat -- adapters/http/static

fmt: ## format all Rust code
	$(CARGO) fmt --all

lint: ## clippy alone over everything, benchmarks included
	$(CARGO) clippy --workspace --all-targets -- -D warnings

golden: ## rewrite golden journals and snapshots; read the difference before you commit it
	INSTA_UPDATE=always REGLAMENT_GOLDEN=write $(LINTED) $(CARGO) test --workspace
	$(LINTED) $(CARGO) run --quiet -- test processes --update
	@git --no-pager diff --stat

deep-proof: ## prove ten thousand random definitions and play every counter-example on the engine
	REGLAMENT_PROOF_DEFINITIONS=10000 $(CARGO) test -p reglament-proof --test differential

# Each round takes a theme of `crash::nodes` by the dice; the seed of the first line brings the same themes again.
soak: tools ## disturb three servers and their database again and again (ROUNDS=10, MINUTES=)
	REGLAMENT_SOAK_ROUNDS=$(ROUNDS) REGLAMENT_SOAK_MINUTES=$(MINUTES) INSTA_UPDATE=no $(LINTED) $(CARGO) test --workspace --test suites --bin reglament -- \
	    --ignored --nocapture --exact crash::soak::again_and_again

# What the lock file pins, once; axe-core and playwright-core are used by tests only and are shipped with nothing.
browser-kit: tests/browser/node_modules/.package-lock.json

tests/browser/node_modules/.package-lock.json: tests/browser/package-lock.json
	cd tests/browser && npm ci --no-audit --no-fund --silent
	@touch $@

# The program is the one that the other tests have built.
journeys: browser-kit ## stories of everyday work in a real browser: every page by mouse, by keyboard, without scripts
	$(LINTED) $(CARGO) build --quiet
	node tests/browser/journeys.mjs $${CARGO_TARGET_DIR:-target}/debug/reglament

# The same stories in installations that `copy-database` has moved to PostgreSQL.
journeys-postgres: browser-kit ## the same stories with their data on PostgreSQL
	$(LINTED) $(CARGO) build --quiet
	REGLAMENT_TEST_DATABASE=postgres node tests/browser/journeys.mjs $${CARGO_TARGET_DIR:-target}/debug/reglament

# Takes minutes, so it is not part of `make test`; `crash::exam` does the same without a browser.
browser-test: browser-kit ## forty people take a computer test in a real browser while the server is killed
	$(CARGO) build
	node tests/browser/exam.mjs $${CARGO_TARGET_DIR:-target}/debug/reglament

# Needs python3 with venv; the tool is pinned in tests/fuzz/requirements.txt and installed beside the build.
api-fuzz: ## send the API what is allowed and what is not, generated from its own description (SEED=, EXAMPLES=)
	$(CARGO) build
	tests/fuzz/api $${CARGO_TARGET_DIR:-target}/debug/reglament $${CARGO_TARGET_DIR:-target}/fuzz

# `make bench QUIET=1` lets it go before everything else on the machine (needs root): what others do then disturbs little.
# It wants eight gigabytes of disk for a while (`TMPDIR` says where) and leaves out what does not find them.
bench: ## measure the figures of the design with their targets; compiles an optimised copy, which takes minutes
	$(CARGO) build --release
	$(CARGO) bench -p reglament-tests --no-default-features --no-run
	$(if $(QUIET),chrt -f 1) $(CARGO) bench -p reglament-tests --no-default-features --bench figures

bench-parts: ## measure what commands, proofs, diagrams, starts and indicators cost by themselves
	$(CARGO) bench -p reglament-tests --no-default-features --bench speed

# Not part of `make bench`: it wants ten gigabytes of disk for a while (`TMPDIR` says where) and stops if they are not there.
bench-lists: ## measure lists and pages with a million instances
	$(CARGO) bench -p reglament-tests --no-default-features --features pages --bench lists

# Written for Debian 12 and newer; the program inside is that of the machine on which it is built.
deb: ## build the Debian package in target/debian from an optimised program
	$(CARGO) build --release --locked
	deploy/debian/build $${CARGO_TARGET_DIR:-target}/release/reglament $${CARGO_TARGET_DIR:-target}/debian

doc: ## the documentation of the code, private parts included, in target/doc
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps --document-private-items
