"""Interviews and transcripts, all invented: who answers, and who a label names."""

from __future__ import annotations

from varo_courier import report

from wiredesk.model.statements import Statement
from wiredesk.resources.parser import parse
from wiredesk.statements import statements


def told(text: str) -> tuple[Statement, ...]:
    made = report(text)
    return statements(made, parse([s.of(made.text) for s in made.paragraphs()]))


def test_turns_of_an_interview_are_of_whoever_answers() -> None:
    text = (
        "Lena Orsk has been mayor of Varo since 2029. She spoke to Ida Holm about the dam.\n\n"
        "When did you learn of the cracks?\n\nIn November. I asked the company to mend the wall.\n\n"
        "How many people lost their homes?\n\nAbout 1,400 families lost everything.\n\n"
        "Will you resign?\n\nI will not resign before the inquiry ends.\n\n"
    )
    found = {s.text: s.voice.name for s in told(text)}
    assert found["About 1,400 families lost everything"] == "Lena Orsk"
    assert found["I will not resign before the inquiry ends"] == "Lena Orsk"
    letters = (
        "Lena Orsk is the mayor of Varo.\n\nQ. Did the company pay you?\n\nA. No. I never took its money.\n\n"
        "VC: Will you resign?\n\nLO: I will not resign before the inquiry ends."
    )
    by = {s.text: s.voice.name for s in told(letters)}
    assert [by[t] for t in by if "never took" in t or "not resign" in t] == ["Lena Orsk", "Lena Orsk"]


def test_questions_of_a_column_are_nobodys_interview() -> None:
    text = (
        "Lena Orsk raised the dam.\n\nWho paid for it?\n\nI think that we all did.\n\nWho will mend it?\n\n"
        "We will, and our children.\n\nWhat will it cost?\n\nNobody has told us so far."
    )
    assert not [s for s in told(text) if s.voice.name == "Lena Orsk"]


def test_labels_of_a_transcript_may_say_what_the_speaker_is() -> None:
    text = (
        "JUDGE PETRA HALVIK: How many people were on the wall?\n\n"
        "JONAS REYL, NORTHWATER SPOKESMAN: Eleven. Four of them were killed.\n\n"
        "Lena Orsk, mayor of Varo: We have lost twelve of our people.\n\n"
        "In Varo, the mayor wept: she had lost her house."
    )
    found = {s.text: s.voice.name for s in told(text)}
    assert found["Four of them were killed"] == "JONAS REYL"
    assert found["We have lost twelve of our people"] == "Lena Orsk"
    assert not [name for name in found.values() if name.startswith("In Varo")]
