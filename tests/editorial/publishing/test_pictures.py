"""Pictures that leave: deleted for a while, off the web at once, gone for good."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from editorial.cache import version as content_version
from editorial.models import AuditEntry, LeftFile, Picture
from editorial.models.pictures import KEPT
from editorial.publishing import delete as deletion
from editorial.publishing import pictures as library
from tests.admin_client import sign_in
from tests.builders import make_city, make_event, make_page
from tests.saltlake_sister.admin_rows import make_picture, png

pytestmark = pytest.mark.django_db

LATER = timedelta(days=31)


def stored():
    return sorted(default_storage.listdir("pictures")[1])


def in_the_past(picture, by):
    Picture.objects.filter(pk=picture.pk).update(deleted_at=timezone.now() - by)


def audited():
    return list(AuditEntry.objects.order_by("pk").values_list("action", "references", "note"))


def test_removing_one_deletes_its_files_all_their_sizes_and_former_files_at_once():
    picture, other = make_picture(), make_picture()
    others = {name for name in stored() if name.startswith(other.file.name[9:-4])}
    picture.file.save("new.png", ContentFile(png()))
    before = content_version.current()

    assert library.remove_from_web(picture, reason="consent taken back") is True

    picture.refresh_from_db()
    assert set(stored()) == others
    assert (picture.file.name, picture.is_on_the_web, picture.renditions) == ("", False, [])
    assert content_version.current() != before
    assert not LeftFile.objects.exists()
    assert audited() == [("removed", [str(picture.pk)], "consent taken back")]


def test_one_that_waits_among_the_deleted_can_be_removed_at_once():
    picture = make_picture()
    library.delete([picture])

    library.remove_from_web(picture, reason="consent taken back")
    library.bring_back([picture])

    picture.refresh_from_db()
    assert stored() == []
    assert (picture.deleted_at, picture.is_on_the_web) == (None, False)


def test_public_pages_leave_out_what_was_removed_and_drafts_say_so(client, home):
    picture = make_picture()
    shown = {"picture": picture, "alt": "A view"}
    city = make_city(name="Northtown", slug="northtown", pictures=[shown])
    page = make_page(title="About", slug="about", sections=[shown, {"body": "<p>Words.</p>"}])
    event = make_event(title="A visit", cities=[city], start="1999", **shown)
    paths = ["/en/cities/northtown/", "/en/about/", "/en/history/"]
    assert all("<picture>" in client.get(path).content.decode() for path in paths)

    library.remove_from_web(picture, reason="consent taken back")

    for path in paths:
        html = client.get(path).content.decode()
        assert ("<picture>" in html, "A view" in html, "pictures/" in html) == (False,) * 3
    sign_in(client)
    form = client.get(reverse("admin:cities_event_change", args=[event.pk])).content.decode()
    assert "This picture was removed from the web; pages leave it out." in form
    assert page.sections.count() == 2


def test_a_file_that_cannot_be_deleted_is_told_and_tried_again(monkeypatch):
    picture = make_picture()

    def fail(self, name):
        raise PermissionError(name)

    with monkeypatch.context() as disk:
        disk.setattr(FileSystemStorage, "delete", fail)
        assert library.remove_from_web(picture, reason="consent taken back") is False
    assert stored() != []

    assert library.sweep() is True
    assert stored() == []


def test_a_file_whose_folder_is_not_mounted_goes_once_it_is_there_again(client, settings):
    picture = make_picture()
    away = settings.MEDIA_ROOT.rename(settings.MEDIA_ROOT.with_name("away"))

    assert library.remove_from_web(picture, reason="consent taken back") is False
    assert library.sweep() is False
    assert not settings.MEDIA_ROOT.exists()

    away.rename(settings.MEDIA_ROOT)
    assert client.get(picture.url).status_code == 404
    assert library.sweep() is True
    assert stored() == []


@pytest.mark.parametrize("use", ["public", "draft", "tombstone"])
def test_what_is_used_is_not_deleted(use):
    picture, other = make_picture(), make_picture()
    event = make_event(picture=picture, decorative=True, public=use != "draft")
    if use == "tombstone":
        deletion.delete(event.entry)

    with pytest.raises(ProtectedError):
        library.delete([other, picture])

    assert Picture.objects.in_library().count() == 2


def test_after_30_days_a_deleted_picture_goes_for_good_with_its_files():
    gone, waiting, there = make_picture(), make_picture(), make_picture()
    library.delete([gone, waiting])
    in_the_past(gone, KEPT)
    in_the_past(waiting, KEPT - timedelta(hours=1))

    call_command("purge_pictures", verbosity=0)

    assert set(Picture.objects.all()) == {waiting, there}
    left = {name[:32] for name in stored()}
    assert left == {picture.file.name[9:41] for picture in (waiting, there)}
    assert audited()[-1] == ("disposed", [str(gone.pk)], "")


def test_one_that_is_used_again_by_then_stays():
    picture = make_picture()
    library.delete([picture])
    in_the_past(picture, LATER)
    make_event(picture=picture, decorative=True)

    assert library.purge() == 0
    assert Picture.objects.filter(pk=picture.pk).exists()


def test_a_former_file_goes_after_30_days_and_the_new_one_stays():
    picture = make_picture()
    picture.file.save("new.png", ContentFile(png()))

    library.purge()
    assert len(stored()) == 6
    library.purge(timezone.now() + LATER)

    picture.refresh_from_db()
    assert {name[:32] for name in stored()} == {picture.file.name[9:41]}


# --- What a killed process leaves ---------------------------------------------------------------


def test_files_without_a_row_go_after_a_day_and_others_stay():
    picture, former = make_picture(), make_picture()
    former.file = make_picture().file.name
    former.save()
    known = stored()
    for name in ("0" * 32 + ".jpg", "0" * 32 + "-64.webp", "of-somebody-else.jpg"):
        default_storage.save(f"pictures/{name}", ContentFile(b"x"))
    now = timezone.now()

    assert library.sweep_orphans(now) == 0
    assert library.sweep_orphans(now + timedelta(days=2)) == 2

    assert stored() == sorted([*known, "of-somebody-else.jpg"])
    assert default_storage.exists(picture.file.name)


def test_beside_a_database_without_pictures_nothing_is_touched():
    default_storage.save(f"pictures/{'0' * 32}.jpg", ContentFile(b"x"))

    assert library.sweep_orphans(timezone.now() + timedelta(days=2)) == 0
