"""An offer that runs over two sentences of a quotation is one statement, with its condition."""

from __future__ import annotations

from varo_courier import report

from wiredesk.model.statements import Force, Statement
from wiredesk.resources.parser import parse
from wiredesk.statements import statements


def said(text: str) -> list[Statement]:
    made = report(text)
    return [
        s for s in statements(made, parse(p.of(text) for p in made.paragraphs())) if s.voice.kind == "speaker"
    ]


def test_in_return_belongs_to_what_is_asked() -> None:
    text = (
        "“The River Guard proposes that Northwater stop its patrols in Varo and withdraw its boats. In "
        "return, the River Guard will open the gates,” said Ada Rehn, leader of the River Guard."
    )
    found = said(text)
    assert len(found) == 1
    assert found[0].force is Force.CONDITIONAL
    assert found[0].voice.name == "Ada Rehn"
    assert found[0].condition is not None
    assert "withdraw its boats" in found[0].condition.of(text)
    assert "open the gates" in found[0].text


def test_two_sentences_without_a_bond_stay_two() -> None:
    text = "“We ask Northwater to stop its patrols in Varo. The river is low this year,” Ada Rehn said."
    assert len(said(text)) == 2


def test_what_is_proposed_under_a_verb_of_its_own_keeps_its_return() -> None:
    text = (
        "“The River Guard of Varo proposes that the Northwater Company stop its patrols in Varo and withdraw "
        "its boats from Lower Tarn. In return, the River Guard of Varo will direct its men to refrain from "
        "any action,” Ada Rehn, leader of the River Guard of Varo, said."
    )
    whole = [s for s in said(text) if "withdraw" in s.text]
    assert len(whole) == 1
    assert "refrain from any action" in whole[0].text
    assert whole[0].condition is not None


def test_a_whole_sentence_is_kept_where_no_verb_is_seen() -> None:
    text = "The dam above Orvel holds. A ferry sank near Abrin on Monday."
    made = report(text)
    found = statements(made, parse(p.of(text) for p in made.paragraphs()))
    assert [s.text for s in found] == ["The dam above Orvel holds", "A ferry sank near Abrin on Monday"]


def test_what_is_urged_is_the_condition_of_what_is_given_in_return_for_it() -> None:
    text = "Ada Rehn urged the Northwater Company to leave Varo, in return for which she will open the gates."
    found = [s for s in said(text) if "open the gates" in s.text]
    assert found
    assert found[0].condition is not None
    assert "leave Varo" in found[0].condition.of(text)


def test_in_this_case_is_no_condition_where_it_tells_of_what_is() -> None:
    text = "“Such deals are common in Varo. In this case it is in force since May,” Ada Rehn said."
    assert [s.condition for s in said(text)] == [None] * len(said(text))


def test_a_sentence_glued_behind_a_quotation_keeps_its_own_condition() -> None:
    text = '"We will pay," Ada Rehn said."If the river rises, the school will close," Ilse Brandt said.'
    found = {s.voice.name: s.condition for s in said(text)}
    assert found["Ada Rehn"] is None
    assert found["Ilse Brandt"] is not None
    assert found["Ilse Brandt"].of(text) == "If the river rises"
