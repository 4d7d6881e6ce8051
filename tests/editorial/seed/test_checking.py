"""`make check-content`: an author is told of everything at once, a sentence and a line each."""

import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from editorial.models import Entry
from editorial.seed.checking import check

pytestmark = pytest.mark.django_db

MATSUMOTO = Path(__file__).parents[2] / "programs" / "matsumoto"


@pytest.fixture
def content(tmp_path):
    return Path(shutil.copytree(MATSUMOTO, tmp_path / "content"))


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def said(content):
    """Return the faults and the advice without the folder's own path."""
    return [[line.replace(f"{content}/", "") for line in lines] for lines in check(content)]


def test_a_whole_program_has_no_fault_and_is_not_loaded(content):
    faults, _advice = said(content)

    assert faults == []
    assert not Entry.objects.exists()


# What is changed, and the sentence that is expected; all of it is wrong at once.
MANY = [
    (
        "goals/goals.toml",
        "rank = 1",
        'rank = "first"',
        r"goals/goals\.toml:4: learning: rank: .*integer.*",
    ),
    (
        "goals/goals.toml",
        "rank = 2",
        'rank = 2\ncolor = "red"',
        r"goals/goals\.toml:9: friendship: color: there is no such fact\.",
    ),
    (
        "cities/cities.toml",
        'country = "JP"',
        'country = "Japan"',
        r"cities/cities\.toml:4: matsumoto: country: .*",
    ),
    (
        "cities/cities.toml",
        "latitude = 36.2380",
        "latitude = 136.2380",
        r"cities/cities\.toml:5: matsumoto: latitude: .*",
    ),
    (
        "cities/cities.toml",
        'start = "1958-11-29"',
        'start = "soon"',
        r"cities/cities\.toml:23: salt-lake-city\.stages\.sister: .*soon.*",
    ),
    (
        "events/events.toml",
        'goals = ["learning"]',
        'goals = ["lerning"]',
        r"events/events\.toml:13: 2004-summer-school: refers to 'lerning', which is unknown\.",
    ),
    (
        "events/events.toml",
        'kind = "anniversary"',
        'kind = "party"',
        r"events/events\.toml:27: 2018-sixtieth: kind: .*party.*",
    ),
    (
        "letters/letters.ja.toml",
        "{answer_by}",
        "{answer_bye}",
        r"letters/letters\.ja\.toml:4: receipt: body: .*answer_bye.*",
    ),
    (
        "letters/letters.ja.toml",
        'subject = "保護者',
        'subjekt = "保護者',
        r"letters/letters\.ja\.toml:23: young-receipt: subjekt: there is no such text\.",
    ),
    (
        "pages/pages.en.toml",
        "[about.sections.office]",
        "[about.sections.offices]",
        r"pages/pages\.en\.toml:6: about\.sections\.offices: has no facts beside it\.",
    ),
    (
        "privacy/privacy.en.toml",
        'title = "Privacy"',
        'title = "Privacy',
        r"privacy/privacy\.en\.toml:2: .*",
    ),
]


def test_all_faults_of_the_files_are_told_at_once(content):
    for name, old, new, _sentence in MANY:
        change(content / name, old, new)

    faults, _advice = said(content)

    expected = [sentence for _name, _old, _new, sentence in MANY]
    unfound = [each for each in expected if not any(re.fullmatch(each, line) for line in faults)]
    unexpected = [line for line in faults if not any(re.fullmatch(e, line) for e in expected)]
    assert (unfound, unexpected) == ([], [])


def test_a_file_that_cannot_be_read_is_told_of_once(content):
    change(content / "goals/goals.toml", "[friendship]", "[friendship")

    faults, _advice = said(content)

    assert len(faults) == 1
    assert faults[0].startswith("goals/goals.toml:6: ")


def test_a_program_is_told_what_it_lacks_as_a_whole(content):
    change(content / "cities/cities.toml", "is_home = true\n", "")
    change(content / "cities/cities.toml", 'emblem = "salt-lake-city"', 'emblem = "castle"')
    change(content / "letters/letters.toml", 'purpose = "guardian"', 'purpose = "receipt"')
    for path in (content / "privacy").iterdir():
        path.unlink()
    drawing = content / "drawings/goals/learning.svg"
    drawing.write_text(drawing.read_text().replace("<path", '<path style="fill:red"', 1))

    faults, _advice = said(content)

    assert [re.sub(r"^(\S+): .*", r"\1", line) for line in faults] == [
        "cities",
        "cities/cities.toml:16",
        "drawings/goals/learning.svg:1",
        "privacy",
        "letters/letters.toml:11",
        "letters",
    ]


def test_what_readers_would_miss_is_advice(content):
    (content / "static/img/share.png").unlink()
    change(content / "forms/interest.ja.toml", "notice_sharing = ", "# ")
    link = "<a href='/nowhere/'>両市</a>は"
    change(content / "cities/cities.ja.toml", "両市はともに", link)
    change(content / "pages/pages.toml", 'template = "take_part"', 'template = "standard"')
    change(content / "site/program.toml", "office@matsumoto.example", "ed@slc.gov")

    faults, advice = said(content)

    assert faults == []
    text = "\n".join(advice)
    for words in (
        r"static/img: share\.png would show a mark without rays",
        r"forms/interest\.toml:1: interest: the form stays closed in ja without notice_sharing\.",
        r'pages: no page has template = "take_part"',
        r"site/program\.toml:4: ed@slc\.gov belongs to the program that came with the code\.",
        r"cities/cities\.toml:9: salt-lake-city: \(日本語\) The link /nowhere/ leads nowhere",
        r"letters/letters\.toml:1: receipt: no texts in en",
    ):
        assert re.search(words, text)


def test_two_things_cannot_have_one_address(content):
    change(content / "goals/goals.toml", 'icon = "learning"', 'slug = "friendship"')

    faults, _advice = said(content)

    assert faults == [
        "goals/goals.toml:6: friendship: slug: 'learning' has the address 'friendship' already."
    ]


def test_the_command_ends_with_the_number_of_faults(content):
    change(content / "goals/goals.toml", "rank = 1", 'rank = "first"')
    out = StringIO()

    with pytest.raises(CommandError, match="1 to mend before this folder can be loaded"):
        call_command("check_content", str(content), stdout=out)

    assert out.getvalue().startswith("FAULT ")


def test_a_folder_that_is_not_there_is_said_to_be_none(tmp_path):
    faults, _advice = check(tmp_path / "nowhere")

    assert faults == [f"{tmp_path / 'nowhere'}: there is no such folder."]
