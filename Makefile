# One truth for a laptop, a server and CI. Each target sets itself up; none needs another first.

PYTHON ?= python3
VENV := .venv/bin/python
DEPLOY := $(PYTHON) -m deploy
# Tests and checks look at the code alone: a key of their own, no database on disk.
ALONE := DATABASE_URL=sqlite://:memory: \
	SECRET_KEY=$$($(PYTHON) -c "import secrets; print(secrets.token_urlsafe(50))")

.DEFAULT_GOAL := help
.PHONY: help run staff check-settings check-content backup restore drill to-postgres ready dev test proof check check-words glossary golden guide messages bench bench-form bench-admin soak size lock sbom

help: ## List these targets
	@sed -n 's/^\([a-z-]*\):[^#]*## /  make \1#/p' $(MAKEFILE_LIST) | awk -F'#' '{ printf "%-18s%s\n", $$1, $$2 }'

run: ## Set everything up, serve the site and send its mail (HOST and PORT change the address)
	@$(DEPLOY) run

staff: ## Make an account that may do everything, or let somebody in again
	@$(DEPLOY) staff

check-settings: ## Try the settings: database, mail server, the address behind a proxy
	@$(DEPLOY) check-settings

check-content: ## Check a content folder, a line a fault: make check-content FOLDER=../our-content
	@$(DEPLOY) environment
	@$(ALONE) $(if $(FOLDER),CONTENT_DIR="$(FOLDER)") $(VENV) manage.py check_content

backup: ## Copy the database and the pictures, also while the site runs
	@$(DEPLOY) backup

restore: ## Put a backup back: make restore FROM=var/backups/TIME (stop the site first)
	@$(DEPLOY) restore "$(FROM)"

drill: ## Try whether the newest backup can be restored, beside the site (FROM=… for another)
	@$(DEPLOY) drill "$(FROM)"

to-postgres: ## Move the stopped site from SQLite to the empty PostgreSQL of MOVE_TO
	@$(DEPLOY) to-postgres

ready: ## Install beside what another version needs: make ready FOR=v1.2.0 (the site runs on)
	@$(DEPLOY) ready "$(FOR)"

dev: ## Install what the tests and checks need
	@$(DEPLOY) environment requirements-dev.txt

test: dev ## Run the tests (ARGS for pytest: make test ARGS="-k timeline")
	@$(ALONE) .ci/leaving-nothing $(VENV) -m pytest -n 2 -m "not proof" $(ARGS)

# TEST_POSTGRES_URL names a PostgreSQL for a part of them; `.ci/with-postgres make proof` brings one.
proof: dev ## Run the tests that take long: accessibility matrix, load, faults
	@$(ALONE) .ci/leaving-nothing $(VENV) -m pytest -n 2 -m "proof and not alone" $(ARGS) || [ $$? -eq 5 ]
	@$(ALONE) .ci/leaving-nothing $(VENV) -m pytest -m "proof and alone" $(ARGS) || [ $$? -eq 5 ]

check: dev ## Lint and format check, migrations, and Django's own deployment check
	$(VENV) -m ruff check .
	$(VENV) -m ruff format --check .
	@find templates -name '*.html' -print0 | xargs -0 .venv/bin/djade --target-version 5.2 --check
	@$(ALONE) $(VENV) manage.py makemigrations --check --dry-run
	@$(ALONE) SITE_URL=https://example.org $(VENV) manage.py check --deploy --fail-level WARNING

check-words: dev ## Hold all translations to the glossaries in locale/glossary/
	@$(VENV) -m deploy.words check

glossary: dev ## Make docs/glossary.md and its pages from locale/glossary/
	@$(VENV) -m deploy.words glossary

golden: dev ## Write anew what tests/languages/golden/ keeps of dates, plurals and names in sentences
	@$(ALONE) DJANGO_SETTINGS_MODULE=saltlake_sister.settings $(VENV) -m tests.languages.golden

guide: dev ## Take the pictures of the guide for editors anew (needs Chromium)
	@$(ALONE) GUIDE=write $(VENV) -m pytest tests/browser/desk/test_guide.py

messages: dev ## Bring the catalogues in locale/ up to date and compile them (needs gettext)
	@$(ALONE) $(VENV) -m deploy.messages

bench: dev ## Measure the served site against a bare Django view, and how it grows
	@$(VENV) benchmarks/run.py $(ARGS)
	@$(VENV) benchmarks/growth.py
	@$(VENV) benchmarks/search.py

bench-form: dev ## Measure the form of "Take part" and the inbox with 100,000 submissions
	@$(VENV) benchmarks/taking_part.py $(ARGS)

bench-admin: dev ## Measure the forms of the admin (ARGS="--beside PATH" for another checkout)
	@$(VENV) benchmarks/admin.py $(ARGS)

soak: dev ## Mixed load for an hour: errors, memory, slow answers (ARGS="--minutes 5")
	@$(VENV) benchmarks/soak.py $(ARGS)

size: ## Count the lines of code, folder by folder: no docstrings, comments, blanks, migrations
	@$(DEPLOY) size

LOCK = $(VENV) -m uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-header pyproject.toml

lock: dev ## Write requirements*.txt anew from pyproject.toml (UPGRADE=--upgrade for newer ones)
	@$(VENV) -m pip install --quiet uv
	@$(LOCK) -o requirements.txt
	@$(LOCK) -o requirements-dev.txt --group dev --constraints requirements.txt

# A tool of its own, in an environment of its own that is gone afterwards.
SBOM = cyclonedx-bom==7.5.0
sbom: ## List what the lock file brings, as CycloneDX, in sbom.json
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && $(PYTHON) -m venv "$$folder" && \
	"$$folder/bin/pip" install --quiet --disable-pip-version-check "$(SBOM)" && \
	PYTHONWARNINGS=ignore "$$folder/bin/cyclonedx-py" requirements --pyproject pyproject.toml \
	--output-reproducible --output-file sbom.json requirements.txt
