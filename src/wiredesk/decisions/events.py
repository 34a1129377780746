"""Stories joined, parted and pinned by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from wiredesk.model.ids import story_id
from wiredesk.model.judgements import Judgement
from wiredesk.model.reports import Report
from wiredesk.model.views import Story

KINDS = ("same_story", "pin_story")
"""The kinds of judgement that stories obey."""


def concerned(judgement: Judgement) -> tuple[str, ...]:
    """The reports that a judgement of stories is about."""
    sides = [r for r in (judgement.left, judgement.right) if r]
    return tuple(dict.fromkeys([*sides, *(a.key for a in judgement.anchors if a.kind == "report")]))


def dated(report: Report) -> tuple[str, str]:
    """What reports of a story are ordered by, undated ones last: the first gives the story its id."""
    return (report.published or "9999", report.id)


def called(report: Report) -> str:
    """A title for a story, in a report's own words."""
    return report.title or " ".join(report.text.split()[:12])


def regrouped(
    stories: Sequence[Story],
    judgements: Iterable[Judgement],
    dated: Callable[[str], tuple[str, str]],
    called: Callable[[str], str],
) -> tuple[Story, ...]:
    """The stories, by id, as people's judgements want them, one after the other.

    "One event" joins the two stories that hold two reports, under the title of the larger; "another
    event" takes the second report out of the first's story, together with reports that were judged
    to be of one event with it.  A story that is pinned keeps its id, its title and the reports that it
    had then: they are brought together again from wherever they are now, in the story that holds most
    of them, which others may go on joining; or by themselves, where that story is pinned already.
    The id of any other story that is changed comes from its earliest report, as every story's.

    ``dated`` and ``called`` are asked for reports by id (:func:`dated`, :func:`called`).
    """
    asked = [j for j in judgements if j.kind in KINDS]
    found = _Grouping(stories, called)
    for j in asked:
        if j.kind == "pin_story":
            if j.answer:
                found.pin(j)
        elif j.left in found.home and j.right in found.home:
            (found.join if j.answer else found.part)(j)
    return found.stories(stories, dated, called)


class _Grouping:
    """Stories while judgements change them, by a name of their own for the time being."""

    def __init__(self, stories: Sequence[Story], called: Callable[[str], str]) -> None:
        self.home = {r: s.id for s in stories for r in s.reports}
        self._members = {s.id: set(s.reports) for s in stories}
        self._title = {s.id: s.title for s in stories}
        self._called = called
        self._pinned: dict[str, tuple[str, str]] = {}  # the report that gives the id, and the title
        self._touched: set[str] = set()
        self._with: dict[str, set[str]] = {}  # reports that people said are of one event

    def join(self, j: Judgement) -> None:
        """Two reports are of one event."""
        family = self._with.get(j.left, {j.left}) | self._with.get(j.right, {j.right})
        for r in family:
            self._with[r] = family
        a, b = self.home[j.left], self.home[j.right]
        if a == b:
            return
        larger = max((a, b), key=lambda s: (s in self._pinned, len(self._members[s]), s))
        other = b if larger == a else a
        self._pinned.pop(other, None)
        self._move(self._members[other].copy(), larger)

    def part(self, j: Judgement) -> None:
        """The second report is of another event than the first."""
        a = self.home[j.left]
        if a != self.home[j.right]:
            return
        family = self._with.get(j.right, {j.right})
        if j.left in family:
            family = {j.right}
        new = f"parted:{j.id}"
        self._title[new] = self._called(j.right)
        self._move(family & self._members[a], new)

    def pin(self, j: Judgement) -> None:
        """A story stays what it was."""
        kept = [r for r in concerned(j) if r in self.home]
        if not kept:
            return
        often = Counter(self.home[r] for r in kept)
        most = max(often, key=lambda s: (often[s], s))
        if most in self._pinned:
            most = f"pinned:{j.id}"
        self._pinned[most] = (j.left, j.value)
        self._move({r for r in kept if self.home[r] != most}, most)

    def _move(self, reports: set[str], to: str) -> None:
        self._touched.add(to)
        held = self._members.setdefault(to, set())
        for r in reports:
            was = self.home[r]
            self._members[was].discard(r)
            self._touched.add(was)
            self.home[r] = to
        held |= reports

    def stories(
        self,
        before: Sequence[Story],
        dated: Callable[[str], tuple[str, str]],
        called: Callable[[str], str],
    ) -> tuple[Story, ...]:
        """The stories that this has become."""
        if not self._touched:
            return tuple(before)
        out = [s for s in before if s.id not in self._touched]
        for s in self._touched:
            members = self._members[s]
            if not members:
                continue
            first = min(members, key=dated)
            name, title = self._pinned.get(s, (first, ""))
            shown = title or self._title.get(s) or called(first)
            out.append(Story(story_id(name if name in members else first), shown, tuple(sorted(members))))
        return tuple(sorted(out, key=lambda s: s.id))
