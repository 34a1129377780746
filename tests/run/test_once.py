"""What several papers print is analysed once."""

from __future__ import annotations

from wiredesk.model.reports import PublishedFrom, Report
from wiredesk.model.spans import OffsetMap
from wiredesk.run.cache import InMemory, Keeper
from wiredesk.run.local import parsed_statements

SHARED = "The dam of Orvel holds, the mayor said on Monday."


def report(number: int) -> Report:
    text = f"Orvel\n\n{SHARED}\n\nPaper number {number} saw the gates."
    return Report(
        id=f"r{number}",
        capture="",
        path=f"r{number}",
        url=None,
        sha256="",
        outlet=f"Paper {number}",
        title="Orvel",
        published="2031-04-07",
        published_from=PublishedFrom.METADATA,
        language="en",
        text=text,
        offsets=OffsetMap.identity(len(text)),
    )


def test_a_paragraph_that_forty_papers_print_is_parsed_once_and_told_in_each() -> None:
    keeper = Keeper(InMemory())
    papers = [report(n) for n in range(40)]
    told = [parsed_statements(papers[:20], keeper), parsed_statements(papers, keeper)][1]
    paragraphs = {s.of(p.text) for p in papers for s in p.paragraphs()}
    assert len(paragraphs) in (41, 42)  # with the headline, where it is one
    assert keeper.computed["parse"] == len(paragraphs)
    for statements in told:
        assert [s.voice.name for s in statements if s.text in SHARED] == ["mayor"]
