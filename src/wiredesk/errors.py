"""Every error that Wiredesk raises on purpose.

Each says what happened with the values at hand, what was expected, and what to do.  Catch
:class:`WiredeskError` to catch them all; ``exit_code`` is what the command line returns.

    WiredeskError                 exit 1
    ├── InputError                exit 3   something given cannot be read
    │   ├── UnreadableReport
    │   │   └── NotFetched        an address that gave no report, with a code for why
    │   ├── NothingToRead
    │   └── UnfitJudgement
    ├── NotFound                  exit 4   an id or a line that is not in the desk
    ├── DeskError                 exit 5   the desk file itself
    │   ├── EvidenceTampered
    │   ├── WrongSchema
    │   └── DeskBusy              another process writes to it for long: try again
    ├── UngroundedLine            exit 6   a line of the brief says more than its spans
    └── ResourceError             exit 7   a model or gazetteer that a package should have brought
"""

from __future__ import annotations


class WiredeskError(Exception):
    """Base of all errors raised on purpose."""

    exit_code = 1


class InputError(WiredeskError):
    """Something that was given to read cannot be read."""

    exit_code = 3


class UnreadableReport(InputError):
    """One report cannot be read; the others are unaffected."""

    def __init__(self, source: str, why: str, remedy: str) -> None:
        super().__init__(f"{source}: {why}; {remedy}")
        self.source, self.why, self.remedy = source, why, remedy


class NotFetched(UnreadableReport):
    """An address gave nothing that can be read.

    ``code`` says why in one word or two, for counting: "dead host", "refused address", "robots",
    "status 404", "too large", "redirects", "time", "truncated", "bomb", "busy" ...  ``wait`` is how
    many seconds the server asked to be left alone, None where it did not say.
    """

    def __init__(self, source: str, code: str, why: str, remedy: str, wait: float | None = None) -> None:
        super().__init__(source, why, remedy)
        self.code, self.wait = code, wait


class NothingToRead(InputError):
    """No report at all was found in what was given."""


class UnfitJudgement(InputError):
    """A judgement of an unknown kind, of the wrong sort of things, or without an author."""


class NotFound(WiredeskError):
    """No such claim, line, report or story."""

    exit_code = 4


class DeskError(WiredeskError):
    """The desk file cannot be used."""

    exit_code = 5


class EvidenceTampered(DeskError):
    """Stored evidence no longer matches its content id."""


class WrongSchema(DeskError):
    """The desk file was written by another version of the schema."""


class DeskBusy(DeskError):
    """Another process wrote to the desk file for longer than is waited; nothing was changed."""


class UngroundedLine(WiredeskError):
    """A line of the brief holds a number, name or quotation that its spans do not."""

    exit_code = 6


class ResourceError(WiredeskError):
    """A model or gazetteer is missing or is not the one that was pinned."""

    exit_code = 7
