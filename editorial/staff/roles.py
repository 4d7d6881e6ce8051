"""Who may do what in the admin: one table of roles, and the questions that views ask.

Every view asks on the server; what a page shows or hides is only politeness. A role is a group
of Django's, written by `manage.py sync_roles`; a person with several roles has the rights of all.
Who has a role may sign in to the admin (`accounts.people`).
"""

from django.contrib.auth import get_user_model
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.models import Picture
from editorial.registry import kinds
from editorial.staff.refusing import require, require_one
from editorial.text import languages

ADMINISTRATOR = "Administrator"
EDITOR = "Editor"
VIEWER = "Viewer"

PUBLISH = "editorial.publish"
# Roles of other apps, by name; each registers its own in `AppConfig.ready()`.
_registered: dict[str, set[str]] = {}
_words = {
    ADMINISTRATOR: gettext_lazy("everything, also people, settings and the audit log"),
    EDITOR: gettext_lazy("writes and publishes all content, in all languages"),
    VIEWER: gettext_lazy("sees all content, drafts too, and changes nothing"),
}

# Staff see all content in one list and bring back there what was deleted.
_ENTRIES = {"editorial.view_entry", "editorial.change_entry"}


def translator(language):
    """Name the role of those who translate into a language."""
    return f"Translator ({languages.own_name(language)})"


def register(role, permissions, words):
    """Add a role of another app, with its "app.codename" rights and what it does in words.

    Raises ValueError for a repeat.
    """
    if role in _registered:
        raise ValueError(f"The role {role!r} is registered already.")
    _registered[role] = set(permissions)
    _words[role] = words


def in_words(role):
    """Say what somebody with a role does; "" for a role that an office made itself."""
    if role in {translator(code) for code in languages.codes()}:
        return _("writes the texts in this language as drafts; an editor publishes them")
    return _words.get(role, "")


def table():
    """Map each role to its permissions, as "app.codename"; None stands for all there are.

    The names are stored in the database, so they are the same in every language of the admin.
    """
    translate = {code: translate_permission(code) for code in languages.codes()}
    return {
        ADMINISTRATOR: None,
        EDITOR: {*_content(), *_ENTRIES, PUBLISH, *translate.values()},
        VIEWER: {*_content(["view"]), "editorial.view_entry"},
        **{translator(code): {permission} for code, permission in translate.items()},
        **_registered,
    }


def translate_permission(language):
    """Return the permission to write a language's texts: "zh-hant" -> its "translate_zh_hant"."""
    return f"editorial.{languages.column('translate', language)}"


def may_translate(user, language):
    """Return whether somebody may see and write the texts of a language in the admin."""
    return user.has_perm(translate_permission(language))


def may_publish(user):
    """Return whether somebody may publish, send back, mark as reviewed and withdraw."""
    return user.has_perm(PUBLISH)


def languages_of(user):
    """List the languages that somebody may work in, in the order of the settings."""
    return [code for code in languages.codes() if may_translate(user, code)]


def translators():
    """Map the languages that somebody has the role for to the names of these people."""
    found = {}
    for code, person in _translating():
        found.setdefault(code, []).append(str(person))
    return found


def left_to_others(user):
    """List the languages that others have the role for and this person has not."""
    held = [(code, person.pk) for code, person in _translating()]
    own = {code for code, pk in held if pk == user.pk}
    taken = {code for code, _pk in held}
    return [code for code in languages.codes() if code in taken - own]


def _translating():
    """List `(code, person)` for each language that somebody has the role for, by their names."""
    codes = {translator(code): code for code in languages.codes()}
    people = get_user_model().objects.filter(is_active=True, groups__name__in=codes)
    people = people.annotate(role=F("groups__name")).order_by("username")
    return [(codes[person.role], person) for person in people]


def require_language(user, language):
    """Raise PermissionDenied unless the language is theirs."""
    require(user, translate_permission(language))


def require_any_language(user):
    """Return the languages that somebody may work in; raise PermissionDenied for none."""
    require_one(user, map(translate_permission, languages.codes()))
    return languages_of(user)


def _content(actions=("view", "add", "change", "delete")):
    """Return the rights to do this on kinds of content, their parts and pictures."""
    models = [Picture]
    for kind in kinds():
        models += [kind.model, *(part.model for part in kind.parts)]
    return {
        f"{model._meta.app_label}.{action}_{model._meta.model_name}"
        for model in models
        for action in actions
    }


def opening(ways):
    """Name the roles that have all the rights of one of several ways (sets of them)."""
    if not ways:
        return []
    return [
        role
        for role, permissions in table().items()
        if permissions is None or any(way <= set(permissions) for way in ways)
    ]


def require_publisher(user):
    """Raise PermissionDenied unless somebody publishes."""
    require(user, PUBLISH)


def names_of(user):
    """List the names of somebody's roles; who has every right is an administrator."""
    names = sorted(group.name for group in user.groups.all())
    return names or ([ADMINISTRATOR] if user.is_superuser else [])
