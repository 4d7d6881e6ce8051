"""Where the lists of this app stand on the rail."""

from django.utils.translation import gettext_lazy as _

from editorial.staff import roles
from editorial.staff.rail import HOUSE, SETTINGS, SITE, Place, register

register(
    Place(
        _("Pictures"),
        SITE,
        50,
        "admin:editorial_picture_changelist",
        "editorial.view_picture",
        guide="pictures",
    ),
    Place(
        _("Translations"),
        SITE,
        60,
        "admin:translations",
        roles.languages_of,
        guide="translate",
    ),
    # Translators: the part of the desk for accounts of staff
    Place(
        _("People"),
        HOUSE,
        20,
        "admin:accounts_user_changelist",
        "accounts.view_user",
        guide="people",
    ),
    Place(
        _("All content"),
        SETTINGS,
        50,
        "admin:editorial_entry_changelist",
        "editorial.view_entry",
        text=_("Every page, city, event and goal in one list, also what was deleted."),
        guide="delete",
    ),
    Place(
        _("Everything that changed"),
        SETTINGS,
        55,
        "admin:changes",
        "editorial.view_entry",
        text=_("Who changed what, and when, over all content; every version can come back."),
        guide="history",
    ),
    Place(
        _("Roles"),
        SETTINGS,
        80,
        "admin:auth_group_changelist",
        "auth.view_group",
        text=_("What each role may see and do."),
        guide="people",
    ),
    Place(
        _("Audit log"),
        SETTINGS,
        90,
        "admin:editorial_auditentry_changelist",
        "editorial.view_auditentry",
        text=_("Who signed in, saw personal data, published, deleted or changed rights, and when."),
        guide="history",
    ),
)
