"""Wordings are compared once each, and what comes out is what comparing each with each gives."""

from __future__ import annotations

from random import Random

import pytest

from wiredesk.changes import retold
from wiredesk.changes.mutations import FINDERS, NO_COPY, mutations
from wiredesk.changes.retold import Wordings, alike
from wiredesk.changes.substance import folded
from wiredesk.model.mutations import Mutation
from wiredesk.model.reports import PublishedFrom, Report
from wiredesk.model.spans import OffsetMap, Span
from wiredesk.model.statements import Figure, Force, Mode, Statement, Voice
from wiredesk.model.views import Claim, Lineage

SUBJECTS = ("the ferry", "the old ferry", "the tram", "the tram crew of Keld")
VERBS = ("struck the pier of Marnhill", "reportedly struck the pier", "may have struck the new pier")
ENDS = ("", " if the fog holds", " in the fog of the morning", " on the way to Seld, and sank")
DAYS = (None, "2031-03-01", "2031-03-02")


def wording(random: Random) -> str:
    number = random.choice((12, 13, 18, 20))
    return f"{random.choice(SUBJECTS)} {random.choice(VERBS)} and hurt {number} people{random.choice(ENDS)}"


def statement(name: str, report: str, random: Random) -> Statement:
    text = wording(random)
    at = random.choice((0, 40))
    start = next(i for i, c in enumerate(text) if c.isdigit())
    value = float(text[start : start + 2])
    cue = random.choice((None, Span(at + len(text) + 1, at + len(text) + 5), Span(at + 4, at + 9)))
    return Statement(
        name, report, (Span(at, at + len(text)),), text, Mode.INDIRECT,
        random.choice((Force.ASSERTED, Force.HEDGED)),
        random.choice((Voice("Ada Merrow", kind="speaker"), Voice("Keld Post", kind="outlet"))),
        Span(at, at + len(text) + 9), cue=cue,
        condition=Span(at, at + 3) if " if " in text and random.random() < 0.5 else None,
        figures=(Figure(at + start, at + start + 2, value, value, of="people", status="wounded"),),
    )  # fmt: skip


def story(seed: int) -> tuple[list[Claim], list[Lineage], list[Report]]:
    random = Random(seed)
    names = [f"r{n}" for n in range(5)]
    said = [statement(f"s{n:02}", random.choice(names), random) for n in range(30)]
    claims = [Claim(f"c{n}", "story", "event", "", tuple(said[n::4])) for n in range(4)]
    reports = [
        Report(
            id=n, capture=n, path=n, url=None, sha256="", outlet=n, title=None, published=random.choice(DAYS),
            published_from=PublishedFrom.METADATA, language="en", text="", offsets=OffsetMap.identity(0),
        )
        for n in names
    ]  # fmt: skip
    edges = [
        Lineage(
            a, b, 0.5, random.choice(("verbatim", "edited", "quotation")), (), random.random() < 0.3, a + b
        )
        for i, a in enumerate(names)
        for b in names[i + 1 :]
        if random.random() < 0.7
    ]
    return claims, edges, reports


def plainly(claims: list[Claim], lineage: list[Lineage], reports: list[Report]) -> tuple[Mutation, ...]:
    """Each statement of a report with each of its copy, edge by edge."""
    said = sorted((s for c in claims for s in c.statements), key=lambda s: s.id)
    days = {r.id: r.published or "" for r in reports}
    found: dict[tuple[str, str], tuple[float, str, Mutation]] = {}
    for edge in lineage:
        if edge.kind in NO_COPY:
            continue
        one, two = edge.source, edge.target
        dated = bool(days[one] and days[two] and days[one] != days[two])
        if dated and not edge.directed and days[two] < days[one]:
            one, two = two, one
        directed = edge.directed or dated
        for b in (s for s in said if s.report == two):
            best: tuple[float, str, Statement] | None = None
            equal = [a for a in said if a.report == one and folded(a.text) == folded(b.text)]
            if equal:
                a = equal[-1]
                if [(x.voice.kind, x.force, x.condition is None) for x in (a, b)].count(
                    (b.voice.kind, b.force, b.condition is None)
                ) == 1:
                    best = (-1.0, a.id, a)
            else:
                rated = (
                    (-alike(folded(a.text).split(), folded(b.text).split()), a.id, a)
                    for a in said
                    if a.report == one
                )
                best = min((r for r in rated if r[0]), key=lambda r: r[:2], default=None)
            if best is None:
                continue
            for x, y in [(best[2], b)] if directed else [(best[2], b), (b, best[2])]:
                for kind, finder in FINDERS.items():
                    words = finder(x, y)
                    key = (y.id, kind)
                    if words and (key not in found or (best[0], x.id) < found[key][:2]):
                        made = Mutation(kind, x.id, y.id, *words, directed=directed, why=edge.why)
                        found[key] = (best[0], x.id, made)
    return tuple(found[k][2] for k in sorted(found))


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("few", [0, retold.FEW])
def test_mutations_are_those_found_by_comparing_each_statement_with_each(
    seed: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retold, "FEW", few)
    claims, edges, reports = story(seed)
    retold._kept.clear()
    found = mutations(claims, edges, reports)
    assert found == plainly(claims, edges, reports)
    later = mutations(claims, edges, reports)  # with what is remembered
    assert later == found


def test_the_stories_of_these_tests_have_every_kind_of_change_that_they_can_have() -> None:
    kinds = {m.kind for seed in range(40) for m in plainly(*story(seed))}
    assert kinds == FINDERS.keys() - {"status_changed"}


@pytest.mark.parametrize(("few", "common"), [(0, 1), (0, 10_000), (10_000, 1)])
def test_no_wording_that_is_alike_is_passed_over_however_the_wordings_come(
    few: int, common: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retold, "FEW", few)
    monkeypatch.setattr(retold, "COMMON", common)
    random = Random(4)
    said = sorted(
        {folded(wording(random)) for _ in range(60)} | {"", "the ferry", "the the the the", "no no no"}
    )
    random.shuffle(said)
    words = [s.split() for s in said]
    assert [list(found) for found in retold._sharing(words, 0)] == [
        list(found) for found in retold._each_with_each(words, 0)
    ]
    grown = Wordings()
    for first in range(0, len(said), 7):
        grown.take(said[: first + 7])
    for a in said:
        for b in said:
            if a != b and alike(a.split(), b.split()):
                assert grown.number(b) in grown.near(grown.number(a))
                assert grown.alike(grown.number(a), grown.number(b)) == alike(a.split(), b.split())
