"""Web archives are read record by record; a broken one costs itself and is named."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.gather.making import DATE, page, pdf, wacz, warc

from wiredesk.clean import decode
from wiredesk.gather import read
from wiredesk.gather.warc import records
from wiredesk.model.ids import sha256
from wiredesk.model.reports import Capture
from wiredesk.model.views import Problem

NOW = "2026-01-01T00:00:00Z"
PAGES = [(f"https://voice.example/news/{n}", page(n)) for n in range(5)]


def found(path: Path) -> tuple[list[Capture], list[Problem]]:
    items = list(read([str(path)], NOW))
    return [i for i in items if isinstance(i, Capture)], [i for i in items if isinstance(i, Problem)]


def written(tmp_path: Path, data: bytes, name: str = "crawl.warc.gz") -> Path:
    (tmp_path / name).write_bytes(data)
    return tmp_path / name


@pytest.mark.parametrize("packed", [True, False])
def test_every_page_of_an_archive_is_a_capture_with_its_place_in_it(tmp_path: Path, packed: bool) -> None:
    pieces = warc(PAGES, packed)
    captures, problems = found(written(tmp_path, b"".join(pieces)))
    assert problems == []
    assert [(c.hints.url, c.data) for c in captures] == PAGES
    at = 0
    for capture, piece in zip(captures, pieces, strict=True):
        assert capture.origin is not None
        assert (capture.origin.offset, capture.origin.taken) == (at, DATE)
        assert capture.origin.archive == str(tmp_path / "crawl.warc.gz")
        assert (capture.origin.record or "").startswith("<urn:uuid:")
        assert (capture.origin.http or "").startswith("HTTP/1.1 200 OK")
        assert capture.captured_at == NOW  # the archive's moment is not ours
        assert capture.hints.charset == "utf-8"
        at += len(piece)


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("how", ["overwritten", "cut", "head", "gone"])
def test_broken_record_in_the_middle_costs_only_itself(tmp_path: Path, packed: bool, how: str) -> None:
    pieces = warc(PAGES, packed)
    third = pieces[2]
    pieces[2] = {
        "overwritten": third[:20] + b"\x00" * 60 + third[80:],
        "cut": third[: len(third) // 2],
        "head": b"garbage " + third[8:],
        "gone": b"not a record at all\r\n\r\n",
    }[how]
    captures, problems = found(written(tmp_path, b"".join(pieces)))
    assert {PAGES[n][0] for n in (0, 1, 3, 4)} <= {c.hints.url for c in captures}
    assert len(problems) == 1
    assert f"#{len(pieces[0]) + len(pieces[1])}" in problems[0].source


def test_record_of_a_wrong_length_does_not_swallow_the_next(tmp_path: Path) -> None:
    pieces = warc(PAGES, gzip=False)
    length = pieces[2].split(b"Content-Length: ")[1].split(b"\r\n")[0]
    for wrong in (b"9" * len(length), b"1" * len(length)):
        broken = [
            *pieces[:2],
            pieces[2].replace(b"Content-Length: " + length, b"Content-Length: " + wrong),
            *pieces[3:],
        ]
        captures, problems = found(written(tmp_path, b"".join(broken), "a.warc"))
        assert [c.hints.url for c in captures] == [PAGES[n][0] for n in (0, 1, 3, 4)]
        assert "another length" in problems[0].why


@pytest.mark.parametrize("packed", [True, False])
def test_archive_that_ends_in_the_middle_gives_what_came_before(tmp_path: Path, packed: bool) -> None:
    data = b"".join(warc(PAGES, packed))
    captures, problems = found(written(tmp_path, data[:-150], "a.warc"))
    assert len(captures) == 4
    assert "ends in the middle" in problems[0].why


@given(st.data())
@settings(max_examples=150)
def test_no_damage_makes_reading_fail_or_loses_records_that_it_did_not_touch(data: st.DataObject) -> None:
    pieces = warc(PAGES, gzip=data.draw(st.booleans()))
    n = data.draw(st.integers(0, 4))
    at = data.draw(st.integers(0, len(pieces[n]) - 1))
    junk = data.draw(st.binary(max_size=40))
    pieces[n] = pieces[n][:at] + junk + pieces[n][at + data.draw(st.integers(0, 80)) :]
    whole = [r for _, r in records(b"".join(pieces)) if isinstance(r, bytes)]
    intact = [m for m in range(5) if m != n]
    assert all(any(PAGES[m][0].encode() in r.split(b"\r\n\r\n")[0] for r in whole) for m in intact)


def test_all_records_in_one_gzip_stream_are_read(tmp_path: Path) -> None:
    captures, problems = found(written(tmp_path, gzip.compress(b"".join(warc(PAGES, gzip=False)))))
    assert len(captures) == 5
    assert problems == []


def test_payload_changed_after_the_crawl_is_read_and_named(tmp_path: Path) -> None:
    data = b"".join(warc(PAGES, gzip=False)).replace(b"number 2", b"number 7")
    captures, problems = found(written(tmp_path, data, "a.warc"))
    assert len(captures) == 5
    assert ["changed after the crawl" in p.why for p in problems] == [True]


def test_packed_and_chunked_payloads_are_unpacked(tmp_path: Path) -> None:
    body = gzip.compress(page(1))
    chunked = f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))
    captures, problems = found(
        written(tmp_path, b"".join(warc([("https://a.example/x", chunked)], headers=headers)))
    )
    assert problems == []
    assert [c.data for c in captures] == [page(1)]


def test_payload_that_unpacks_to_very_much_is_named_and_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wiredesk.gather.warc.MOST_RECORD", 1_000_000)
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))
    bomb = gzip.compress(b"<p>" + b"a" * 3_000_000)
    pieces = warc([("https://a.example/x", bomb)], headers=headers) + warc(PAGES[:1])
    captures, problems = found(written(tmp_path, b"".join(pieces)))
    assert len(captures) == 1
    assert "more than 1,000,000 bytes" in problems[0].why


def test_errors_and_redirects_are_counted_and_images_passed_over(tmp_path: Path) -> None:
    pieces = warc(PAGES[:1]) + warc(PAGES[1:3], status="404 Not Found") + warc(PAGES[3:4], status="301 Moved")
    pieces += warc([("https://a.example/x.png", b"\x89PNG")], headers=(("Content-Type", "image/png"),))
    captures, problems = found(written(tmp_path, b"".join(pieces)))
    assert len(captures) == 1
    assert [p.why for p in problems] == ["2 records are no reports: 2 with status 404"]


def test_same_page_taken_twice_by_an_archive_is_seen_twice(tmp_path: Path) -> None:
    pieces = warc(PAGES[:1], date="2019-05-05T10:00:00Z") + warc(PAGES[:1], date="2019-06-05T10:00:00Z")
    captures, _ = found(written(tmp_path, b"".join(pieces)))
    assert [c.origin.taken for c in captures if c.origin] == ["2019-05-05T10:00:00Z", "2019-06-05T10:00:00Z"]
    assert len({c.id for c in captures}) == 1


def test_many_problems_are_counted_and_not_listed(tmp_path: Path) -> None:
    piece = warc(PAGES[:1], gzip=False)[0]
    bad = piece.replace(b"WARC-Type: response\r\n", b"").replace(b"Content-Length: ", b"Content-Lxngth: ")
    captures, problems = found(written(tmp_path, bad * 50 + piece, "a.warc"))
    assert len(captures) == 1
    assert len(problems) == 21
    assert problems[-1].why.startswith("30 more of this kind")


def test_pages_listed_in_a_wacz_are_read_and_frames_are_not(tmp_path: Path) -> None:
    urls = [PAGES[0][0], PAGES[2][0] + "/?utm_source=feed"]
    wacz(tmp_path / "a.wacz", b"".join(warc(PAGES)), urls)
    captures, problems = found(tmp_path / "a.wacz")
    assert [c.hints.url for c in captures] == [PAGES[0][0], PAGES[2][0]]
    assert problems == []
    assert {c.origin.member for c in captures if c.origin} == {"archive/data.warc.gz"}


@pytest.mark.parametrize("part", ["archive/data.warc.gz", "pages/pages.jsonl", "datapackage.json"])
def test_wacz_that_does_not_match_its_digests_is_read_and_named(tmp_path: Path, part: str) -> None:
    wacz(tmp_path / "a.wacz", b"".join(warc(PAGES)), [u for u, _ in PAGES], spoil=part)
    captures, problems = found(tmp_path / "a.wacz")
    assert len(captures) == 5
    assert len(problems) == 1
    assert "changed after it was made" in problems[0].remedy


def test_page_that_a_wacz_lists_and_does_not_hold_is_named(tmp_path: Path) -> None:
    wacz(tmp_path / "a.wacz", b"".join(warc(PAGES[:2])), [u for u, _ in PAGES])
    captures, problems = found(tmp_path / "a.wacz")
    assert len(captures) == 2
    assert "3 listed pages" in problems[0].why


def test_wacz_cut_short_is_named(tmp_path: Path) -> None:
    wacz(tmp_path / "a.wacz", b"".join(warc(PAGES)), [])
    (tmp_path / "b.wacz").write_bytes((tmp_path / "a.wacz").read_bytes()[:-300])
    captures, problems = found(tmp_path / "b.wacz")
    assert captures == []
    assert "damaged WACZ" in problems[0].why


def test_pdf_in_an_archive_is_read_with_its_address(tmp_path: Path) -> None:
    data = pdf([[(50, 700, 12, "The harbour bridge of Varnholm was closed on Sunday.")]])
    headers = (("Content-Type", "application/pdf"),)
    captures, _ = found(
        written(tmp_path, b"".join(warc([("https://a.example/x.pdf", data)], headers=headers)))
    )
    assert [(c.hints.url, c.media, c.sha256) for c in captures] == [
        ("https://a.example/x.pdf", "application/pdf", sha256(data))
    ]


def test_charset_that_a_server_states_wrongly_is_seen_through(tmp_path: Path) -> None:
    body = '<html><head><meta charset="windows-1251"></head><body><p>Мост закрыт</p></body></html>'
    captures, _ = found(written(tmp_path, b"".join(warc([("https://a.example/x", body.encode("cp1251"))]))))
    assert "Мост закрыт" in decode(captures[0])


def test_login_page_that_was_archived_is_named_and_is_no_report(tmp_path: Path) -> None:
    body = (
        b"<html><head><title>Log in</title></head><body><h1>Log in</h1><form><input name='user'>"
        b"<input type='password'></form></body></html>"
    )
    pieces = warc([("https://a.example/x", body)]) + warc(PAGES[:1])
    captures, problems = found(written(tmp_path, b"".join(pieces)))
    assert [c.hints.url for c in captures] == [PAGES[0][0]]
    assert [p.code for p in problems] == ["login page"]
