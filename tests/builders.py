"""Boring, valid contents for tests, as the site leaves them: created and published.

They are written at once, which leaves the same rows (`tests/editorial/publishing/at_once.py`).
Every builder gives the live row as it stands in the database. Named values are facts of the model
or texts in the original language, by the names of the fields:

    make_page(title="About", menu="header", sections=[{"heading": "One", "body": "<p>Text</p>"}])
    make_city(name="Northtown", stages=[{"stage": "sister", "start": "1958-11-29"}])
    make_event(title="A visit", cities=[city], goals=[goal], start="autumn 2023", end="2024")

Dates are in the notation of the seed. Lists of parts go by the names of their tables in the seed
(`sections`, `local_names`, `reasons`, `stages`, `goals`, `pictures`, `sources`, `figures`,
`exceptions`, and `cities` of a report). Rows stand for themselves where a field refers to one.
`translations` holds the other languages:

    make_page(title="One", translations={"ja": {"title": "一"}})

In a part, `translations` does the same, and `id` may fix its identity.

With `public=False` nothing is published: an entry with its first draft. A thing without a
slug of its own gets one that no other has.
"""

import itertools
import uuid
from datetime import date, time

from cities.models import City, Event, Goal, MeetingRule, Source
from editorial import publishing
from editorial.registry import fact_fields, kind_of, text_fields
from editorial.revisions import snapshots
from editorial.revisions.snapshots import ROOT
from pages.models import Page, PrivacyNotice, SiteSettings
from reports.models import Outline, Report
from tests.editorial.publishing import at_once

_numbers = itertools.count(1)


def make_page(title="A page", **values):
    """Make a standard page that stands in no menu. Parts: `sections`."""
    return make(Page, title=title, **values)


def make_city(name="A city", **values):
    """Make a partner city far from home.

    Parts: `local_names`, `reasons`, `stages`, `goals` (`{"goal": a goal, "reason": …}`),
    `pictures`.
    """
    place = {"country": "JP", "latitude": "36.2380", "longitude": "137.9720"}
    return make(City, name=name, **{**place, "time_zone": "Asia/Tokyo", **values})


def make_home(name="Hometown", **values):
    """Make the home city, from which all is measured. There is room for one."""
    place = {"country": "US", "latitude": "40.7608", "longitude": "-111.8910"}
    zone = {"time_zone": "America/Denver", "is_home": True}
    return make(City, name=name, **{**place, **zone, **values})


def make_goal(name="A goal", **values):
    """Make a goal. No parts."""
    return make(Goal, name=name, **values)


def make_event(title="A visit", **values):
    """Make an event of no city, without a date.

    Parts: `sources`, each `{"source": a source, "kind": …}` or with the values of a new one; and
    `figures`.
    """
    if "sources" in values:
        values["sources"] = [_cited(source) for source in values["sources"]]
    return make(Event, title=title, **{"kind": "visit", **values})


def make_source(headline="A report", **values):
    """Make a source with a headline in English. No parts."""
    words = {"language": "en", "description": "What it is", **values}
    return make(Source, headline=headline, **words)


def _cited(values):
    """Return the values of a citation; its source is made where it is not there yet."""
    values = dict(values)
    own = {name: values.pop(name) for name in ("id", "kind", "words") if name in values}
    if "source" in values or "words" in own:
        return {**values, **own}
    return {"source": make_source(**values), **own}


def make_meeting_rule(title="Board meeting", **values):
    """Make the rule of the first Wednesdays of 2026 at 5 PM. Parts: `exceptions`."""
    rule = {"nth": 1, "weekday": 2, "start_time": time(17)}
    year = {"valid_from": date(2026, 1, 1), "valid_until": date(2026, 12, 31)}
    return make(MeetingRule, title=title, **{**rule, **year, **values})


def make_site(program_name="Sister Cities", **values):
    """Make the settings of the site. No parts."""
    return make(SiteSettings, program_name=program_name, **values)


def make_privacy(title="Privacy", **values):
    """Make the privacy notice. No parts."""
    return make(PrivacyNotice, title=title, **values)


def make_report(year=2023, **values):
    """Make the report of a year. Parts: `cities`, each `{"city": a city, "status": …}`."""
    return make(Report, **{"title": f"Report of {year}", "year": year, **values})


def make_outline(title="Yearly reports", **values):
    """Make the outline of the reports, due on January 30. No parts."""
    return make(Outline, title=title, **{"due_month": 1, "due_day": 30, **values})


def make(model, *, original="en", translations=None, public=True, by=None, **values):
    """Make a thing of any kind; see the top of this module.

    Published are all languages that have a title. `by` is the user who did it.
    """
    facts, texts = contents_of(model, original=original, translations=translations, **values)
    titled = titled_of(model, texts)
    if public and by is None and original in titled:
        root = at_once.write(model, facts, texts, original=original, titled=titled)
    else:
        root = publishing.create(model, facts, texts, original=original, by=by)
        if public:
            publishing.publish(root.entry, titled)
    root.refresh_from_db()
    return root


def titled_of(model, texts):
    """List the languages that have a title."""
    title = kind_of(model).title
    return [code for code, parts in texts.items() if title in parts.get(ROOT, {})]


def contents_of(model, *, original="en", translations=None, **values):
    """Return `(facts, texts)` for the publishing module; see the top of this module."""
    kind = kind_of(model)
    parts, texts = [], {}
    for part_kind in kind.parts:
        for part in values.pop(part_kind.name, []):
            part = dict(part)
            key = str(part.pop("id", uuid.uuid4()))
            _add_texts(texts, key, part.pop("translations", None))
            part = _take_texts(part_kind.model, original, key, part, texts)
            facts = _facts(part_kind.model, part)
            parts.append({"kind": part_kind.label, "id": key, "facts": facts})
    _add_texts(texts, ROOT, translations)
    values = _take_texts(model, original, ROOT, values, texts)
    if any(field.name == "slug" for field in fact_fields(model)):
        values.setdefault("slug", f"{model._meta.model_name}-{next(_numbers)}")
    return {"root": _facts(model, values), "parts": parts}, texts


def _take_texts(model, original, key, values, texts):
    """Move the texts among `values` to `texts`; return what is left."""
    names = set(text_fields(model)) & set(values)
    if names:
        _add_texts(texts, key, {original: {name: values[name] for name in names}})
    return {name: value for name, value in values.items() if name not in names}


def _add_texts(texts, key, by_language):
    for language, fields in (by_language or {}).items():
        texts.setdefault(language, {})[key] = fields


def _facts(model, values):
    values = model.seed_facts(values) if hasattr(model, "seed_facts") else dict(values)
    facts = {}
    for field in fact_fields(model):
        value = values.pop(field.name, field.get_default())
        facts[field.name] = snapshots.encode(field, getattr(value, "pk", value))
    for field in model._meta.many_to_many:
        facts[field.name] = sorted(row.pk for row in values.pop(field.name, []))
    if values:
        raise TypeError(f"{model.__name__} has no {', '.join(values)}.")
    return facts
