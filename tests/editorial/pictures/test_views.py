"""The files of pictures as the web gets them: kept for minutes, so that they can be recalled."""

import pytest

from editorial.publishing import pictures as library
from tests.saltlake_sister.admin_rows import make_picture

pytestmark = pytest.mark.django_db


def test_a_file_is_kept_for_five_minutes_and_then_asked_for_again(client):
    picture = make_picture()

    first = client.get(picture.url)
    again = client.get(picture.url, headers={"If-None-Match": first.headers["ETag"]})
    dated = client.get(picture.url, headers={"If-Modified-Since": first.headers["Last-Modified"]})

    for response in (first, again):
        cached = set(response.headers["Cache-Control"].split(", "))
        assert cached == {"public", "max-age=300", "must-revalidate"}
    assert b"".join(first.streaming_content)
    assert (again.status_code, again.content) == (304, b"")
    assert dated.status_code == 304


def test_while_the_folder_is_gone_no_file_is_said_to_be_nowhere(client, settings):
    picture = make_picture()
    away = settings.MEDIA_ROOT.rename(settings.MEDIA_ROOT.with_name("away"))

    response = client.get(picture.url)

    assert (response.status_code, response.headers["Retry-After"]) == (503, "60")
    assert "Cache-Control" not in response.headers
    away.rename(settings.MEDIA_ROOT)
    response = client.get(picture.url)
    response.close()
    assert response.status_code == 200


def test_every_file_of_a_removed_picture_is_gone_whoever_asks_how(client, open_connection):
    picture = make_picture()
    addresses = [picture.url, *(f"/media/{copy.name}" for copy in picture.renditions)]
    tags = []
    for address in addresses:
        response = client.get(address)
        tags.append(response.headers["ETag"])
        response.close()

    library.remove_from_web(picture, reason="consent taken back")

    for address, tag in zip(addresses, tags, strict=True):
        assert client.get(address).status_code == 404
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 404


NO_FILE = ["/media/" + "a" * 300, "/media/" + "a" * 5000, "/media/" + "a/" * 3000, "/media/a%00b"]


@pytest.mark.parametrize("path", ["/media/nothing.jpg", "/media/pictures/", *NO_FILE])
def test_nothing_else_is_served(client, path):
    assert client.get(path).status_code == 404
