# One word a job; `make` alone lists them. Windows: see README, "On Windows".
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
SAMPLE := sample
READY := $(VENV)/.ready
TOOLS := $(VENV)/.tools
REAL := $(wildcard snapshots/*.duckdb)
HOME_TO_OPEN := $(or $(REFORM_HOME),$(if $(REAL),.,$(SAMPLE)/home))

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

setup: $(READY) ## the environment only: .venv with the pinned packages

$(READY): requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

run: $(READY) $(if $(REFORM_HOME)$(REAL),,sample) ## open the dashboard: real data where there are some, else the sample
	@# Data of an older version are made again; what stands against it is said, and the dashboard opens all the same.
	@$(PY) -m etl upgrade --home "$(HOME_TO_OPEN)" || true
	REFORM_HOME="$(HOME_TO_OPEN)" $(PY) -m ui

sample: $(SAMPLE)/.loaded ## write the sample files and load them into the sample's own home

$(SAMPLE)/.loaded: | $(READY)
	rm -rf $(SAMPLE)
	$(PY) -m etl sample $(SAMPLE)/source
	REFORM_HOME=$(SAMPLE)/home $(PY) -m etl load $(SAMPLE)/source
	@touch $@

test: $(READY) $(TOOLS) ## every test, in a real browser too
	$(PY) -m pytest -n 3 --dist loadfile

$(TOOLS): | $(READY)
	sh tests/tools.sh $(PY)
	@touch $@

crash: $(READY) ## the long crash test: 100 kills, 100 pairs of loads (half an hour)
	$(PY) benchmarks/crash.py

# watchdog compares a pattern with the whole path: the watcher's own "*.py" would match nothing in a folder.
watch-tests: $(READY) ## FILE=tests/…: run these tests, and again whenever a file is saved
	$(PY) -m pytest_watcher . --now --clear --runner $(VENV)/bin/pytest --patterns '**/*.py,**/*.toml,**/*.csv' $(FILE)

one-page: $(READY) sample ## PAGE=signing: open this page of the sample; what is saved shows at once
	REFORM_HOME=$(SAMPLE)/home $(PY) -m benchmarks.one_page $(PAGE)

profile: $(READY) sample ## PAGE=signing: where the time of this page goes, as a tree of calls
	REFORM_HOME=$(SAMPLE)/home $(PY) -m benchmarks.profile_page $(PAGE)

hooks: $(READY) ## from now on run the fast checks before each commit
	$(PY) -m pre_commit install

thorough: export THOROUGH := 1
thorough: test crash ## every long form: all that the tests can draw, and the crash test (hours)

check: $(READY) ## format, lint, types, import directions
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) -m pytest tests/test_architecture.py

lock: $(READY) ## write requirements.txt from requirements.in (needs uv)
	uv pip compile --universal --python-version 3.11 --no-emit-index-url --no-header requirements.in -o requirements.txt

.PHONY: help setup run sample test watch-tests one-page profile hooks thorough crash check lock
.DEFAULT_GOAL := help
