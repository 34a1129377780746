"""Stories: the reports of one event, told apart from others on the same topic."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.reports import Report
from wiredesk.model.views import Story
from wiredesk.stories.items import Item
from wiredesk.stories.reasons import why
from wiredesk.stories.stream import Changed, Kept, Stream

__all__ = ["Changed", "Item", "Kept", "Stream", "group", "stories", "why"]


def group(items: Sequence[Item]) -> dict[str, str]:
    """For each item id the id of its story."""
    stream = Stream()
    stream.add(items)
    return {report: story.id for story in stream.stories() for report in story.reports}


def stories(reports: Sequence[Report]) -> tuple[Story, ...]:
    """The reports grouped by event, in order of story id: see :mod:`wiredesk.stories.stream`.

    The result depends on the set of reports alone.  ``reports`` of a story are sorted ids;
    its title is the title of its most central report that has one (else the first words of
    that report); its id comes from its earliest report.
    """
    stream = Stream()
    stream.add([Item.of(r) for r in reports])
    return stream.stories()
