# make run · make test · make test-all · make check · make docs · make bench. Needs python3 (3.11 or newer), git and make; paths may hold spaces.

PYTHON     ?= python3
INSTANCE   ?= instances/wtdc21-addis.yaml
TIME_LIMIT ?= 60

BIN    := .venv/bin
READY  := .venv/.ready
UV     := $(firstword $(wildcard $(BIN)/uv) uv)
PYTEST := $(BIN)/python -m pytest -n auto --dist worksteal --all-extras

# Tests start hundreds of processes. Without kept bytecode, each of them would compile every module.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-all lint check docs bench lock clean

help:
	@echo "make run      solve the reference conference and show the programme"
	@echo "make test     run the tests (a few minutes)"
	@echo "make test-all run all tests, and smoke tests of the wheel with other package versions"
	@echo "make lint     check format, lint and types"
	@echo "make check    lint and test, as before each commit"
	@echo "make docs     build the documentation into build/docs/"
	@echo "make bench    run the benchmarks (five hours; continues where it stopped)"
	@echo "make lock     pin the newest versions of all packages"
	@echo "make clean    remove the environment and all caches"

# Rebuild the environment only when the files that define it change.
$(READY): requirements.lock pyproject.toml .ci/set-up.py
	@echo "Setting up .venv (a minute or two, once) ..."
	@"$(PYTHON)" .ci/set-up.py
	@touch $@

run: $(READY)
	@$(BIN)/python -m scheduler.cli solve "$(INSTANCE)" --time-limit $(TIME_LIMIT)
	@echo
	@$(BIN)/python -m scheduler.cli show "$(INSTANCE)"

test: $(READY)
	$(PYTEST) -m "not slow"

test-all: $(READY)
	$(PYTEST)
	$(BIN)/nox

lint: $(READY)
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy

check: lint test

docs: $(READY)
	$(BIN)/python -m mkdocs build --strict

bench: $(READY)
	$(BIN)/python -m benchmarks.targets --write

lock:
	$(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --extra dev \
		--no-emit-index-url --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	$(UV) pip compile --quiet --resolution lowest-direct --universal --python-version 3.11 --extra dev --no-annotate \
		--no-emit-index-url --custom-compile-command "make lock" pyproject.toml -o .ci/lowest.lock

clean:
	rm -rf .venv .nox build/docs .mypy_cache .pytest_cache .ruff_cache .hypothesis
