from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import brief_document
import pytest

from wiredesk.brief import check
from wiredesk.brief.ground import WORDS
from wiredesk.errors import UngroundedLine
from wiredesk.model.ids import content_id
from wiredesk.model.spans import Span
from wiredesk.model.views import Brief, Line, Standing
from wiredesk.text.wording import _FORCES, _MEDIA, labels, standing_words

CASES = Path(__file__).parent.parent / "cases"


def cases(name: str) -> list[Any]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [pytest.param(json.loads(x), id=json.loads(x)["name"].replace(" ", "_")) for x in lines]


def line(case: dict[str, Any]) -> Line:
    text, spans = case["text"], []
    for words in case["exact"]:
        if words not in text:
            text = words
        at = text.index(words)
        spans.append(Span(at, at + len(words)))
    section = "lead" if "standing" in case else "figures"
    claim = content_id("c", case["claim"])
    return Line("l-case", section, text, (claim,), case.get("standing", ""), (), tuple(spans))


def run(case: dict[str, Any]) -> None:
    document = brief_document.document()
    check(Brief((line(case),)), document.claims, document.reports, document.actors)


@pytest.mark.parametrize("case", cases("brief_ungrounded.jsonl"))
def test_a_line_that_says_more_than_its_spans_is_refused_by_name(case: dict[str, Any]) -> None:
    with pytest.raises(UngroundedLine, match="l-case"):
        run(case)


@pytest.mark.parametrize("case", cases("brief_grounded.jsonl"))
def test_a_grounded_line_passes(case: dict[str, Any]) -> None:
    run(case)


def test_a_line_on_a_claim_that_does_not_exist_is_refused() -> None:
    document = brief_document.document()
    with pytest.raises(UngroundedLine, match="does not exist"):
        check(Brief((Line("l-x", "lead", "no", ("c-none",), ""),)), document.claims, document.reports)


def test_the_brief_of_a_hostile_report_is_grounded_or_refused_never_wrong() -> None:
    document = brief_document.hostile()
    check(document.brief, document.claims, document.reports)


@pytest.mark.parametrize("label", ["once", "repeated", "one_newsroom", "attested", "corroborated"])
@pytest.mark.parametrize(
    "voices", [("a-maroz",), ("a-fsm",), ("a-maroz", "unnamed"), ("a-maroz", "outlet:X"), ("outlet:X",)]
)
@pytest.mark.parametrize("key", ["offer", "heard", "forty"])
def test_every_wording_of_a_standing_is_grounded(label: str, voices: tuple[str, ...], key: str) -> None:
    document = brief_document.document()
    claim = next(c for c in document.claims if c.id == content_id("c", key))
    first = claim.statements[0]
    joined = replace(first, voice=replace(first.voice, name="Havel Rusk", actor="a-rusk"))
    members = (joined, *claim.statements[1:]) if first.voice.kind == "speaker" else claim.statements
    claim = replace(claim, statements=members, standing=Standing(label, ("A", "B"), voices, ("c-other",)))
    names, people = labels(document.reports), {a.id: a for a in document.actors}
    words = standing_words(claim, names, people)
    span = Span(0, len(claim.statements[-1].text))
    made = Line("l-s", "lead", claim.statements[-1].text, (claim.id,), words, (), (span,))
    check(Brief((made,)), (claim,), document.reports, document.actors)


def test_the_brief_s_own_list_has_every_word_of_its_templates() -> None:
    for phrase in [*_MEDIA.values(), *_FORCES.values()]:
        assert set(phrase.lower().split()) <= WORDS


def test_a_quotation_mark_in_an_outlets_name_is_the_names_own() -> None:
    document = brief_document.document()
    odd = replace(document.reports[0], outlet='The "Daily" Post')
    rest = document.reports[1]
    text = f'The "Daily" Post is the source of words in {labels(document.reports)[rest.id]}'
    made = Line("l-case", "lineage", text, (), "", (odd.id, rest.id))
    check(Brief((made,)), (), (odd, *document.reports[1:]))
    with pytest.raises(UngroundedLine):
        check(
            Brief((replace(made, text=text.replace('"Daily"', '"words"')),)), (), (odd, *document.reports[1:])
        )


def test_every_heading_of_a_dispute_is_in_the_briefs_own_words() -> None:
    from wiredesk.brief.compose import _DISPUTE
    from wiredesk.brief.ground import WORDS

    words = {w for heading in _DISPUTE.values() for w in heading.lower().split()}
    assert not words - WORDS
