# The project's commands. `make help` lists them.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check -q
HOME_OF_LIBRARY := $(or $(TRACUU_HOME),var)

.DEFAULT_GOAL := help
.PHONY: help install install-models check test gate bench run

help: ## List these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

install: $(VENV)/.installed ## Install what the product needs into .venv

install-models: $(VENV)/.installed-models ## Add sentence-transformers and torch, for other encoders (large)

check: $(VENV)/.installed-dev ## Lint, types, and the direction of imports
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

test: $(VENV)/.installed-dev ## Run the tests
	$(PY) -m pytest

gate: $(VENV)/.installed-dev ## Hold what is found and answered over the sample library to eval/expected.toml
	$(PY) -m eval run samples --configuration both
	$(PY) -m eval gate samples/both

bench: $(VENV)/.installed-dev ## Print the project's figures as measured on this machine
	$(PY) -m eval bench

run: $(VENV)/.installed ## Serve at http://127.0.0.1:8000, with the sample library the first time
	@test -n "$(TRACUU_DATABASE)" || test -e "$(HOME_OF_LIBRARY)/library.db" || $(PY) -m ingest samples add
	$(PY) -m service serve

$(PY):
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "CPython 3.11 or later is needed; say where it is: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(PY)
	$(PIP) install -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(PY)
	$(PIP) install -e '.[dev]'
	@touch $@ $(VENV)/.installed

# torch first and by its exact version: the newest one would bring another set of libraries.
$(VENV)/.installed-models: pyproject.toml | $(PY)
	$(PIP) install torch==2.13.0
	$(PIP) install -e '.[models]'
	@touch $@ $(VENV)/.installed
