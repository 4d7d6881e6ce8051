"""Why something could not be done with what people sent. Whatever raises one of these did nothing.

Where an error names a submission, its receipt number is the message, and nothing else of it.
"""


class ChangedError(Exception):
    """Somebody changed the submission since it was shown."""


class NotNowError(Exception):
    """The state of the submission does not allow it, or no longer."""


class NoConsentError(Exception):
    """The sender has not agreed, or no longer agrees, that this is shown publicly."""


class OnHoldError(Exception):
    """A hold keeps the submission: a records request or a dispute."""


class NoRoomError(Exception):
    """There is no room for another file: the disk is full, or all that we set aside is."""


class TooOftenError(Exception):
    """So much was added to one submission within a day that no more is taken."""


class TooManyError(Exception):
    """So many forms came from one network within an hour that no more are taken from it."""


class SentAlreadyError(Exception):
    """The form with this token was sent before, with other words. `submission` is the first one."""

    def __init__(self, submission):
        super().__init__(submission.reference)
        self.submission = submission


class UnusualRoundError(Exception):
    """A daily round would destroy more than usual, or the clock has jumped; nothing was done."""


class IncompleteError(Exception):
    """Parts of the daily round failed, the rest was done. `done` says what, `parts` are names."""

    def __init__(self, done, parts):
        super().__init__(", ".join(parts))
        self.done = done
        self.parts = parts
