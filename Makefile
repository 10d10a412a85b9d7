# The commands of the project; `make` alone lists them. Needed on the machine: make, and Python 3.11 or newer.

VENV := .venv
PY := $(VENV)/bin/python
PORT := 8000
CORPUS :=

.DEFAULT_GOAL := help
.PHONY: help run admin test test-long lint format score backup restore install install-dev database-start database-stop clean

help: ## list the commands
	@echo "make COMMAND, where COMMAND is one of"
	@sed -n 's/^\([a-z-]*\):.*## /  \1	/p' $(MAKEFILE_LIST) | expand -t 20

run: install ## import the corpus and serve the archive; CORPUS=FOLDER (else corpus/), PORT=8000
	@exec $(PY) manage.py run_site --port '$(PORT)' --stop-with-parent $(if $(CORPUS),'$(CORPUS)')

admin: install ## make a login for the admin pages, with a password of its own; NAME=admin, ROLE=... (else everything)
	@$(PY) manage.py create_admin $(if $(NAME),'$(NAME)') $(if $(ROLE),--role '$(ROLE)')

test: install-dev ## run all tests; ARGS='...' goes to pytest
	@$(PY) -m pytest --numprocesses auto --dist worksteal $(ARGS)

test-long: install-dev ## a thousand generated archives, fifty kills each, 500 sequences of operations, 200 races (hours)
	@ARCHIVE_EXAMPLES=1000 ARCHIVE_TRAVELS=50 ARCHIVE_KILLS=50 ARCHIVE_SEQUENCES=500 ARCHIVE_RACES=200 $(PY) -m pytest --numprocesses auto \
	  tests/exporting/test_generated.py tests/exporting/test_killed.py tests/exporting/test_curation.py tests/curating/test_sequences.py tests/curating/test_races.py

lint: install-dev ## ruff, mypy, and whether a migration is missing
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) manage.py makemigrations --check --dry-run

format: install-dev ## let ruff arrange the code
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

score: install-dev ## import the annotated corpus into a scratch database and measure the result
	@$(PY) -m tests.score

backup: install ## write the whole database to a file; FILE=backups/archive-DATE-TIME.dump
	@$(PY) manage.py backup $(if $(FILE),'$(FILE)')

restore: install ## put a backup in place of the database; FILE=...
	@$(PY) manage.py restore '$(or $(FILE),$(error Say which: make restore FILE=backups/...))'

database-start: install ## start the embedded PostgreSQL and let it run
	@$(PY) manage.py database start

database-stop: install ## stop the embedded PostgreSQL, whoever uses it
	@$(PY) manage.py database stop

clean: ## remove what can be made again: .venv and caches; the data folder stays
	@if $(PY) -c 'import django' 2>/dev/null; then $(PY) manage.py database stop || true; fi
	@rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "The documents and the database are still there, in .data or where ARCHIVE_DATA says."

# The virtual environment: made with the first Python that is new enough, and made again if it has stopped working.
# Requirements are installed only if they differ from those that were installed last.

install:
	@$(call venv)
	@$(call requirements,requirements.txt)

install-dev:
	@$(call venv)
	@$(call requirements,requirements.txt requirements-dev.txt)

define venv
if ! $(PY) -c 'import pip' 2>/dev/null; then \
	for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
		if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then break; fi; \
		python=; \
	done; \
	if [ -z "$$python" ]; then \
		echo "Python 3.11 or newer is needed and was not found; found: $$(python3 --version 2>&1)." >&2; \
		echo "Install it, or name it: make $(or $(firstword $(MAKECMDGOALS)),run) PYTHON=/path/to/python3" >&2; \
		exit 1; \
	fi; \
	echo "Making a virtual environment in $(VENV) with $$($$python --version)"; \
	if ! "$$python" -m venv --clear $(VENV); then \
		echo "Python cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2; \
		exit 1; \
	fi; \
fi
endef

define requirements
if ! cat $(1) | cmp -s - '$(VENV)/installed $(1)'; then \
	echo "Installing $(1)"; \
	$(PY) -m pip install --quiet --disable-pip-version-check --no-input $(addprefix -r ,$(1)) || { \
		echo "The requirements could not be installed: see above. The first run needs a package index." >&2; \
		exit 1; \
	}; \
	cat $(1) > '$(VENV)/installed $(1)'; \
fi
endef
