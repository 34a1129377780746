"""Properties of standing that never get weaker."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from wiredesk.model.reports import PublishedFrom, Report
from wiredesk.model.spans import OffsetMap, Span
from wiredesk.model.statements import Figure, Force, Mode, Statement, Voice
from wiredesk.model.views import LABELS, Actor, Claim, Disagreement, Lineage, Passage
from wiredesk.standing import label_of, standings
from wiredesk.standing.voices import UNNAMED, Heard, matching

TEXT = "The dam at Orvel holds, it was said on Tuesday in the valley."
SPEAKERS = ("a-halvik", "a-reyl", "a-odmar")
ACTORS = (
    Actor("a-union", "Tarn River Workers' Union", ("TRWU",), "organisation"),
    Actor("a-halvik", "Petra Halvik", ("Halvik",), "person", "a-union"),
    Actor("a-sandt", "Mira Sandt", ("Sandt",), "person", "a-union"),
    Actor("a-reyl", "Jonas Reyl", ("Reyl",), "person"),
    Actor("a-odmar", "Karel Odmar", ("Odmar",), "person"),
)


def report(n: int, outlet: str | None = None, credits_: tuple[str, ...] = ()) -> Report:
    return Report(
        id=f"r-{n:03}", capture=f"c-{n}", path=f"{n}.txt", url=None, sha256=f"{n:064}", outlet=outlet,
        title=None, published=None, published_from=PublishedFrom.UNKNOWN, language="en", text=TEXT,
        offsets=OffsetMap.identity(len(TEXT)), credits=credits_,
    )  # fmt: skip


def statement(n: int, who: str | None, named: bool = True) -> Statement:
    voice = Voice("", "outlet") if who is None else Voice(who, "speaker", named=named, actor=who)
    span = Span(0, 22)
    return Statement(
        f"s-{n:03}-{who}",
        f"r-{n:03}",
        (span,),
        span.of(TEXT),
        Mode.INDIRECT,
        Force.ASSERTED,
        voice,
        Span(0, len(TEXT)),
    )


def claim(statements: list[Statement]) -> Claim:
    return Claim("k-1", "st-1", "event", statements[0].text, tuple(statements))


def label(statements: list[Statement], reports: list[Report], lineage: tuple[Lineage, ...] = ()) -> str:
    return standings((claim(statements),), (), lineage, ACTORS, tuple(reports))[0].standing.label


def copy_of(a: int, b: int) -> Lineage:
    whole = Span(0, len(TEXT))
    return Lineage(f"r-{a:03}", f"r-{b:03}", 1.0, "verbatim", (Passage(whole, whole),), True, "later")


voices = st.lists(st.sampled_from([None, *SPEAKERS]), min_size=1, max_size=6)


@given(voices, st.integers(1, 4), st.data())
def test_more_copies_never_corroborate(who: list[str | None], copies: int, data: st.DataObject) -> None:
    reports = [report(n) for n in range(len(who))]
    statements = [statement(n, w) for n, w in enumerate(who)]
    before = label(statements, reports)
    edges = []
    for i in range(copies):
        n = len(who) + i
        origin = data.draw(st.integers(0, len(who) - 1))
        reports.append(report(n))
        statements.append(statement(n, data.draw(st.sampled_from([who[origin], None]))))
        edges.append(copy_of(origin, n))
    after = label(statements, reports, tuple(edges))
    assert (after == "corroborated") <= (before == "corroborated")
    assert (after == "attested") <= (before in ("attested", "corroborated"))


@given(voices, st.randoms(use_true_random=False))
def test_order_changes_nothing(who: list[str | None], rng: random.Random) -> None:
    reports = [report(n, outlet=rng.choice([None, "Valley Voice", "Capital Post"])) for n in range(len(who))]
    statements = [statement(n, w) for n, w in enumerate(who)]
    edges = [copy_of(0, n) for n in range(1, len(who)) if rng.random() < 0.3]
    first = standings((claim(statements),), (), tuple(edges), ACTORS, tuple(reports))[0].standing
    rng.shuffle(reports)
    rng.shuffle(edges)
    again = list(statements)
    rng.shuffle(again)
    second = standings(
        (replace(claim(again), wording=claim(statements).wording),), (), tuple(edges), ACTORS, tuple(reports)
    )[0].standing
    assert (first.label, first.newsrooms, first.voices) == (second.label, second.newsrooms, second.voices)


@given(voices, st.integers(1, 3))
def test_unnamed_officials_never_add_a_voice(who: list[str | None], officials: int) -> None:
    reports = [report(n) for n in range(len(who) + officials)]
    statements = [statement(n, w) for n, w in enumerate(who)]
    before = label(statements, reports)
    for n in range(len(who), len(who) + officials):
        statements.append(statement(n, "officials", named=False))
    assert (label(statements, reports) == "corroborated") <= (before == "corroborated")


@given(st.frozensets(st.builds(Heard, st.sampled_from("ABCD"), st.sampled_from(["v", "w", "x", UNNAMED]))))
def test_a_matching_is_never_larger_than_either_side(pairs: frozenset[Heard]) -> None:
    size = len(matching(pairs))
    assert size <= len({p.newsroom for p in pairs})
    assert size <= len({p.voice for p in pairs})
    assert (size == 0) == (not pairs)
    if pairs:
        assert label_of(len(pairs), pairs) in LABELS


def test_a_spokesman_counts_as_the_one_he_speaks_for() -> None:
    reports = [report(1), report(2)]
    assert label([statement(1, "a-halvik"), statement(2, "a-sandt")], reports) == "attested"
    assert label([statement(1, "a-halvik"), statement(2, "a-union")], reports) == "attested"
    assert label([statement(1, "a-halvik"), statement(2, "a-reyl")], reports) == "corroborated"


def test_one_report_is_once_and_its_copies_repeat_it() -> None:
    assert label([statement(1, "a-reyl")], [report(1)]) == "once"
    assert (
        label([statement(1, "a-reyl"), statement(2, "a-reyl")], [report(1), report(2)], (copy_of(1, 2),))
        == "repeated"
    )


def test_several_voices_through_one_newsroom_are_called_that() -> None:
    reports = [report(1, "Valley Voice"), report(2, "Valley Voice")]
    assert label([statement(1, "a-reyl"), statement(1, "a-odmar")], reports[:1]) == "one_newsroom"
    assert label([statement(1, "a-reyl"), statement(2, "a-odmar")], reports) == "one_newsroom"


def test_the_same_quoted_words_are_one_voice_whoever_is_named() -> None:
    reports = [report(1), report(2)]
    said = [
        replace(statement(n, who), text=f"it was “{words}”", mode=Mode.MIXED)
        for n, who, words in [(1, "a-reyl", "a dark day for Orvel"), (2, "a-odmar", "such a dark day")]
    ]
    assert label(said, reports) == "attested"
    other = [said[0], replace(said[1], text="it was “a sad hour”")]
    assert label(other, reports) == "attested", "quoted words are one utterance"
    reported = [replace(s, mode=Mode.INDIRECT) for s in other]
    assert label(reported, reports) == "corroborated"


def test_own_accounts_in_quite_other_words_do_not_bear_each_other_out() -> None:
    reports = [report(1), report(2)]
    first = replace(statement(1, None), text="the dam above Orvel holds")
    alike = replace(statement(2, None), text="the Orvel dam still holds")
    unlike = replace(statement(2, None), text="guards patrol the valley")
    assert label([first, alike], reports) == "corroborated"
    assert label([first, unlike], reports) == "attested"


def test_an_outlet_told_after_is_the_same_newsroom() -> None:
    reports = [report(1, "Valley Voice"), report(2, "Capital Post")]
    after = replace(statement(2, "a-x"), voice=Voice("Valley Voice", "speaker", actor="a-x"))
    assert label([statement(1, None), after], reports) in ("repeated", "one_newsroom")


def test_only_reports_with_the_number_vouch_for_it() -> None:
    reports = [report(1), report(2)]
    number = replace(statement(1, None), figures=(Figure(0, 3, 12.0, 12.0),))
    made = replace(claim([number, statement(2, None)]), kind="figure")
    assert standings((made,), (), (), ACTORS, tuple(reports))[0].standing.label == "once"


def test_two_newsrooms_with_one_voice_attest() -> None:
    assert label([statement(1, "a-halvik"), statement(2, "a-halvik")], [report(1), report(2)]) == "attested"


def test_an_agency_that_two_reports_credit_is_one_newsroom() -> None:
    reports = [report(1, "Harbour Courier", ("Meridian",)), report(2, "Tarn Daily", ("Meridian",))]
    assert label([statement(1, None), statement(2, None)], reports) == "repeated"


def test_a_shared_quotation_does_not_make_two_newsrooms_one() -> None:
    whole = Span(0, len(TEXT))
    edge = Lineage("r-001", "r-002", 0.9, "quotation", (Passage(whole, whole),), False, "same words")
    assert label([statement(1, None), statement(2, None)], [report(1), report(2)], (edge,)) == "corroborated"


def test_who_disputes_a_claim_is_said_on_both_sides() -> None:
    a = claim([statement(1, "a-reyl")])
    b = replace(claim([statement(2, "a-halvik")]), id="k-2")
    both = standings(
        (a, b), (Disagreement("k-1", "k-2", "control", "…"),), (), ACTORS, (report(1), report(2))
    )
    assert both[0].standing.disputed_by == ("k-2",)
    assert both[1].standing.disputed_by == ("k-1",)


FAMILY = ("New York Post", "The Wall Street Journal", "Barron's", "MarketWatch")
STRONG = ("attested", "corroborated")


@given(voices)
def test_outlets_of_one_publisher_are_one_newsroom(who: list[str | None]) -> None:
    reports = [report(n, FAMILY[n % len(FAMILY)]) for n in range(len(who))]
    statements = [statement(n, w) for n, w in enumerate(who)]
    found = standings((claim(statements),), (), (), ACTORS, tuple(reports))[0].standing
    assert len(found.newsrooms) == 1
    assert found.label not in STRONG
    if len({r.outlet for r in reports}) > 1:
        assert any("one publisher: News Corp" in r.message for r in found.because)


@given(voices, st.data())
def test_that_two_outlets_are_of_one_publisher_never_raises_a_standing(
    who: list[str | None], data: st.DataObject
) -> None:
    outlets = [data.draw(st.sampled_from((*FAMILY, "Valley Voice", "Tarn Daily"))) for _ in who]
    plain = {name: f"Paper {i}" for i, name in enumerate(FAMILY)}
    statements = [statement(n, w) for n, w in enumerate(who)]
    apart = label(statements, [report(n, plain.get(o, o)) for n, o in enumerate(outlets)])
    together = label(statements, [report(n, o) for n, o in enumerate(outlets)])
    assert (together == "corroborated") <= (apart == "corroborated")
    assert (together in STRONG) <= (apart in STRONG)


@given(voices, st.integers(1, 4))
def test_more_outlets_of_a_publisher_that_is_there_are_no_more_newsrooms(
    who: list[str | None], more: int
) -> None:
    reports = [report(n, FAMILY[0] if n == 0 else f"Paper {n}") for n in range(len(who) + more)]
    reports = [replace(r, outlet=FAMILY[1 + n % 3]) if n >= len(who) else r for n, r in enumerate(reports)]
    statements = [statement(n, who[n] if n < len(who) else None) for n in range(len(reports))]

    def rooms(upto: int) -> int:
        found = standings((claim(statements[:upto]),), (), (), ACTORS, tuple(reports[:upto]))
        return len(found[0].standing.newsrooms)

    assert rooms(len(reports)) == rooms(len(who))


def test_an_agency_text_in_a_paper_does_not_make_its_publisher_the_agency() -> None:
    reports = [report(1, FAMILY[0], ("AP",)), report(2, FAMILY[1]), report(3, "AP")]
    told = [statement(n, None) for n in (1, 2, 3)]
    found = standings((claim(told),), (), (), ACTORS, tuple(reports))[0].standing
    assert len(found.newsrooms) == 2
