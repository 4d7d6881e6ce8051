from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

COORDINATOR = "Involvement coordinator"
# Pages of other apps invite to these; not while staff have closed them.
INVITED = ("memory", "idea")


class InvolvementConfig(AppConfig):
    name = "involvement"
    verbose_name = _("Taking part")

    def ready(self):
        from editorial.previews import places
        from editorial.publishing import completeness, projection
        from editorial.readers import short_list
        from editorial.registry import PartKind, register
        from editorial.search.findable import Findable
        from editorial.search.findable import register as let_find
        from editorial.seed import checking
        from editorial.staff import origins, protected, roles
        from editorial.text import placeholders
        from editorial.text.printed import known
        from involvement import models, permissions, preview_places, seed_rules
        from involvement.intake import form_config
        from involvement.memories import asking, drafts, numbers, origin
        from involvement.submissions import deadlines
        from involvement.timeline import crediting
        from pages import extensions
        from pages.models import SiteSettings

        for rule in seed_rules.RULES:
            checking.register(rule)
        register(
            models.InterestForm,
            folder="forms",
            parts=[PartKind(models.Choice, name="choices")],
        )
        register(models.Letter, folder="letters")
        placeholders.register(
            "days",
            model=models.InterestForm,
            value=deadlines.days_of,
            words=deadlines.days_in_words,
        )
        forms = models.InterestForm.objects.select_related("entry")
        let_find(Findable(models.InterestForm, "pages", _("Pages"), 39, forms.all))
        places.register(models.InterestForm, preview_places.of_form)
        # How readers are addressed shows there first.
        short_list.register(models.InterestForm, "title", "lede", order=25)
        roles.register(
            COORDINATOR,
            permissions.OF_COORDINATORS,
            _("answers what residents sent, and sees their names and addresses"),
        )
        for words in (crediting.NAMELESS, crediting.PERMITTED):
            known.register(words)
        completeness.ask(asking.require_agreement)
        projection.amend(drafts.named_as_agreed)
        origins.register(origin.of_event)
        extensions.add_flag("form_is_open", form_config.open_in)
        for kind in INVITED:
            extensions.add_flag(f"{kind}_is_closed", form_config.closed_kind(kind))
        extensions.add_flag("has_ideas", form_config.ideas_in)
        extensions.add_flag("memories_told", numbers.told)
        extensions.add_flag("memories_answered", numbers.answered)
        extensions.add_values("take_part", form_config.to_write)
        # Answers to our letters go there.
        extensions.protect_setting("email", permissions.ERASE)
        protected.register(SiteSettings, "email", permission=permissions.ERASE)
        # What decides how long records are kept is for those who may destroy them.
        terms = ("series_number", "retention_years")
        protected.register(models.Choice, *terms, permission=permissions.ERASE)
        extensions.add_addresses(form_config.addresses)
