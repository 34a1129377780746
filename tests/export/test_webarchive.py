"""A desk as WACZ: its own reader gets every byte back, and the archives' own library finds it sound."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.gather.making import page, pdf, warc
from warcio.archiveiterator import ArchiveIterator

from wiredesk.cli import wiredesk
from wiredesk.desk import Desk
from wiredesk.export.webarchive import surt
from wiredesk.model.custody import Origin
from wiredesk.model.reports import Capture

TEXT = "The harbour bridge of Varnholm was closed on Sunday after a barge struck it."


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wacz")
    given = folder / "given"
    given.mkdir()
    (given / "a.txt").write_bytes(TEXT.encode("cp1252") + "\r\n\r\n“Café”".encode("cp1252"))
    (given / "b.html").write_bytes(page(7))
    (given / "c.jsonl").write_text(
        json.dumps(
            {"id": "é", "url": "https://a.example/j", "text": TEXT, "title": "Bridge", "outlet": "Post"}
        )
    )
    (given / "d.pdf").write_bytes(pdf([[(50, 700, 12, TEXT)]]))
    body = gzip.compress(page(3))
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"), ("ETag", '"x"'))
    crawl = warc([("https://voice.example/news/3?b=2&a=1", body)], headers=headers)
    (given / "e.warc.gz").write_bytes(b"".join(crawl))
    with Desk(folder / "x.desk", cache=False) as made:
        assert made.add([str(given)]).new == 5
    return folder / "x.desk"


@pytest.fixture(scope="module")
def archive(desk: Path) -> Path:
    path = desk.with_name("x.wacz")
    result = CliRunner().invoke(
        wiredesk, ["export", "--desk", str(desk), "--format", "wacz", "-o", str(path)]
    )
    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    assert said["captures"] == 5
    assert said["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    return path


def captures(path: Path) -> dict[str, Capture]:
    with Desk(path, cache=False) as made:
        return {c.id: c for c in made.captures()}


def test_what_is_exported_comes_back_byte_for_byte_under_the_same_ids(
    desk: Path, archive: Path, tmp_path: Path
) -> None:
    with Desk(tmp_path / "y.desk", cache=False) as other:
        added = other.add([str(archive)])
    assert added.problems == ()
    before, after = captures(desk), captures(tmp_path / "y.desk")
    assert before.keys() == after.keys()
    for id_, capture in before.items():
        back = after[id_]
        assert (back.data, back.sha256, back.media, back.hints, back.path) == (
            capture.data, capture.sha256, capture.media, capture.hints, capture.path,
        )  # fmt: skip
        taken = (capture.origin.taken if capture.origin else None) or capture.captured_at
        assert back.origin is not None
        assert back.origin.taken == taken  # what was our clock is now the word of an archive


def test_every_part_matches_its_digest_and_size(archive: Path) -> None:
    with zipfile.ZipFile(archive) as found:
        package = json.loads(found.read("datapackage.json"))
        own = json.loads(found.read("datapackage-digest.json"))
        assert own["hash"] == "sha256:" + hashlib.sha256(found.read("datapackage.json")).hexdigest()
        listed = {r["path"]: r for r in package["resources"]}
        assert set(found.namelist()) == {*listed, "datapackage.json", "datapackage-digest.json"}
        for name, resource in listed.items():
            data = found.read(name)
            assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
            assert resource["bytes"] == len(data)
        assert package["wacz_version"] == "1.1.1"
        assert found.getinfo("archive/data.warc.gz").compress_type == zipfile.ZIP_STORED


def records(archive: Path) -> list[tuple[Any, bytes, int]]:
    with zipfile.ZipFile(archive) as found:
        data = found.read("archive/data.warc.gz")
    out = []
    reader = ArchiveIterator(io.BytesIO(data), check_digests="raise")
    for record in reader:
        content = record.content_stream().read()
        out.append((record, content, reader.get_record_offset()))
    return out


def test_archive_s_own_library_reads_each_record_where_the_index_says(desk: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive) as found:
        lines = gzip.decompress(found.read("indexes/index.cdx.gz")).decode().splitlines()
        blocks = found.read("indexes/index.idx").decode().splitlines()
        packed = found.read("indexes/index.cdx.gz")
    assert lines == sorted(lines)
    index = {json.loads(line.split(" ", 2)[2])["offset"]: json.loads(line.split(" ", 2)[2]) for line in lines}
    read = records(archive)
    assert len(read) == len(index) == 5
    digests = {hashlib.sha256(content).hexdigest() for _, content, _ in read}
    assert digests == {c.sha256 for c in captures(desk).values()}
    for record, content, offset in read:
        row = index[str(offset)]
        assert row["url"] == record.rec_headers.get_header("WARC-Target-URI")
        assert row["digest"] == "sha256:" + hashlib.sha256(content).hexdigest()
        assert record.digest_checker.passed
    for line in blocks[1:]:
        row = json.loads(line.split(" ", 2)[2])
        assert gzip.decompress(packed[row["offset"] : row["offset"] + row["length"]])


def test_answer_keeps_its_headers_and_a_file_is_a_resource(archive: Path) -> None:
    by_url = {r.rec_headers.get_header("WARC-Target-URI"): r for r, _, _ in records(archive)}
    answer = by_url["https://voice.example/news/3?b=2&a=1"]
    assert answer.rec_type == "response"
    assert answer.rec_headers.get_header("WARC-Date") == "2019-05-05T10:00:00Z"
    assert answer.http_headers.get_header("ETag") == '"x"'
    assert answer.http_headers.get_header("Content-Encoding") is None
    assert answer.http_headers.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    others = [r for url, r in by_url.items() if url.startswith("https://desk.invalid/c-")]
    assert len(others) == 4
    assert {r.rec_type for r in others} == {"resource"}


def test_pages_list_every_capture_and_events_say_how_it_came(desk: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive) as found:
        first, *pages = [json.loads(x) for x in found.read("pages/pages.jsonl").splitlines()]
        events = [json.loads(x) for x in found.read("custody/events.jsonl").splitlines()]
    assert first["format"] == "json-pages-1.0"
    assert {p["id"] for p in pages} == {e["subject"] for e in events} == set(captures(desk))
    assert {e["kind"] for e in events} == {"captured"}


def test_head_in_an_export_shows_later_that_the_log_was_cut(
    desk: Path, archive: Path, tmp_path: Path
) -> None:
    run = CliRunner().invoke
    assert run(wiredesk, ["verify", "--desk", str(desk), "--against", str(archive)]).exit_code == 0
    other = tmp_path / "z.desk"
    with Desk(other, cache=False) as made:
        (tmp_path / "a.txt").write_text(TEXT)
        made.add([str(tmp_path / "a.txt")])
    result = run(wiredesk, ["verify", "--desk", str(other), "--against", str(archive)])
    assert result.exit_code == 1
    assert "log-cut" in result.output or "log-rewritten" in result.output


def test_export_is_an_event_of_the_desk(desk: Path, archive: Path) -> None:
    with Desk(desk, cache=False) as made:
        (event,) = made.events("exported")
        assert event.details["sha256"] == hashlib.sha256(archive.read_bytes()).hexdigest()


def test_broken_headers_of_an_answer_cannot_break_the_archive(tmp_path: Path) -> None:
    from wiredesk.export.webarchive import Listed, write_wacz
    from wiredesk.gather.plain import capture
    from wiredesk.model.custody import START, Head
    from wiredesk.model.reports import Hints

    http = "nonsense\r\nWARC/1.0\r\nX: a\r\n\r\nSet-Cookie\x00: b\r\nContent-Length: 3\r\nGood: café\r\n\r\n"
    one = capture(
        "https://a.example/x", page(1), "2026-01-01T00:00:00Z", "text/html", Hints(url="https://a.example/x")
    )
    one = replace(one, origin=Origin(http=http))
    out = tmp_path / "x.wacz"
    with out.open("wb") as file:
        write_wacz(
            file, [Listed(one, "A\ud800\x1b[31m")], [], Head(0, START), "2026-01-01T00:00:00Z", "t", "t"
        )
    ((record, content, _),) = records(out)
    assert content == page(1)
    assert record.http_headers.get_header("Good")
    with Desk(tmp_path / "y.desk", cache=False) as made:
        assert made.add([str(out)]).problems == ()
        assert [c.data for c in made.captures()] == [page(1)]


@pytest.mark.parametrize("format_", ["wacz", "pdf"])
def test_what_is_a_file_is_refused_without_its_name(desk: Path, format_: str) -> None:
    assert CliRunner().invoke(wiredesk, ["export", "--desk", str(desk), "--format", format_]).exit_code == 2


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Voice.example/News/3?b=2&a=1", "example,voice)/news/3?a=1&b=2"),
        ("http://voice.example", "example,voice)/"),
        ("https://voice.example:8443/a/", "example,voice:8443)/a"),
    ],
)
def test_keys_of_the_index_are_sort_friendly(url: str, key: str) -> None:
    assert surt(url) == key
