"""Our clock: the present moment, moments as people write them, and the name this program signs with."""

from __future__ import annotations

from datetime import UTC, datetime

from wiredesk.errors import WiredeskError


def now() -> str:
    """The present moment on our clock: ISO 8601, UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment(text: str) -> str:
    """An ISO date or time as given by a person, as a moment in UTC; a date means its last instant.

    Raises WiredeskError with an example where it cannot be read.
    """
    try:
        at = datetime.fromisoformat(text)
        if len(text) == 10:
            at = at.replace(hour=23, minute=59, second=59, microsecond=999999)
        at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise WiredeskError(
            f"{text!r} is not a time; expected an ISO date or time such as 2026-03-01 or 2026-03-01T18:30Z"
        ) from error
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def tool() -> str:
    """This program and its version, as recorded with each capture."""
    from importlib.metadata import version

    return f"wiredesk {version('wiredesk')}"
