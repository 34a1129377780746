"""Who said what: source, cue and content, by invented sentences and by properties."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiredesk.model.parses import Parse
from wiredesk.model.spans import Span
from wiredesk.resources.parser import parse
from wiredesk.statements import tagger
from wiredesk.statements.attribution import Attribution, attributions
from wiredesk.statements.extent import to_its_bounds
from wiredesk.statements.phrases import Frame
from wiredesk.statements.quotes import quoted

FILE = Path(__file__).parent.parent / "cases" / "attribution.jsonl"
CASES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def paragraphs(text: str) -> list[Span]:
    out, at = [], 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped[0])
            out.append(Span(start, start + len(stripped)))
        at += len(line) + 1
    return out


def heard(text: str) -> list[Attribution]:
    spans = paragraphs(text)
    return attributions(text, spans, parse([s.of(text) for s in spans]))


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
@pytest.mark.parametrize("trained", [True, False], ids=["trained", "rules alone"])
def test_source_cue_and_content_are_found(
    case: dict[str, Any], trained: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not trained:
        monkeypatch.setattr(tagger, "model", lambda: None)
    text = case["text"]
    found = [
        {
            "source": " ".join(s.of(text) for s in a.source),
            "cue": "" if a.cue is None else a.cue.of(text),
            "content": [s.of(text) for s in a.content],
            "mode": a.mode.value,
        }
        for a in heard(text)
    ]
    assert {k: case[k] for k in ("source", "cue", "content", "mode")} in found


ODD = st.text(alphabet="aA bB.,:;\n'\"“”‘’«»„—-()[]!?0é 他", max_size=120)


@settings(max_examples=40)
@given(ODD)
def test_odd_text_never_raises_and_spans_stay_inside(text: str) -> None:
    for one in heard(text):
        for span in (*one.source, *one.content, *((one.cue,) if one.cue else ())):
            assert 0 <= span.start < span.end <= len(text)


def test_a_paragraph_that_was_not_parsed_still_gives_its_quotations() -> None:
    text = "„Wir bleiben hier, solange es geht“, sagte Anna Feld."
    found = attributions(text, [Span(0, len(text))], [Parse(text, ())])
    assert [a.content[0].of(text) for a in found] == ["„Wir bleiben hier, solange es geht“"]


def test_no_report_gives_no_attributions() -> None:
    assert attributions("", [], []) == []


def test_twice_the_text_takes_at_most_four_times_as_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagger, "model", lambda: None)

    def seconds(times: int) -> float:
        text = ("“We stay,” Orsk said. " * times).strip()
        trees = parse([text])
        took = []
        for _ in range(3):  # the least of three: a pause of the interpreter is not the work's
            start = time.process_time()
            attributions(text, [Span(0, len(text))], trees)
            took.append(time.process_time() - start)
        return min(took)

    seconds(10)
    assert seconds(400) < 4 * seconds(200) + 0.2


def test_a_speakers_name_is_whole_where_a_hyphen_joins_it() -> None:
    text = "On Monday Mayor Basil al-Holm wrote to the guard stating that the pier was lost."
    parsed = parse([text])[0]
    cue, said = text.index("stating"), text.index("that the")
    halved = Frame("said", 0, (cue, cue + 7), ((10, text.index("-Holm")),), None, ((said, len(text) - 1),))
    whole = to_its_bounds(halved, quoted(parsed))
    assert [text[s:e] for s, e in whole.source] == ["Mayor Basil al-Holm"]
