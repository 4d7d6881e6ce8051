"""What a content folder needs of settings, pages and the privacy notice."""

from editorial.seed.checking import missing_texts
from pages.models import Page, PrivacyNotice, SiteSettings


def there_is_one_of_each(folder):
    """The site has one set of settings and one privacy notice."""
    for model, what in ((SiteSettings, "site"), (PrivacyNotice, "privacy notice")):
        seeds = folder.of(model)
        if not seeds:
            folder.faults.extend(folder.place(model).fault(f"there is no {what}.").args)
        for seed in seeds[1:]:
            folder.faults.extend(seed.where.fault(f"there is a {what} already.").args)


def the_office_can_be_reached(folder):
    """Tell what the foot of every page, and many letters, would lack."""
    for seed in folder.of(SiteSettings):
        lacking = [name for name in ("email", "office_address") if not seed.table.get(name)]
        lacking += missing_texts(seed, ["office_name"], seed.original)
        if lacking:
            folder.advice.append(f"{seed.where}: {', '.join(lacking)} would stand on every page.")


def people_can_take_part(folder):
    """The buttons "Take part" lead to the page with that template."""
    if not any(seed.table.get("template") == Page.Template.TAKE_PART for seed in folder.of(Page)):
        words = 'no page has template = "take_part", so there is no button "Take part".'
        folder.advice.append(f"{folder.place(Page)}: {words}")


def every_thing_is_there_in_every_language(folder):
    """Tell what is missing in a language that readers are offered."""
    sites = folder.of(SiteSettings)
    offered = list(sites[0].texts) if sites else []
    for seeds in folder.seeds.values():
        for seed in seeds:
            missing = [code for code in offered if code not in seed.texts]
            if missing and seed not in sites:
                folder.advice.append(
                    f"{seed.where}: no texts in {', '.join(missing)}, which the site is offered in."
                )


RULES = [
    there_is_one_of_each,
    the_office_can_be_reached,
    people_can_take_part,
    every_thing_is_there_in_every_language,
]
