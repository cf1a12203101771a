# The project's tasks; `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared

.PHONY: help install overview test check measure bench reference lock clean
.DEFAULT_GOAL := help

help: ## list the tasks
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "%-12s %s\n", $$1, $$2}'

.venv/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check uv
	VIRTUAL_ENV=.venv $(BIN)/uv pip sync --quiet --compile-bytecode requirements.lock
	VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --no-deps --editable .
	$(BIN)/python -m compileall -q src
	touch $@

install: .venv/.installed ## make the environment in .venv

overview: install ## read the bundled reports and show the overview (writes overview.html)
	$(BIN)/oversikt overview examples/iraq-2013/reports --month 2013-06
	$(BIN)/oversikt overview examples/iraq-2013/reports --format html > overview.html
	@echo "The page is overview.html: open it in any browser, no network needed."

test: install ## run the tests
	$(BIN)/pytest -q

check: install ## lint, strict types, direction of imports
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/pytest -q tests/test_house.py

measure: install ## score the reader and the incidents on the measuring sets, where they are present
	@if [ -d $(SHARED)/measure ]; then \
	  $(PYTHON) $(SHARED)/measure/score.py --all --command $(BIN)/oversikt; \
	else echo "make measure: no measuring sets at $(SHARED)/measure; nothing measured"; fi

bench: install ## run the benchmarks
	$(BIN)/python -m benchmarks

reference: install ## compare the estimates with the published reference results, where present
	$(BIN)/python benchmarks/reference.py $(SHARED)/reference/mse

lock: ## write requirements.lock anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --group dev --no-annotate --no-header pyproject.toml -o requirements.lock

clean: ## remove the environment and caches
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
