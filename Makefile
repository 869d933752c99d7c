# Zoetrope's commands. `make run` and `make test` work on a fresh machine with Python 3.11 or newer.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Which build of torch: empty takes what your package index offers; for the small CPU build say
#   make run TORCH_INDEX=https://download.pytorch.org/whl/cpu
TORCH_INDEX ?=
# How many processes run the tests at once, each about 1 GB.
WORKERS ?= 2
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: run test proof check bench gallery clean
.DELETE_ON_ERROR:

run: $(VENV)/.run  ## set up and start: prints one address to open
	$(BIN)/zoetrope run

test: $(VENV)/.dev  ## install what the tests need and run them, a file at a time in each of two processes
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

proof: $(VENV)/.dev  ## the long form of the reliability proofs
	$(BIN)/python -m pytest -m proof

check: $(VENV)/.dev  ## format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.dev  ## the engine's speed beside the encoder alone
	$(BIN)/python -m benchmarks.engine

gallery: $(VENV)/.run  ## every effect on the sample photos, as a page
	$(BIN)/zoetrope gallery

clean:
	rm -rf $(VENV) build *.egg-info

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX)) torch
	$(PIP) -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(PIP) -e '.[dev]'
	@touch $@
