"""What a content folder needs of cities and drawings, for `make check-content`."""

import re

from django.conf import settings

from cities.models import City, Goal

ICONS = (
    "favicon.svg",
    "favicon.ico",
    "mark.svg",
    "apple-touch-icon.png",
    "icon-192.png",
    "icon-512.png",
    "share.png",
)
# Drawings are printed into the page, whose rules forbid these.
FORBIDDEN = re.compile(r"<script|<style|<image|<foreignObject|\sstyle=|\son\w+=|href=", re.I)


def there_is_one_home_city(folder):
    """Without it there is nothing to measure from."""
    homes = [seed for seed in folder.of(City) if seed.table.get("is_home")]
    if not homes:
        words = "no city has is_home = true; every distance is measured from the home city."
        folder.faults.extend(folder.place(City).fault(words).args)
    for seed in homes[1:]:
        words = f"{homes[0].key!r} is the home city already."
        folder.faults.extend(seed.where.at("is_home").fault(words).args)
    if homes and len(folder.of(City)) == len(homes):
        folder.advice.append(f"{folder.place(City)}: there is no partner city yet.")


def drawings_are_there_and_harmless(folder):
    """Find names of drawings that are none, and drawings that the page would not show."""
    for model, name, drawer in ((City, "emblem", "cities"), (Goal, "icon", "goals")):
        place = folder.path / "drawings" / drawer
        for seed in folder.of(model):
            drawing = seed.table.get(name, "")
            if drawing and not (place / f"{drawing}.svg").is_file():
                words = f"there is no drawing {place / drawing}.svg."
                folder.faults.extend(seed.where.at(name).fault(words).args)
        for path in sorted(place.glob("*.svg")):
            text = path.read_text(encoding="utf-8", errors="replace")
            if not text.lstrip().startswith("<svg ") or "viewBox" not in text:
                folder.faults.append(f"{path}:1: a drawing begins with <svg and has a viewBox.")
            if found := FORBIDDEN.search(text):
                folder.faults.append(
                    f"{path}:1: {found[0].strip()!r} has no place in a drawing; colors come from "
                    'the style sheet, the second one by class="accent".'
                )


def icons_are_the_programs_own(folder):
    """Tell which icons would show a mark without rays."""
    place = folder.path / "static" / "img"
    missing = [name for name in ICONS if not (place / name).is_file()]
    if missing:
        folder.advice.append(
            f"{place}: {', '.join(missing)} would show a mark without rays; once the content is "
            "loaded, manage.py draw_icons draws them."
        )


def nothing_is_left_of_the_program_that_came_with_the_code(folder):
    """Find what a copied folder still says of another city's office."""
    ours = settings.BASE_DIR / "content"
    if folder.path.resolve() == ours.resolve():
        return
    facts = (ours / "site" / "program.toml").read_text(encoding="utf-8")
    left = re.findall(r'^(?:email|phone) = "(.+)"$', facts, re.MULTILINE)
    for path in sorted(folder.path.rglob("*.toml")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            folder.advice += [
                f"{path}:{number}: {word} belongs to the program that came with the code."
                for word in left
                if word in line
            ]


RULES = [
    there_is_one_home_city,
    drawings_are_there_and_harmless,
    icons_are_the_programs_own,
    nothing_is_left_of_the_program_that_came_with_the_code,
]
