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
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Dealcoach needs Python 3.11 or newer; $$($(PYTHON) --version) is what '$(PYTHON)' starts. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(RUN_DEPS): requirements-run.lock requirements-network.lock requirements-charts.lock pyproject.toml | $(BIN)/python
	@echo "Setting up Dealcoach in $(VENV) (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-run.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-network.lock 2>/dev/null || \
		echo "onnxruntime cannot be installed here: the reader works without its network, and speaks up less often."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-charts.lock 2>/dev/null || \
		echo "matplotlib cannot be installed here: the managers' digest comes without its chart, in words."
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

.PHONY: pictures
pictures: $(DEV_DEPS) ## Take the pictures of the docs anew (needs Node's npm and Chromium)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'playwright>=1.50'
	@$(BIN)/python docs/pictures/take.py docs/pictures

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
reader: $(DEV_DEPS) ## Train the reader anew from coaching_content/examples (most of an hour; some GB of libraries)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group network-training
	@$(BIN)/python -m bot.training --train-network --unseen-chat benchmarks/reading/unseen_chat.jsonl

.PHONY: reader-tables
reader-tables: $(DEV_DEPS) ## Train the reader's tables anew and join them to the network that is there (minutes)
	@$(BIN)/python -m bot.training --unseen-chat benchmarks/reading/unseen_chat.jsonl

.PHONY: score
score: $(DEV_DEPS) ## Measure how well the reader reads, and write docs/reading-report.md (half a minute)
	@$(BIN)/python -m benchmarks.reading.score --write

.PHONY: lock
lock: $(DEV_DEPS) ## Resolve the lock files anew from pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-annotate --custom-compile-command "make lock" pyproject.toml -o requirements-run.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-annotate --custom-compile-command "make lock" --extra network pyproject.toml -o requirements-network.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-annotate --custom-compile-command "make lock" --extra charts pyproject.toml -o requirements-charts.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-annotate --custom-compile-command "make lock" --group dev --group reader pyproject.toml -o requirements.lock

.PHONY: bench
bench: $(DEV_DEPS) ## Measure what an event costs, beside a bare echo bot and the same SQL sent raw (fifteen minutes)
	@PYTHONPATH=tests $(BIN)/python -m benchmarks --write

.PHONY: bench-reading
bench-reading: $(DEV_DEPS) ## Measure how fast the reader reads, beside spaCy tokenising the same texts (minutes)
	@$(BIN)/python -c 'import spacy' 2>/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock spacy || true
	@$(BIN)/python -m benchmarks.reading.speed --write
