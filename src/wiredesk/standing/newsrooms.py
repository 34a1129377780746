"""Newsrooms: who reported, once copying is undone - claim by claim, not only report by report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

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
    statements: Sequence[Statement], lineage: Iterable[Lineage], reports: Mapping[str, Report]
) -> tuple[Newsroom, ...]:
    """The newsrooms behind the statements of one claim.

    Two reports are one newsroom for a claim when they are of one outlet, when both are copies of
    most of one text (``WHOLE``), when copied reporting covers the claim's words in both
    (``COVERED``), when their own words for it are the same, when a person marked one as a copy, when
    both credit the same agency, when one tells the claim after the other, or when one company publishes
    both (:mod:`wiredesk.resources.families`): a report that credits an agency is the agency's and does
    not join its paper to the company's others.
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
    groups: dict[str, list[str]] = defaultdict(list)
    for r in here:
        groups[find(r)].append(r)
    return tuple(
        Newsroom(_name([reports[r] for r in members]), tuple(members), why.get(head, ""))
        for head, members in sorted(groups.items())
    )


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
