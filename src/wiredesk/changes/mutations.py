"""What was changed on the way from one report to its copy: an attribution lost, a hedge dropped.

Only reports that lineage joins are compared: two newsrooms that tell a thing each in its own way have
lost nothing.  A copy that says less, or more surely, than what it was made from is how a rumour hardens.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wiredesk.changes.retold import MOST, Changes, Retold, Wordings, comparing
from wiredesk.changes.substance import folded
from wiredesk.model.mutations import Mutation
from wiredesk.model.reports import Report
from wiredesk.model.statements import Figure, Force, Statement
from wiredesk.model.views import Claim, Lineage

NO_COPY = frozenset(("quotation", "retranslated", "same_translation", "background"))
HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|apparently|purportedly|possibly|perhaps|may|might|could|suspected|alleged|"
    r"unconfirmed|believed to|thought to|appear(?:s|ed)? to|is said to|are said to)\b",
    re.I,
)
CONDITION = re.compile(r"\b(?:if|unless|provided|once|on condition)\b", re.I)


def mutations(
    claims: Iterable[Claim], lineage: Iterable[Lineage], reports: Sequence[Report]
) -> tuple[Mutation, ...]:
    """The changes between statements of reports and of their copies, by target and kind.

    The direction is lineage's, else that of two different days of publication; where neither is known
    ``directed`` is false, and ``source`` is the side that says more.  The same in any order.
    """
    edges = [e for e in lineage if e.kind not in NO_COPY]
    linked = {r for e in edges for r in (e.source, e.target)}
    said = [s for c in claims for s in c.statements if s.report in linked]
    days = {r.id: (r.published or "")[:10] for r in reports}
    best: dict[tuple[str, str], tuple[float, str, tuple[str, str], bool, str]] = {}
    flat = {text: folded(text) for text in {s.text for s in said}}
    with comparing(flat.values()) as wordings:
        told = _told(said, {text: wordings.number(words) for text, words in flat.items()}, wordings)
        for edge in edges:
            one, two = edge.source, edge.target
            directed = edge.directed or ("" < days.get(one, "") != days.get(two, "") > "")
            if not edge.directed and directed and days[two] < days[one]:
                one, two = two, one
            if one not in told or two not in told:
                continue
            pair = told[one].number, told[two].number
            retold = wordings.retold.get(pair)
            if retold is None:
                retold = tuple(_retold(told[one], told[two], wordings))
                if len(wordings.retold) < MOST:
                    wordings.retold[pair] = retold
            for alike, a, b, forth, back in retold:
                for source, target, found in ((a, b, forth),) if directed else ((a, b, forth), (b, a, back)):
                    for kind, words in found:
                        known = best.get((target, kind))
                        if known is None or (-alike, source) < (-known[0], known[1]):
                            best[target, kind] = alike, source, words, directed, edge.why
    return tuple(
        Mutation(kind, source, target, was, now, directed, why)
        for (target, kind), (_, source, (was, now), directed, why) in sorted(best.items())
    )


class Telling:
    """A statement as it is told: its wording by number, and what else tells two of one wording apart."""

    __slots__ = ("_as_copy", "_as_source", "_found", "_of", "id", "stance", "wording")

    def __init__(self, of: Statement, wording: int, wordings: Wordings) -> None:
        self.id, self.wording = of.id, wording
        self.stance = (of.voice.kind, of.force, of.condition is None)
        self._of, self._found = of, wordings.found
        self._as_source, self._as_copy = map(wordings.numbered, _as_told(of))

    @property
    def key(self) -> Hashable:
        """All that what is found of it depends on."""
        return self.id, self.wording, self._as_source, self._as_copy

    def changes(self, other: Telling) -> Changes:
        """What another telling changed of this one, by kind; worked out once for all that are told so."""
        key = (self._as_source, other._as_copy)
        known = self._found.get(key)
        if known is None:
            found = ((kind, finder(self._of, other._of)) for kind, finder in FINDERS.items())
            known = self._found[key] = tuple((kind, words) for kind, words in found if words is not None)
        return known


@dataclass(frozen=True, slots=True)
class Told:
    """What one report tells: all of it, in the order of ids, of each wording the first and the last, and a
    number that is another where it tells anything else."""

    every: list[Telling]
    first: dict[int, Telling]
    last: dict[int, Telling]
    number: int


def _told(said: Iterable[Statement], numbers: Mapping[str, int], wordings: Wordings) -> dict[str, Told]:
    """The tellings of each report, by its id; ``numbers`` are those of the statements' texts."""
    by_report: dict[str, list[Telling]] = defaultdict(list)
    for s in sorted(said, key=lambda s: s.id):
        by_report[s.report].append(Telling(s, numbers[s.text], wordings))
    return {
        report: Told(
            every, {t.wording: t for t in reversed(every)}, {t.wording: t for t in every},
            wordings.numbered(tuple(t.key for t in every)),
        )
        for report, every in by_report.items()
    }  # fmt: skip


def _as_told(s: Statement) -> tuple[Hashable, Hashable]:
    """All of a statement that the finders look at where it is the source, and where it is the copy: two that
    are equal in it are changed alike."""
    at = s.spans[0].start
    figures = tuple(
        (f.start - at, f.end - at, f.low, f.high, f.unit, f.of, f.status, f.exact) for f in s.figures
    )
    both = (s.text, s.voice.kind, s.force, s.condition is None, figures, len(s.spans[0]))
    beside = s.cue is not None and not any(x.overlaps(s.cue) for x in s.spans)
    named = s.voice.name if s.voice.kind == "speaker" else ""
    return (*both, s.cue is None, beside, named), (*both, s.cue is None)


def _retold(left: Told, right: Told, wordings: Wordings) -> Iterator[Retold]:
    """The statements of two reports that are one statement and were changed: for each of the right report
    the one of the left most like it, where any is alike, or has its words and tells them in another way."""
    here = left.first
    for b in right.every:
        same = left.last.get(b.wording)
        near = wordings.near(b.wording)
        likest: tuple[float, str, Telling] | None = None
        if same is not None:
            if same.stance != b.stance:
                likest = -1.0, same.id, same
        elif not near.isdisjoint(here):
            for wording in near.intersection(here):
                alike, first = wordings.alike(wording, b.wording), here[wording]
                if alike and (likest is None or (-alike, first.id) < likest[:2]):
                    likest = -alike, first.id, first
        if likest is not None:
            a = likest[2]
            forth, back = a.changes(b), b.changes(a)
            if forth or back:
                yield -likest[0], a.id, b.id, forth, back


def _attribution(a: Statement, b: Statement) -> tuple[str, str] | None:
    if a.voice.kind != "speaker" or b.voice.kind == "speaker" or b.cue is not None:
        return None
    cue = a.cue
    if cue is not None and any(x.overlaps(cue) for x in a.spans):
        return None  # "had reportedly been": the word names nobody, the voice was carried on to it
    return a.voice.name, ""


def _hedge(a: Statement, b: Statement) -> tuple[str, str] | None:
    soft = (Force.HEDGED, Force.UNVERIFIED)
    was = _hedge_in(a.text)
    if (not was and a.force not in soft) or b.force in soft or _hedge_in(b.text):
        return None
    return was or a.force.value, ""


@lru_cache(maxsize=65_536)
def _hedge_in(text: str) -> str:
    """The first hedge of a passage; "" where it has none."""
    found = HEDGE.search(text)
    return found.group() if found else ""


def _condition(a: Statement, b: Statement) -> tuple[str, str] | None:
    if a.condition is None or b.condition is not None or CONDITION.search(b.text):
        return None
    found = CONDITION.search(a.text)
    return (a.text[found.start() :] if found else "the condition"), ""


def _status(a: Statement, b: Statement) -> tuple[str, str] | None:
    for x in a.figures:
        for y in b.figures:
            if x.low is not None and x.low == y.low and x.status and y.status and x.status != y.status:
                return x.status, y.status
    return None


def _rounded_up(a: Statement, b: Statement) -> tuple[str, str] | None:
    for x, y in _one_thing(a, b):
        if not (x.low and y.low and x.exact and y.exact):
            continue
        if x.low < y.low <= 1.15 * x.low and _zeros(y.low) > _zeros(x.low):
            return _printed(a, x), _printed(b, y)
    return None


def _figure(a: Statement, b: Statement) -> tuple[str, str] | None:
    if _rounded_up(a, b):
        return None
    theirs = {y.low for y in b.figures}
    for x, y in _one_thing(a, b):
        if x.low and y.low and x.low != y.low and x.low not in theirs and not _within(x, y):
            return _printed(a, x), _printed(b, y)
    return None


def _one_thing(a: Statement, b: Statement) -> Iterable[tuple[Figure, Figure]]:
    for x in a.figures:
        for y in b.figures:
            if x.unit == y.unit and (x.of == y.of or not x.of or not y.of) and x.status == y.status:
                yield x, y


def _within(x: Figure, y: Figure) -> bool:
    """Whether one of two figures is rounded or vague, and both can be the same number."""
    if x.exact and y.exact:
        return False
    return (y.high is None or (x.low or 0) <= y.high) and (x.high is None or (y.low or 0) <= x.high)


def _printed(statement: Statement, figure: Figure) -> str:
    """A figure as its statement has it; its lower bound where its words are not at hand."""
    start = figure.start - statement.spans[0].start
    words = statement.text[start : start + figure.end - figure.start]
    if len(statement.spans[0]) == len(statement.text) and start >= 0 and words:
        return words
    return f"{figure.low:,g}"


def _zeros(value: float) -> int:
    text = f"{value:.0f}"
    return len(text) - len(text.rstrip("0"))


FINDERS: Mapping[str, Callable[[Statement, Statement], tuple[str, str] | None]] = {
    "attribution_lost": _attribution,
    "hedge_dropped": _hedge,
    "condition_lost": _condition,
    "status_changed": _status,
    "figure_rounded_up": _rounded_up,
    "figure_changed": _figure,
}
"""Each finder gives what stood there and what stands there now, or None."""
