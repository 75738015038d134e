# Dealcoach. `make` lists what there is; everything is set up in .venv on first use, without root.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_DEPS := $(VENV)/.run-installed
DEV_DEPS := $(VENV)/.dev-installed

.PHONY: help
help: ## List the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Dealcoach needs Python 3.11 or newer; $$($(PYTHON) --version) is what '$(PYTHON)' starts. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(RUN_DEPS): requirements-run.lock pyproject.toml | $(BIN)/python
	@echo "Setting up Dealcoach in $(VENV) (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-run.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(DEV_DEPS): requirements.lock $(RUN_DEPS)
	@echo "Setting up what the tests need in $(VENV) (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@touch $@

.PHONY: setup
setup: $(RUN_DEPS) ## Set up .venv with what the bot needs

.PHONY: demo
demo: $(RUN_DEPS) ## Three weeks of a made-up team, coached in your terminal: no Slack, no key
	@$(BIN)/dealcoach demo

.PHONY: run
run: $(RUN_DEPS) ## Start the bot (needs the tokens of .env.example)
	@$(BIN)/dealcoach run

.PHONY: play
play: $(RUN_DEPS) ## Start a small Slack on this machine, with the bot in it, to click around
	@$(BIN)/dealcoach play

.PHONY: test
test: $(DEV_DEPS) ## Set up and run the tests
	@$(BIN)/python -m pytest

.PHONY: soak
soak: $(DEV_DEPS) ## Kill the bot again and again through a thousand events, on SQLite and Postgres (many minutes)
	@$(BIN)/python -m pytest -m soak -s tests/soak

.PHONY: check
check: $(DEV_DEPS) ## Format, lint, types, then the tests: the single door
	@$(BIN)/ruff format --no-cache --check .
	@$(BIN)/ruff check --no-cache .
	@$(BIN)/mypy
	@$(MAKE) --no-print-directory test

.PHONY: fix
fix: $(DEV_DEPS) ## Format, and mend what the linter can mend
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

.PHONY: reader
reader: $(DEV_DEPS) ## Train the reader anew from coaching_content/examples
	@$(BIN)/python -m bot.training

.PHONY: lock
lock: $(DEV_DEPS) ## Resolve the lock files anew from pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-annotate --custom-compile-command "make lock" pyproject.toml -o requirements-run.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-annotate --custom-compile-command "make lock" --group dev --group reader pyproject.toml -o requirements.lock

.PHONY: bench
bench: $(DEV_DEPS) ## Measure what an event costs, beside a bare echo bot and the same SQL sent raw (fifteen minutes)
	@PYTHONPATH=tests $(BIN)/python -m benchmarks --write
