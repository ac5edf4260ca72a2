# Everything a person does with a checkout. `make` alone lists it.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
FEEDS  ?=
OUT    ?= ./lake
PAGES  ?=
ARGS   ?=

# Errors only: an editable install of three top-level packages draws a warning that is no news here.
PIP_FLAGS := --quiet --quiet --disable-pip-version-check --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help install dev run test test-all check gate calibrate ablation bench package clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.run: setup.py constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || \
	  { echo "$(PYTHON) is older than 3.10; set PYTHON= to a newer one"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) (once; a minute or two) ..."
	@$(BIN)/python -m pip install $(PIP_FLAGS) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@$(BIN)/python -m pip install $(PIP_FLAGS) --editable '.[dev]'
	@touch $@

install: $(VENV)/.run ## Set up .venv with what a run needs

dev: $(VENV)/.dev ## Set up .venv with what development needs, too

run: $(VENV)/.run ## Run the demo into ./lake, or FEEDS=file into OUT=folder
ifeq ($(strip $(FEEDS)),)
	@$(BIN)/attache demo --output $(OUT) $(ARGS)
else
	@$(BIN)/attache run --feeds $(FEEDS) --output $(OUT) $(ARGS)
endif

test: $(VENV)/.dev ## Run the tests
	@$(BIN)/python -m pytest -m "not heavy" $(ARGS)

test-all: $(VENV)/.dev ## Run the tests, and those that build packages and kill runs
	@$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.dev ## Check style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

gate: $(VENV)/.dev ## Score the event coder on the project's gold, against the pinned floors
	@$(BIN)/python -m pipeline.evaluation.score

calibrate: $(VENV)/.dev ## Print how reliable the confidence of events is (ARGS=--write fits it anew)
	@$(BIN)/python -m pipeline.evaluation.calibrate $(ARGS)

ablation: $(VENV)/.dev ## Print what each layer of the event coder is worth (ARGS=--write renews the page)
	@$(BIN)/python -m pipeline.evaluation.ablation $(ARGS)

bench: $(VENV)/.dev ## Measure speed against a bare loop on the same pages (PAGES=folder for saved ones)
	@$(BIN)/python -m tests.bench $(if $(PAGES),--pages $(PAGES)) $(ARGS)

package: $(VENV)/.dev ## Build the sdist and the wheel into dist/
	@$(BIN)/python -m build --outdir dist .

clean: ## Remove what make built
	@rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
