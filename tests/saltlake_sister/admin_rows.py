"""Every address of the admin with an example that leads somewhere, and a row for each model."""

import io
from datetime import date, timedelta

from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse
from django.utils import timezone
from PIL import Image

from accounts.models import User
from editorial.models import AuditEntry, LanguageVersion, Picture, audit
from editorial.publishing.planned import planning
from involvement.memories import drafts
from involvement.models import Disposition, PictureClaim
from tests.builders import (
    make_city,
    make_event,
    make_goal,
    make_meeting_rule,
    make_outline,
    make_page,
    make_privacy,
    make_report,
    make_site,
    make_source,
)
from tests.involvement.sent_pictures import make_file
from tests.submissions import make_form, make_idea, make_letter, make_mail, make_submission

# The pages of Django's admin that name a row, and those that name none.
OF_A_ROW = ("change", "delete", "history")
OF_A_MODEL = ("changelist", "add")


def png():
    """Return a small picture."""
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "navy").save(file, "PNG")
    return file.getvalue()


def make_picture(**values):
    """Make a small picture in the library."""
    upload = SimpleUploadedFile("a.png", png(), "image/png")
    defaults = {"title": "Harbor", "credit": "Ann", "license": "CC BY 4.0"}
    return Picture.objects.create(file=upload, **{**defaults, **values})


def make_rows():
    """Make a row of every model of the admin, content with a part of every kind."""
    shown, goal = {"picture": make_picture(), "alt": "A view"}, make_goal()
    city = make_city(
        local_names=[{"language": "ja", "name": "名"}],
        reasons=[{"reason": "culture"}],
        stages=[{"stage": "sister", "start": "1958"}],
        goals=[{"goal": goal, "reason": "So.", "start": "1990"}],
        pictures=[shown],
    )
    event = make_event(
        cities=[city],
        goals=[goal],
        sources=[{"headline": "A report"}],
        figures=[{"kind": "guests", "number": 5}],
        **shown,
    )
    page = make_page(translations={"ja": {"title": "題"}}, sections=[{"heading": "One"}])
    draft = make_page(title="Planned", lede="Soon.", public=False)
    planning.plan(draft.entry, ["en"], timezone.now() + timedelta(days=1))
    idea = make_idea()
    candidate = make_submission(kind="idea", may_publish=True)
    told = make_submission(kind="memory", may_publish=True)
    memory = drafts.put_beside(told, event, by=None).memory
    gone = Disposition.objects.create(
        reference="ABCD-EFGH",
        kind="question",
        reason=Disposition.Reason.SPAM,
        received_on=date(2026, 1, 1),
    )
    rows = [
        # Nothing uses these, so they can be deleted.
        *(make_picture(), make_goal(), make_source("A diary")),
        *(city, event, memory, page, idea, candidate, gone),
        *(make_site(), make_privacy(), make_form(), make_letter(), make_mail()),
        make_meeting_rule(),
        *(make_report(cities=[{"city": make_city(), "status": "<p>So.</p>"}]), make_outline()),
        page.entry,
        audit.record(AuditEntry.Action.READ, Picture, ["x"]),
        Group.objects.get_or_create(name="Somebody's own")[0],
        User.objects.create_user("somebody"),
    ]
    return {type(row)._meta.label: row for row in rows}


def routes():
    """List the addresses of the admin as (pattern, name)."""
    (root,) = [x for x in get_resolver().url_patterns if str(x.pattern) == "admin/"]
    return list(_routes(root, "admin/"))


def _routes(resolver, before):
    for inner in resolver.url_patterns:
        pattern = f"{before}{inner.pattern}"
        if hasattr(inner, "url_patterns"):
            yield from _routes(inner, pattern)
        else:
            yield pattern, inner.name


def examples(rows):
    """Map the pattern of each address to an example; KeyError for one that has none yet."""
    of_models = {}
    for model in admin.site._registry:
        name, row = f"{model._meta.app_label}_{model._meta.model_name}", rows[model._meta.label]
        of_models |= {f"{name}_{page}": reverse(f"admin:{name}_{page}") for page in OF_A_MODEL}
        of_models |= {
            f"{name}_{page}": reverse(f"admin:{name}_{page}", args=[row.pk]) for page in OF_A_ROW
        }
        path = f"admin/{model._meta.app_label}/{model._meta.model_name}"
        of_models[f"{path}/<path:object_id>/"] = f"/{path}/{row.pk}/"
    known = of_models | _others(rows)
    return {pattern: known[name or pattern] for pattern, name in routes()}


def _others(rows):
    page, candidate = rows["pages.Page"], rows["involvement.Submission"]
    planned = LanguageVersion.objects.exclude(scheduled_batch=None)[0]
    act = page.entry.acts.last()
    sent = make_file(candidate)
    told = make_submission(kind="memory", may_publish=True)
    picture = rows["editorial.Picture"]
    claim = PictureClaim.objects.create(picture=picture, kind="other", language="en")
    picture_of_event = "app_label=cities&model_name=event&field_name=picture"

    def at(name, *args):
        return reverse(f"admin:{name}", args=args)

    kind = ContentType.objects.get_for_model(page).pk
    return {
        "index": at("index"),
        "login": at("login"),
        "logout": at("logout"),
        "password_change": at("password_change"),
        "password_change_done": at("password_change_done"),
        "jsi18n": at("jsi18n"),
        "autocomplete": f"{at('autocomplete')}?{picture_of_event}",
        "view_on_site": at("view_on_site", kind, page.pk),
        "app_list": at("app_list", "pages"),
        "admin/(?P<url>.*)$": "/admin/nowhere/",
        "auth_user_password_change": at("auth_user_password_change", rows["accounts.User"].pk),
        "accounts_user_let_in": at("accounts_user_let_in", rows["accounts.User"].pk),
        "settings": at("settings"),
        "guide": at("guide"),
        "guide_page": at("guide_page", "sign-in"),
        "paste": at("paste"),
        "link_targets": f"{at('link_targets')}?q=view",
        "editorial_picture_several": at("editorial_picture_several"),
        "editorial_picture_choices": f"{at('editorial_picture_choices')}?q=view",
        "editorial_picture_restore": at("editorial_picture_restore"),
        "editorial_picture_remove": at("editorial_picture_remove", rows["editorial.Picture"].pk),
        "read_date": f"{at('read_date')}?text=spring+1992",
        "search": at("search"),
        "show_place": f"{at('show_place')}?latitude=36.2&longitude=137.9",
        "bulk_publish": f"{at('bulk_publish')}?thing={page.entry_id}",
        "bulk_take_off": f"{at('bulk_take_off')}?thing={page.entry_id}",
        "bulk_review": f"{at('bulk_review')}?thing={page.entry_id}",
        "bulk_translations": f"{at('bulk_translations')}?thing={page.entry_id}",
        "translations": at("translations"),
        "readers": at("readers"),
        "suggestions": at("suggestions"),
        "translation_files": at("translation_files"),
        "preview": at("preview", page.entry_id, "ja"),
        "preview_place": at("preview_place", page.entry_id, "ja", f"{page.slug}/"),
        "preview_typed": at("preview_typed", page.entry_id),
        "preview_new": at("preview_new", "pages.page"),
        "preview_links": at("preview_links", page.entry_id),
        "translate": at("translate", page.entry_id, "ja"),
        "plans": at("plans"),
        "plan": at("plan", planned.scheduled_batch),
        "plan_publish": at("plan_publish", page.entry_id),
        "plan_several": f"{at('plan_several')}?thing={page.entry_id}",
        "take_off": at("take_off", page.entry_id),
        "translate_history": at("translate_history", page.entry_id, "ja"),
        "changes": at("changes"),
        "history": at("history", page.entry_id),
        "history_compare": f"{at('history_compare', page.entry_id)}?to={act.pk}",
        "history_restore": at("history_restore", page.entry_id, act.pk),
        "undo_publication": at("undo_publication", page.entry_id, act.pk),
        "undo_deletion": at("undo_deletion", page.entry_id),
        "undo_deletions": at("undo_deletions"),
        "involvement_people": at("involvement_people"),
        "involvement_correct": at("involvement_correct", candidate.pk),
        "involvement_exports": at("involvement_exports"),
        "involvement_export_file": at("involvement_export_file", 1),
        "involvement_due": at("involvement_due"),
        "involvement_file": at("involvement_file", sent.pk),
        "involvement_file_content": at("involvement_file_content", sent.pk, "file"),
        "involvement_hold": at("involvement_hold", candidate.pk),
        "involvement_memory": at("involvement_memory", told.pk),
        "involvement_claims": at("involvement_claims"),
        "involvement_correct_claim": at("involvement_correct_claim", claim.pk),
        "involvement_memory_beside": at("involvement_memory_beside", told.pk),
        "involvement_idea_take": at("involvement_idea_take", candidate.pk),
        "involvement_disposition_csv": at("involvement_disposition_csv"),
        "reports_report_awards": at("reports_report_awards"),
        "reports_report_awards_file": at("reports_report_awards_file"),
        "reports_report_draft": at("reports_report_draft"),
        "reports_report_recount": at("reports_report_recount", rows["reports.Report"].pk),
    }
