"""How the seed's files are read, and that a bad one is named and loads nothing."""

import pytest

from cities.models import City, Event
from editorial.models import Entry
from editorial.registry import kind_of
from editorial.revisions.snapshots import ROOT
from editorial.seed import files as seed_files
from editorial.seed import loader as seed
from editorial.seed.places import SeedError
from pages.models import Page
from tests.editorial.seed.seed_folder import ABOUT, CITY, EVENTS, PAGES, SeedFolder

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(tmp_path):
    return SeedFolder(tmp_path / "content")


def read(content, model):
    kind = kind_of(model)
    return {each.key: each for each in seed_files.read_folder(content.path / kind.folder, kind)}


def facts(content, model, key):
    found = read(content, model)[key]
    return seed_files.facts_of(
        kind_of(model), found, lambda _model, name: {"learning": 2}.get(name, 1)
    )


def test_a_thing_is_a_table_and_its_parts_are_tables_below(content):
    northtown = read(content, City)["northtown"]

    assert [(kind.name, key) for kind, key, _facts in northtown.parts] == [
        ("local_names", "ja"),
        ("stages", "sister"),
        ("goals", "learning"),
        ("goals", "aid"),
    ]
    assert northtown.original == "en"
    assert list(northtown.texts) == ["en"]


def test_facts_are_canonical_and_dates_are_spread_over_their_columns(content):
    found = facts(content, City, "northtown")

    assert found["root"]["latitude"] == "36.2380"
    assert found["root"]["slug"] == "northtown"
    assert found["root"]["population"] is None
    stage = found["parts"][1]["facts"]
    assert stage["source"] == 1
    assert {name: stage[name] for name in stage if name.startswith("start")} == {
        "start": "1958-01-01",
        "start_unit": 2,
        "start_qualifier": "about",
        "start_other": None,
    }


def test_references_become_keys_in_a_canonical_order(content):
    content.replace(EVENTS, 'goals = ["aid"]', 'goals = ["learning", "aid"]')

    assert facts(content, Event, "1958-visit")["root"]["goals"] == [1, 2]
    assert facts(content, City, "northtown")["parts"][2]["facts"]["goal"] == 2


def test_rich_texts_are_written_as_paragraphs(content):
    texts = read(content, City)["northtown"].texts["en"]

    assert texts[ROOT]["profile"] == "<p>A first paragraph.</p><p>A <em>second</em> one.</p>"


def test_a_part_has_the_same_identity_everywhere_and_at_every_load(content):
    ids = [part["id"] for part in facts(content, Page, "about-us")["parts"]]

    assert ids == [part["id"] for part in facts(content, Page, "about-us")["parts"]]
    assert ids[0] == seed_files.part_id("about-us", kind_of(Page).parts[0], "one")
    assert len(set(ids)) == 2


def test_a_language_is_a_file_of_its_own(content):
    content.write("pages/pages.zh-hant.toml", '[about-us]\ntitle = "關於"')
    content.write("pages/more.ja.toml", '[about-us]\ntitle = "題"')

    texts = read(content, Page)["about-us"].texts
    assert {code: found[ROOT]["title"] for code, found in texts.items()} == {
        "en": "About us",
        "ja": "題",
        "zh-hant": "關於",
    }


def test_a_thing_may_be_written_first_in_another_language(content):
    content.add(PAGES, '[haiku]\noriginal_language = "ja"')
    content.write("pages/pages.ja.toml", '[haiku]\ntitle = "俳句"')

    seed.load(content.path)

    entry = Entry.objects.get(seed_key="haiku")
    assert (entry.original_language, entry.label) == ("ja", "俳句")
    assert entry.root.published_languages() == ["ja"]


BAD = {
    "no TOML": (PAGES, "[about-us\n", "pages.toml"),
    "parts that are no tables": (CITY, "[southtown]\ngoals = 3", "northtown.toml"),
    "a part that is no table": (PAGES, "[x.sections]\none = 3", "pages.toml"),
    "an unknown fact": (PAGES, '[x]\ncolor = "red"', "pages.toml"),
    "an unknown fact of a part": (PAGES, "[x.sections.one]\nsize = 3", "pages.toml"),
    "an unknown text": (ABOUT, '[x]\nmotto = "x"', "pages.en.toml"),
    "a text without facts": (ABOUT, '[nobody]\ntitle = "x"', "pages.en.toml"),
    "a part's text without facts": (ABOUT, '[x.sections.nine]\nheading = "x"', "pages.en.toml"),
    "a text that is none": (ABOUT, "[x]\nlede = 3", "pages.en.toml"),
    "a part's texts that are none": (ABOUT, "[x]\nsections = 3", "pages.en.toml"),
    "a text too long": (ABOUT, f'[x]\nmenu_label = "{"x" * 41}"', "pages.en.toml"),
    "a number that is none": (PAGES, '[x]\nrank = "first"', "pages.toml"),
    "a choice that is none": (PAGES, '[x]\nmenu = "left"', "pages.toml"),
    "an address of the site itself": (PAGES, '[x]\nslug = "history"', "pages.toml"),
    "an address that is none": (PAGES, '[x]\nslug = "a b"', "pages.toml"),
    "an unknown language": (PAGES, '[x]\noriginal_language = "tlh"', "pages.toml"),
    "a date that is none": (EVENTS, '[x]\nkind = "visit"\nstart = "soon"', "1950s.toml"),
    "a date that is not quoted": (EVENTS, '[x]\nkind = "visit"\nend = true', "1950s.toml"),
    "a missing fact": (EVENTS, "[x]\ncities = []", "1950s.toml"),
    "a missing fact of a part": (EVENTS, "[x]\nkind='aid'\n[x.figures.a]\nnumber=''", "1950s.toml"),
    "a missing reference": (CITY, "[northtown.goals.x]", "northtown.toml"),
    "a reference that is no key": (PAGES, "[x]\nparent = 3", "pages.toml"),
    "a reference to nothing": (PAGES, '[x]\nparent = "nobody"', "pages.toml"),
    "a list of references to nothing": (EVENTS, "[x]\nkind='aid'\ncities=['nobody']", "1950s.toml"),
    "a list that is none": (EVENTS, "[x]\nkind='aid'\ncities='northtown'", "1950s.toml"),
    "what the database refuses": (CITY, "[northtown.local_names.x]\nlanguage='ja'\nname='x'",
        "northtown.toml"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "text", "named"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_named_and_nothing_is_loaded(content, file, text, named):
    content.add(file, text)
    if "[x" in text and file != ABOUT:
        content.add(file.replace(".toml", ".en.toml"), '[x]\ntitle = "X"')
    elif "[x" in text:
        content.add(PAGES, "[x]\n[x.sections.one]")

    with pytest.raises(SeedError, match=named.replace(".", r"\.")):
        seed.load(content.path)

    assert not Entry.objects.exists()


@pytest.mark.parametrize("file", [PAGES, ABOUT])
def test_a_file_holds_tables(content, file):
    content.write(file, f'title = "About"\n{content.read(file)}')

    with pytest.raises(SeedError, match=r"pages\.(en\.)?toml"):
        seed.load(content.path)


def test_a_key_stands_in_one_file(content):
    content.write("pages/again.toml", "[about-us]")

    with pytest.raises(SeedError, match=r"pages\.toml:\d+: about-us: stands in two files"):
        seed.load(content.path)


def test_the_texts_of_a_language_stand_in_one_file(content):
    content.write("pages/again.en.toml", '[about-us]\ntitle = "Again"')

    with pytest.raises(SeedError, match=r"pages\.en\.toml"):
        seed.load(content.path)


def test_a_thing_without_a_title_would_be_lost_in_silence(content):
    content.add(PAGES, "[nameless]")

    with pytest.raises(SeedError, match=r"pages\.toml:\d+: nameless"):
        seed.load(content.path)


def test_a_folder_that_is_not_there_holds_nothing(content):
    assert seed.load(content.path / "pages").created == []


def test_a_file_that_cannot_be_read_is_named(content):
    (content.path / "pages/later.toml").symlink_to("not-there-yet.toml")

    with pytest.raises(SeedError, match=r"later\.toml: No such file"):
        seed.load(content.path)


def test_a_folder_that_cannot_be_read_is_not_taken_for_an_empty_one(content, monkeypatch):
    seed.load(content.path)
    number = Entry.objects.count()

    def closed(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(type(content.path), "iterdir", closed)
    with pytest.raises(SeedError, match="Permission denied"):
        seed.load(content.path)

    assert Entry.objects.count() == number
