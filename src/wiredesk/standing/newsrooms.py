"""Newsrooms: who reported, once copying is undone - claim by claim, not only report by report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil
from operator import itemgetter

from wiredesk.model.reports import Report
from wiredesk.model.spans import Span
from wiredesk.model.statements import Mode, Statement
from wiredesk.model.views import JUDGED_COPY, Lineage
from wiredesk.resources.families import family_of

WHOLE = 0.5  # share of the shorter report from which two reports are one newsroom's for every claim
COVERED = 0.5  # share of a statement that copied words must cover to make it a copy
RUN, MOST = 8, 0.4
"""Words in a row, and their share of the shorter passage, that make two tellings one: see
:func:`in_the_same_words`.  Eight is the length of the field's shingles; on the fourteen answer keys in
bench/keys it took away one false corroboration of six and turned one right standing wrong."""
SHARED_WORDS = (
    "quotation",
    "same_translation",
    "retranslated",
)  # the same speaker's words, not copied reporting


@dataclass(frozen=True, slots=True)
class Newsroom:
    """Reports that count as one for a claim.  ``name`` is the outlet of the earliest member or
    the agency credited; ``why`` says what joined them, "" for a report alone."""

    name: str
    reports: tuple[str, ...]
    why: str = ""


def newsrooms(
    statements: Sequence[Statement],
    lineage: Iterable[Lineage],
    reports: Mapping[str, Report],
    beyond: Iterable[Lineage] = (),
) -> tuple[Newsroom, ...]:
    """The newsrooms behind the statements of one claim.

    Two reports are one newsroom for a claim when they are of one outlet, when both are copies of
    most of one text (``WHOLE``), when copied reporting covers the claim's words in both
    (``COVERED``), when their own words for it are the same, when a person marked one as a copy, when
    both credit the same agency, when one tells the claim after the other, or when one company publishes
    both (:mod:`wiredesk.resources.families`): a report that credits an agency is the agency's and does
    not join its paper to the company's others.
    Of words that very many print, lineage tells only who had them from the first: ``beyond`` are such edges
    between reports of the claim and one that does not tell it, and two that have one text from that, or the
    claim's words, are one newsroom as if the edge between them were there.
    A quotation that two newsrooms share is one voice, not one newsroom: passages that lie inside
    quotation marks do not join. "No shared origin found" is all that is known of the rest.
    """
    here = sorted({s.report for s in statements})
    spans: dict[str, list[Span]] = defaultdict(list)
    for s in statements:
        spans[s.report].extend(s.spans)
    root = {r: r for r in here}
    why: dict[str, str] = {}

    def find(r: str) -> str:
        while root[r] != r:
            root[r] = r = root[root[r]]
        return r

    def join(a: str, b: str, reason: str) -> None:
        x, y = sorted((find(a), find(b)))
        if x != y:
            root[y] = x
            why[x] = "; ".join(dict.fromkeys(filter(None, (why.get(x), why.pop(y, None), reason))))

    by_outlet: dict[str, str] = {}
    by_credit: dict[str, str] = {}
    by_family: dict[str, str] = {}
    for r in here:
        outlet = outlet_key(reports[r])
        if outlet:
            join(by_outlet.setdefault(outlet, r), r, "one outlet")
        for credit in reports[r].credits:
            join(by_credit.setdefault(credit, r), r, f"both credit {credit}")
        if not reports[r].credits and (family := family_of(reports[r].outlet, reports[r].url)):
            join(by_family.setdefault(family, r), r, f"one publisher: {family}")
    for credit, r in by_credit.items():
        own = by_outlet.get(fold(credit))
        if own:
            join(own, r, f"credits {credit}")
    for s in statements:
        cited = by_outlet.get(fold(s.voice.name)) if s.voice.kind == "speaker" else None
        if cited:
            join(cited, s.report, f"tells it after {s.voice.name}")
    for edge in lineage:
        if edge.source not in root or edge.target not in root or edge.kind in SHARED_WORDS:
            continue
        if find(edge.source) == find(edge.target):
            continue  # one newsroom already
        copied = [p for p in edge.passages if p.kind not in SHARED_WORDS]
        if edge.kind == JUDGED_COPY:
            join(edge.source, edge.target, edge.why)
        elif edge.share >= WHOLE:
            join(edge.source, edge.target, f"copied text ({edge.share:.0%} of the shorter report)")
        elif _copied(spans[edge.source], [p.left for p in copied]) and _copied(
            spans[edge.target], [p.right for p in copied]
        ):
            join(edge.source, edge.target, "the passage is copied")
    # Of tellings in the very same words in one newsroom the first joins whatever the others would.
    mine = sorted((s for s in statements if s.mode is not Mode.DIRECT), key=lambda s: s.id)
    told = list(dict.fromkeys((find(s.report), flat(s.text)) for s in mine))
    apart = len({r for r, _ in told})
    for x, (one, words) in enumerate(told):
        if apart < 2:
            break  # one newsroom already
        for two, others in told[x + 1 :]:
            if find(one) != find(two) and in_the_same_words(words, others):
                join(one, two, "told in the same words")
                apart -= 1
    for hub, edges in _by_first(beyond).items():
        if len({find(r) for r, _ in edges}) > 1:
            for one, two, reason in through_another(hub, edges, spans, reports):
                join(one, two, reason)
    groups: dict[str, list[str]] = defaultdict(list)
    for r in here:
        groups[find(r)].append(r)
    return tuple(
        Newsroom(_name([reports[r] for r in members]), tuple(members), why.get(head, ""))
        for head, members in sorted(groups.items())
    )


def _by_first(beyond: Iterable[Lineage]) -> dict[str, list[tuple[str, Lineage]]]:
    """The edges by the report that was among the first to print the words, with the other's id, in order."""
    out: dict[str, list[tuple[str, Lineage]]] = defaultdict(list)
    for edge in beyond:
        if edge.kind not in SHARED_WORDS:
            out[edge.crowd].append((edge.target if edge.source == edge.crowd else edge.source, edge))
    return {hub: sorted(out[hub], key=itemgetter(0)) for hub in sorted(out)}


def through_another(
    hub: str,
    edges: Sequence[tuple[str, Lineage]],
    spans: Mapping[str, Sequence[Span]],
    reports: Mapping[str, Report],
) -> Iterator[tuple[str, str, str]]:
    """The pairs of a claim's reports (by id, with the reason) that are one newsroom by what both share with a
    report that does not tell it; ``spans`` are the claim's in each.  Not every pair, but enough of them."""
    name = _name([reports[hub]])
    marked = [r for r, edge in edges if edge.kind == JUDGED_COPY]
    yield from ((marked[0], r, f"copied from {name}") for r in marked[1:])
    whole: list[tuple[str, list[Span]]] = []  # reports that share most of a text, and where it has that
    told: list[tuple[Span, str]] = []  # where it has the claim's words, and whose they are, too
    for r, edge in edges:
        turned = edge.target == r
        copied = [p for p in edge.passages if p.kind not in SHARED_WORDS]
        if edge.share >= WHOLE:
            there = [p.left if turned else p.right for p in copied]
            length = len(reports[r].text)
            for other, held in whole:
                if _common(there, held) >= WHOLE * min(length, len(reports[other].text)):
                    yield other, r, f"copied text of {name}"
                    break
            else:
                whole.append((r, there))
        if _copied(spans[r], [p.right if turned else p.left for p in copied]):
            met = (p.across(s, turned) for p in copied for s in spans[r])
            told += ((s, r) for s in met if s is not None)
    told.sort()
    for (one, first), (two, second) in pairwise(_reaching(told)):
        if two.start < one.end:
            yield first, second, f"the passage is copied, as {name} has it"


def _reaching(told: Iterable[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """The spans in order, each reaching as far as those before it that it overlaps."""
    end = 0
    for span, r in told:
        end = max(end, span.end) if span.start < end else span.end
        yield Span(span.start, end), r


def _common(one: Iterable[Span], two: Sequence[Span]) -> int:
    """How many characters lie in both of two lists of spans that do not overlap."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in two)


@lru_cache(maxsize=65536)
def in_the_same_words(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two passages of a newsroom's own words have a run of :data:`RUN` words and more in common
    that is :data:`MOST` of the shorter one's words: two reporters do not write so by chance."""
    short, long = sorted((left, right), key=len)
    least = max(RUN, ceil(MOST * len(short)))
    if len(short) < least:
        return False
    runs = {short[i : i + least] for i in range(len(short) - least + 1)}
    return any(long[i : i + least] in runs for i in range(len(long) - least + 1))


@lru_cache(maxsize=20_000)
def flat(text: str) -> tuple[str, ...]:
    """The words of a passage in lower case, without what stands in quotation marks."""
    return tuple(re.findall(r"\w+", re.sub(r"[“\"][^”\"]*[”\"]?", " | ", text.lower())))


def fold(name: str) -> str:
    """A name for comparing: lower case, letters and digits only."""
    return re.sub(r"\W+", " ", name.lower()).strip()


def outlet_key(report: Report) -> str:
    """The outlet of a report for comparing, "" where it is not known."""
    return fold(report.outlet or "")


def _name(members: Sequence[Report]) -> str:
    for r in sorted(members, key=lambda r: (r.published or "9999", r.path, r.id)):
        if r.credits:
            return r.credits[0]
        if r.outlet:
            return r.outlet
    return unnamed(members[0])


def unnamed(report: Report) -> str:
    """What to call an outlet that a report does not name."""
    stem = report.path.replace("\\", "/").rsplit("/", 1)[-1]
    return f"the unnamed outlet of {stem}"


def _copied(spans: Sequence[Span], passages: Sequence[Span]) -> bool:
    total = sum(len(s) for s in spans)
    shared = sum(max(0, min(s.end, p.end) - max(s.start, p.start)) for s in spans for p in passages)
    return total > 0 and shared >= COVERED * total
