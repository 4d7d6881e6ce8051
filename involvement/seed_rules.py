"""What a content folder needs of the form and its letters."""

from editorial.seed.checking import missing_texts
from involvement.models import InterestForm, Letter


def there_is_one_form_with_its_letters(folder):
    """A form without the letters that go out by themselves answers nobody."""
    forms = folder.of(InterestForm)
    for seed in forms[1:]:
        folder.faults.extend(seed.where.fault("there is a form already.").args)
    first = {}
    for seed in folder.of(Letter):
        purpose = seed.table.get("purpose", Letter.Purpose.ANSWER)
        if purpose in first and purpose != Letter.Purpose.ANSWER:
            words = f"{first[purpose]!r} is the letter for {purpose!r} already."
            folder.faults.extend(seed.where.at("purpose").fault(words).args)
        first.setdefault(purpose, seed.key)
    wanted = set(Letter.Purpose.values) - {Letter.Purpose.ANSWER} if forms else set()
    for purpose in sorted(wanted - first.keys()):
        words = f"there is a form, and no letter with purpose = {str(purpose)!r}."
        folder.faults.extend(folder.place(Letter).fault(words).args)


def the_form_has_its_whole_notice(folder):
    """The form opens only in languages that have all of its privacy notice."""
    for seed in folder.of(InterestForm):
        for language in seed.texts:
            missing = missing_texts(seed, InterestForm.NOTICE, language)
            if missing:
                folder.advice.append(
                    f"{seed.where}: the form stays closed in {language} without "
                    f"{', '.join(missing)}."
                )
        if not seed.parts:
            folder.faults.extend(seed.where.fault("the form has no choices.").args)


RULES = [
    there_is_one_form_with_its_letters,
    the_form_has_its_whole_notice,
]
