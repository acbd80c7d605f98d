# `make run` and `make test` need python3 (3.11 or newer), pip and make, nothing else.
PYTHON ?= python3
VENV ?= .venv
PY = $(VENV)/bin/python
ARGS ?=

.PHONY: help run test check lint format lock clean torture bench pictures

help:            # What can be made here
	@grep -hE '^[a-z]+: .*# ' $(MAKEFILE_LIST) | sed 's/:[^#]*# /\t/' | expand -t 12

run: $(VENV)/.run  # Start the program: make run, or make run ARGS="start -n 3"
	@$(PY) -m simulator $(ARGS)

test: $(VENV)/.dev  # All tests: make test, or make test ARGS="tests/core/test_bank.py"
	$(PY) -m pytest $(ARGS)

check: lint  # Format, lint, types, layers, the core covered whole by its own tests, all tests
	$(PY) -m pytest tests/core --cov --cov-report=term --cov-fail-under=100
	@$(MAKE) test ARGS="-n 3 --dist worksteal"

lint: $(VENV)/.dev  # Format and lint checks, mypy --strict, the layer contracts
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports

format: $(VENV)/.dev  # Format, and mend what can be mended by itself
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

lock:            # Renew both lock files (needs uv)
	uv pip compile pyproject.toml --extra voice --extra web $(LOCK) -o requirements.lock
	uv pip compile pyproject.toml --extra voice --extra web --group test --group lint --group build \
	    -c requirements.lock $(LOCK) -o requirements-dev.lock

LOCK = --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --quiet

pictures: $(VENV)/.dev  # Draw the README's pictures anew
	$(PY) -m benchmarks.pictures docs

torture: $(VENV)/.dev  # The long fault-injection runs: 500 kills, 10,000 random steps
	$(PY) -m pytest -m torture -s $(ARGS)

bench: $(VENV)/.dev  # Measure the program against the smallest ones that could do the same
	$(PY) -m benchmarks.run

clean:           # Remove what was made here; never your sessions
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A bare Debian has no ensurepip and forbids pip outside of an environment: an environment
# without pip, filled from outside by the system's pip, works there as everywhere.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Python 3.11 or newer is needed; try: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/.run: requirements.lock | $(VENV)/bin/python
	@$(PYTHON) -m pip --quiet --disable-pip-version-check --python $(PY) install --require-hashes -r requirements.lock
	@$(PY) -m compileall -q simulator
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(VENV)/bin/python
	@$(PYTHON) -m pip --quiet --disable-pip-version-check --python $(PY) install --require-hashes -r requirements-dev.lock
	@$(PY) -m compileall -q simulator
	@touch $@ $(VENV)/.run
