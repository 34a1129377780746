"""However people merge, mark and join, copies of one text never corroborate."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wiredesk.claims.overrules import overruled, plainly
from wiredesk.decisions import contested, copied, joined
from wiredesk.model.judgements import Anchor, Judgement
from wiredesk.model.reports import PublishedFrom, Report
from wiredesk.model.spans import OffsetMap, Span
from wiredesk.model.statements import Force, Mode, Statement, Voice
from wiredesk.model.views import LABELS, Actor, Claim, Lineage
from wiredesk.standing import standings
from wiredesk.standing.newsrooms import WHOLE

SIZE = 6
unhurried = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
NAMES = ("Ada Brun", "Jon Teck", "Mira Osk")


def report(n: int) -> Report:
    text = f"Report {n} tells of the flood."
    return Report(
        f"r-{n}", f"c-{n}", f"{n}.txt", None, "0" * 64, f"Outlet {n}", None, "2026-03-01",
        PublishedFrom.METADATA, "en", text, OffsetMap(()),
    )  # fmt: skip


REPORTS = tuple(report(n) for n in range(SIZE))
ACTORS = tuple(Actor(f"act-{n}", n, (n,), "person") for n in NAMES)


def statement(n: int, voice: str) -> Statement:
    whole = Span(0, len(REPORTS[n].text))
    return Statement(
        f"s-{n}", f"r-{n}", (whole,), REPORTS[n].text, Mode.INDIRECT, Force.ASSERTED,
        Voice(voice, "speaker", actor=f"act-{voice}"), whole,
    )  # fmt: skip


CHAIN = tuple(Lineage(f"r-{n}", f"r-{n + 1}", 0.9, "verbatim", (), True, "copied") for n in range(SIZE - 1))
"""Every report a copy of the one before it."""

statements = st.lists(st.sampled_from(NAMES), min_size=SIZE, max_size=SIZE).map(
    lambda voices: tuple(statement(n, v) for n, v in enumerate(voices))
)
pairs = st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1))


def judgement(kind: str, n: int, left: str, right: str, answer: bool = True) -> Judgement:
    what = "name" if kind in ("same_actor", "speaks_for") else "report" if kind == "copies" else "statement"
    anchors = (Anchor("left", what, left), Anchor("right", what, right))
    at = f"2026-03-01T00:00:{n:02}Z"
    return Judgement(f"j-{n}", kind, left, right, answer, 1.0, (), "editor", at, None, "", anchors)


def labels(claims: tuple[Claim, ...], lineage: tuple[Lineage, ...], actors: tuple[Actor, ...]) -> list[str]:
    return [c.standing.label for c in standings(claims, (), lineage, actors, REPORTS)]


@unhurried
@given(statements, st.lists(st.tuples(pairs, st.booleans()), max_size=12))
def test_no_merging_of_claims_corroborates_copies(
    told: tuple[Statement, ...], acts: list[tuple[tuple[int, int], bool]]
) -> None:
    claims = tuple(Claim(f"clm-{s.id}", "st", "event", s.text, (s,)) for s in told)
    judged = tuple(
        judgement("same_claim", n, f"s-{a}", f"s-{b}", yes) for n, ((a, b), yes) in enumerate(acts)
    )
    made = overruled(claims, judged, plainly)
    # Newsrooms are found claim by claim, so a claim of reports 1 and 5 sees no edge between them: the
    # whole family of copies is marked, as a person would mark it.
    family = copied(CHAIN, [judgement("copies", 99, "r-1", "r-0")], WHOLE)
    assert "corroborated" not in labels(made, family, ACTORS)
    assert "attested" not in labels(made, family, ACTORS)


@unhurried
@given(statements, st.lists(pairs, max_size=8), st.lists(pairs, max_size=4))
def test_marking_copies_and_joining_voices_never_raises_a_standing(
    told: tuple[Statement, ...], marks: list[tuple[int, int]], links: list[tuple[int, int]]
) -> None:
    claims = (Claim("clm-1", "st", "event", "flood", told),)
    rank = LABELS.index
    before = labels(claims, (), ACTORS)[0]
    lineage = copied(
        (), [judgement("copies", n, f"r-{a}", f"r-{b}") for n, (a, b) in enumerate(marks)], WHOLE
    )
    marked = labels(claims, lineage, ACTORS)[0]
    acts = [judgement("same_actor", n, NAMES[a % 3], NAMES[b % 3]) for n, (a, b) in enumerate(links)]
    actors = joined(ACTORS, acts)
    index = {n: a.id for a in actors for n in a.names}
    spoken = tuple(replace(s, voice=replace(s.voice, actor=index[s.voice.name])) for s in told)
    fewer = labels((replace(claims[0], statements=spoken),), lineage, actors)[0]
    if before != "corroborated":
        assert marked != "corroborated"
    assert not (marked == "corroborated" and before != "corroborated")
    assert not (fewer == "corroborated" and marked != "corroborated")
    assert rank(marked) <= rank(before) or marked == "one_newsroom"


@unhurried
@given(st.permutations([("copies", "r-1", "r-0"), ("copies", "r-2", "r-0"), ("copies", "r-4", "r-3")]))
def test_the_order_of_marks_of_different_reports_changes_nothing_but_their_dates(
    marks: list[tuple[str, str, str]],
) -> None:
    made = copied((), [judgement(k, n, a, b) for n, (k, a, b) in enumerate(marks)], WHOLE)
    assert {frozenset((x.source, x.target)) for x in made} == {
        frozenset(p) for p in (("r-0", "r-1"), ("r-0", "r-2"), ("r-1", "r-2"), ("r-3", "r-4"))
    }


def test_no_copy_takes_an_edge_away_whichever_way_it_ran() -> None:
    made = copied(CHAIN, [judgement("copies", 1, "r-0", "r-1", False)], WHOLE)
    assert made == CHAIN[1:]


def test_judgements_of_other_claims_leave_disagreements_alone() -> None:
    assert contested((), (), [judgement("contradicts", 1, "s-8", "s-9")]) == ()


def test_speaking_for_each_other_closes_no_circle() -> None:
    acts = [judgement("speaks_for", 1, NAMES[0], NAMES[1]), judgement("speaks_for", 2, NAMES[1], NAMES[0])]
    by = {a.name: a for a in joined(ACTORS, acts)}
    assert by[NAMES[1]].speaks_for == by[NAMES[0]].id
    assert by[NAMES[0]].speaks_for is None
