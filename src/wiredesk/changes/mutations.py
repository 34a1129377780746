"""What was changed on the way from one report to its copy: an attribution lost, a hedge dropped.

Only reports that lineage joins are compared: two newsrooms that tell a thing each in its own way have
lost nothing.  A copy that says less, or more surely, than what it was made from is how a rumour hardens.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from wiredesk.changes.substance import folded
from wiredesk.model.mutations import Mutation
from wiredesk.model.reports import Report
from wiredesk.model.statements import Figure, Force, Statement
from wiredesk.model.views import Claim, Lineage

ALIKE = 0.55
"""The share of words in the same order (Ratcliff and Obershelp) from which two statements of a report and
its copy are one statement retold; set by hand on invented copies, fitted to no data."""

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
    by_report: dict[str, list[Statement]] = defaultdict(list)
    for claim in claims:
        for s in claim.statements:
            by_report[s.report].append(s)
    days = {r.id: (r.published or "")[:10] for r in reports}
    best: dict[tuple[str, str], tuple[float, Mutation]] = {}
    for edge in lineage:
        if edge.kind in NO_COPY:
            continue
        one, two = edge.source, edge.target
        directed = edge.directed or ("" < days.get(one, "") != days.get(two, "") > "")
        if not edge.directed and directed and days[two] < days[one]:
            one, two = two, one
        for alike, a, b in _retold(by_report[one], by_report[two]):
            for source, target in ((a, b),) if directed else ((a, b), (b, a)):
                for found in _changes(source, target, directed, edge.why):
                    key = (found.kind, found.target)
                    rank = (-alike, found.source)
                    if key not in best or rank < (-best[key][0], best[key][1].source):
                        best[key] = (alike, found)
    return tuple(best[k][1] for k in sorted(best, key=lambda k: (k[1], k[0])))


@lru_cache(maxsize=65536)
def _alike(left: str, right: str) -> float:
    """How much of two wordings stands in both in one order, 0 to 1; 0 where it is surely below
    :data:`ALIKE`."""
    one, two = left.split(), right.split()
    match = SequenceMatcher(None, one, two, autojunk=False)
    if match.real_quick_ratio() < ALIKE or match.quick_ratio() < ALIKE:
        return 0.0
    return match.ratio()


def _retold(
    left: Sequence[Statement], right: Sequence[Statement]
) -> Iterable[tuple[float, Statement, Statement]]:
    """The statements of two reports that are one statement, best pairs first, each used once."""
    of = {folded(s.text): s for s in sorted(left, key=lambda s: s.id)}
    pairs: list[tuple[float, str, str, Statement, Statement]] = []
    words = [(s, w, set(w)) for s in left for w in [folded(s.text).split()]]
    for b in right:
        same = of.get(folded(b.text))
        if same is not None:
            if (same.voice.kind, same.force, same.condition is None) != (
                b.voice.kind, b.force, b.condition is None
            ):  # fmt: skip
                pairs.append((1.0, same.id, b.id, same, b))
            continue
        mine = folded(b.text).split()
        here = set(mine)
        for a, theirs, there in words:
            if min(len(mine), len(theirs)) < 3 or len(here & there) < 0.4 * min(len(mine), len(theirs)):
                continue
            alike = _alike(" ".join(theirs), " ".join(mine))
            if alike >= ALIKE:
                pairs.append((alike, a.id, b.id, a, b))
    used: set[str] = set()
    for alike, x, y, a, b in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if y not in used:
            used.add(y)
            if alike < 1.0 or x != y:
                yield alike, a, b


def _changes(a: Statement, b: Statement, directed: bool, how: str) -> Iterable[Mutation]:
    for kind, finder in FINDERS.items():
        found = finder(a, b)
        if found is not None:
            was, now = found
            yield Mutation(kind, a.id, b.id, was, now, directed, how)


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
