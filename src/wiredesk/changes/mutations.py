"""What was changed on the way from one report to its copy: an attribution lost, a hedge dropped.

Only reports that lineage joins are compared: two newsrooms that tell a thing each in its own way have
lost nothing.  A copy that says less, or more surely, than what it was made from is how a rumour hardens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wiredesk.changes.retold import Wordings, comparing
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
        told = _told(said, {text: wordings.number(words) for text, words in flat.items()})
        for edge in edges:
            one, two = edge.source, edge.target
            directed = edge.directed or ("" < days.get(one, "") != days.get(two, "") > "")
            if not edge.directed and directed and days[two] < days[one]:
                one, two = two, one
            if one not in told or two not in told:
                continue
            for alike, a, b in _retold(told[one], told[two], wordings):
                for source, target in ((a, b),) if directed else ((a, b), (b, a)):
                    for kind, words in source.changes(target):
                        known = best.get((target.id, kind))
                        if known is None or (-alike, source.id) < (-known[0], known[1]):
                            best[target.id, kind] = alike, source.id, words, directed, edge.why
    return tuple(
        Mutation(kind, source, target, was, now, directed, why)
        for (target, kind), (_, source, (was, now), directed, why) in sorted(best.items())
    )


Changes = tuple[tuple[str, tuple[str, str]], ...]


class Telling:
    """A statement as it is told: its wording by number, and what else tells two of one wording apart."""

    __slots__ = ("_as_copy", "_as_source", "_found", "_of", "id", "stance", "wording")

    def __init__(
        self, of: Statement, wording: int, known: dict[Hashable, int], found: dict[tuple[int, int], Changes]
    ) -> None:
        self.id, self.wording = of.id, wording
        self.stance = (of.voice.kind, of.force, of.condition is None)
        self._of, self._found = of, found
        as_source, as_copy = _as_told(of)
        self._as_source = known.setdefault(as_source, len(known))
        self._as_copy = known.setdefault(as_copy, len(known))

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
    """What one report tells: all of it, in the order of ids, and of each wording the first
    and the last."""

    every: list[Telling]
    first: dict[int, Telling]
    last: dict[int, Telling]


def _told(said: Iterable[Statement], wordings: Mapping[str, int]) -> dict[str, Told]:
    """The tellings of each report, by its id; ``wordings`` are the numbers of the statements' texts."""
    known: dict[Hashable, int] = {}
    found: dict[tuple[int, int], Changes] = {}
    out: dict[str, Told] = {}
    for s in sorted(said, key=lambda s: s.id):
        wording = wordings[s.text]
        made = Telling(s, wording, known, found)
        mine = out.setdefault(s.report, Told([], {}, {}))
        mine.every.append(made)
        mine.first.setdefault(wording, made)
        mine.last[wording] = made
    return out


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


def _retold(left: Told, right: Told, wordings: Wordings) -> Iterator[tuple[float, Telling, Telling]]:
    """The statements of two reports that are one statement: for each of the right report the one of the
    left that is most like it, where any is alike, or has its words and tells them in another way."""
    here = left.first
    for b in right.every:
        same = left.last.get(b.wording)
        if same is not None:
            if same.stance != b.stance:
                yield 1.0, same, b
            continue
        near = wordings.near(b.wording)
        if near.isdisjoint(here):
            continue
        likest: tuple[float, str, Telling] | None = None
        for wording in near.intersection(here):
            alike, first = wordings.alike(wording, b.wording), here[wording]
            if alike and (likest is None or (-alike, first.id) < likest[:2]):
                likest = -alike, first.id, first
        if likest is not None:
            yield -likest[0], likest[2], b


def _attribution(a: Statement, b: Statement) -> tuple[str, str] | None:
    if a.voice.kind != "speaker" or b.voice.kind == "speaker" or b.cue is not None:
        return None
    cue = a.cue
    if cue is not None and any(x.overlaps(cue) for x in a.spans):
        return None  # "had reportedly been": the word names nobody, the voice was carried on to it
    return a.voice.name, ""


def _hedge(a: Statement, b: Statement) -> tuple[str, str] | None:
    soft = (Force.HEDGED, Force.UNVERIFIED)
    was = HEDGE.search(a.text)
    if HEDGE.search(b.text) or b.force in soft or (was is None and a.force not in soft):
        return None
    return (was.group() if was else a.force.value), ""


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
