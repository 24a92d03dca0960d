# make run   - environment, pool from the samples, an explained shortlist
# make test  - everything CI runs
PYTHON ?= python3.11
VENV   ?= .venv
BIN    := $(VENV)/bin
ESCO   ?= ../shared/data/esco-nl

.PHONY: run test check fix install install-light train golden bench clean help
.DEFAULT_GOAL := help

help:
	@grep -E '^# ' Makefile | sed 's/^# //'

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train,dev]'
	touch $@

install: $(VENV)/.installed

run: install
	$(BIN)/matcher demo

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/matcher vocab check
	$(BIN)/pytest

test: check
	PYTHON=$(PYTHON) bash tests/light_install.sh

fix: install
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build *.egg-info
