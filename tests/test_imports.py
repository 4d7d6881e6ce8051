"""Who may import whom: apps, the packages inside each app, and how many modules a folder holds."""

import ast
from itertools import chain

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR

# Each app may import from those before it. The roof, `saltlake_sister`, may import all of them.
APPS = ["editorial", "accounts", "cities", "pages", "involvement", "reports", "saltlake_sister"]

# The packages and modules of each app, from the ground up: each may import from the lines above
# its own and from none beside it.
ORDER = {
    "editorial": """
        text, cache, pictures
        registry, models
        revisions
        search
        translations
        publishing
        links
        exchange
        seed, web, staff
        previews
        readers
        templatetags, admin
        management, apps
        """,
    "accounts": """
        models
        mail, sign_in
        people
        ending
        backends, forms, adapter, receivers
        views, admin
        management, urls, apps
        """,
    "cities": """
        policy
        dates
        drawing
        models
        history, city_facts, reviews, preview_places
        forms
        calendar
        overview, structured_data, goals, city_texts, sources
        open_data, found_by_visitors
        views, admin, seed_rules
        management, urls, apps, translation
        """,
    "pages": """
        validators, extensions, tables
        models
        sources
        frame, sections, anniversaries, structured_data, preview_places
        machines
        search
        views, admin, seed_rules
        urls, apps, translation
        """,
    "involvement": """
        enums, errors, permissions, receipt_numbers
        models
        links, preview_places
        mail
        intake
        timeline, ideas
        submissions
        memories, claims
        records, forms
        worker
        views, admin, seed_rules
        management, templatetags, urls, apps, translation
        """,
    "reports": """
        drawing, counting, stages, program_draft
        models
        shown, drafting, fixing, news, reaching, preview_places, found_by_visitors
        before_publishing
        views, admin
        urls, apps, translation
        """,
}
# What shows something to people. Whatever decides or stores stands below and knows none of it.
SCREENS = {"admin", "context_processors", "forms", "templatetags", "views"}
ROOF = {"apps", "management", "urls", "translation"}

# What is not in order yet, as (file, what it imports). These lists only ever shrink.
PACKAGES_NOT_YET = set()
VIEWS_NOT_YET = set()

MOST_MODULES = 16


def modules(app):
    """List the modules of an app as (path from the root, parts of the dotted name)."""
    for path in sorted((ROOT / app).rglob("*.py")):
        name = path.relative_to(ROOT)
        if "migrations" not in name.parts:
            yield name.as_posix(), [part for part in name.with_suffix("").parts if part[:2] != "__"]


def imports(path):
    """List the modules of ours that a file imports, wherever in it, by their dotted names."""
    found = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{name.name}" for name in node.names}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return sorted(name for name in found if name.split(".")[0] in APPS)


def of_app(app, pairs):
    return {pair for pair in pairs if pair[0].startswith(f"{app}/")}


def levels(app):
    """Number the packages of an app by the lines of `ORDER`."""
    lines = ORDER[app].strip().splitlines()
    return {name.strip(): level for level, line in enumerate(lines) for name in line.split(",")}


@pytest.mark.parametrize("app", APPS)
def test_an_app_imports_only_from_the_apps_below_it(app):
    above = set(APPS[APPS.index(app) + 1 :])

    wrong = [
        (path, name)
        for path, _parts in modules(app)
        for name in imports(path)
        if name.split(".")[0] in above
    ]

    assert wrong == []


@pytest.mark.parametrize("app", ORDER)
def test_every_package_of_an_app_has_its_place(app):
    names = {parts[1] for _path, parts in modules(app) if len(parts) > 1}

    assert names == set(levels(app))


@pytest.mark.parametrize("app", ORDER)
def test_a_package_imports_only_from_the_packages_below_it(app):
    level = levels(app)

    wrong = {
        (path, ".".join(name.split(".")[:2]))
        for path, parts in modules(app)
        for name in imports(path)
        if name.split(".")[0] == app
        and name.split(".")[1] != parts[1]
        and level[name.split(".")[1]] >= level[parts[1]]
    }

    assert wrong == of_app(app, PACKAGES_NOT_YET)


@pytest.mark.parametrize("app", ORDER)
def test_what_decides_knows_nothing_of_what_shows(app):
    wrong = [
        (path, name)
        for path, parts in modules(app)
        if not (SCREENS | ROOF) & set(parts)
        for name in imports(path)
        if SCREENS & set(name.split(".")[1:])
    ]

    assert wrong == []


@pytest.mark.parametrize("app", ORDER)
def test_forms_and_commands_know_no_admin(app):
    wrong = [
        (path, name)
        for path, parts in modules(app)
        if {"forms", "management"} & set(parts) and "admin" not in parts
        for name in imports(path)
        if "admin" in name.split(".")
    ]

    assert wrong == []


@pytest.mark.parametrize("app", ORDER)
def test_views_import_no_views_of_other_apps(app):
    views = {"views"}

    wrong = {
        (path, ".".join(name.split(".")[:2]))
        for path, parts in modules(app)
        if views & set(parts)
        for name in imports(path)
        if views & set(name.split(".")[1:]) and name.split(".")[0] != app
    }

    assert wrong == of_app(app, VIEWS_NOT_YET)


def test_no_folder_holds_more_modules_than_can_be_seen_at_a_glance():
    folders = chain.from_iterable((ROOT / top).rglob("*/") for top in [*APPS, "tests"])

    counts = {
        folder.relative_to(ROOT).as_posix(): len(
            [path for path in folder.glob("*.py") if path.name != "__init__.py"]
        )
        for folder in [*folders, *(ROOT / top for top in [*APPS, "tests", "benchmarks", "deploy"])]
    }

    assert {name: count for name, count in counts.items() if count > MOST_MODULES} == {}
