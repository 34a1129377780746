"""The desk in a real browser: read, judge, undo, by mouse, by keyboard, on a phone, without script."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from chromium import Browser, program
from serving import Served

from wiredesk.desk import Desk

pytestmark = pytest.mark.skipif(
    (program() is None or shutil.which("bash") is None) and not os.environ.get("CI"),
    reason="NO BROWSER: without Chromium the desk was NOT tried in one (apt-get install chromium)",
)

PAGES = (
    "/", "{story}", "{story}/claims", "{story}/times", "{story}/places", "{story}/figures", "{story}/lineage",
    "{story}/reports", "{claim}", "{report}", "/sources", "/search?q=dam", "/log", "/changes",
    "/alerts", "/help",
)  # fmt: skip


class Reader:
    """Somebody at the desk."""

    def __init__(self, browser: Browser, at: str) -> None:
        self.browser, self.at = browser, at

    def go(self, path: str, javascript: bool = True) -> None:
        """Open a page of the desk."""
        self.browser.go(self.at + path, javascript)

    def js(self, expression: str) -> Any:
        """The value of an expression in the page."""
        return self.browser.js(expression)

    def then(self, expression: str) -> None:
        """Do what leads to another page, and wait for that."""
        self.browser.events.clear()
        self.browser.js(expression)
        self.browser.loaded()

    def press(self, *keys: str) -> None:
        """Press keys that stay on the page."""
        for key in keys:
            self.browser.press(key, {"Enter": 13, "Escape": 27, "Tab": 9}.get(key, 0))

    def press_through(self, key: str) -> None:
        """Press a key that leads to another page, and wait for that."""
        self.browser.events.clear()
        self.press(key)
        self.browser.loaded()

    def text(self) -> str:
        """What is to be read."""
        return str(self.js("document.body.innerText"))


@pytest.fixture(scope="session")
def paths(served: Served) -> dict[str, str]:
    """Where the example's story, a claim and a report of it are."""
    with Desk(served.desk) as desk:
        document = desk.story(desk.stories(query="Orvel").items[0].id)
    return {
        "story": f"/story/{document.stories[0].id}",
        "claim": f"/claim/{document.claims[0].id}",
        "report": f"/report/{document.reports[0].id}",
    }


@pytest.fixture
def reader(browser: Browser, served: Served) -> Reader:
    browser.view(1280)
    return Reader(browser, served.at)


def test_the_brief_is_read_and_a_line_opens_to_its_evidence(reader: Reader) -> None:
    reader.go("/?q=Orvel")
    assert "Six reports of six outlets" in reader.text()
    reader.then("document.querySelector('.stories a[data-open]').click()")
    assert "WHAT HAPPENED" in reader.text().upper()
    reader.js("document.querySelector('.line details.evidence > summary').click()")
    assert reader.js("document.querySelector('.line details.evidence mark').offsetHeight") > 0
    reader.then("document.querySelector('.line details.evidence .go a').click()")
    assert reader.js("document.querySelectorAll('.body .st.lit').length") >= 1


def test_two_claims_are_merged_by_keyboard_alone_and_undone_with_one_key(
    reader: Reader, paths: dict[str, str]
) -> None:
    reader.go(paths["story"] + "/claims")
    before = reader.js("document.querySelectorAll('tr[data-item]').length")
    reader.press("j", "x", "j", "x")
    assert "2 claims selected" in reader.text()
    reader.press_through("m")
    assert "Ana: merged two claims." in reader.text()
    assert reader.js("document.querySelectorAll('tr[data-item]').length") == before - 1
    reader.press_through("u")
    assert "undid a judgement" in reader.text()
    assert reader.js("document.querySelectorAll('tr[data-item]').length") == before


def test_keys_move_open_confirm_and_go_back(reader: Reader) -> None:
    reader.go("/?q=Orvel")
    reader.press("j")
    reader.press_through("o")
    reader.press("j", "o")
    assert reader.js("document.activeElement.querySelector('details.evidence').open")
    reader.press_through("a")
    assert "Ana: confirmed a claim." in reader.text()
    assert reader.js("document.querySelectorAll('.badge.confirmed').length") >= 1
    reader.press_through("u")
    assert reader.js("document.querySelectorAll('.badge.confirmed').length") == 0
    reader.press_through("]")
    assert "/claims" in reader.js("location.pathname")
    reader.press("?")
    assert reader.js("document.getElementById('help').open")
    reader.press("Escape")
    reader.press("/")
    assert reader.js("document.activeElement.id") == "find"


def test_a_key_that_cannot_judge_says_why(reader: Reader, paths: dict[str, str]) -> None:
    reader.go(paths["story"])
    reader.press("p")
    assert "Go to a line first" in reader.text()
    reader.js(
        "[...document.querySelectorAll('main [data-item]')].find(n => !n.querySelector('[data-key]')).focus()"
    )
    reader.press("p")
    assert "judge each claim on its own page" in reader.text()


def test_a_search_is_made_and_leads_to_what_it_found(reader: Reader) -> None:
    reader.go("/")
    reader.js("document.getElementById('find').value = 'Halvik'")
    reader.then("document.querySelector('form.find').requestSubmit()")
    assert reader.js("document.querySelectorAll('.hits mark').length") >= 1
    reader.press("j")
    reader.press_through("Enter")
    assert re.match(r"/(claim|report|voice)/", reader.js("location.pathname"))


def test_the_slider_shows_the_desk_as_it_was(reader: Reader) -> None:
    reader.go("/")
    assert "Six reports" in reader.text()
    reader.press("T")
    assert reader.js("document.activeElement.id") == "moment"
    reader.then(
        "(s => { s.value = 0; s.dispatchEvent(new Event('input')); "
        "s.dispatchEvent(new Event('change')); })(document.getElementById('moment'))"
    )
    assert "Five reports" in reader.text()
    assert "as it was known at" in reader.text()
    assert reader.js("document.querySelectorAll('form[action=\"/judge\"]').length") == 0


def test_what_arrives_shows_in_the_list_without_asking(reader: Reader, served: Served) -> None:
    reader.go("/")
    late = served.desk.parent / "late.txt"
    late.write_text(
        "Mill Gazette\n\nMarch 9, 2026\n\nFerry sinks off Calden\n\nA ferry sank off Calden, police said.\n"
    )
    subprocess.run(
        [sys.executable, "-m", "wiredesk", "add", "--desk", str(served.desk), str(late)],
        check=True, capture_output=True, env={**os.environ, "WIREDESK_CACHE": "off"},
    )  # fmt: skip
    found = reader.browser.call(
        "Runtime.evaluate",
        expression="""new Promise(done => { const began = Date.now(); (function look() {
            if (document.querySelector('#list').innerText.includes('Ferry sinks off Calden')
                && document.getElementById('said').innerText.includes('New at the desk')) done(true);
            else if (Date.now() - began > 60000) done(false); else setTimeout(look, 200); })(); })""",
        awaitPromise=True,
        returnByValue=True,
    )
    assert found["result"]["value"] is True


def test_everything_is_there_without_script(reader: Reader, paths: dict[str, str]) -> None:
    reader.go(paths["story"], javascript=False)
    reader.browser.call("Emulation.setScriptExecutionDisabled", value=False)
    assert reader.js("document.querySelectorAll('details.evidence').length") >= 8
    assert reader.js("document.querySelectorAll('form[action=\"/judge\"] button').length") >= 8
    assert reader.js("document.getElementById('moment') !== null")
    assert reader.js("document.querySelector('form.slider button') !== null")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_panel_of_alerts_opens_by_key_within_the_screen(reader: Reader, width: int) -> None:
    reader.browser.view(width)
    reader.go("/")
    reader.press("A")
    edges = reader.js(
        "(r => [r.left, r.right, r.height])(document.querySelector('#alerts .panel').getBoundingClientRect())"
    )
    assert edges[0] >= 0
    assert edges[1] <= width
    assert edges[2] > 0
    reader.press("Escape")
    assert not reader.js("document.getElementById('alerts').open")


@dataclass
class Looked:
    """What was seen on one page: complaints, what it asked for, by width how wide it was, and what
    axe-core found in the light and in the dark."""

    logged: list[str]
    thrown: list[object]
    asked: list[str]
    wide: dict[int, int]
    axe: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def looked(browser: Browser, served: Served, paths: dict[str, str]) -> dict[str, Looked]:
    """Every page, loaded once and looked at in every way.  In the dark only the rules that depend on
    colours are tried again: all else of the page is the same."""
    axe = (files("axe_core_python") / "axe.min.js").read_text("utf-8")
    out = {}
    for page in PAGES:
        browser.view(1280)
        browser.go(served.at + page.format(**paths))
        events = browser.events[:]
        browser.js("document.querySelectorAll('main details').forEach(d => d.open = true)")
        found: dict[str, dict[str, Any]] = {}
        browser.call("Runtime.evaluate", expression=axe)
        for scheme, only in (
            ("light", "{}"),
            ("dark", "{runOnly: ['color-contrast', 'link-in-text-block']}"),
        ):
            browser.turn(1280, dark=scheme == "dark")
            found[scheme] = browser.call(
                "Runtime.evaluate",
                expression=f"axe.run(document, {only}).then(r => ({{passes: r.passes.length, "
                "violations: r.violations.map(v => ({id: v.id, impact: v.impact, "
                "nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 200))}))}))",
                awaitPromise=True,
                returnByValue=True,
            )["result"]["value"]
        wide = {}
        for width in (1280, 320):
            browser.turn(width)
            wide[width] = browser.js("document.documentElement.scrollWidth")
        out[page] = Looked(
            [e["params"]["entry"]["text"] for e in events if e.get("method") == "Log.entryAdded"],
            [e for e in events if e.get("method") == "Runtime.exceptionThrown"],
            [e["params"]["request"]["url"] for e in events if e.get("method") == "Network.requestWillBeSent"],
            wide,
            found,
        )
    return out


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_runs_out_of_the_screen(looked: dict[str, Looked], width: int) -> None:
    assert {page: seen.wide[width] for page, seen in looked.items() if seen.wide[width] > width} == {}


def test_no_page_complains_or_asks_another_machine(looked: dict[str, Looked], served: Served) -> None:
    for page, seen in looked.items():
        assert (seen.logged, seen.thrown) == ([], []), page
        assert any(u.startswith(served.at) for u in seen.asked), page
        assert [u for u in seen.asked if not u.startswith((served.at, "about:", "data:"))] == [], page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_page(looked: dict[str, Looked], scheme: str) -> None:
    """The score of a page is the rules passed of those passed or broken, in hundredths (axe-core,
    all its rules but the experimental)."""
    for page, seen in looked.items():
        passes, broken = seen.axe[scheme]["passes"], seen.axe[scheme]["violations"]
        assert passes >= 1, page
        assert [v for v in broken if v["impact"] in ("serious", "critical")] == [], page
        assert 100 * passes / (passes + len(broken)) >= 95, (page, broken)


def test_a_story_prints_without_what_is_for_the_screen(
    reader: Reader, paths: dict[str, str], tmp_path: Path
) -> None:
    reader.go(paths["story"])
    reader.browser.pdf(tmp_path / "story.pdf")
    assert (tmp_path / "story.pdf").read_bytes().startswith(b"%PDF")
    reader.browser.call("Emulation.setEmulatedMedia", media="print")
    assert reader.js("getComputedStyle(document.querySelector('.mast')).display") == "none"
    reader.browser.call("Emulation.setEmulatedMedia", media="")
