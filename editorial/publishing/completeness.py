"""Whether something is complete enough to go public: the list "Before publishing".

Each kind of content says in one method, `checklist`, what it must have and what it should have.
What holds for every text is asked here. A mistake keeps a language from going public, unless
somebody says why it may; the reason is written into the audit log. What is public already with
the same mistake is not held up by it: a comma is no occasion to write a whole text.
"""

from django.utils.translation import gettext as _

from editorial.models import audit
from editorial.models.checklist import hint, mistake
from editorial.publishing.errors import NotCompleteError
from editorial.publishing.projection import entries_naming
from editorial.registry import is_rich, text_fields
from editorial.revisions.data import texts_of_items
from editorial.revisions.merge.lay import changed
from editorial.revisions.merge.shape import State
from editorial.revisions.working_copy import working_copy
from editorial.text import languages, placeholders
from editorial.text.languages import NEUTRAL
from editorial.text.reading import Problem, is_vague, problems

# Functions of apps above this one; see `ask`.
_asked = []


def ask(function):
    """Have an app above this one look as well; it registers in `AppConfig.ready()`.

    `function` takes a working copy and a language and yields `Finding`s.
    """
    _asked.append(function)


def findings(copy, language):
    """List the `Finding`s of a working copy in a language, mistakes first."""
    found = list(copy.root.checklist(copy, language))
    for function in _asked:
        found += function(copy, language)
    found += _of_what_texts_name(copy.root, language)
    for part, row in copy.rows().items():
        found += _of_texts(part, row, language)
        found += _of_picture(part, row, language, copy.root.entry.original_language)
    return sorted(dict.fromkeys(found), key=lambda finding: not finding.is_mistake)


def require_no_mistakes(versions, live, public, *, in_spite_of="", by=None):
    """Refuse what would go public with a mistake that is not public yet.

    `live` and `public` are `State`s of the merge. Raises NotCompleteError, unless `in_spite_of`
    gives a reason and none of them is final; then that is written down.
    """
    found = {finding for _code, finding in new_mistakes(versions, live, public)}
    if not found:
        return
    ordered = sorted(found, key=lambda finding: finding.words)
    error = NotCompleteError(ordered)
    if error.is_final or not in_spite_of.strip():
        raise error
    model = versions.entry.kind.model_class()
    note = f"{in_spite_of.strip()} ({'; '.join(finding.words for finding in ordered)})"
    audit.record(
        audit.AuditEntry.Action.IN_SPITE_OF,
        model,
        [str(versions.entry.pk)],
        by=by,
        note=note[:250],
    )


def new_mistakes(versions, live, public):
    """Return `(language, Finding)` of each mistake that would go public and is not public yet.

    `live` and `public` are `State`s of the merge.
    """
    touched = {key.language for key in changed(live, public, versions.shape)}
    codes = [code for code in public.items if {code, NEUTRAL} & touched]
    found = _mistakes(versions, public, codes)
    if not found:
        return found
    codes = [code for code in codes if versions.revision("live", code)]
    known = {finding for _code, finding in _mistakes(versions, live, codes)}
    return {(code, finding) for code, finding in found if finding not in known}


def require_drafts_complete(versions, codes, *, in_spite_of="", by=None):
    """Refuse newest drafts of languages that would go public, without facts, with a mistake.

    Facts count where none were ever public: they go along then. Raises NotCompleteError.
    """
    live, working = (versions.state(which, codes) for which in ("live", "working"))
    facts = live.facts if versions.revision("live", NEUTRAL) else working.facts
    public = State(facts, working.items)
    require_no_mistakes(versions, live, public, in_spite_of=in_spite_of, by=by)


def _mistakes(versions, state, codes):
    if not codes:
        return set()
    texts = {
        **versions.texts("live"),
        **{code: texts_of_items(items) for code, items in state.items.items()},
    }
    copy = working_copy(versions.entry, state.facts, texts, versions.targets)
    return {(c, finding) for c in codes for finding in findings(copy, c) if finding.is_mistake}


def _of_what_texts_name(root, language):
    if language != root.entry.original_language:
        return
    for name in placeholders.empty_on(root, language):
        if entries_naming([name]):
            words = _(
                "Texts of the site name “%(name)s”, which is empty here: they would have a gap."
            )
            yield mistake(words % {"name": f"{{{name}}}"})


def _of_texts(part, row, language):
    model = type(row)
    for name in text_fields(model):
        text = getattr(row, languages.column(name, language), "") or ""
        if name in getattr(model, "link_texts", ()) and is_vague(text, language):
            yield _finding(Problem.VAGUE_LINK, text, name, part)
        if not is_rich(model, name):
            continue
        for problem, words in problems(text, language):
            yield _finding(problem, words, name, part)


def _finding(problem, words, name, part):
    if problem is Problem.TABLE_WITHOUT_HEADERS:
        return mistake(_("A table has no headers: say what its rows and columns are."), name, part)
    if problem is Problem.SKIPPED_HEADING:
        return hint(_("The heading “%(words)s” leaves out a level.") % {"words": words}, name, part)
    if problem is Problem.RANK_WITHOUT_YEAR:
        sentence = _("“%(words)s” is true for a time only: name the year for which it holds.")
        return hint(sentence % {"words": words}, name, part)
    return hint(
        _("The link “%(words)s” does not say where it leads.") % {"words": words}, name, part
    )


def _of_picture(part, row, language, original):
    if not getattr(row, "picture_id", None) or row.decorative:
        return
    if not getattr(row, languages.column("alt", language), ""):
        say = mistake if language == original else hint
        yield say(_("A picture has no alternative text in this language."), "alt", part)
