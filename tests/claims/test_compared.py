"""What is remembered of a story changes nothing: a grown story is compared as one that came at once."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.claims.test_grouping import STATEMENTS, _facts

from wiredesk.claims import compared as comparing_module
from wiredesk.claims import likeness, meeting
from wiredesk.claims.clashes import clash
from wiredesk.claims.compared import Compared
from wiredesk.claims.copies import without_copies
from wiredesk.claims.covers import cover, covers
from wiredesk.claims.explained import comparisons
from wiredesk.claims.facts import Facts, quotations
from wiredesk.claims.findings import Clash
from wiredesk.claims.judge import Verdict, pair, verdict
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.sayings import OWN, saying
from wiredesk.claims.words import stem, tokens

Found = tuple[dict[tuple[int, int], Verdict], list[tuple[int, int, Clash]]]


@pytest.fixture(params=["small", "large"])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The rules of small stories, or those of large ones with their bounds brought down."""
    if request.param == "large":
        monkeypatch.setattr(comparing_module, "FEW", 4)
        monkeypatch.setattr(comparing_module, "TOGETHER", 1)
        monkeypatch.setattr(meeting, "FEW", 4)
        monkeypatch.setattr(meeting, "CROWD", 3)
        monkeypatch.setattr(likeness, "FIRST", 5)
    return str(request.param)


def _found(compared: Compared, facts: list[Facts]) -> Found:
    compared.take(sorted(facts, key=lambda f: f.id))
    return compared.verdicts(), list(compared.clashes())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STATEMENTS, st.randoms(use_true_random=False))
def test_a_story_that_grew_is_compared_as_one_that_came_at_once(
    size: str, drawn: list[tuple[list[str], list[int], bool]], chance: random.Random
) -> None:
    facts = [_facts(n, *one) for n, one in enumerate(drawn)]
    grown = Compared()
    held: list[Facts] = []
    for _ in range(4):
        held = chance.sample(facts, chance.randint(0, len(facts)))  # some come, and some go
        _found(grown, held)
    assert _found(grown, facts) == _found(Compared(), facts)


def test_a_second_report_has_the_first_compared_by_meaning_too() -> None:
    first = [
        replace(_facts(n, ["dam", "gate", "strike"][: n + 1], [], False), text=text, report="r1")
        for n, text in enumerate(("the union has left the dam", "the dam was given up by the workers"))
    ]
    later = replace(_facts(9, ["bread"], [], False), text="the price of bread rose", report="r2")
    grown = Compared()
    _found(grown, first)
    assert _found(grown, [*first, later]) == _found(Compared(), [*first, later])


@settings(max_examples=30)
@given(STATEMENTS)
def test_what_a_statement_says_anew_is_compared_anew(drawn: list[tuple[list[str], list[int], bool]]) -> None:
    facts = [_facts(n, *one) for n, one in enumerate(drawn)]
    others = [_facts(n, words[::-1], counts, not told) for n, (words, counts, told) in enumerate(drawn)]
    grown = Compared()
    _found(grown, others)
    assert _found(grown, facts) == _found(Compared(), facts)


@settings(max_examples=60)
@given(STATEMENTS)
def test_one_cover_is_the_same_alone_and_among_many(drawn: list[tuple[list[str], list[int], bool]]) -> None:
    facts = [_facts(n, *one) for n, one in enumerate(drawn)]
    by = Likeness(facts)
    rows = [*(by._row(f, "words") for f in facts), by._made([])]  # what has names alone has no other word
    for one in rows:
        together = covers(one, rows)
        assert [together[i] for i in range(len(rows))] == [cover(one, other) for other in rows]
        turned = together.turned()
        assert [turned[i] for i in range(len(rows))] == [cover(other, one) for other in rows]


SAID = (
    ("Ferries sail from Oldmarn harbour again on March 9, the union said.", "sail", ()),
    ("Ferries from Oldmarn harbour sailed again, with twelve sailors aboard.", "sail", (12,)),
    ("Guards fired on the ferry at Oldmarn.", "fire", ()),
    ("Guards never fired on the ferry at Oldmarn.", "fire", ()),
    ("The port authority withdrew its claim that 30 sailors were killed.", "withdraw", (30,)),
    ("The storm killed 30 sailors off Oldmarn.", "kill", (30,)),
    ("The storm killed 45 sailors off Oldmarn.", "kill", (45,)),
    ("“We will never sail again if the port closes,” she said.", "sail", ()),
    ("“We will never sail again unless the talks begin,” she said.", "sail", ()),
)
VOICES = (("v1", "Ada Lin"), ("v1", "Bo Marsh"), ("v1", "the union"), ("v2", "Cy Dunn"), ("v3", "Coast Post"))
Drawn = tuple[tuple[str, str, tuple[int, ...]], str, tuple[str, str], str | None, int]
TOLD = st.integers(0, len(SAID) - 2).flatmap(
    lambda n: st.lists(
        st.tuples(
            st.sampled_from(SAID[n : n + 2]),
            st.sampled_from(["r1", "r2"]),
            st.sampled_from(VOICES),
            st.sampled_from([None, "2031-02-20", "2031-03-11"]),
            st.integers(0, 700),
        ),
        min_size=3,
        max_size=6,
    )
)


def _told(
    n: int, drawn: tuple[tuple[str, str, tuple[int, ...]], str, tuple[str, str], str | None, int]
) -> Facts:
    (text, act, counts), report, (voice, mouth), published, at = drawn
    made = _facts(n, text.split(" "), list(counts), voice != "v3")
    figures = tuple(replace(f, start=at + f.start, end=at + f.end) for f in made.figures)
    return replace(
        made, act=stem(act), report=report, voice=voice, mouth=mouth, published=published, figures=figures,
        quotations=quotations(text, made.mode), where=frozenset(["p1"] if "Oldmarn" in text else []),
        condition=tokens(text.partition("if the port")[2]), has_condition=" if " in text,
        future=" will " in text, negated="never" in text,
    )  # fmt: skip


@settings(max_examples=40)
@given(TOLD)
def test_statements_that_say_the_same_are_judged_as_each_would_be_alone(
    drawn: list[Drawn],
) -> None:
    _judged_as_alone([_told(n, one) for n, one in enumerate(drawn)])


def test_who_says_it_and_when_it_was_printed_still_decides_between_equal_wordings() -> None:
    fired, never = SAID[2:4]
    ada, bo = VOICES[:2]
    _judged_as_alone(
        [_told(0, (fired, "r1", ada, None, 0)), _told(1, (never, "r1", ada, None, 0)),
         _told(2, (never, "r1", bo, None, 0)), _told(3, (never, "r2", ada, None, 0))]
    )  # fmt: skip
    sail, sailed = SAID[:2]
    days = ("2031-03-11", "2031-02-20", None)
    _judged_as_alone(
        [_told(0, (sail, "r1", ada, None, 0))]
        + [_told(n + 1, (sailed, f"r{n + 2}", bo, day, 0)) for n, day in enumerate(days)]
    )


def _judged_as_alone(facts: list[Facts]) -> None:
    by = Likeness(facts)
    compared = Compared()
    compared.take(facts)
    clashing = {(i, j): found for i, j, found in compared.clashes()}
    for (i, j), found in compared.verdicts().items():
        p = pair(facts[i], facts[j], by)
        assert (found.score, found.bar) == (verdict(p).score, verdict(p).bar)
        assert clashing.get((i, j)) == clash(p, by)


def test_who_printed_a_thing_and_where_in_the_report_is_no_part_of_what_it_says() -> None:
    thirty, forty = SAID[5:7]
    one = _told(0, (thirty, "r1", ("v1", "Ada"), None, 0))
    two = _told(1, (thirty, "r2", ("v1", "Bo"), "2031-03-01", 90))
    three = _told(2, (forty, "r2", ("v1", "Bo"), None, 9))
    assert saying(one) == saying(two) != saying(three)
    assert all(hasattr(one, name) for name in OWN)


@pytest.mark.parametrize("most", [8, 20])
def test_why_gives_the_scores_that_were_decided_where_many_copies_came(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(likeness, "DEEP", most)  # all are more than 20, those that are compared 19
    told = [_facts(n, words.split(), [], False) for n, words in enumerate(SHORT)]
    copies = [replace(_facts(n, told[0].text.split(), [], False), id=f"s{n:02}") for n in range(20, 50)]
    facts = sorted([*told, *copies], key=lambda f: f.id)
    few = [facts[i] for i in without_copies(facts)[0]]
    decided = Compared()
    decided.take(few)
    ids = [f.id for f in few]
    given_why = {(c.left, c.right): c for c in comparisons(facts, ids, ids)}
    verdicts = decided.verdicts()
    assert verdicts
    for (i, j), found in verdicts.items():
        assert given_why[ids[i], ids[j]].score == found.score
        assert given_why[ids[i], ids[j]].bar == found.bar


SHORT = (
    "ferry sank off Oldmarn harbour Monday",
    "ferry went down near Oldmarn Monday",
    "captain blamed storm for ferry loss",
    "captain said storm sank ferry",
    "port closed until Friday by order",
    "harbour shut till Friday after order",
    "union demanded new lifeboats for crews",
    "crews want better lifeboats says union",
    "minister promised inquiry within month",
    "inquiry will follow minister told parliament",
    "divers found engine on seabed",
    "engine lay on seabed divers reported",
)
