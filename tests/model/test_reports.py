"""A report's paragraphs are what is read of it."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from wiredesk.model.reports import PARAGRAPH_LIMIT, READ_LIMIT, PublishedFrom, Report
from wiredesk.model.spans import OffsetMap


def report(text: str) -> Report:
    return Report(
        id="r", capture="c", path="a", url=None, sha256="0", outlet=None, title=None, published=None,
        published_from=PublishedFrom.UNKNOWN, language="en", text=text, offsets=OffsetMap.identity(len(text)),
    )  # fmt: skip


@given(st.text(alphabet="a .\n\t ", max_size=300), st.integers(1, 60))
def test_paragraphs_are_in_order_trimmed_and_lose_no_word(text: str, times: int) -> None:
    whole = text * times
    found = report(whole).paragraphs()
    assert all(p.of(whole) == p.of(whole).strip() and 0 < len(p) <= PARAGRAPH_LIMIT for p in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert "".join("".join(p.of(whole).split()) for p in found) == "".join(whole.split())


def test_a_long_line_is_cut_after_a_sentence() -> None:
    found = report("The dam holds. " * 2000).paragraphs()
    assert len(found) > 3
    assert all(p.of(report("The dam holds. " * 2000).text).endswith(".") for p in found)


def test_nothing_past_the_limit_is_read() -> None:
    assert report("word " * READ_LIMIT).paragraphs()[-1].end <= READ_LIMIT
