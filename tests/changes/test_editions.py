"""The same address with other words is a new edition of the same report."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiredesk.changes.editions import editions, edits, newest, report_address, revision
from wiredesk.desk import Desk
from wiredesk.gather.plain import capture
from wiredesk.model.editions import Edition
from wiredesk.model.reports import Capture, Hints, PublishedFrom, Report
from wiredesk.model.spans import OffsetMap
from wiredesk.run.cache import InMemory, Keeper
from wiredesk.run.local import document
from wiredesk.text.addresses import address

FIRST = (
    "Fourteen people were killed when the Orvel dam burst on Sunday, the mayor said. Rescuers are searching."
)
SECOND = (
    "Twelve people were killed when the Orvel dam burst on Sunday, the mayor said. Rescuers are searching."
)
OTHER = "The national football team won its third match in a row after a goal in the last minute of play."
URL = "https://voice.example/news/dam"


def report(
    id_: str, text: str, url: str | None = URL, path: str = "a.html", title: str | None = None
) -> Report:
    return Report(
        f"r-{id_}", f"c-{id_}", path, url, "0", "Voice", title, None, PublishedFrom.UNKNOWN, "en", text,
        OffsetMap.identity(len(text)),
    )  # fmt: skip


A, B, C = report("a", FIRST), report("b", SECOND), report("c", OTHER)
SEEN = {"c-a": ("2026-01-01",), "c-b": ("2026-01-02",), "c-c": ("2026-01-03",)}


def test_another_text_at_the_same_address_is_a_new_edition_and_the_newest_counts() -> None:
    (found,) = editions([A, B], SEEN)
    assert [e.report for e in found.editions] == ["r-a", "r-b"]
    assert found.superseded == ("r-a",)
    assert newest([A, B], [found]) == [B]


def test_unlike_text_at_the_same_address_is_another_report() -> None:
    (found,) = editions([A, B, C], SEEN)
    assert newest([A, B, C], [found]) == [B, C]


def test_same_words_in_other_bytes_are_the_same_edition() -> None:
    assert editions([A, report("b", FIRST.replace(" ", "\n"))], SEEN) == ()


def test_text_that_comes_back_is_the_report_again() -> None:
    (found,) = editions([A, B], {**SEEN, "c-a": ("2026-01-01", "2026-01-05")})
    assert [e.report for e in found.editions] == ["r-a", "r-b", "r-a"]
    assert newest([A, B], [found]) == [A]


def test_same_text_under_a_new_headline_and_same_headline_over_a_new_text_are_editions() -> None:
    left = report("a", FIRST, title="Dam bursts at Orvel")
    right = report("b", OTHER, title="Dam bursts at Orvel")
    assert editions([left, right], SEEN)


@pytest.mark.parametrize("url", ["https://voice.example/", "https://voice.example"])
def test_front_page_names_no_report(url: str) -> None:
    assert editions([report("a", FIRST, url), report("b", SECOND, url)], SEEN) == ()


def test_file_is_known_by_its_path_and_a_numbered_line_by_nothing() -> None:
    assert report_address(report("a", FIRST, None, "news/a.txt")) == "news/a.txt"
    assert report_address(report("a", FIRST, None, "a.jsonl#3")) is None
    assert report_address(report("a", FIRST, None, "a.jsonl#dam-3")) == "a.jsonl#dam-3"
    assert report_address(report("a", FIRST, None, "standard input")) is None


WORDS = st.lists(st.sampled_from("dam burst mayor said twelve not Orvel . , 12 \n".split(" ")), max_size=30)


@given(st.lists(st.tuples(WORDS, st.lists(st.sampled_from("123456789"), min_size=1, max_size=3)), max_size=5))
@settings(max_examples=60)
def test_editions_do_not_depend_on_the_order_of_arrival(rows: list[tuple[list[str], list[str]]]) -> None:
    reports = [report(str(n), " ".join(words)) for n, (words, _) in enumerate(rows)]
    seen = {f"c-{n}": tuple(moments) for n, (_, moments) in enumerate(rows)}
    expected = editions(reports, seen)
    for order in list(permutations(reports))[:24]:
        assert editions(order, seen) == expected
    held = [e.report for found in expected for e in found.editions]
    assert set(held) <= {r.id for r in reports}
    assert len(newest(reports, expected)) == len(reports) - len({i for f in expected for i in f.superseded})


@given(WORDS, WORDS)
@settings(max_examples=200)
def test_edits_turn_the_words_of_one_text_into_those_of_the_other(left: list[str], right: list[str]) -> None:
    was, now = " ".join(left), " ".join(right)
    out, at = "", 0
    for edit in edits(was, now):
        assert at <= edit.was.start
        out += was[at : edit.was.start] + " " + edit.now.of(now) + " "
        at = edit.was.end
    assert (out + was[at:]).split() == now.replace("\n", " \n ").split() or "".join(
        (out + was[at:]).split()
    ) == "".join(now.split())


@pytest.mark.parametrize(
    ("was", "now", "edit", "touches"),
    [
        ("Fourteen were killed.", "Twelve were killed.", ("Fourteen", "Twelve"), ("number",)),
        ("Some 1,000 were held.", "Some 1000 were held.", ("1,000", "1000"), ()),
        ("It was Halvik who spoke.", "It was Morand who spoke.", ("Halvik", "Morand"), ("name",)),
        ("The mayor did confirm it.", "The mayor did not confirm it.", ("", "not"), ("negation",)),
        ("He can come.", "He can't come.", ("can", "can't"), ("negation",)),
        ("They quickly left.", "They left.", ("quickly", ""), ()),
        ("Мэр подтвердил это.", "Мэр не подтвердил это.", ("", "не"), ("negation",)),
    ],
)
def test_what_an_edit_touches_is_marked(
    was: str, now: str, edit: tuple[str, str], touches: tuple[str, ...]
) -> None:
    (found,) = edits(was, now)
    assert (found.was.of(was), found.now.of(now)) == edit
    assert found.touches == touches


def test_change_that_is_owned_up_to_is_told_from_a_silent_one() -> None:
    now = SECOND + "\n\nCorrection: an earlier version of this report gave a higher toll."
    one, two = Edition(1, "r-a", ("c-a",), "1", "1"), Edition(2, "r-b", ("c-b",), "2", "2")
    assert revision(one, two, A, B).announced is None
    owned = revision(one, two, A, report("b", now)).announced
    assert owned is not None
    assert owned.of(now).startswith("Correction: an earlier version")


def test_very_long_texts_are_compared_in_a_moment() -> None:
    was = " ".join(f"the dam {n % 97} of the {n}" for n in range(8000))
    now = " ".join(f"the dam {n % 89} of the {n + 1}" for n in range(8000))
    assert edits(was, now)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("https://voice.example/a/dam", "http://www.voice.example/a/dam/"),
        ("https://voice.example/a/dam?utm_source=x&fbclid=1#top", "https://VOICE.example:443/a/dam"),
        ("https://voice.example/a?b=2&a=1", "https://voice.example/a?a=1&b=2"),
        ("https://voice.example/a/index.html", "https://voice.example/a"),
        ("https://voice.example/%61", "https://voice.example/a"),
    ],
)
def test_two_ways_to_write_an_address_are_one(left: str, right: str) -> None:
    assert address(left) == address(right) is not None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("https://voice.example/a?id=1", "https://voice.example/a?id=2"),
        ("https://voice.example/a", "https://other.example/a"),
        ("https://voice.example/a", "https://voice.example:8080/a"),
        ("https://voice.example/a/1", "https://voice.example/a/2"),
    ],
)
def test_addresses_of_different_reports_stay_apart(left: str, right: str) -> None:
    assert address(left) != address(right)


@pytest.mark.parametrize(
    "url", [None, "", "ftp://x.example/a", "not an address", "http://[bad/", "urn:x:1", "https:///a"]
)
def test_what_is_no_address_names_nothing(url: str | None) -> None:
    assert address(url) is None


def test_desk_counts_the_newest_edition_and_keeps_the_earlier(tmp_path: Path) -> None:
    clock = iter(f"2026-01-0{n}T00:00:00Z" for n in range(1, 9))
    page = '<html><head><link rel="canonical" href="https://voice.example/news/dam"/></head><body><p>{}</p></body></html>'
    with Desk(tmp_path / "x.desk", clock=lambda: next(clock)) as desk:
        for name, text in (("a.html", FIRST), ("b.html", SECOND), ("a.html", FIRST)):
            (tmp_path / name).write_text(page.format(text))
            desk.add([str(tmp_path / name)])
        history = desk.editions("https://www.voice.example/news/dam/")
        assert [e.number for e in history.editions.editions] == [1, 2, 3]
        assert history.revisions[0].edits[0].touches == ("number",)
        assert desk.editions(history.reports[1].id) == history
        earlier = desk.editions(URL, "2026-01-02T12:00:00Z")
        assert len(earlier.editions.editions) == 2
        for at, words in (
            ("2026-01-01T12:00:00Z", "Fourteen"),
            ("2026-01-02T12:00:00Z", "Twelve"),
            (None, "Fourteen"),
        ):
            (only,) = desk.document(at).reports
            assert words in only.text
        assert [h.editions.address for h in desk.edited()] == ["voice.example/news/dam"]


def test_earlier_editions_change_nothing_of_what_stands(tmp_path: Path) -> None:
    """Neither a newsroom nor a voice nor a claim comes of what a report said before."""
    said = "The Orvel dam burst on Sunday, {}. Twelve people were killed, {} said. The valley was evacuated."
    rows = [
        ("https://voice.example/news/dam", "Petra Halvik", "2031-05-04T12:00:00Z"),
        ("https://post.example/2031/dam", "Oren Tal", "2031-05-04T13:00:00Z"),
    ]
    earlier = ("https://voice.example/news/dam", "Mina Dolev", "2031-05-04T09:00:00Z")

    def captures(of: list[tuple[str, str, str]]) -> list[Capture]:
        return [
            capture(
                f"{n}.txt",
                said.format("officials said", who).encode(),
                at,
                "text/plain",
                Hints(url=url, id=f"{url} {n}"),
            )
            for n, (url, who, at) in enumerate(of)
        ]

    keeper = Keeper(InMemory())
    now = document(captures(rows), keeper)
    for with_earlier in (
        [*captures(rows), *captures([*rows, earlier])[2:]],
        [*captures([*rows, earlier])[2:], *captures(rows)],
    ):
        made = document(with_earlier, keeper)
        assert made.reworded
        assert replace(made, reworded=()) == now
    assert all("Dolev" not in r.text for r in now.reports)
