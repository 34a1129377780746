"""How fast archives, PDF and desks are read and checked, beside the libraries that do nothing else.

All is generated: 1,000 pages of 13 kB in a WARC, a PDF of 60 full pages, a desk of the 1,000 pages.
Figures ending in ``_warcio``, ``_pypdf`` are the peers', the latter where it is installed.
"""

from __future__ import annotations

import importlib.util
import io
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.gather.making import pdf, warc
from warcio.archiveiterator import ArchiveIterator

from wiredesk.desk import Desk
from wiredesk.gather import warc as reader
from wiredesk.model.reports import Capture
from wiredesk.resources.pdftext import read_pdf
from wiredesk.store.desk_file import DeskFile

PAGES, SHEETS = 1000, 60


def run(shared: Path) -> dict[str, float]:
    """Pages, sheets and captures a second."""
    random = Random(5)
    words = [f"word{n}" for n in range(3000)]
    pages = [(f"https://voice.example/{n}", _page(random, words)) for n in range(PAGES)]
    archive = b"".join(warc(pages))
    out: dict[str, float] = {}
    start = time.perf_counter()
    found = [
        c for c in reader.captures("a.warc.gz", archive, "2026-01-01T00:00:00Z") if isinstance(c, Capture)
    ]
    out["warc_pages_a_second"] = len(found) / (time.perf_counter() - start)
    start = time.perf_counter()
    read = sum(
        bool(r.content_stream().read()) for r in ArchiveIterator(io.BytesIO(archive), check_digests=True)
    )
    out["warc_pages_a_second_warcio"] = read / (time.perf_counter() - start)
    sheets = [
        [(50.0, 800.0 - 14 * row, 11.0, " ".join(random.choices(words, k=12))) for row in range(50)]
        for _ in range(SHEETS)
    ]
    document = pdf(sheets)
    start = time.perf_counter()
    read_pdf(document)
    out["pdf_sheets_a_second"] = SHEETS / (time.perf_counter() - start)
    if importlib.util.find_spec("pypdf"):
        import pypdf

        start = time.perf_counter()
        for sheet in pypdf.PdfReader(io.BytesIO(document)).pages:
            sheet.extract_text()
        out["pdf_sheets_a_second_pypdf"] = SHEETS / (time.perf_counter() - start)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.desk"
        with DeskFile(path) as file:
            start = time.perf_counter()
            for capture in found:
                file.add_capture(capture, "bench")
            out["captures_kept_a_second"] = len(found) / (time.perf_counter() - start)
        with Desk(path, cache=False) as desk:
            start = time.perf_counter()
            assert not desk.verify().findings
            out["captures_verified_a_second"] = len(found) / (time.perf_counter() - start)
    return {name: round(value, 1) for name, value in out.items()}


def _page(random: Random, words: list[str]) -> bytes:
    paragraphs = "".join(f"<p>{' '.join(random.choices(words, k=60))}.</p>" for _ in range(25))
    return f"<html><head><title>T</title></head><body>{paragraphs}</body></html>".encode()
