from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

import brief_document
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiredesk import export
from wiredesk.export.page import split
from wiredesk.export.plain import escaped, wide, wrapped
from wiredesk.export.sheet import safe

ALL = [
    brief_document.document,
    brief_document.empty,
    brief_document.hostile,
    brief_document.two_stories,
]
OVERRIDES = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Reader(HTMLParser):
    """What a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("meta", "br", "link", "img", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


@pytest.mark.parametrize("made", ALL)
def test_the_page_is_whole_and_asks_for_nothing(made) -> None:  # type: ignore[no-untyped-def]
    page = read(export.to_html(made()))
    assert page.open == []
    assert page.tags.count("script") == 1
    assert not {"img", "link", "iframe", "object", "embed", "form", "base"} & set(page.tags)
    names = [name for name, _ in page.attributes]
    assert not [n for n in names if n.startswith("on") or n in ("src", "style", "srcset", "action")]
    targets = [v or "" for n, v in page.attributes if n == "href"]
    assert all(t.startswith("#") for t in targets)


def test_every_link_of_the_page_leads_somewhere_and_no_id_is_there_twice() -> None:
    page = read(export.to_html(brief_document.document()))
    ids = [v for n, v in page.attributes if n == "id"]
    assert len(ids) == len(set(ids))
    assert {(v or "")[1:] for n, v in page.attributes if n == "href"} <= set(ids)


def test_the_page_says_what_may_run_in_it() -> None:
    page = export.to_html(brief_document.document())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;; style-src &#39;sha256-")
    assert "unsafe" not in policy[1]


def test_the_page_shows_what_was_repaired_and_what_was_left_out() -> None:
    page = export.to_html(brief_document.document())
    assert '<ins class="repaired" title="Repaired; the capture has: cafÃ©">café</ins>' in page
    assert "was <s>cafÃ©</s>" in page
    assert re.search(r"<del[^>]*>.*Subscribe to the Northern Post", page)


def test_the_page_has_every_line_with_its_standing() -> None:
    document = brief_document.document()
    page = export.to_html(document)
    for line in document.brief.lines:
        assert f'id="{line.id}"' in page
        assert not line.standing or line.standing in page


def test_markup_in_a_report_is_shown_not_obeyed() -> None:
    page = export.to_html(brief_document.document())
    assert "&lt;b&gt;&#34;Nobody&#34;&lt;/b&gt;" in page


def test_a_line_splits_into_its_sides_and_its_exact_words() -> None:
    line = next(x for x in brief_document.document().brief.lines if x.section == "disputed")
    sides = split(line)
    assert len(sides) == line.text.count("\n") + 1
    assert "".join(w.text for side in sides for w in side) == line.text.replace("\n", "")


@pytest.mark.parametrize("made", ALL)
@pytest.mark.parametrize("format_", ["text", "md", "html", "csv"])
def test_no_format_lets_a_report_steer_the_display(made, format_: str) -> None:  # type: ignore[no-untyped-def]
    text = export.render(made(), format_)
    assert "\x1b" not in text
    assert not OVERRIDES & set(text)
    assert format_ in ("text", "csv") or "<script>alert" not in text


@pytest.mark.parametrize("width", [40, 72, 88, 120])
@pytest.mark.parametrize("made", ALL)
def test_text_keeps_to_the_width(made, width: int) -> None:  # type: ignore[no-untyped-def]
    assert max(wide(line) for line in export.to_text(made(), width).splitlines()) <= width + 1


def test_text_opens_with_the_lead_and_ends_with_what_could_not_be_read() -> None:
    text = export.to_text(brief_document.document())
    assert "WHAT HAPPENED, AND WHERE IT STANDS" in text[:200]
    assert text.rstrip().endswith("is not text; give text, HTML or JSON lines")


def test_nothing_to_read_is_said_in_every_format() -> None:
    for format_ in ("text", "md", "html"):
        assert "No report was read" in export.render(brief_document.empty(), format_)


def test_wide_letters_and_huge_words_are_broken_at_the_width() -> None:
    lines = wrapped("報" * 60 + " " + "W" * 100 + " end", 40, "- ", "  ")
    assert max(wide(x) for x in lines) <= 40
    assert "".join("".join(lines).replace("-", "").split()) == "報" * 60 + "W" * 100 + "end"


def test_one_row_a_statement() -> None:
    document = brief_document.document()
    rows = list(csv.DictReader(io.StringIO(export.to_csv(document), newline="")))
    assert len(rows) == sum(len(c.statements) for c in document.claims)
    assert {r["standing"] for r in rows} == {"attested", "repeated", "corroborated", "once"}


@pytest.mark.parametrize("bad", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1", "＝1"])
def test_no_cell_is_a_formula(bad: str) -> None:
    assert safe(bad).startswith("'")


@pytest.mark.parametrize("good", ["five", "1-2", "a=b", "", "“=1”"])
def test_plain_cells_stay_as_they_are(good: str) -> None:
    assert safe(good) == good


@settings(max_examples=40)
@given(st.text(max_size=60))
def test_no_text_becomes_a_formula_or_a_control(text: str) -> None:
    cell = safe(text)
    assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert not any(ord(x) < 32 or 127 <= ord(x) < 160 for x in cell)


@settings(max_examples=40)
@given(st.text(max_size=80), st.integers(8, 60))
def test_wrapping_loses_no_letter(text: str, width: int) -> None:
    clean = export.harmless(text)
    assert "".join("".join(wrapped(clean, width)).split()) == "".join(clean.split())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# not a heading", "\\# not a heading"),
        ("1. not a list", "1\\. not a list"),
        ("[a](http://x)", "\\[a\\](http\\://x)"),
        ("a | b", "a \\| b"),
        ("five 1.5 per cent (half)", "five 1.5 per cent (half)"),
        ("&lt; stays", "\\&lt; stays"),
    ],
)
def test_markdown_shows_a_report_s_signs_as_signs(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_several_stories_have_contents_and_links_that_lead_to_them() -> None:
    document = brief_document.two_stories()
    page = read(export.to_html(document))
    ids = [v for n, v in page.attributes if n == "id"]
    assert len(ids) == len(set(ids))
    assert {(v or "")[1:] for n, v in page.attributes if n == "href"} <= set(ids)
    assert page.tags.count("article") == 2
    assert "three stories" in export.to_text(document)[:60]
    assert "A third thing" in export.to_markdown(document).split("Other stories")[1]
