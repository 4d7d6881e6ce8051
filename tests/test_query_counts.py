"""Pages that do not slow down: as many queries for one row as for many, and few of them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from accounts.models import User
from cities.models import Event, Memory
from editorial.models import Picture
from tests.admin_client import sign_in
from tests.builders import (
    make_city,
    make_event,
    make_goal,
    make_home,
    make_meeting_rule,
    make_page,
    make_privacy,
    make_site,
    make_source,
)
from tests.involvement.form_client import WRITE, choose, send, written
from tests.submissions import make_form, make_letters

pytestmark = pytest.mark.django_db

# What each page asks of the database when nothing is kept. At least five of these are asked once
# after a publication (`tests/pages/test_kept_frame.py`), and the page cache answers most requests.
QUERIES = {
    "/en/": 16,
    "/en/cities/": 5,
    "/en/cities/city-0/": 16,
    "/en/cities/city-0/brief/": 15,
    "/en/goals/": 6,
    "/en/goals/goal-0/": 14,
    "/en/history/": 16,
    "/en/history/?city=city-0&goal=goal-0&kind=visit&decade=1990s": 17,
    "/en/sources/": 13,
    "/en/page-0/": 8,
    "/en/data/": 6,
    "/en/privacy/": 6,
    "/en/site-map/": 6,
    "/en/take-part/": 9,
    "/en/take-part/write/?kind=memory&city=city-0&goal=goal-0": 8,
    "/en/nowhere/": 6,  # one asks whether something had this address once
    "/sitemap.xml": 9,
    "/robots.txt": 0,
    "/site.webmanifest": 1,
}


def fill_site(rows, folder):
    """Make this many cities, goals, pages and events, each with as many parts of every kind."""
    make_site()
    make_home()
    make_privacy(operator="<p>Us.</p>")
    picture = make_picture(folder)
    goals = [make_goal(name=f"Goal {n}", slug=f"goal-{n}") for n in range(rows)]
    cities = [
        make_city(
            name=f"City {n}",
            slug=f"city-{n}",
            local_names=[{"language": tag, "name": "名"} for tag in ("ja", "fr", "de")[:rows]],
            reasons=[{"reason": reason} for reason in ("culture", "aid", "economy")[:rows]],
            stages=[{"stage": "sister", "start": str(1958 + n)} for _stage in range(rows)],
            goals=[{"goal": goal, "reason": "So.", "start": "1990"} for goal in goals],
            pictures=[{"picture": picture, "alt": "A view"} for _use in range(rows)],
        )
        for n in range(rows)
    ]
    for n in range(rows * 2):
        make_event(
            title=f"Event {n}",
            cities=cities,
            goals=goals,
            start="2999-01-01" if n % 2 else "1990-05-01",
            picture=picture,
            alt="A view",
            sources=[{"headline": f"Report {n}"} for n in range(rows)],
            figures=[{"kind": kind, "number": 5} for kind in ("guests", "hours", "in_kind")[:rows]],
        )
    for event in Event.objects.all():
        for _memory in range(rows):
            Memory.objects.create(
                event=event.entry,
                original_language="en",
                told_year=2026,
                text_en="I was there.",
                is_public=True,
            )
    make_form()
    make_letters()
    make_page(title="Take part", slug="take-part", template="take_part")
    parent = make_page(title="Parent", slug="parent", menu="header")
    for n in range(rows):
        make_page(
            title=f"Page {n}",
            slug=f"page-{n}",
            parent=parent,
            sections=[
                {"kind": kind, "heading": kind, "picture": picture, "alt": "A view"}
                for kind in ("text", "goals", "cities")
                for _section in range(rows)
            ],
        )


def make_picture(folder):
    path = folder / "a.png"
    Image.new("RGB", (64, 48), "navy").save(path)
    upload = SimpleUploadedFile("a.png", path.read_bytes(), "image/png")
    return Picture.objects.create(title="A", file=upload, credit="Ann", license="CC BY 4.0")


def queries_of(client, address):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code in {200, 404}
    return len(captured)


@pytest.mark.parametrize("rows", [1, 3])
def test_public_pages_need_the_same_queries_however_much_they_show(client, tmp_path, rows):
    fill_site(rows, tmp_path)

    needed = {address: queries_of(client, address) for address in QUERIES}

    assert needed == QUERIES


def test_no_public_page_needs_more_than_seventeen_queries():
    assert {address: count for address, count in QUERIES.items() if count > 17} == {}


# --- The form ---------------------------------------------------------------------------------


def counted(action):
    with CaptureQueriesContext(connection) as captured:
        response = action()
    return response, len(captured)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_steps_of_the_form_need_the_same_queries_however_much_they_list(client, tmp_path, rows):
    fill_site(rows, tmp_path)
    about = {"city": "city-0", "goal": "goal-0"}
    sent = send(client, **about)

    needed = {
        "nothing chosen": counted(lambda: client.post(WRITE, {"step": "choose"})),
        "a child": counted(lambda: choose(client, age_band="child")),
        "an adult": counted(lambda: choose(client, **about)),
        "a young person": counted(lambda: choose(client, age_band="young", **about)),
        "something wrong": counted(lambda: send(client, name="", **about)),
        "the receipt": counted(lambda: client.get(sent["Location"])),
    }

    assert {step: (answer.status_code, count) for step, (answer, count) in needed.items()} == {
        "nothing chosen": (422, 7),
        "a child": (200, 7),
        "an adult": (200, 8),
        "a young person": (200, 9),
        "something wrong": (422, 9),
        "the receipt": (200, 8),
    }


def test_taking_in_a_form_needs_at_most_twenty_queries(client, tmp_path):
    fill_site(1, tmp_path)
    about = {"city": "city-0", "goal": "goal-0"}
    forms = {
        "an adult": written(**about),
        "an adult without mail": written(email="", phone="555-0100", message="Two", **about),
        "a young person": written("idea", "young", message="Three", **about),
        "sent again": written(message="Once"),
        "held": written(website="x", message="Four"),
    }
    client.post(WRITE, forms["sent again"])

    needed = {
        who: counted(lambda form=form: client.post(WRITE, form)) for who, form in forms.items()
    }

    # Two of each are the savepoint of this test's own transaction; each link is a row. The receipt
    # names city and goal in its own language.
    assert {who: (answer.status_code, count) for who, (answer, count) in needed.items()} == {
        "an adult": (303, 18),
        "an adult without mail": (303, 11),
        "a young person": (303, 20),
        "sent again": (303, 5),
        "held": (303, 9),
    }


# --- The desk ---------------------------------------------------------------------------------


def a_full_city():
    stages = [{"stage": "sister", "start": "1958"}]
    city = make_city(stages=stages, goals=[{"goal": make_goal()}])
    make_event(cities=[city], start="1990")


def a_full_event():
    cities = [make_city(), make_city()]
    make_event(
        cities=cities,
        goals=[make_goal()],
        start="1990",
        sources=[{"headline": "A report"}],
    )


def a_page_under_another():
    make_page(parent=make_page(), sections=[{"heading": "One"}])


def a_person():
    name = f"person-{User.objects.count()}"
    User.objects.create_user(name, f"{name}@example.org")


@pytest.mark.parametrize(
    ("address", "make_one"),
    [
        ("/admin/", a_full_event),
        ("/admin/cities/city/", a_full_city),
        ("/admin/cities/goal/", make_goal),
        ("/admin/cities/event/", a_full_event),
        ("/admin/cities/meetingrule/", make_meeting_rule),
        ("/admin/cities/source/", make_source),
        ("/admin/pages/page/", a_page_under_another),
        ("/admin/editorial/entry/", a_full_event),
        ("/admin/accounts/user/", a_person),
    ],
)
def test_lists_of_the_desk_need_the_same_queries_however_long(client, address, make_one):
    sign_in(client)
    make_one()
    queries_of(client, address)
    one = queries_of(client, address)
    for _row in range(3):
        make_one()
    # What is found once after each publication, such as links to nowhere.
    queries_of(client, address)

    assert queries_of(client, address) == one


def test_the_list_of_pictures_needs_the_same_queries_however_long(client, tmp_path):
    sign_in(client)
    make_picture(tmp_path)
    queries_of(client, "/admin/editorial/picture/")
    one = queries_of(client, "/admin/editorial/picture/")
    for _picture in range(3):
        make_picture(tmp_path)

    assert queries_of(client, "/admin/editorial/picture/") == one
