"""What must hold for every text that is proposed for the public, with texts to try it on."""

from collections import Counter

from hypothesis import strategies as st

from editorial.revisions.merge.proposal import propose

WORDS = ["one", "two", "three", "four", "five", ",", "."]
EDITS = ["put in", "take out", "put instead", "copy"]
words_of_public = st.lists(st.sampled_from(WORDS), max_size=14)
edits = st.lists(st.tuples(st.integers(0, 14), st.sampled_from(EDITS)), max_size=3)


def random_texts(random):
    """What `check_proposal` needs, evenly spread."""
    public = random.choices(WORDS, k=random.randint(0, 14))
    theirs, ours = (
        [(random.randint(0, 14), random.choice(EDITS)) for _ in range(random.randint(0, 3))]
        for _ in range(2)
    )
    return public, theirs, ours, random.choice([0, 0, random.randint(0, 14)])


def edited(words, taken, mark):
    """Edit words at some places; whoever edits types words with a mark of their own.

    To copy is to put one in that stands somewhere else, the longest of all.
    """
    words = list(words)
    for number, (place, how) in enumerate(taken):
        at = min(place, len(words))
        there = max(words, key=len, default=mark)
        new = {"take out": [], "copy": [there]}.get(how, [f"{mark}{number}"])
        words[at : at + (how in {"take out", "put instead"})] = new
    return words


def check_proposal(public, theirs, ours, turned):
    """Raise AssertionError where a proposal brings or loses a word that it must not.

    The words are turned about by some places too: who moves words has not typed them.
    """
    draft = edited(public, theirs, "draft")
    mine = edited(draft, ours, "mine")
    turned = turned if turned < len(mine) else 0
    mine = [*mine[turned:], *mine[:turned]]

    found = propose(" ".join(draft), " ".join(public), " ".join(mine)).split()

    typed = Counter(word for word in mine if word.startswith("mine"))
    assert not any(word.startswith("draft") for word in found), "a word of the draft"
    assert Counter(public) - Counter(found) <= Counter(draft) - Counter(mine), "a word was lost"
    assert found == public or typed <= Counter(found), "half of what was typed"
