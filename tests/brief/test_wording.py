from __future__ import annotations

from dataclasses import replace

import brief_document
import pytest

from wiredesk.model.spans import Span
from wiredesk.model.statements import Force, Mode, Statement, Voice
from wiredesk.model.views import Standing
from wiredesk.text import wording
from wiredesk.text.wording import Exact, outlets, quoted, shortened, standing_words, through

DOCUMENT = brief_document.document()
ACTORS = {a.id: a for a in DOCUMENT.actors}
NAMES = wording.labels(DOCUMENT.reports)


def claim(part: str):  # type: ignore[no-untyped-def]
    return next(c for c in DOCUMENT.claims if part in c.wording)


def words(part: str, **standing: object) -> str:
    found = claim(part)
    return standing_words(replace(found, standing=replace(found.standing, **standing)), NAMES, ACTORS)


def test_four_newsrooms_and_one_voice_are_told_apart() -> None:
    said = words("halt the war", newsrooms=("A", "B", "C", "D"), disputed_by=())
    assert said == "four newsrooms, one voice: Ilan Maroz, on Facebook"


def test_two_who_speak_for_each_other_are_one_voice_with_two_names() -> None:
    found = claim("halt the war")
    rusk = next(a for a in DOCUMENT.actors if a.id == "a-rusk")
    other = replace(found.statements[0].voice, name=rusk.name, actor=rusk.id)
    members = (replace(found.statements[0], voice=other), *found.statements[1:])
    said = standing_words(
        replace(found, statements=members, standing=Standing("attested", ("A", "B"), ("a-fsm",))),
        NAMES,
        ACTORS,
    )
    assert said == "two newsrooms, one voice: Havel Rusk and Ilan Maroz, who speak as one"


def test_an_outlet_s_own_account_beside_a_speaker_is_said_to_be_one() -> None:
    said = words(
        "At least 40",
        label="attested",
        newsrooms=("A", "B"),
        voices=("a-ministry", "outlet:B"),
        disputed_by=(),
    )
    assert said == "two newsrooms, one voice: the health ministry; and one own account"


def test_an_unnamed_voice_adds_none_to_a_named_one() -> None:
    said = words(
        "At least 40",
        label="attested",
        newsrooms=("A", "B"),
        voices=("a-ministry", "unnamed"),
        disputed_by=(),
    )
    assert said == "two newsrooms, one voice: the health ministry"


def test_unnamed_outlets_are_named_together_by_file() -> None:
    names = ["an unnamed outlet (report a)", "The Meridian", "an unnamed outlet (report b)"]
    assert outlets(names) == "The Meridian and two unnamed outlets (reports a, b)"


LONG = "The bridge at Tovin was closed at noon and the people of the town walked home along the river " * 4


@pytest.mark.parametrize(
    "tail",
    ["but not to lorries.", "unless it rains.", "and 14 cars waited.", "which officials denied, if asked."],
)
def test_a_long_passage_is_never_cut_before_a_telling_word(tail: str) -> None:
    statement = replace(claim("57 dead").statements[0], text=LONG + tail, condition=None)
    assert shortened(statement).endswith(tail)


def test_a_long_passage_is_cut_where_nothing_is_lost_and_says_so() -> None:
    statement = replace(claim("57 dead").statements[0], text=LONG.strip(), condition=None)
    assert shortened(statement).endswith(" …")
    assert len(shortened(statement)) < 240


@pytest.mark.parametrize(
    ("text", "mode", "shown"),
    [
        ("“We will stay,”", Mode.DIRECT, "“We will stay”"),
        ("We will stay", Mode.DIRECT, "“We will stay”"),
        ("“We will stay", Mode.DIRECT, "“We will stay”"),
        ("we will stay.”", Mode.DIRECT, "“we will stay.”"),
        ('"We will stay', Mode.DIRECT, '"We will stay"'),
        ("they will stay", Mode.INDIRECT, "they will stay"),
        ("they “will stay,”", Mode.MIXED, "they “will stay”"),
    ],
)
def test_quotation_marks_are_the_report_s_or_close_its_quotation(text: str, mode: Mode, shown: str) -> None:
    statement = replace(claim("57 dead").statements[0], text=text, mode=mode, condition=None)
    parts = quoted(statement)
    assert "".join(parts) == shown
    assert all(str(p) in text for p in parts if isinstance(p, Exact))


def test_a_demand_without_a_cue_is_called_a_demand() -> None:
    found = claim("57 dead").statements[0]
    statement = replace(found, cue=None, force=Force.DEMANDED)
    report = next(r for r in DOCUMENT.reports if r.id == statement.report)
    said = "".join(wording.said(statement, report, NAMES[report.id], ACTORS))
    assert said == "A doctor at Tovin hospital (unnamed) (a demand): "


def test_told_without_a_hearer_is_left_out() -> None:
    found = claim("57 dead").statements[0]
    report = next(r for r in DOCUMENT.reports if r.id == found.report)
    at = report.text.index("told")
    statement = replace(found, cue=replace(found.spans[0], start=at, end=at + 4))
    said = "".join(wording.said(statement, report, NAMES[report.id], ACTORS))
    assert said == "A doctor at Tovin hospital (unnamed): "


def test_a_claim_is_shown_in_the_words_that_a_report_opens_with() -> None:
    found = claim("57 dead")
    length = wording.HEAD

    def at(start: int, text: str, id_: str) -> Statement:
        return replace(found.statements[0], id=id_, text=text, spans=(Span(start, start + len(text)),))

    deep = at(3 * length, "The ministry counts 57 dead after the flood", "s1")
    high = at(length // 2, "Flood waters killed 57 people, the ministry says", "s2")
    deeper = at(2 * length, "Fifty-seven people were killed in the flood", "s3")
    told = replace(found, wording=deep.text, statements=(deep, high, deeper))
    assert wording.shown(told) is high
    assert (
        wording.shown(replace(told, statements=(deep, deeper))) is deep
    )  # neither opens: the claim's wording


@pytest.mark.parametrize(
    ("medium", "words"),
    [("memo", "in a memo"), ("radio", "on the radio"), ("op-ed", "in an op-ed"), ("telephone", "by phone")],
)
def test_what_words_came_through_has_its_preposition(medium: str, words: str) -> None:
    assert through(Voice("Ida Holm", "speaker", medium=medium)) == words
