"""Fetching against a server that misbehaves: what is given, refused, cut off and waited for."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
from dataclasses import replace
from typing import Any

import pytest
from tests.gather.conftest import LOCAL
from tests.gather.servers import Asked, Site

from wiredesk.errors import NotFetched
from wiredesk.gather.fetching import Fetcher
from wiredesk.gather.pace import Pace

PAGE = b"<html><body><p>The bridge of Varnholm was closed on Sunday.</p></body></html>"


def failure(fetcher: Fetcher, url: str, **conditions: Any) -> NotFetched:
    with pytest.raises(NotFetched) as caught:
        fetcher.fetch(url, **conditions)
    assert caught.value.source == url
    assert caught.value.remedy
    return caught.value


def moved(to: str, status: int = 302) -> Any:
    return lambda asked: asked.give(b"moved", "text/plain", status, Location=to)


def test_a_page_comes_with_its_headers_and_both_addresses(site: Site, fetcher: Fetcher) -> None:
    site.pages["/old"] = moved("/new", 301)
    site.pages["/new"] = lambda a: a.give(
        PAGE, "text/html; charset=koi8-r", ETag='"1"', Last_Modified="Mon, 06 May 2024 10:00:00 GMT",
        Set_Cookie="id=secret",
    )  # fmt: skip
    found = fetcher.fetch(f"{site.url}/old")
    assert found.data == PAGE
    assert (found.asked, found.url) == (f"{site.url}/old", f"{site.url}/new")
    assert found.redirects == (f"{site.url}/old",)
    assert found.address == "127.0.0.1"
    assert (found.header("etag"), found.header("Content-Type")) == ('"1"', "text/html; charset=koi8-r")
    assert "secret" not in found.http()
    assert found.http().startswith("HTTP/1.1 200 OK\r\n")


def test_the_program_says_who_it_is(site: Site) -> None:
    site.pages["/"] = PAGE
    fetcher = Fetcher(replace(LOCAL, contact="desk@example.org\r\nX: y"))
    fetcher.fetch(f"{site.url}/")
    assert site.headers[-1]["user-agent"].startswith("Wiredesk/")
    assert "desk@example.org" in site.headers[-1]["user-agent"]
    assert "x" not in site.headers[-1]


def test_what_has_not_changed_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    def page(asked: Asked) -> None:
        if asked.headers["If-None-Match"] == '"1"':
            asked.give(b"", "", 304)
        else:
            asked.give(PAGE, ETag='"1"')

    site.pages["/"] = page
    etag = fetcher.fetch(f"{site.url}/").header("etag")
    again = fetcher.fetch(f"{site.url}/", etag=etag, modified="Mon, 06 May 2024 10:00:00 GMT")
    assert (again.status, again.data) == (304, b"")
    assert site.headers[-1]["if-modified-since"] == "Mon, 06 May 2024 10:00:00 GMT"


def test_packed_pages_are_unpacked(site: Site, fetcher: Fetcher) -> None:
    site.pages["/gzip"] = lambda a: a.give_gzip(PAGE)
    site.pages["/twice"] = lambda a: a.give(gzip.compress(gzip.compress(PAGE)), Content_Encoding="gzip, gzip")
    site.pages["/members"] = lambda a: a.give(
        gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]) + b"\0\0", Content_Encoding="gzip"
    )
    for path in ("/gzip", "/twice", "/members"):
        assert fetcher.fetch(site.url + path).data == PAGE


def test_chunks_are_read_to_their_end(site: Site, fetcher: Fetcher) -> None:
    def chunked(asked: Asked) -> None:
        asked.send_response(200)
        asked.send_header("Transfer-Encoding", "chunked")
        asked.end_headers()
        for piece in (PAGE[:10], PAGE[10:]):
            asked.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        if asked.path == "/whole":
            asked.wfile.write(b"0\r\n\r\n")
        asked.close_connection = True

    site.pages["*"] = chunked
    site.pages["/robots.txt"] = (b"", "text/plain", 404)
    assert fetcher.fetch(f"{site.url}/whole").data == PAGE
    assert failure(fetcher, f"{site.url}/cut").code == "truncated"


def test_bombs_and_cut_or_damaged_packing_are_named(site: Site) -> None:
    bomb = gzip.compress(b"\0" * 30_000_000)
    site.pages["/bomb"] = lambda a: a.give(bomb, Content_Encoding="gzip")
    site.pages["/nested"] = lambda a: a.give(gzip.compress(bomb), Content_Encoding="gzip, gzip")
    site.pages["/cut"] = lambda a: a.give_gzip(PAGE, cut=9)
    site.pages["/damaged"] = lambda a: a.give(b"\x1f\x8bnonsense", Content_Encoding="gzip")
    site.pages["/br"] = lambda a: a.give(b"x", Content_Encoding="br")
    site.pages["/many"] = lambda a: a.give(b"x", Content_Encoding="gzip,gzip,gzip,gzip")
    fetcher = Fetcher(replace(LOCAL, size=1_000_000))
    codes = {p: failure(fetcher, site.url + p).code for p in list(site.pages)}
    assert codes == {
        "/bomb": "bomb", "/nested": "bomb", "/cut": "truncated", "/damaged": "damaged", "/br": "coding",
        "/many": "coding",
    }  # fmt: skip


def test_an_answer_cut_short_is_not_taken_for_whole(site: Site, fetcher: Fetcher) -> None:
    def cut(asked: Asked) -> None:
        asked.send_response(200)
        asked.send_header("Content-Length", "100000")
        asked.end_headers()
        asked.wfile.write(PAGE)
        asked.close_connection = True

    site.pages["/"] = cut
    assert failure(fetcher, f"{site.url}/").code == "truncated"


def test_too_large_is_refused_with_and_without_a_length(site: Site) -> None:
    def endless(asked: Asked) -> None:
        asked.send_response(200)
        asked.end_headers()
        for _ in range(1000):
            asked.wfile.write(b"x" * 10_000)
        asked.close_connection = True

    site.pages["/said"] = b"x" * 200_000
    site.pages["/endless"] = endless
    fetcher = Fetcher(replace(LOCAL, size=100_000))
    assert failure(fetcher, f"{site.url}/said").code == "too large"
    assert failure(fetcher, f"{site.url}/endless").code == "too large"


def test_redirects_end(site: Site, fetcher: Fetcher) -> None:
    site.pages["/loop"] = moved("/loop")
    site.pages["*"] = lambda a: a.give(b"", "text/plain", 302, Location=a.path + "x")
    site.pages["/robots.txt"] = (b"", "text/plain", 404)
    assert failure(fetcher, f"{site.url}/loop").code == "redirects"
    assert failure(fetcher, f"{site.url}/grow").code == "redirects"
    assert site.count("/loop") == LOCAL.redirects + 1


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2/", "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/",
        "http://[::1]/", "http://[::ffff:127.0.0.2]/", "http://[::ffff:169.254.169.254]/",
        "http://[fd00:ec2::254]/", "http://[64:ff9b::a00:1]/", "http://[2002:7f00:2::]/", "http://0.0.0.0/",
        "http://2130706434/", "http://0x7f000002/", "http://0177.0.0.2/", "http://127.2/", "//10.0.0.1/x",
    ],
)  # fmt: skip
def test_a_redirect_to_a_private_address_is_refused(site: Site, fetcher: Fetcher, target: str) -> None:
    site.pages["/"] = moved(target)
    found = failure(fetcher, f"{site.url}/")
    assert found.code == "refused address", found
    assert "--allow-network" in found.remedy


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.org/", "gopher://x/", "javascript:1"]
)
def test_a_redirect_to_another_scheme_is_refused(site: Site, fetcher: Fetcher, target: str) -> None:
    site.pages["/"] = moved(target)
    assert failure(fetcher, f"{site.url}/").code == "address"


def test_a_name_that_leads_to_a_private_address_is_refused_at_every_connection(site: Site) -> None:
    answers = [["127.0.0.1"], ["10.0.0.7"], ["10.0.0.7", "127.0.0.1"]]

    def rebinding(host: str, port: int) -> list[tuple[Any, ...]]:
        assert host == "news.example"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in answers.pop(0)]

    site.pages["/"] = lambda a: a.give(PAGE, Connection="close")
    fetcher = Fetcher(replace(LOCAL, robots=False), resolve=rebinding)
    url = f"http://news.example:{site.port}/"
    assert fetcher.fetch(url).data == PAGE
    assert failure(fetcher, url).code == "refused address"
    assert fetcher.fetch(url).address == "127.0.0.1", "another address of the name that may be used is"


def test_loopback_is_refused_unless_allowed(site: Site) -> None:
    site.pages["/"] = PAGE
    assert failure(Fetcher(replace(LOCAL, allowed=())), f"{site.url}/").code == "refused address"
    assert site.asked == []


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "/etc/passwd", "http://", "http://[::1", "http://u:p@127.0.0.1/", "http://a:99999/"]
)  # fmt: skip
def test_what_is_no_web_address_is_named(fetcher: Fetcher, url: str) -> None:
    assert failure(fetcher, url).code == "address"


def test_a_dead_host_and_an_unknown_name_are_named(site: Site, fetcher: Fetcher) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert failure(fetcher, f"http://127.0.0.1:{port}/").code == "dead host"

    def unknown(host: str, port: int) -> list[tuple[Any, ...]]:
        raise socket.gaierror(-2, "Name or service not known")

    found = failure(Fetcher(LOCAL, resolve=unknown), "http://nowhere.example/")
    assert found.code == "dead host"
    assert "no host is called nowhere.example" in found.why


def test_one_byte_now_and_then_is_cut_off_at_the_deadline(site: Site) -> None:
    def drip(asked: Asked) -> None:
        if asked.path == "/body":
            asked.send_response(200)
            asked.end_headers()
        for _ in range(60):
            try:
                asked.wfile.write(b"H" if asked.path == "/head" else b"x")
                asked.wfile.flush()
            except OSError:
                break
            time.sleep(0.05)
        asked.close_connection = True

    site.pages["/head"] = site.pages["/body"] = drip
    fetcher = Fetcher(replace(LOCAL, seconds=0.5, robots=False))
    for path in ("/head", "/body"):
        begun = time.monotonic()
        assert failure(fetcher, site.url + path).code == "time"
        assert time.monotonic() - begun < 2.5


def test_silence_is_named(site: Site) -> None:
    site.pages["/"] = lambda a: time.sleep(1.0)
    assert failure(Fetcher(replace(LOCAL, silence=0.2, robots=False)), f"{site.url}/").code == "time"


def test_what_is_no_http_is_named(socket_enabled: None) -> None:
    with socket.socket() as odd:
        odd.bind(("127.0.0.1", 0))
        odd.listen()

        def talk() -> None:
            for _ in range(2):
                peer, _ = odd.accept()
                peer.recv(100)
                peer.sendall(b"SSH-2.0-OpenSSH\r\n")
                peer.close()

        threading.Thread(target=talk, daemon=True).start()
        port = odd.getsockname()[1]
        fetcher = Fetcher(replace(LOCAL, robots=False))
        assert failure(fetcher, f"http://127.0.0.1:{port}/").code in ("protocol", "dead host")
        assert failure(fetcher, f"https://127.0.0.1:{port}/").code == "certificate"


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451, 500, 502])
def test_a_status_is_named_with_what_to_do(site: Site, fetcher: Fetcher, status: int) -> None:
    site.pages["/"] = (b"no", "text/plain", status)
    found = failure(fetcher, f"{site.url}/")
    assert found.code == f"status {status}"
    assert str(status) in found.why


def test_a_busy_server_is_waited_for_and_not_asked_before(site: Site) -> None:
    now = [0.0]
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    def busy(asked: Asked) -> None:
        asked.give(PAGE) if site.count("/") > 1 else asked.give(b"", "", 429, Retry_After="30")

    site.pages["/"] = busy
    pace = Pace(0.0, clock=lambda: now[0], sleep=sleep)
    assert Fetcher(replace(LOCAL, patience=60.0), pace=pace).fetch(f"{site.url}/").data == PAGE
    assert slept == [30.0]

    site.pages["/"] = lambda a: a.give(b"", "", 503, Retry_After="7200")
    fetcher = Fetcher(LOCAL, pace=Pace(0.0, clock=lambda: now[0], sleep=sleep))
    first = failure(fetcher, f"{site.url}/")
    assert (first.code, first.wait) == ("busy", 7200.0)
    before = len(site.asked)
    assert failure(fetcher, f"{site.url}/other").code == "busy", "the host is left alone"
    assert len(site.asked) == before
    now[0] += 7201
    site.pages["/"] = PAGE
    assert fetcher.fetch(f"{site.url}/").data == PAGE


def test_robots_are_obeyed_unless_one_has_the_right_not_to(site: Site, fetcher: Fetcher) -> None:
    site.pages["/robots.txt"] = (
        b"User-agent: *\nDisallow: /\n\nUser-agent: wiredesk\nDisallow: /private/\nAllow: /private/news$\n",
        "text/plain",
    )
    for path in ("/a", "/private/news", "/private/b"):
        site.pages[path] = PAGE
    assert fetcher.fetch(f"{site.url}/a").data == PAGE
    assert fetcher.fetch(f"{site.url}/private/news").data == PAGE
    assert failure(fetcher, f"{site.url}/private/b").code == "robots"
    assert site.count("/robots.txt") == 1
    site.pages["/way"] = moved("/private/b")
    assert failure(fetcher, f"{site.url}/way").code == "robots", "a redirect does not lead around them"
    assert site.count("/private/b") == 0
    assert Fetcher(replace(LOCAL, robots=False)).fetch(f"{site.url}/private/b").data == PAGE


def test_robots_that_cannot_be_read_forbid_for_now(site: Site, fetcher: Fetcher) -> None:
    site.pages["/"] = PAGE
    site.pages["/robots.txt"] = (b"", "text/plain", 500)
    assert failure(fetcher, f"{site.url}/").code == "robots"
    site.pages["/robots.txt"] = b"\xff\xfe<html>not robots</html>"
    assert fetcher.fetch(f"{site.url}/").data == PAGE, "asked again, and a page there is no rule"


def test_a_crawl_delay_slows_a_host_down(site: Site) -> None:
    now = [0.0]
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    site.pages["/robots.txt"] = (b"User-agent: *\nCrawl-delay: 7\n", "text/plain")
    site.pages["/"] = PAGE
    fetcher = Fetcher(LOCAL, pace=Pace(1.0, clock=lambda: now[0], sleep=sleep))
    for _ in range(3):
        fetcher.fetch(f"{site.url}/")
    assert slept == [1.0, 7.0, 7.0]


def test_a_certificate_that_nobody_trusts_is_refused(fetcher: Fetcher) -> None:
    assert fetcher._pool.connection_pool_kw["ssl_context"].verify_mode == ssl.CERT_REQUIRED
    assert fetcher._pool.connection_pool_kw["ssl_context"].check_hostname
