from __future__ import annotations

from dataclasses import replace

import brief_document
import pytest

from wiredesk.brief import render, trace
from wiredesk.errors import NotFound
from wiredesk.model.ids import sha256
from wiredesk.model.reports import Report
from wiredesk.model.views import Document


def capture(document: Document, encoding: str = "utf-8"):  # type: ignore[no-untyped-def]
    raws = dict(zip((r.id for r in document.reports), document.raws, strict=True))
    return lambda report: raws[report.id].encode(encoding)


@pytest.fixture(scope="module")
def document() -> Document:
    return brief_document.document()


def test_every_line_traces_to_bytes_that_are_its_words(document: Document) -> None:
    raws = dict(zip((r.id for r in document.reports), document.raws, strict=True))
    for line in document.brief.lines:
        found = trace(document, line.id, capture(document))
        assert found.sound, [link.faults for link in found.links]
        for link in found.links:
            assert link.data is not None
            data = raws[link.report].encode()
            assert data[link.data.start : link.data.end].decode() == link.raw_words


def test_a_claim_traces_through_a_repair_before_it(document: Document) -> None:
    claim = next(c for c in document.claims if "no flour" in c.wording)
    (link,) = trace(document, claim.id, capture(document)).links
    assert link.raw.start == link.clean.start + 1  # "cafÃ©" is one code point longer than "café"
    assert link.raw_words == link.words


def test_a_unique_beginning_of_an_id_is_enough(document: Document) -> None:
    line = document.brief.lines[0]
    assert trace(document, line.id[:11]).id == line.id


@pytest.mark.parametrize("key", ["l-nothing", "", "c-"])
def test_an_unknown_or_shared_beginning_is_named_as_not_found(document: Document, key: str) -> None:
    with pytest.raises(NotFound, match="no single line or claim"):
        trace(document, key)


def test_bytes_that_were_changed_break_the_chain(document: Document) -> None:
    line = document.brief.lines[0]
    found = trace(document, line.id, lambda report: b"something else")
    assert not found.sound
    assert "SHA-256" in found.links[0].faults[0]
    assert "BROKEN" in render(found)


def test_a_shifted_span_breaks_the_chain(document: Document) -> None:
    claim = document.claims[0]
    first = claim.statements[0]
    moved = replace(first, spans=tuple(s.shifted(3) for s in first.spans))
    bad = replace(document, claims=(replace(claim, statements=(moved,)), *document.claims[1:]))
    assert not trace(bad, claim.id).sound


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-8"])
def test_bytes_in_other_encodings_are_found(document: Document, encoding: str) -> None:
    def shaken(report: Report) -> Report:
        raw = document.raws[document.reports.index(report)]
        return replace(report, sha256=sha256(raw.encode(encoding)))

    other = replace(document, reports=tuple(shaken(r) for r in document.reports))
    found = trace(other, document.brief.lines[0].id, capture(document, encoding))
    assert found.sound, [link.faults for link in found.links]


def test_the_printed_chain_ends_in_bytes_and_a_hash(document: Document) -> None:
    text = render(trace(document, document.brief.lines[0].id, capture(document)))
    assert "bytes [" in text
    assert "sha256 " in text
    assert text.endswith("passages, every link checked")
