"""Finding everything about one person, whatever the script, and correcting what is wrong."""

import pytest
from post_office.models import STATUS, Email

from accounts.models import User
from editorial.models import AuditEntry
from involvement.errors import ChangedError
from involvement.mail import letters, outbox
from involvement.models import Disposition, Message
from involvement.records import people
from involvement.records.people import Wanted
from involvement.submissions import erasure
from tests.submissions import make_idea, make_mail, make_submission

pytestmark = pytest.mark.django_db

YOUNG = {"age_band": "young", "guardian_email": "parent@example.org", "state": "unconfirmed"}


def found(**wanted):
    """Map the receipt numbers that are found to the places."""
    result = people.search(Wanted(**wanted))
    return {row.reference: result.places[row.pk] for row in result.submissions()}


# --- Names, numbers, addresses ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "sought"),
    [
        ("Larysa Writer", "larysa"),
        ("Larysa Writer", "WRITER LARYSA"),
        ("Лариса Письменниця", "ПИСЬМЕННИЦЯ"),
        ("ЛАРИСА", "лариса"),
        ("Weiß", "WEISS"),
        ("José Núñez", "jose nunez"),
        ("Jose Nunez", "José"),
        ("İpek Şahin", "ipek"),
        ("山田太郎", "山田"),
        ("山田　太郎", "山田太郎"),
        ("ﾔﾏﾀﾞ", "ヤマダ"),
        ("Ｌａｒｙｓａ", "larysa"),
        ("王小明", "小明"),
        ("Zoe\u0308", "Zoë"),
        ("Zoë", "Zo\u200bë"),
        ("می\u200cخواهم", "میخواهم"),
    ],
)
def test_a_name_is_found_however_it_is_written(stored, sought):
    submission = make_submission(name=stored)
    make_submission(name="Somebody Else")

    assert found(name=sought) == {submission.reference: ["name"]}


@pytest.mark.parametrize(
    ("stored", "sought", "is_found"),
    [
        ("+1 801 555 0100", "801-555-0100", True),
        ("(801) 555-0100", "+18015550100", True),
        ("001 801 555 0100", "+1 801 555 0100", True),
        ("020 7946 0018", "+44 20 7946 0018", True),
        ("801 555 0100 ext. 12", "801 555 0100", True),
        ("801 555 0100", "８０１ ５５５ ０１００", True),
        ("801 555 0100", "٨٠١٥٥٥٠١٠٠", True),
        ("0263 34 3000 内線 12", "0263343000", True),
        ("801 555 0100 доб. 5", "\u202a801 555 0100\u202c", True),
        ("123456", "123456", True),
        ("801 555 0100", "0100", False),
        ("123456", "99123456", False),
        ("801 555 0100", "801 555 0101", False),
        ("801 555 0100", "no number", False),
        ("", "801 555 0100", False),
    ],
)
def test_of_a_phone_number_the_digits_count(stored, sought, is_found):
    submission = make_submission(phone=stored)

    assert found(phone=sought) == ({submission.reference: ["phone"]} if is_found else {})


def test_an_address_is_found_as_a_whole_in_any_case():
    submission = make_submission(email="Larysa.Writer@Example.org")
    make_submission(email="xlarysa.writer@example.org.ua", message="no")

    assert set(found(email="larysa.writer@example.org")) >= {submission.reference}
    assert found(email="larysa") == {}


def test_a_part_of_another_address_is_told_by_its_place():
    other = make_submission(message="Ask not ann@example.org but joann@example.org")
    ann = make_submission(email="ann@example.org")

    assert found(email="ann@example.org") == {
        ann.reference: ["email"],
        other.reference: ["in the text"],
    }


# --- Places -----------------------------------------------------------------------------------


def test_an_address_is_found_wherever_it_stands():
    address = "larysa@example.org"
    by_guardian = make_submission(**YOUNG | {"guardian_email": address})
    by_message = make_submission(message=f"Ask {address.upper()} about it.")
    by_details = make_submission(details={"contacts": f"Лариса, {address}"})
    by_answer, by_idea, by_mail = make_submission(), make_submission(), make_submission()
    by_hold = make_submission(hold_reason=f"Request of {address}")
    Message.objects.create(submission=by_answer, kind="note", language="en", text=address)
    make_idea(by_idea, outcome_ja=f"{address} さん")
    mail = make_mail(submission=by_mail)
    Email.objects.filter(pk=mail.email_id).update(to="a@example.org, Larysa@example.org")
    make_submission()

    assert found(email=address) == {
        by_guardian.reference: ["email of the guardian"],
        by_message.reference: ["in the text"],
        by_details.reference: ["in the text"],
        by_answer.reference: ["in the text"],
        by_idea.reference: ["in the text"],
        by_hold.reference: ["in the text"],
        by_mail.reference: ["recipient of an email"],
    }


def test_a_mail_to_ones_own_address_is_no_place_of_its_own():
    submission = make_submission(email="a@example.org")
    make_mail(submission=submission)

    assert found(email="a@example.org") == {submission.reference: ["email"]}


def test_somebody_who_is_only_mentioned_is_found_by_words():
    submission = make_submission(message="Моя сусідка ОЛЕНА Коваль допоможе.")
    make_submission(message="Nobody is named here.")

    assert found(words="олена коваль") == {submission.reference: ["in the text"]}


def test_a_receipt_number_finds_what_is_there_and_what_is_gone():
    there, gone = make_submission(), make_submission()
    erasure.erase(gone, reason=Disposition.Reason.ERASURE)

    assert found(number=there.reference) == {there.reference: ["receipt number"]}
    result = people.search(Wanted(number=gone.reference))
    assert [line.reference for line in result.disposed] == [gone.reference]


def test_who_fits_any_of_the_fields_is_found():
    by_name = make_submission(name="Larysa")
    by_phone = make_submission(name="Olena", phone="801 555 0100")
    make_submission(name="Somebody Else", phone="801 555 0199")

    assert found(name="larysa", phone="8015550100") == {
        by_name.reference: ["name"],
        by_phone.reference: ["phone"],
    }


def test_nothing_sought_finds_nobody():
    make_submission(phone="")

    assert found() == found(name="   ", words=" ") == {}


def test_a_search_that_is_too_wide_gives_nothing(monkeypatch):
    monkeypatch.setattr(people, "MOST_FOUND", 2)
    for _number in range(3):
        make_submission()

    result = people.search(Wanted(name="larysa"))

    assert (result.is_too_much, list(result.submissions())) == (True, [])
    assert AuditEntry.objects.get().references == []


def test_the_audit_log_holds_what_was_found_and_never_what_was_sought():
    clerk = User.objects.create_user("clerk")
    submission = make_submission(name="Larysa")

    people.search(Wanted(name="Larysa", email="larysa@example.org"), by=clerk)

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.by_name, entry.references) == (
        "searched",
        "clerk",
        [submission.reference],
    )
    assert entry.note == "name, email"


def test_a_search_costs_the_same_for_one_and_for_many(django_assert_max_num_queries):
    for _number in range(4):
        submission = make_submission(name="Larysa")
        make_mail(submission=submission)

    with django_assert_max_num_queries(14):
        list(
            people.search(Wanted("larysa", "a@example.org", "801", "x", "0000-0000")).submissions()
        )


# --- Correcting -------------------------------------------------------------------------------


@pytest.fixture
def clerk():
    return User.objects.create_user("clerk")


def correct(submission, clerk, *, version=1, keep_former=True, **values):
    stored = {name: getattr(submission, name) for name in people.CORRECTABLE}
    return people.correct(
        submission,
        {**stored, **values},
        reason="Asked for by phone",
        keep_former=keep_former,
        by=clerk,
        version=version,
    )


def test_what_was_wrong_is_put_right_with_a_note(clerk):
    submission = make_submission(name="Larisa", message="Old words")

    changed = correct(submission, clerk, name="Larysa", message="New words")

    submission.refresh_from_db()
    note = Message.objects.get()
    assert changed == ["name", "message"]
    assert (submission.name, submission.message, submission.version) == ("Larysa", "New words", 2)
    assert (note.kind, note.by, note.subject) == ("note", clerk, "Corrected: name, message")
    assert note.text == "Asked for by phone\n\nThe message before:\n\nOld words"
    assert submission.last_activity_at > submission.received_at


def test_old_words_that_must_not_stay_are_not_kept(clerk):
    submission = make_submission(message="Old words")

    correct(submission, clerk, message="New words", keep_former=False)

    assert Message.objects.get().text == "Asked for by phone"


def test_former_names_and_addresses_are_not_kept(clerk):
    submission = make_submission(name="Wrong Name", email="wrong@example.org")

    correct(submission, clerk, name="Right Name", email="right@example.org")

    note = Message.objects.get()
    assert "rong" not in note.subject + note.text
    (entry,) = AuditEntry.objects.all()
    assert (entry.action, entry.references, entry.note) == (
        "changed",
        [submission.reference],
        "correct",
    )


def test_mail_that_has_not_gone_out_goes_to_the_new_address(clerk):
    submission = make_submission(email="wrong@example.org")
    mail_text = letters.MailText("S", "B", "en")
    statuses = [STATUS.queued, STATUS.requeued, STATUS.failed, STATUS.sent]
    mails = [outbox.post(submission, submission.email, mail_text, purpose="x") for _ in statuses]
    guardian = outbox.post(submission, "parent@example.org", mail_text, purpose="guardian")
    for mail, status in zip(mails, statuses, strict=True):
        Email.objects.filter(pk=mail.email_id).update(status=status)

    correct(submission, clerk, email="right@example.org")

    new, old = ["right@example.org"], ["wrong@example.org"]
    addressed = [Email.objects.get(pk=mail.email_id).to for mail in [*mails, guardian]]
    assert addressed == [new, new, new, old, ["parent@example.org"]]


def test_without_an_address_mail_that_has_not_gone_out_goes_nowhere(clerk):
    submission = make_submission(email="wrong@example.org", phone="801 555 0100")
    outbox.post(submission, submission.email, letters.MailText("S", "B", "en"), purpose="x")

    correct(submission, clerk, email="")

    assert not Email.objects.exists()


def test_who_has_not_seen_the_newest_version_changes_nothing(clerk):
    submission = make_submission(version=3)

    with pytest.raises(ChangedError):
        correct(submission, clerk, name="Larysa", version=2)

    assert not Message.objects.exists()


def test_the_second_click_changes_nothing_more(clerk):
    submission = make_submission()

    correct(submission, clerk, name="Larysa")

    assert correct(submission, clerk, name="Larysa") == []
    assert Message.objects.count() == 1
