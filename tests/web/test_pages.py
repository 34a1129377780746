"""Every page, asked in process."""

from __future__ import annotations

import json
import re

import pytest
from client import Client
from hostile import IMAGE, SCRIPT, Seen

PARTS = ("", "/claims", "/times", "/places", "/figures", "/lineage", "/reports")


def everywhere(client: Client) -> list[str]:
    """The address of a page of every sort, found by following links as a reader does."""
    story = re.search(r'href="(/story/[\w-]+)"', client.get("/").text)
    assert story
    out = [
        "/",
        "/sources",
        "/search?q=varo",
        "/search?q=dam",
        "/log",
        "/changes",
        "/alerts",
        "/help",
        "/nowhere",
    ]
    out += [story[1] + part for part in PARTS]
    text = client.get(f"{story[1]}/claims").text + client.get(f"{story[1]}/reports").text
    for room in ("claim", "report", "voice", "source"):
        found = re.findall(rf'href="(/{room}[/?][^"#]+)"', text)
        out += list(dict.fromkeys(f.replace("&amp;", "&") for f in found))[:8]
        if room == "report":
            out += [f"{f}/capture" for f in dict.fromkeys(found)]
            out += [f"{f}/editions" for f in dict.fromkeys(found)]
    return out


def test_every_page_answers_and_has_one_heading_at_its_head(client: Client) -> None:
    for url in everywhere(client):
        answer = client.get(url)
        assert answer.status_code == (404 if url == "/nowhere" else 200), url
        assert len(re.findall(r"<h1\b", answer.text)) == 1, url
        assert answer.text.count("<main") == 1, url
        assert answer.headers["cache-control"] == "no-store", url


def test_the_list_says_what_is_in_a_story(client: Client) -> None:
    page = client.get("/").text
    assert "Six reports of six outlets" in page


def test_a_filter_that_nothing_fits_says_so_and_leads_back(client: Client) -> None:
    assert "No story fits" in client.get("/?q=zzzzunknown").text


def test_every_line_with_words_of_a_report_opens_to_them(client: Client) -> None:
    story = re.search(r'href="(/story/[\w-]+)"', client.get("/").text)
    assert story
    page = client.get(story[1]).text
    assert page.count('<details class="evidence">') >= 8
    assert re.search(r"<mark>[^<]*ready to end its occupation", page)


def test_each_drawing_has_its_table(client: Client) -> None:
    story = re.search(r'href="(/story/[\w-]+)"', client.get("/").text)
    assert story
    for part in ("times", "figures", "lineage", "places"):
        page = client.get(f"{story[1]}/{part}").text
        assert page.count("<svg") >= 1, part
        assert page.count("<table") >= page.count('<svg class="draw'), part


def test_a_claim_shows_its_variants_with_what_differs(client: Client) -> None:
    page = client.get(client_claim(client)).text
    assert page.count('class="variant') >= 4
    assert re.search(r'<span class="diff">[^<]*would', page)
    assert "Where it stands, and why" in page


def client_claim(client: Client) -> str:
    """The address of the claim that most reports carry."""
    story = re.search(r'href="(/story/[\w-]+)"', client.get("/").text)
    assert story
    found = re.search(r'href="(/claim/[\w-]+)"', client.get(f"{story[1]}/claims").text)
    assert found
    return found[1]


def test_a_search_finds_words_and_marks_them(client: Client) -> None:
    page = client.get("/search?q=Halvik").text
    assert "<mark>Halvik</mark>" in page
    assert "Nothing has all of these words" in client.get("/search?q=zzzzunknown").text


def test_the_desk_at_an_earlier_moment_has_what_was_known_then_and_judges_nothing(client: Client) -> None:
    then = "2026-03-05T10:00:30Z"
    page = client.get(f"/?as_of={then}").text
    assert "Five reports of five outlets" in page
    story = re.search(r'href="(/story/[\w-]+\?as_of=[^"]+)"', page)
    assert story
    brief = client.get(story[1].replace("&amp;", "&")).text
    assert "Valley Voice" not in brief
    assert 'action="/judge"' not in brief
    assert "Nothing can be judged here" in brief


def test_the_slider_leads_to_a_moment_without_script(client: Client) -> None:
    first = client.get("/?moment=0")
    assert first.status_code == 303
    assert "as_of=2026-03-05T10%3A00%3A00" in first.headers["location"]
    assert "as_of" not in client.get("/?moment=1").headers["location"]


def test_a_time_that_is_none_is_refused_in_words(client: Client) -> None:
    answer = client.get("/?as_of=yesterday-ish")
    assert answer.status_code in (400, 409)
    assert "is not a time" in answer.text


@pytest.mark.parametrize("kind", ["html", "md", "csv", "json", "text"])
def test_a_story_is_handed_over_as_a_file_that_cannot_run_here(client: Client, kind: str) -> None:
    story = re.search(r'href="(/story/[\w-]+)"', client.get("/").text)
    assert story
    answer = client.get(f"{story[1]}/handover/{kind}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "Halvik" in answer.text
    if kind == "json":
        assert len(json.loads(answer.text)["stories"]) == 1
        assert len(json.loads(answer.text)["captures"]) == 6  # with all that it takes to be read in again


def test_a_story_is_handed_over_as_pdf_where_a_browser_is_and_else_says_what_to_do(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = re.search(r'href="(/story/[\w-]+)"', client.get("/").text)
    assert at
    monkeypatch.setattr("wiredesk.web.handing.printed", lambda page: b"%PDF-" + page.encode())
    assert client.get(f"{at[1]}/handover/pdf").content.startswith(b"%PDF-<!")
    monkeypatch.undo()
    monkeypatch.setattr("wiredesk.web.forms.browser", lambda: None)
    monkeypatch.setattr("wiredesk.export.printing.browser", lambda: None)
    assert "/handover/pdf" not in client.get(at[1]).text
    assert "none is installed" in client.get(f"{at[1]}/handover/pdf").text


def test_a_story_names_its_feeds_and_they_are_there(client: Client) -> None:
    at = re.search(r'href="(/story/[\w-]+)"', client.get("/").text)
    assert at
    feeds = re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)"', client.get(at[1]).text)
    assert len(feeds) == 2
    for media, address in feeds:
        assert client.get(address).headers["content-type"].startswith(media)


def test_a_capture_is_its_bytes_to_be_saved_never_shown(client: Client, example_desk: object) -> None:
    page = client.get(client_report(client)).text
    answer = client.get(client_report(client) + "/bytes")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-wiredesk-sha256"] in page


def client_report(client: Client) -> str:
    """The address of a report."""
    story = re.search(r'href="(/story/[\w-]+)"', client.get("/").text)
    assert story
    found = re.search(r'href="(/report/[\w-]+)"', client.get(f"{story[1]}/claims").text)
    assert found
    return found[1]


def test_the_stream_tells_a_listening_page_where_the_desk_stands(client: Client) -> None:
    answer = client.get("/events?once=1")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert "event: desk" in answer.text


def test_an_empty_desk_says_how_to_fill_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    from wiredesk.web.app import create_app

    with Client(create_app(tmp_path_factory.mktemp("empty") / "a.desk")) as client:
        for url in ("/", "/sources", "/search?q=x", "/log", "/changes", "/help"):
            assert client.get(url).status_code == 200, url
        assert "No report is in this desk yet" in client.get("/").text


def test_no_page_leads_or_asks_anywhere_else(client: Client) -> None:
    for url in everywhere(client):
        seen = Seen(client.get(url).text)
        assert all(x.startswith(("/", "#")) for x in seen.leads), url
        assert not seen.attributes & {"style", "onclick", "onload", "onerror", "srcdoc", "ping"}, url


def test_nothing_in_a_hostile_report_runs_or_breaks_out_of_any_page(hostile: Client) -> None:
    for url in everywhere(hostile):
        text = hostile.get(url).text
        seen = Seen(text)
        assert len(seen.scripts) == 1, url
        assert str(seen.scripts[0]["src"]).startswith("/static/desk.js"), url
        assert "img" not in seen.elements, url
        assert not any(a.startswith("on") or a == "style" for a in seen.attributes), url
        assert all(x.startswith(("/", "#")) for x in seen.leads), url
        assert SCRIPT not in text, url
        assert IMAGE not in text, url
        assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x07\x1b"), url
        assert text.count("<main") == text.count("</main>") == 1, url


def test_a_word_of_a_hundred_thousand_letters_does_not_swell_a_list(hostile: Client) -> None:
    assert len(hostile.get("/").content) < 40_000
    assert len(hostile.get("/sources").content) < 40_000


def test_what_changed_since_a_moment_is_told_without_copies(client: Client) -> None:
    page = client.get("/changes?since=2026-03-05T10:00:30Z").text
    assert page.count("<li data-item") >= 1
    assert "Nothing new in substance" in client.get("/changes?since=2026-03-05T10:05:00Z").text


def test_an_edited_report_shows_what_was_changed(tmp_path_factory: pytest.TempPathFactory) -> None:
    from wiredesk.desk import Desk
    from wiredesk.web.app import create_app

    folder = tmp_path_factory.mktemp("edited")
    text = "Seven people were hurt when a bridge fell in Calden on Monday, police said. The road is shut."
    with Desk(folder / "a.desk") as desk:
        for n, words in enumerate((text, text.replace("Seven", "Nine"))):
            one = {
                "url": "https://post.example/bridge",
                "title": "A bridge fell",
                "outlet": "Post",
                "text": words,
            }
            (folder / f"{n}.jsonl").write_text(json.dumps(one), encoding="utf-8")
            desk.add([str(folder / f"{n}.jsonl")])
        desk.refresh()
    with Client(create_app(folder / "a.desk")) as client:
        page = client.get(client_report(client) + "/editions").text
        assert "Two editions" in page
        assert '<del class="gone">Seven</del>' in page
        assert '<ins class="new">Nine</ins>' in page


def test_headers_of_a_hostile_capture_hold_one_line_each(hostile: Client) -> None:
    for url in everywhere(hostile):
        if url.startswith("/report/") and not url.endswith(("/capture", "/editions")):
            answer = hostile.get(url + "/bytes")
            assert answer.status_code == 200
            assert "<" not in answer.headers["content-disposition"]
