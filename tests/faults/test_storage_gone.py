"""The disks of a site that is served: taken away, read-only, full; and there again."""

import contextlib
import shutil
from types import SimpleNamespace

import pytest

from benchmarks.server import Server, prepare
from tests.faults.browser import Browser
from tests.faults.disks import disk, full, gone, read_only
from tests.faults.on_the_site import done
from tests.html_forms import buttons, filled
from tests.involvement.intake.many_senders import FORM, Person
from tests.saltlake_sister.admin_rows import png

pytestmark = pytest.mark.proof

SITE = ("saltlake_sister.wsgi:application", "saltlake_sister.settings")
ADD = "/admin/editorial/picture/add/"
TEXT = "長い <title>"
OUT_OF_REACH = "the folder of files cannot be reached"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """The data folder of a site that is ready."""
    folder = tmp_path_factory.mktemp("prepared")
    prepare(folder)
    return folder


@pytest.fixture
def site(prepared, tmp_path):
    """A site that is served, whose pictures lie on a disk of their own where we may mount one."""
    data, media = tmp_path / "data", tmp_path / "shared" / "media"
    data.mkdir(mode=0o700)
    media.mkdir(parents=True)
    variables = {"MEDIA_DIR": str(media)}

    @contextlib.contextmanager
    def served(folder=None, megabytes=0):
        with contextlib.ExitStack() as stack:
            if folder:
                stack.enter_context(disk(folder, megabytes))
            shutil.copytree(prepared, data, dirs_exist_ok=True)
            said = stack.enter_context((tmp_path / "said.txt").open("w"))
            server = stack.enter_context(Server(data, *SITE, stderr=said, **variables))
            yield SimpleNamespace(
                server=server,
                desk=Browser(server.port, done(data, "signed_in", **variables)),
                reader=Browser(server.port),
                shown=done(data, "picture", **variables),
            )

    return SimpleNamespace(data=data, media=media, variables=variables, served=served)


def upload(desk):
    """Add a picture; return the answer and what was typed."""
    typed = {**filled(desk.form(ADD, "file")), "title": TEXT, "credit": "Ann", "license": "CC0"}
    return desk.post(ADD, typed, file=("file", png())), typed


def assert_kept(answer, words):
    """An upload was refused in words, and all that was typed stands on the page."""
    assert (answer.status, answer.headers["Retry-After"]) == (503, "120")
    assert words in answer.text
    assert "Not on this page: File." in answer.text
    (form,) = [form for form in answer.forms if "Try again" in str(buttons(form))]
    assert filled(form)["title"] == TEXT


@pytest.mark.parametrize(
    ("fault", "words"),
    [(gone, OUT_OF_REACH), (read_only, OUT_OF_REACH), (full, "there is no space left")],
)
def test_without_the_disk_of_pictures_pages_answer_and_an_upload_is_refused(site, fault, words):
    own_disk = [] if fault is gone else [site.media, 8]
    with site.served(*own_disk) as it:
        page, picture = it.shown
        with fault(site.media):
            done(site.data, "publication", **site.variables)
            answers = [it.reader.get(path).status for path in (page, "/en/", picture)]
            refused, typed = upload(it.desk)
            left = sorted(path.name for path in site.media.rglob("*") if path.is_file())

        assert answers == [200, 200, 503 if fault is gone else 200]
        assert_kept(refused, words)
        assert it.desk.post(ADD, typed, file=("file", png())).status == 302
        assert it.reader.get(picture).status == 200
        # What was refused left nothing beside the picture that is shown, and its smaller copies.
        shown = picture.rpartition("/")[2].partition(".")[0]
        assert {name for name in left if not name.startswith(shown)} <= {"filler"}


def test_on_a_full_disk_pages_answer_and_forms_are_refused_until_there_is_room(site):
    with site.served(site.data, 120) as it:
        person = Person(it.server.port, 1)
        person.begin()
        note = it.desk.form("/admin/auth/group/add/", "name")
        with full(site.data):
            # The log of the database still has room for a little.
            answers = [
                it.desk.post("/admin/auth/group/add/", {**filled(note), "name": "x" * 140 + str(n)})
                for n in range(60)
            ]
            pages = [it.reader.get(path).status for path in ("/en/", "/en/history/?kind=gift")]
            sent = person.ask_once("POST", FORM, person.form())
            health = it.reader.get("/health/")

        assert {answer.status for answer in answers} <= {302, 503}
        assert answers[-1].status == 503
        assert "there is no space left" in answers[-1].text
        assert pages == [200, 200]
        assert (sent.status, person.message in sent.text) == (503, True)
        assert (health.status, '"disk": "critical"' in health.text) == (503, True)
        person.send()
        ((number, message, _state, _mails),) = done(site.data, "submissions", **site.variables)
        assert (number, message) == (person.shown, person.message)
