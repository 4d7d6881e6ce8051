"""Why something is not saved or not published. Whoever raises one of these has written nothing."""


class ConflictError(Exception):
    """Somebody saved in the meantime what this person changed as well.

    `overlaps` tells where; `languages` lists the codes, with `zxx` for facts and structure.
    `unseen` says that nothing overlaps, but that a draft would go out that this person never saw.
    """

    def __init__(self, languages, overlaps=(), *, unseen=False):
        super().__init__(", ".join(languages))
        self.languages = list(languages)
        self.overlaps = tuple(overlaps)
        self.unseen = unseen


class OverlapError(Exception):
    """What this person changed stands in words of a draft by somebody else, who has to be asked.

    `overlaps` tells where; each needs a choice. `proposals` maps the key of a text to a text for
    the public that holds none of the other's words. `scheduled` says that the other change waits
    for its time.
    """

    def __init__(self, overlaps, proposals=None, *, scheduled=False):
        super().__init__(", ".join(str(overlap.key) for overlap in overlaps))
        self.overlaps = tuple(overlaps)
        self.proposals = proposals or {}
        self.scheduled = scheduled


class CannotPublishError(Exception):
    """A language without a title cannot be public."""


class NotPublicYetError(Exception):
    """It is not public, so a part of a draft cannot be; `authors` are those of the draft."""

    def __init__(self, languages, authors):
        super().__init__(", ".join(languages))
        self.languages = list(languages)
        self.authors = authors


class CannotStandError(Exception):
    """What would become public breaks a rule without the rest of the draft.

    `messages` say which, for people.
    """

    def __init__(self, messages):
        super().__init__(" ".join(messages))
        self.messages = list(messages)


class NotCompleteError(CannotStandError):
    """A language would go public with mistakes that nobody has answered for.

    `findings` say which (`editorial.models.checklist`).
    """

    def __init__(self, findings):
        super().__init__([finding.words for finding in findings])
        self.findings = list(findings)

    @property
    def is_final(self):
        """Return whether no reason helps: one of its findings is final."""
        return any(finding.is_final for finding in self.findings)


class CannotUndoError(Exception):
    """A publication cannot be undone; the message says why."""


class IncompleteError(CannotStandError):
    """A draft lacks what must be there before the public sees it."""
