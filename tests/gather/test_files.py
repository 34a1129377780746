"""Packed files, PDF, tables, letters and the JSON of other tools; what is bad in them is named."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.gather.making import page, pdf, warc

from wiredesk.clean import clean, decode
from wiredesk.gather import read
from wiredesk.model.ids import sha256
from wiredesk.model.reports import Capture
from wiredesk.model.views import Problem

NOW = "2026-01-01T00:00:00Z"
TEXT = "The harbour bridge of Varnholm was closed on Sunday after a barge struck it."


def found(path: Path | str) -> tuple[list[Capture], list[Problem]]:
    items = list(read([str(path)], NOW))
    return [i for i in items if isinstance(i, Capture)], [i for i in items if isinstance(i, Problem)]


def one(tmp_path: Path, name: str, data: bytes) -> tuple[list[Capture], list[Problem]]:
    (tmp_path / name).write_bytes(data)
    return found(tmp_path / name)


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


# packed files


def test_packed_files_are_read_under_their_own_names_and_say_what_they_came_in(tmp_path: Path) -> None:
    inner = zipped({"deep/c.txt": (TEXT + " c").encode()})
    files = {"a.html": page(1), "b/r.jsonl": json.dumps({"id": "x", "text": TEXT}).encode(), "in.zip": inner}
    captures, problems = one(
        tmp_path, "a.zip", zipped({**files, "photo.png": b"\x89PNG", "__MACOSX/._a": b"x"})
    )
    assert problems == []
    where = str(tmp_path / "a.zip")
    assert [c.path.removeprefix(where) for c in captures] == ["#a.html", "#b/r.jsonl#x", "#in.zip#deep/c.txt"]
    assert [c.media for c in captures] == ["text/html", "text/plain", "text/plain"]
    assert all(c.origin and c.origin.archive and c.origin.archive.startswith(where) for c in captures)
    assert (captures[0].origin and captures[0].origin.digest) == "sha256:" + sha256(
        (tmp_path / "a.zip").read_bytes()
    )


def test_gzip_of_a_page_is_read(tmp_path: Path) -> None:
    captures, problems = one(tmp_path, "a.html.gz", gzip.compress(page(1)))
    assert problems == []
    assert [(c.data, c.media) for c in captures] == [(page(1), "text/html")]


def test_names_in_a_zip_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    captures, _ = one(
        tmp_path / "in", "a.zip", zipped({"../../escaped.txt": TEXT.encode(), "/etc/x.txt": TEXT.encode()})
    )
    assert len(captures) == 2
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.zip", "in"]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("cut.gz", gzip.compress(page(1) * 50)[:-20], "end too early"),
        ("bomb.gz", gzip.compress(b"a" * 30_000_000), "more than"),
        ("bomb.zip", zipped({"a.txt": b"a" * 30_000_000}), "more than"),
        ("cut.zip", zipped({"a.txt": TEXT.encode()})[:-30], "damaged zip"),
        (
            "deep.zip",
            zipped({"b.zip": zipped({"c.zip": zipped({"a.txt": TEXT.encode()})})}),
            "more than 2 times",
        ),
        ("empty.zip", zipped({}), "no files"),
        ("hurt.gz", gzip.compress(page(1))[:-8] + b"\xff" * 8, "damaged"),
    ],
)
def test_packed_files_that_cannot_be_read_are_named(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    captures, problems = one(tmp_path, name, data)
    assert captures == []
    assert len(problems) == 1
    assert why in problems[0].why
    assert problems[0].remedy


def test_bomb_and_damaged_file_in_a_zip_cost_only_themselves(tmp_path: Path) -> None:
    data = zipped(
        {"a.txt": (TEXT + " a").encode(), "b.txt": b"a" * 30_000_000, "c.txt": (TEXT + " c" * 500).encode()}
    )
    at = data.index(b"PK\x01\x02")  # the list at the end: c.txt's bytes stand just before it
    data = data[: at - 10] + b"\xff" * 5 + data[at - 5 :]
    captures, problems = one(tmp_path, "a.zip", data)
    assert [c.path.rsplit("#")[-1] for c in captures] == ["a.txt"]
    assert [p.source.rsplit("#")[-1] for p in problems] == ["b.txt", "c.txt"]


def test_count_of_files_in_a_zip_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wiredesk.gather.packed.MOST_FILES", 3)
    captures, problems = one(
        tmp_path, "a.zip", zipped({f"{n}.txt": f"{TEXT} {n}".encode() for n in range(9)})
    )
    assert len(captures) == 3
    assert "9 files" in problems[0].why


def test_all_files_of_a_zip_together_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wiredesk.gather.packed.MOST_ALL", 2000)
    files = {f"{n}.txt": os.urandom(300).hex().encode() for n in range(9)}
    captures, problems = one(tmp_path, "a.zip", zipped(files))
    assert (len(captures), len(problems)) == (3, 6)


# PDF

COLUMN = [
    (50, 780, 18, "Bridge of Varnholm closed"),
    (50, 740, 11, "The harbour bridge of Varnholm was closed on Sunday after a"),
    (50, 726, 11, "barge struck one of its piers, the port authority said on Mon-"),
    (50, 712, 11, "day. Nobody was hurt."),
    (50, 684, 11, "Engineers will look at the pier during the coming week and then"),
    (50, 670, 11, "decide when it opens."),
]  # fmt: skip


def test_text_of_a_pdf_comes_in_paragraphs_and_its_bytes_are_kept(tmp_path: Path) -> None:
    data = pdf([[(float(x), float(y), float(s), t) for x, y, s, t in COLUMN]], "Port notice")
    (capture,), problems = one(tmp_path, "a.pdf", data)
    assert problems == []
    assert (capture.data, capture.media) == (data, "application/pdf")
    assert (capture.hints.title, capture.hints.modified) == ("Port notice", "2019-05-05")
    assert capture.hints.published is None  # the day a file was made is not the day of the report
    assert decode(capture).split("\n\n") == [
        "Bridge of Varnholm closed",
        " ".join(t for *_, t in COLUMN[1:4]).replace("Mon- day", "Monday"),
        "Engineers will look at the pier during the coming week and then decide when it opens.",
    ]
    report = clean(capture)
    for span in report.paragraphs():
        raw = report.offsets.raw(span).of(decode(capture))
        assert span.of(report.text) == raw


def test_running_heads_and_page_numbers_of_a_pdf_are_left_out() -> None:
    from wiredesk.resources.pdftext import read_pdf

    pages = [
        [(50.0, 800.0, 9.0, "Port of Varnholm"), (50.0, 700.0, 11.0, f"Paragraph of sheet {n} about piers."),
         (50.0, 600.0, 11.0, f"More on sheet {n} about barges."), (50.0, 500.0, 11.0, f"Last of sheet {n}."),
         (280.0, 30.0, 9.0, f"Page {n} of 4")] for n in range(1, 5)
    ]  # fmt: skip
    text = read_pdf(pdf(pages)).text
    assert "Port of Varnholm" not in text
    assert "Page 2" not in text
    assert all(f"sheet {n} about barges" in text for n in range(1, 5))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (pdf([[]]), "has no text"),
        (pdf([[(50, 700, 12, "1 2 3")]]), "has no text"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 500, "damaged"),
        (pdf([[(50, 700, 12, TEXT)]])[:200], "damaged"),
    ],
)
def test_pdf_without_text_or_whole_structure_is_named(tmp_path: Path, data: bytes, why: str) -> None:
    captures, problems = one(tmp_path, "a.pdf", data)
    assert captures == []
    assert why in problems[0].why
    assert problems[0].remedy


def test_only_the_first_pages_of_a_very_long_pdf_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wiredesk.resources import pdftext

    monkeypatch.setattr(pdftext, "MOST_PAGES", 2)
    pdftext.read_pdf.cache_clear()
    captures, problems = one(tmp_path, "a.pdf", pdf([[(50, 700, 12, f"{TEXT} {n}")] for n in range(5)]))
    assert len(captures) == 1
    assert "only the first" in problems[0].why
    pdftext.read_pdf.cache_clear()


# tables


def table(rows: list[list[str]], separator: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode()


HEAD = ["ID", "Headline", "Date", "Source Domain", "Body", "Link"]
ROW = [
    "r1",
    "Bridge closed",
    "2024-05-06",
    "Varnholm Post",
    TEXT + '\n\n"Closed", she said.',
    "https://a.example/x",
]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_table_is_read_by_the_names_of_its_columns(tmp_path: Path, separator: str) -> None:
    (capture,), problems = one(tmp_path, "a.csv", table([HEAD, ROW], separator))
    assert problems == []
    hints = capture.hints
    assert (hints.id, hints.title, hints.published, hints.outlet, hints.url) == (
        "r1", "Bridge closed", "2024-05-06", "Varnholm Post", "https://a.example/x",
    )  # fmt: skip
    assert capture.data.decode() == ROW[4]
    assert capture.path.endswith("a.csv#r1")


def test_bad_rows_of_a_table_are_named_by_line_and_the_rest_is_read(tmp_path: Path) -> None:
    good = [
        ",".join(["r{}", "t", "2024-05-06", "Post", TEXT + " {}", "https://a.example/{}"]).format(n, n, n)
        for n in range(6)
    ]
    rows = [
        ",".join(HEAD),
        good[0],
        'r9,"left open,2024-05-06,Post,x,y',
        good[1],
        "r8,t,d,o,,u",
        good[2] + ",one,too many",
        good[3],
    ]
    captures, problems = one(tmp_path, "a.csv", "\n".join(rows).encode())
    assert [c.hints.id for c in captures] == ["r0", "r1", "r3"]
    assert [p.source.rsplit("#")[-1] for p in problems] == ["3", "5", "6"]


def test_very_long_cell_is_read_and_an_endless_one_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = TEXT * 5000  # past the csv module's own limit
    captures, problems = one(tmp_path, "a.csv", table([["id", "text"], ["a", long], ["b", TEXT]]))
    assert [c.hints.id for c in captures] == ["a", "b"]
    assert problems == []
    monkeypatch.setattr("wiredesk.gather.sheets.MOST_CELL", 1000)
    captures, problems = one(tmp_path, "a.csv", table([["id", "text"], ["a", long], ["b", TEXT]]))
    assert [c.hints.id for c in captures] == ["b"]
    assert len(problems) == 1


def test_table_without_texts_says_which_columns_it_has(tmp_path: Path) -> None:
    captures, problems = one(tmp_path, "a.csv", b"when,where\n2024-05-06,Varnholm\n")
    assert captures == []
    assert "when, where" in problems[0].why


def test_table_in_another_encoding_is_read(tmp_path: Path) -> None:
    rows = "id,text\na,Café Varnholm fermé\n"
    for data in (rows.encode("utf-16"), rows.encode("utf-8-sig"), rows.encode("cp1252")):
        (capture,), _ = one(tmp_path, "a.csv", data)
        assert capture.data.decode() == "Café Varnholm fermé"


# standard input


@pytest.mark.parametrize(
    ("data", "media", "hint"),
    [
        (page(1), "text/html", None),
        (gzip.compress(page(1)), "text/html", None),
        (b"".join(warc([("https://a.example/x", page(1))])), "text/html", None),
        (pdf([[(50, 700, 12, TEXT)]]), "application/pdf", None),
        (table([HEAD, ROW]), "text/plain", "Bridge closed"),
        (json.dumps({"text": TEXT, "title": "B"}).encode(), "text/plain", "B"),
        (
            b"MIME-Version: 1.0\r\nSubject: S\r\nContent-Type: text/html\r\n\r\n<p>Bridge closed</p>",
            "text/html",
            "S",
        ),
        (f"Dear all: the bridge is closed.\n\n{TEXT}".encode(), "text/plain", None),
    ],
)
def test_standard_input_of_any_kind_is_known_by_its_bytes(
    monkeypatch: pytest.MonkeyPatch, data: bytes, media: str, hint: str | None
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    (capture,), problems = found("-")
    assert problems == []
    assert (capture.media, capture.hints.title) == (media, hint)


# letters and saved pages


def test_bytes_of_a_saved_page_are_kept_in_their_own_charset(tmp_path: Path) -> None:
    data = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/x\r\nSubject: S\r\n"
        b"Date: Mon, 06 May 2024 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="B"\r\n\r\n--B\r\n'
        b"Content-Type: text/html; charset=windows-1250\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + "<p>Zażółć gęślą jaźń</p>".encode("windows-1250") + b"\r\n--B--\r\n"
    )  # fmt: skip
    (capture,), problems = one(tmp_path, "a.mhtml", data)
    assert problems == []
    assert "Zażółć gęślą jaźń" in decode(capture)
    assert (capture.hints.charset, capture.hints.published) == ("windows-1250", None)
    assert capture.origin is not None
    assert capture.origin.taken == "2024-05-06T08:00:00Z"


def test_attachment_is_not_taken_for_the_letter(tmp_path: Path) -> None:
    data = (
        b'Subject: S\r\nContent-Type: multipart/mixed; boundary="B"\r\n\r\n'
        b"--B\r\nContent-Type: text/plain\r\n\r\n" + TEXT.encode() + b"\r\n--B\r\nContent-Type: text/html\r\n"
        b"Content-Disposition: attachment\r\n\r\n<p>x</p>\r\n--B--\r\n"
    )  # fmt: skip
    (capture,), _ = one(tmp_path, "a.eml", data)
    assert capture.data.decode().strip() == TEXT


# the JSON of other tools


def test_what_trafilatura_writes_as_json_is_read(tmp_path: Path) -> None:
    import trafilatura

    body = "".join(f"<p>{TEXT} Paragraph {n} says more about it and about the barge.</p>" for n in range(5))
    html = (
        "<html><head><title>Bridge closed</title><meta property='og:site_name' content='Varnholm Post'>"
        "<meta property='article:published_time' content='2024-05-06T10:00:00Z'></head>"
        f"<body><article><h1>Bridge closed</h1>{body}</article></body></html>"
    )
    made = trafilatura.extract(html, output_format="json", with_metadata=True, url="https://a.example/x")
    (capture,), problems = one(tmp_path, "a.json", str(made).encode())
    assert problems == []
    hints = capture.hints
    assert (hints.title, hints.outlet, hints.url) == ("Bridge closed", "Varnholm Post", "https://a.example/x")
    assert (hints.published or "").startswith("2024-05-06")
    assert capture.data.decode().count("Paragraph") == 5


def test_what_news_please_writes_as_json_is_read(tmp_path: Path) -> None:
    row = {
        "authors": ["A. Writer"], "date_download": "2024-05-07 09:00:00", "date_modify": "None",
        "date_publish": "2024-05-06 10:00:00", "description": None, "filename": "x.json", "image_url": None,
        "language": "en", "localpath": None, "maintext": TEXT, "source_domain": "a.example", "text": None,
        "title": "Bridge closed", "title_page": None, "title_rss": None, "url": "https://a.example/x",
    }  # fmt: skip
    (capture,), _ = one(tmp_path, "a.json", json.dumps(row, indent=4).encode())
    hints = capture.hints
    assert (hints.title, hints.published, hints.updated) == ("Bridge closed", "2024-05-06 10:00:00", None)
    assert hints.outlet == "a.example"
    assert capture.data.decode() == TEXT


# whatever is given


def test_page_nested_very_deep_is_read(tmp_path: Path) -> None:
    data = b"<html><body>" + b"<div>" * 100_000 + TEXT.encode() + b"</div>" * 100_000 + b"</body></html>"
    (capture,), _ = one(tmp_path, "a.html", data)
    assert TEXT in clean(capture).text


def test_names_that_are_no_unicode_do_no_harm(tmp_path: Path) -> None:
    from wiredesk.desk import Desk

    name = os.fsencode(str(tmp_path)) + b"/caf\xe9.txt"
    with open(name, "w") as file:
        file.write(TEXT)
    (tmp_path / "b.jsonl").write_text(
        '{"id": "\\ud800", "title": "\\udfff", "text": "Bridge \\ud800 closed"}'
    )
    with Desk(tmp_path / "x.desk") as desk:
        added = desk.add([str(tmp_path)])
        assert added.new == 2
        assert {c.path.rsplit("/")[-1] for c in desk.captures()} == {"caf\ufffd.txt", "b.jsonl#\ufffd"}
