"""Interviews and transcripts, all invented: who answers, and who a label names."""

from __future__ import annotations

from pathlib import Path

import pytest
from varo_courier import report

from wiredesk.desk import Desk
from wiredesk.model.statements import Statement
from wiredesk.resources.parser import parse
from wiredesk.statements import statements
from wiredesk.text.turns import named_turns


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


NAMED = (
    "Why the harbour bill is bad\n\nI talked to Klee about his plan.\n\n"
    "Jon Illing\n\nFirst, what do you not like about the bill?\n\n"
    "Otto Klee\n\nIt brings us no closer to a free market. The problem is the fear in the port.\n\n"
    "Jon Illing\n\nYou mean the crews?\n\n"
    "Otto Klee\n\nMany people said the port would fail.\n\nI do think that it is in trouble.\n\n"
)


def test_turns_are_of_whom_the_line_above_them_names(tmp_path: Path) -> None:
    found = {s.text: s for s in told(NAMED)}
    for text in "The problem is the fear in the port", "I do think that it is in trouble":
        assert found[text].voice.name == "Otto Klee"
    assert found["You mean the crews"].voice.name == "Jon Illing"
    assert found["the port would fail"].voice.name != "Otto Klee"
    made = report(NAMED)
    (source,) = found["You mean the crews"].source
    assert made.text[source.start : source.end] == "Jon Illing"
    (tmp_path / "a.txt").write_text(NAMED, "utf-8")
    with Desk(None) as desk:
        desk.add([str(tmp_path)])
        (pasted,) = desk.document().reports
    assert pasted.title == "Why the harbour bill is bad"
    assert not pasted.dropped


@pytest.mark.parametrize(
    "text",
    [
        NAMED.replace("?", "."),  # nobody asks
        NAMED.replace("Jon Illing", "Otto Klee"),  # one name alone
        NAMED.replace("Otto Klee\n\n", ""),  # no answers apart
    ],
)
def test_names_on_lines_of_their_own_are_no_turns_where_nobody_asks_and_answers(text: str) -> None:
    assert named_turns([line for line in text.split("\n") if line]) == {}
