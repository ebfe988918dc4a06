# Seven commands: demo, code, test, test-outside, check, security, wheel. Each makes what it needs first.
#
# uv is installed into .bootstrap and called from there: a machine may have no uv, one for another Python,
# or a Python it does not let anyone install into. `.python-version` says which Python uv is to use.

UV      := .bootstrap/bin/uv
RUN     := $(UV) run --no-sync
APT     := apt-get install -y --no-install-recommends
BY_FILE := --dist loadfile --no-loadscope-reorder
BROWSED := tests/journeys $(sort $(shell find tests -name 'test_*in_chromium.py'))
ONCE    := tests/journeys $(addsuffix /test_pages_in_chromium.py,tests/cases/children tests/cases/missing)
WALKS   := no_leaks.py reads.py two_hands_change.py two_hands_keep.py two_hands_say.py
VENDOR  := wayhome/ui/static/ui/vendor

# A container often says that no bytecode is kept. Then every process compiles all that it imports, which is half of what a
# command takes to start, and the tests start hundreds.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo code test test-outside check security wheel environment browser postgres docs

demo: environment
	@$(RUN) wayhome demo

# While a demonstration runs: what the authenticator app of one of its people shows now.
code: environment
	@$(RUN) wayhome code $(EMAIL)

# Pages are the same on either database, to a browser and to whoever walks them all, and what asks none is the same on
# both (tests/database.py). A file goes at a time, in its order. A browser wants most of a core for itself, so that there are
# two of them at most. Its tests are known by where they stand, so that no run reads through what another will run; those of
# the board and of files ask the database more than a page does, and meet both.
test: environment browser postgres
	$(RUN) pytest --numprocesses 2 $(BY_FILE) --database sqlite $(BROWSED)
	$(RUN) pytest --numprocesses auto $(BY_FILE) --database sqlite $(addprefix --ignore ,$(BROWSED))
	$(RUN) pytest --numprocesses auto $(BY_FILE) --database postgres $(addprefix --ignore ,$(ONCE) $(addprefix tests/promises/test_,$(WALKS)))

# Judges that need an environment of their own; see tests/outside/README.md.
test-outside: environment browser
	$(RUN) pytest -q tests/outside

check: environment
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy
	$(RUN) lint-imports
	$(RUN) python -m django makemigrations --check --dry-run --settings tests.settings
	$(RUN) djlint --lint --quiet wayhome
	$(RUN) python docs/generate.py --check
	$(RUN) pytest -q $(addprefix tests/promises/test_,structure.py docs.py words.py actions.py mutants.py small_numbers.py index.py extract_after.py)

# What the standard asks row by row, what other judges say, and how much is open; see docs/reference/security.md.
security: environment
	@$(RUN) python -m tests.security.report

wheel: environment
	$(UV) build --wheel

# The pages of docs/ that are written by the code itself.
docs: environment
	$(RUN) python docs/generate.py

environment: $(UV)
	@$(UV) sync --locked --quiet $(if $(wildcard $(VENDOR)/package-lock.json),,--reinstall-package wayhome)

$(UV):
	python3 -m venv .bootstrap
	.bootstrap/bin/pip install --quiet --disable-pip-version-check uv

# The two pieces that PyPI does not carry. As root on Debian they are installed; otherwise the line to type is said.
browser:
	@command -v chromium >/dev/null || $(MAKE) --no-print-directory install-chromium

postgres:
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 \
		|| $(MAKE) --no-print-directory install-postgresql

install-%:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update --quiet && $(APT) $*; \
	else echo "The tests need $*. Type:  sudo apt-get update && sudo $(APT) $*" >&2; exit 1; fi
