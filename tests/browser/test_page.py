"""The HTML brief in a real browser."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import brief_document
import pytest
from chromium import Browser, program

from wiredesk import export

pytestmark = pytest.mark.skipif(
    program() is None or shutil.which("bash") is None,
    reason="NO BROWSER: without Chromium the HTML brief was NOT tried in one (apt-get install chromium)",
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name in ("document", "hostile", "empty"):
        page = export.to_html(getattr(brief_document, name)())
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["document", "hostile", "empty"])
def test_the_page_loads_without_a_complaint_or_a_request(browser: Browser, pages: Path, name: str) -> None:
    browser.view(1280)
    browser.open(pages / f"{name}.html")
    logged = [e["params"]["entry"]["text"] for e in browser.events if e.get("method") == "Log.entryAdded"]
    thrown = [e for e in browser.events if e.get("method") == "Runtime.exceptionThrown"]
    asked = [
        e["params"]["request"]["url"]
        for e in browser.events
        if e.get("method") == "Network.requestWillBeSent"
    ]
    assert (logged, thrown) == ([], [])
    assert [u for u in asked if not u.startswith(("file:", "about:"))] == []


@pytest.mark.parametrize("name", ["document", "hostile"])
def test_nothing_runs_out_of_the_screen(browser: Browser, pages: Path, name: str) -> None:
    browser.view(1280)
    browser.open(pages / f"{name}.html")
    browser.js("document.querySelectorAll('details').forEach(d => d.open = true)")
    for width in (320, 360, 768, 1280, 1920):
        browser.turn(width)
        assert browser.js("document.documentElement.scrollWidth") <= width, width


def test_a_line_opens_its_evidence_and_that_its_report(browser: Browser, pages: Path) -> None:
    browser.view(1280)
    browser.open(pages / "document.html")
    browser.js("document.querySelector('.lead details.evidence > summary').click()")
    assert browser.js("document.querySelector('.lead details.evidence').open")
    marked = browser.js("document.querySelector('.lead .passage mark').textContent")
    assert marked.startswith("his fighters would lay down")
    browser.js("document.querySelector('.lead .passage .go a').click()")
    assert browser.js("document.querySelectorAll('.report[open]').length") == 1
    assert browser.js("document.querySelectorAll('.report[open] .st.lit').length") >= 2
    assert browser.js("document.getElementById('back').hidden") is False


def test_without_script_the_evidence_is_there_all_the_same(browser: Browser, pages: Path) -> None:
    browser.view(1280)
    browser.open(pages / "document.html", javascript=False)
    browser.call("Emulation.setScriptExecutionDisabled", value=False)
    browser.js("document.querySelector('.lead details.evidence > summary').click()")
    assert browser.js("document.querySelector('.lead details.evidence mark').offsetHeight") > 0
    assert browser.js("document.querySelectorAll('details.report .body').length") == 6


def test_a_keyboard_reaches_the_evidence(browser: Browser, pages: Path) -> None:
    browser.view(1280)
    browser.open(pages / "document.html")

    def press(key: str, code: int, text: str = "") -> None:
        for kind in ("keyDown", "keyUp"):
            more = {"text": text} if text and kind == "keyDown" else {}
            browser.call("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **more)

    press("Tab", 9)
    assert browser.js("document.activeElement.className") == "skip"
    browser.js("document.querySelector('.lead details.evidence > summary').focus()")
    press("Enter", 13, "\r")
    assert browser.js("document.querySelector('.lead details.evidence').open")


def test_headings_and_tables_make_sense_to_a_screen_reader(browser: Browser, pages: Path) -> None:
    browser.view(1280)
    browser.open(pages / "document.html")
    browser.call("Accessibility.enable")
    roles: list[str] = []
    for _ in range(50):  # the tree is built while one asks for it
        nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
        roles = [n.get("role", {}).get("value") for n in nodes if not n.get("ignored")]
        if "contentinfo" in roles:
            break
    assert roles.count("table") == 1
    assert roles.count("columnheader") == 7
    assert roles.count("main") == 1
    levels = browser.js("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


@pytest.mark.parametrize("dark", [False, True])
def test_words_can_be_read_on_their_ground(browser: Browser, pages: Path, dark: bool) -> None:
    browser.view(1280, dark=dark)
    browser.open(pages / "document.html")
    browser.js("document.querySelectorAll('details').forEach(d => d.open = true)")
    worst = browser.js(
        """(() => {
        const rgb = c => c.match(/[\\d.]+/g).map(Number);
        const part = v => v <= 10 ? v / 3294.6 : ((v / 255 + .055) / 1.055) ** 2.4;
        const light = c => .2126 * part(c[0]) + .7152 * part(c[1]) + .0722 * part(c[2]);
        const ground = n => {
          for (; n; n = n.parentElement) {
            const c = rgb(getComputedStyle(n).backgroundColor);
            if (c.length < 4 || c[3] > 0) return c;
          }
          return [255, 255, 255];
        };
        let worst = [99, ''];
        for (const n of document.querySelectorAll('main *, footer *, header *')) {
          if (![...n.childNodes].some(c => c.nodeType === 3 && c.textContent.trim())) continue;
          const a = light(rgb(getComputedStyle(n).color)), b = light(ground(n));
          const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
          if (ratio < worst[0]) worst = [ratio, n.className + ' ' + n.textContent.slice(0, 40)];
        }
        return worst; })()"""
    )
    assert worst[0] >= 4.5, worst


def test_it_prints(browser: Browser, pages: Path, tmp_path: Path) -> None:
    browser.view(1280)
    browser.open(pages / "document.html")
    browser.pdf(tmp_path / "brief.pdf")
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")
