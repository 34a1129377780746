"""Files, folders and standard input become captures; what cannot be read is named."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from wiredesk.gather import KINDS, read
from wiredesk.model.reports import Capture
from wiredesk.model.views import Problem

NOW = "2026-01-01T00:00:00Z"
TEXT = "The harbour bridge of Varnholm was closed on Sunday.\n"


def captures(*paths: Path | str) -> list[Capture]:
    found = list(read([str(p) for p in paths], NOW))
    assert all(isinstance(c, Capture) for c in found), found
    return [c for c in found if isinstance(c, Capture)]


def problem(path: Path | str) -> Problem:
    (found,) = read([str(path)], NOW)
    assert isinstance(found, Problem)
    return found


def test_folder_is_read_with_its_subfolders_in_order_and_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.txt", "a.md", "sub/c.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).write_text(TEXT + name)
    assert [Path(c.path).name for c in captures(tmp_path)] == ["a.md", "b.txt", "c.txt"]


def test_pattern_finds_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.log"):
        (tmp_path / name).write_text(TEXT + name)
    assert [Path(c.path).name for c in captures(tmp_path / "*.txt")] == ["a.txt", "b.txt"]


def test_same_file_twice_comes_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "other").mkdir()
    (tmp_path / "other/a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    assert [Path(c.path).name for c in captures(tmp_path / "a.txt", tmp_path)] == ["a.txt", "b.txt"]


def test_capture_id_is_of_name_and_bytes_and_not_of_folder(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    (tmp_path / "one/a.txt").write_text(TEXT)
    (tmp_path / "two/a.txt").write_text(TEXT)
    assert captures(tmp_path / "one")[0].id == captures(tmp_path / "two")[0].id


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    (capture,) = captures("-")
    assert capture.data == TEXT.encode()
    assert capture.media == "text/plain"


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.bin", bytes(range(256)) * 20, "binary"),
        ("a.txt", b"\x7fELF\x02\x01\x01", "binary"),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        ("a.html", b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
    ],
)
def test_what_cannot_be_read_is_named_with_a_remedy(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(data)
    found = problem(tmp_path / name)
    assert found.source == str(tmp_path / name)
    assert why in found.why
    assert found.remedy


def test_missing_path_empty_folder_and_pattern_without_match_are_named(tmp_path: Path) -> None:
    assert "no such file" in problem(tmp_path / "none.txt").why
    assert "no files" in problem(tmp_path).why
    assert "pattern" in problem(tmp_path / "*.txt").why


def test_one_bad_file_loses_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.bin").write_bytes(b"\x00\x01\x02" * 100)
    (tmp_path / "c.txt").write_text(TEXT)
    assert [type(c).__name__ for c in read([str(tmp_path)], NOW)] == ["Capture", "Problem", "Capture"]


def test_folder_that_links_to_itself_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(captures(tmp_path)) == 1


def test_page_is_known_by_name_or_first_tag(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>Bridge closed</p>")
    (tmp_path / "b").write_text("<!DOCTYPE html><html><body>Bridge closed</body></html>")
    assert [c.media for c in captures(tmp_path)] == ["text/html", "text/html"]


def test_utf16_text_is_no_binary(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode("utf-16"))
    assert len(captures(tmp_path)) == 1


def test_json_lines_give_a_capture_each_and_name_what_is_wrong(tmp_path: Path) -> None:
    rows = [
        json.dumps(
            {
                "id": "r1",
                "text": TEXT,
                "url": "https://example.org/a",
                "outlet": "Post",
                "published": "2024-05-06",
            }
        ),
        json.dumps({"id": "r2", "html": "<p>Bridge</p>", "title": "Bridge"}),
        "{broken",
        json.dumps({"id": "r3"}),
        json.dumps([1]),
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    found = list(read([str(tmp_path / "a.jsonl")], NOW))
    first, second, *problems = found
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert (first.hints.id, first.hints.outlet, first.hints.published) == ("r1", "Post", "2024-05-06")
    assert first.path.endswith("a.jsonl#r1")
    assert (first.media, second.media) == ("text/plain", "text/html")
    assert [type(p) for p in problems] == [Problem] * 3
    assert [p.source.rsplit("#")[-1] for p in problems if isinstance(p, Problem)] == ["3", "4", "5"]


@pytest.mark.parametrize(
    "found",
    [
        {"maintext": TEXT, "title": "Bridge", "date_publish": "2024-05-06 10:00:00", "url": "https://example.org/a"},
        {"text": TEXT, "title": "Bridge", "date": "2024-05-06", "source": "https://example.org/a"},
    ],
)  # fmt: skip
def test_json_of_news_please_and_trafilatura_is_read(tmp_path: Path, found: dict[str, str]) -> None:
    (tmp_path / "a.json").write_text(json.dumps(found, indent=1))
    (capture,) = captures(tmp_path / "a.json")
    assert capture.data == TEXT.encode()
    assert (capture.hints.title, capture.hints.url) == ("Bridge", "https://example.org/a")
    assert capture.hints.published is not None
    assert capture.hints.published.startswith("2024-05-06")


def test_page_saved_with_its_parts_is_read_with_its_address(tmp_path: Path) -> None:
    (tmp_path / "a.mhtml").write_bytes(
        b"From: <Saved>\r\nSnapshot-Content-Location: https://example.org/bridge\r\n"
        b"Subject: Bridge closed\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n'
        b"--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<p>Caf=C3=A9 closed</p>\r\n--B\r\nContent-Type: image/png\r\n\r\nxx\r\n--B--\r\n"
    )
    (capture,) = captures(tmp_path)
    assert "Café closed" in capture.data.decode()
    assert capture.media == "text/html"
    assert (capture.hints.url, capture.hints.title) == ("https://example.org/bridge", "Bridge closed")
    assert capture.hints.published is None


def test_letter_gives_its_text_subject_and_day(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(
        f"Subject: Bridge closed\nDate: Mon, 06 May 2024 10:00:00 +0200\n\n{TEXT}"
    )
    (capture,) = captures(tmp_path)
    assert capture.data.decode().strip() == TEXT.strip()
    assert (capture.hints.title, capture.hints.published) == ("Bridge closed", "2024-05-06")


def test_every_kind_has_a_name_and_suffixes() -> None:
    assert len({k.name for k in KINDS}) == len(KINDS)
    assert all(s.startswith(".") for k in KINDS for s in k.suffixes)
