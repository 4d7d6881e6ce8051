"""What a process of its own does on the data of a site that is killed: `python -m … WHAT NUMBER`.

It writes what it found as JSON.
"""

import json
import sys
from datetime import timedelta


def tell(number):
    """Store memories; return the secret part of the link of each."""
    from involvement import links
    from tests.involvement.memories.memory_client import tell as told

    return [links.sender_token(told(name=f"Person {each}")) for each in range(number)]


def tell_with_pictures(number):
    """Store memories with five pictures each; return their receipt numbers."""
    from tests.involvement.memories.memory_client import tell as told
    from tests.involvement.sent_pictures import make_file, photo

    references = []
    for _each in range(number):
        memory = told()
        for color in ("red", "teal", "gold", "navy", "olive"):
            make_file(memory, photo(color))
        references.append(memory.reference)
    return references


def hand_over(_number):
    """Make a draft event of every memory that has none; return how many that were."""
    from involvement.memories import drafts
    from involvement.models import Submission

    left = list(Submission.objects.filter(memory_use=None))
    for memory in left:
        drafts.draft_event(memory, "gift", by=None)
    return len(left)


def look(_number):
    """Sweep two days later; return what rows there are, and what lies on the disk without one."""
    from django.core.files.storage import default_storage
    from django.utils import timezone

    from cities.models import Event
    from editorial.models import Entry, Picture
    from editorial.pictures.renditions import names_of
    from editorial.publishing import pictures as library
    from involvement.models import SentPicture, SubmissionFile
    from involvement.submissions import stored_files

    later = timezone.now() + timedelta(days=2)
    swept = [stored_files.sweep(later), library.sweep_orphans(later)]
    files = SubmissionFile.objects.values_list("name", "submission__name", "caption")
    shown = {n for p in Picture.objects.all() for n in names_of(p.file.name, p.width, p.height)}
    kept = {name for file, *_rest in files for name in (file, stored_files.small_of(file))}
    served = set()
    if default_storage.exists("pictures"):
        served = {f"pictures/{name}" for name in default_storage.listdir("pictures")[1]}
    there = {path.name for path in stored_files.path_of("").iterdir()}
    return {
        "files": sorted(rest for _name, *rest in files),
        "missing": sorted((shown - served) | (kept - there)),
        "orphans": sorted((served - shown) | (there - kept)),
        "swept": swept,
        "pictures": Picture.objects.count(),
        "sent": SentPicture.objects.count(),
        "of_memories": Event.objects.filter(entry__memory_uses__memory=None)
        .exclude(entry__memory_uses=None)
        .count(),
        "uses": Entry.objects.exclude(memory_uses=None).count(),
    }


if __name__ == "__main__":
    import django

    django.setup()
    what = {each.__name__: each for each in (tell, tell_with_pictures, hand_over, look)}
    sys.stdout.write(json.dumps(what[sys.argv[1]](int(sys.argv[2]))))
