"""Files that no visitor may open, by whatever address: hidden, deleted, or to be gone already."""

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import OperationalError, transaction
from django.utils import timezone

from editorial.cache import version as content_version
from editorial.cache.version import raise_version
from editorial.models import LeftFile, Picture
from editorial.pictures.renditions import names_of
from editorial.publishing import pictures as library
from editorial.web.views import withheld
from tests.admin_client import sign_in
from tests.saltlake_sister.admin_rows import make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_known():
    withheld.forget()


@pytest.fixture
def picture():
    return make_picture()


def addresses(picture):
    """List every address that the files of a picture have: its own, and AVIF and WebP copies."""
    return [f"/media/{name}" for name in names_of(picture.file.name, picture.width, picture.height)]


def answers(client, asked):
    """Ask for each address; return the set of what is answered."""
    return {fetched(client, address).status_code for address in asked}


def fetched(client, address):
    """Ask for a file, and read it to its end."""
    response = client.get(address)
    if response.streaming:
        assert b"".join(response.streaming_content)
    return response


def hide(picture):
    """Hide it as a claim does."""
    with transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(hidden_at=timezone.now())
        raise_version()


def show_again(picture):
    with transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(hidden_at=None)
        raise_version()


def test_what_a_claim_hides_opens_nowhere_from_the_next_moment(client, picture):
    assert len(addresses(picture)) >= 3
    assert answers(client, addresses(picture)) == {200}
    tag = fetched(client, picture.url).headers["ETag"]

    hide(picture)

    assert answers(client, addresses(picture)) == {404}
    assert client.get(picture.url, headers={"If-None-Match": tag}).status_code == 404
    assert client.head(picture.url).status_code == 404
    show_again(picture)
    assert answers(client, addresses(picture)) == {200}


def test_while_nobody_can_tell_what_is_hidden_no_picture_is_shown(client, picture, monkeypatch):
    hide(picture)

    def fails():
        raise OperationalError("no answer")

    with monkeypatch.context() as gone:
        gone.setattr(content_version, "current", fails)
        assert answers(client, addresses(picture)) == {503}

    assert answers(client, addresses(picture)) == {404}


@pytest.mark.parametrize("spelling", ["/media//{}", "/media/./{}", "/media/pictures/../{}"])
def test_another_spelling_of_the_address_does_not_open_it(client, picture, spelling):
    hide(picture)

    asked = [spelling.format(address.removeprefix("/media/")) for address in addresses(picture)]
    assert answers(client, asked) == {404}


def test_staff_see_what_they_decide_on_and_no_cache_keeps_it(client, picture):
    hide(picture)
    sign_in(client)

    response = fetched(client, picture.url)

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


def test_staff_who_have_not_given_their_second_factor_are_no_staff_yet(client, picture, settings):
    hide(picture)
    boss = sign_in(client)
    settings.REQUIRE_SECOND_FACTOR = True
    assert answers(client, addresses(picture)) == {404}

    session = client.session
    session["second_factor"] = boss.pk
    session.save()

    assert answers(client, addresses(picture)) == {200}


def test_the_former_file_of_a_hidden_picture_is_hidden_with_it(client, picture):
    former = addresses(picture)
    picture.file = make_picture().file.name
    picture.save()
    assert answers(client, former) == {200}

    hide(picture)

    assert answers(client, former) == {404}


def test_a_deleted_picture_that_can_be_brought_back_is_not_on_the_web(client, picture):
    library.delete([picture])
    assert answers(client, addresses(picture)) == {404}

    library.bring_back([picture])
    withheld.forget()
    assert answers(client, addresses(picture)) == {200}


def test_what_the_disk_does_not_let_go_of_is_not_served(client, picture, monkeypatch):
    asked = addresses(picture)

    def refuse(_storage, _name):
        raise OSError("read-only file system")

    monkeypatch.setattr(FileSystemStorage, "delete", refuse)
    assert not library.remove_from_web(picture, reason="consent taken back")

    assert LeftFile.objects.count() == 1
    assert answers(client, asked) == {404}


def test_files_of_before_are_not_served_while_a_restore_replaces_them(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for name in (".replaced", ".restored", "pictures"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.jpg").write_bytes(b"picture")

    assert fetched(client, "/media/pictures/a.jpg").status_code == 200
    for address in (".replaced/a.jpg", ".restored/a.jpg", "pictures/../.replaced/a.jpg"):
        assert fetched(client, f"/media/{address}").status_code == 404
