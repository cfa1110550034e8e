# The two commands of the README: `make demo` and `make test`. Everything else here is a step of one of them.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DEMO   ?= demo
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo stop test lint check docs bench lock clean

demo: $(VENV)/.run  ## make an environment, build the demonstration workspace, open the dashboard
	$(BIN)/thirdport demo $(DEMO)
	$(BIN)/thirdport dashboard --workspace $(DEMO)/workspace --detach

stop:  ## stop what `make demo` left running
	-$(BIN)/thirdport dashboard --workspace $(DEMO)/workspace --stop
	-$(BIN)/thirdport server stop --workspace $(DEMO)/workspace

test: $(VENV)/.test  ## install what the tests need and run everything
	@tests/prepare.sh
	$(BIN)/python -m pytest

lint: $(VENV)/.test  ## style, types, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test  ## what has to be green before a change lands

docs: $(VENV)/.run  ## write the generated pages of docs/ anew
	$(BIN)/python docs/generate.py

bench: $(VENV)/.test  ## print the tables of benchmarks/
	$(BIN)/python -m benchmarks

lock:  ## pin the dependencies anew
	requirements/lock.sh

clean:
	rm -rf $(VENV) .cache

.cache/uv/.made: requirements/uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Thirdport needs Python 3.11 or newer; set PYTHON=…")'
	$(PYTHON) -m venv .cache/uv
	.cache/uv/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements/uv.lock
	@touch $@

$(VENV)/.made: .cache/uv/.made
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

# Wheels only (--no-build): a newcomer's machine needs no compiler. The project itself is installed in place.
$(VENV)/.run: requirements/run.lock pyproject.toml $(VENV)/.made
	.cache/uv/bin/uv pip install --quiet --python $(BIN)/python --no-build --no-deps --require-hashes -r requirements/run.lock
	.cache/uv/bin/uv pip install --quiet --python $(BIN)/python --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.test: requirements/test.lock $(VENV)/.run
	.cache/uv/bin/uv pip install --quiet --python $(BIN)/python --no-build --no-deps --require-hashes -r requirements/test.lock
	@touch $@
