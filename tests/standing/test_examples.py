"""The worked examples of docs/standing.md are told anew, and stand as they are said to."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from wiredesk.desk import Desk
from wiredesk.model.views import Document
from wiredesk.text.wording import flat

PAGE = Path(__file__).parents[2] / "docs/standing.md"
REPORT = re.compile(r"\*\*(?P<outlet>[^*]+)\*\*, (?P<day>\d+) March 2031: (?P<title>[^.]+)\. (?P<text>.+)")
EXPECTED = re.compile(r"- “(?P<words>[^”]+)”: (?P<label>\w+), credibility (?P<grade>\d)(?:, (?P<how>\w+))?")


def examples() -> list[tuple[list[dict[str, str]], re.Match[str]]]:
    """Each story of the page with what is said of its claim."""
    out: list[tuple[list[dict[str, str]], re.Match[str]]] = []
    reports: list[dict[str, str]] = []
    for line in PAGE.read_text("utf-8").splitlines():
        if found := REPORT.search(line):
            day = f"2031-03-{int(found['day']):02d}"
            one = {
                "id": str(len(reports)),
                "outlet": found["outlet"],
                "title": found["title"],
                "published": day,
            }
            reports.append({**one, "text": found["text"]})
        elif said := EXPECTED.fullmatch(line):
            out.append((reports, said))
            reports = []
    return out


def told(reports: list[dict[str, str]], folder: Path) -> Document:
    file = folder / "reports.jsonl"
    file.write_text("\n".join(json.dumps(r) for r in reports), encoding="utf-8")
    with Desk(cache=False) as desk:
        desk.add([str(file)])
        return desk.document()


@pytest.mark.parametrize(("reports", "said"), examples(), ids=[m["words"][:40] for _, m in examples()])
def test_an_example_of_the_page_stands_as_the_page_says(
    reports: list[dict[str, str]], said: re.Match[str], tmp_path: Path
) -> None:
    document = told(reports, tmp_path)
    found = [c for c in document.claims if said["words"] in flat(c.wording)]
    found.sort(key=lambda c: len(c.wording))
    assert found, [c.wording for c in document.claims]
    standing = found[0].standing
    assert (standing.label, str(standing.suggested_credibility)) == (said["label"], said["grade"])
    states = {
        "superseded": bool(standing.superseded_by),
        "withdrawn": bool(standing.withdrawn_by),
        "disputed": bool(standing.disputes),
    }
    assert [k for k, v in states.items() if v] == ([said["how"]] if said["how"] else [])


def test_the_page_has_an_example_of_every_label() -> None:
    labels = {m["label"] for _, m in examples()}
    assert labels == {"once", "repeated", "one_newsroom", "attested", "corroborated"}
    assert len(examples()) >= 8
