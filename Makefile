# make run   - environment, pool from the samples, an explained shortlist
# make serve - the HTTP service with the samples and an account for every role, on this machine
# make test  - everything CI runs: format, lint, types, vocabulary, tests, light install
# make check - the same without the light install
# make fix   - mend format and lint
# make train - train the encoder and calibrate the linker (data beside the project, see models/)
# make golden - record the lists of tests/golden anew, after a change of scores that is meant
# make notebooks - run the notebooks and redraw their figures
# make bench - all benchmarks; raw numbers in benchmarks/results/
PYTHON ?= python3.11
VENV   ?= .venv
BIN    := $(VENV)/bin
SHARED ?= ../shared/data

.PHONY: run serve test check fix install install-light train notebooks golden bench clean help
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

serve: install
	$(BIN)/python -m api --samples

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/matcher vocab check
	OMP_NUM_THREADS=1 $(BIN)/pytest -n 2 --dist loadfile

test: check
	PYTHON=$(PYTHON) bash tests/light_install.sh

fix: install
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

install-light:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .

## Held-out encoder first, so that the linker's confidence is fitted on labels it has not seen.
train: install
	$(BIN)/python -m matcher.embedding.training --esco $(SHARED)/esco-nl --mbo $(SHARED)/mbo-nl \
		--vocabulary vocab/competenties --sayings models/training/sayings --out models/encoder --seed 1
	$(BIN)/python -m matcher.linking.calibrate --data $(SHARED)

notebooks: install
	$(BIN)/python tools/run_notebooks.py

## The recorded lists of tests/golden, after a change of scores that is meant.
golden: install
	$(BIN)/matcher rank -p data/samples/portfolios.jsonl -v data/samples/vacancies.jsonl \
		--run tests/golden/samples.trec --top 10

bench: install
	$(BIN)/matcher evaluate data/samples
	$(BIN)/python -m benchmarks.melo --data $(SHARED)/melo-nl --allow-missing
	$(BIN)/python -m benchmarks.skills --data $(SHARED)/skills-nl --allow-missing
	$(BIN)/python -m benchmarks.speed --portfolios 62000 --vacancies 10000

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build *.egg-info
