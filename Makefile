# `make run` and `make test` need python3 (3.11 or newer), pip and make, nothing else.
PYTHON ?= python3
VENV ?= .venv
PY = $(VENV)/bin/python
ARGS ?=

.PHONY: help run test check again lint format lock clean torture bench pictures

help:            # List these targets
	@grep -hE '^[a-z]+: .*# ' $(MAKEFILE_LIST) | sed 's/:[^#]*# /\t/' | expand -t 12

run: $(VENV)/.run  # Start the program: make run, or make run ARGS="start -n 3"
	@$(PY) -m simulator $(ARGS)

test: $(VENV)/.dev  # Run the tests, except the long ones: make test, or make test ARGS="tests/core/test_bank.py"
	$(PY) -m pytest -n auto --dist worksteal $(ARGS)

check: lint  # Format, lint, types, layers, full coverage of the core by its own tests, and all other tests, including long ones
	$(PY) -m pytest tests/core --cov --cov-report=term --cov-fail-under=100
	@$(MAKE) test ARGS='--ignore=tests/core -m "not torture"'

again: lint      # Rerun the tests that failed last, one by one, in case a busy machine made them fail
	$(PY) -m pytest --last-failed --last-failed-no-failures none -m "not torture" -v $(ARGS)

lint: $(VENV)/.dev  # Check format, lint, types (mypy --strict) and the layer contracts
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports

format: $(VENV)/.dev  # Format, and fix what can be fixed automatically
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

lock:            # Renew both lock files (needs uv)
	uv pip compile pyproject.toml --extra documents --extra voice --extra web $(LOCK) -o requirements.lock
	uv pip compile pyproject.toml --extra documents --extra voice --extra web --group test --group lint --group build \
	    -c requirements.lock $(LOCK) -o requirements-dev.lock

LOCK = --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --quiet

pictures: $(VENV)/.dev  # Redraw the README's pictures
	$(PY) -m benchmarks.pictures docs

torture: $(VENV)/.dev  # Run the long fault-injection tests: 500 kills, 10,000 random steps
	$(PY) -m pytest -m torture -s $(ARGS)

bench: $(VENV)/.dev  # Measure the program against minimal programs that do the same
	$(PY) -m benchmarks.run

clean:           # Remove everything generated; never your sessions
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment whose Python is gone, or has another version by now, finds no packages and is rebuilt.
FINDS = import sys; sys.exit(not any(path.startswith(sys.prefix + "/lib") for path in sys.path))
$(shell [ ! -e $(VENV)/.run ] || $(PY) -I -c '$(FINDS)' >/dev/null 2>&1 || rm -f $(VENV)/.run $(VENV)/.dev)

# pip's settings may choose where packages come from, but not where they go.
unexport PIP_CONSTRAINT PIP_DRY_RUN PIP_EDITABLE PIP_REQUIREMENT
PIP = $(PYTHON) -m pip --quiet --disable-pip-version-check --python $(PY)
HERE = --no-user --target= --root=/ --prefix="$$($(PY) -c 'import sys; print(sys.prefix)')"

# Locks are complete and installed as they are: a pip that resolves dependencies may find a newer release,
# for which the lock has no hash. Bare Debian has no ensurepip and forbids pip outside environments:
# an environment without pip, filled from outside, works everywhere. One without stamps was left half filled.
define set-up
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
    echo "Python 3.11 or newer is needed, and $(PYTHON) is not. Name one that is: make run PYTHON=/path/to/python" >&2; exit 1; }
@$(PYTHON) -c 'import pip' 2>/dev/null || { \
    echo "$(PYTHON) has no pip. On Debian: sudo apt install python3-pip. In another environment: deactivate" >&2; exit 1; }
@[ -e $(VENV)/.run ] || $(PYTHON) -m venv --without-pip $$([ ! -e $(VENV)/pyvenv.cfg ] || echo --clear) $(VENV) || { \
    echo "$(PYTHON) cannot make an environment in $(VENV). On Debian: sudo apt install python3-venv" >&2; exit 1; }
@rm -f $(VENV)/.run $(VENV)/.dev
@echo "Setting up: installing $$(grep '^[a-z]' $< | grep -vc win32) packages, about half a minute ..." >&2
@$(PIP) install --no-deps --require-hashes $(HERE) -r $< || { \
    echo "The set-up failed; pip says above why. Is there a network$${PIP_NO_INDEX:+ (PIP_NO_INDEX is set)}? Then try again." >&2; exit 1; }
@$(PY) -m compileall -q simulator
@touch $@
endef

$(VENV)/.run: requirements.lock
	$(set-up)

$(VENV)/.dev: requirements-dev.lock
	$(set-up)
	@touch $(VENV)/.run
