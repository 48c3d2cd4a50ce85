# The front door for developers. Two commands matter: make run, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export DRAGOMAN_DATA_DIR ?= $(CURDIR)/var
READY := $(VENV)/.ready

.PHONY: help setup demo run test postgres lint check bench lock clean

help: ## what can be done here
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## / — /'

$(READY): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

setup: $(READY) ## install what the project needs into .venv
	@$(BIN)/python -m dragoman.ui.compile_catalogues

demo: setup ## make the demonstration archive
	@$(BIN)/dragoman demo make

run: setup ## make the demonstration archive and serve it
	@$(BIN)/dragoman demo serve

test: setup ## all tests
	@$(BIN)/pytest -n auto

postgres: setup ## the tests of everything that asks the database, on PostgreSQL at 127.0.0.1
	@DRAGOMAN_DATABASE_URL=postgresql://postgres@127.0.0.1:5432/postgres $(BIN)/pytest -q -n auto --dist loadfile \
		-m "not browser and not models" \
		tests/ledger tests/accounts tests/catalogue tests/recordings tests/transcripts tests/translations tests/letters \
		tests/reviews tests/publications tests/corrections tests/machines tests/search tests/pipeline tests/imprint \
		tests/writings tests/bulletins tests/enquiries tests/giving tests/api/oai tests/api/rest/test_clips.py \
		$(addprefix tests/archive/views/test_,home.py search.py topics.py people.py sources.py corrections.py) \
		$(addprefix tests/desk/views/test_,states.py words.py topics.py)

lint: setup ## style, types, layers, templates
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@git ls-files -z 'dragoman/**/templates/**.html' | xargs -0 $(BIN)/djade --target-version 5.2 --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

check: lint test ## everything a change must pass

bench: setup ## measure, as ratios against a baseline in one run
	@$(BIN)/python -m bench

lock: $(READY) ## renew the lock file from pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --all-extras --group dev \
		--generate-hashes --no-header --no-annotate --upgrade pyproject.toml --output-file requirements.lock

clean: ## remove the demonstration's data
	@rm -rf var
