"""What holds for any report that is cleaned."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wiredesk.clean import clean, decode
from wiredesk.model.ids import content_id, sha256
from wiredesk.model.reports import Capture, Report
from wiredesk.model.spans import Span

LINES = st.sampled_from(
    [
        "Harbour Bridge Of Varnholm Closed",
        "The harbour bridge of Varnholm was closed on Sunday, the council said, after cracks were found.",
        "“Nobody will cross it before summer,” engineer Ada Dorn said on the quay on Monday evening.",
        "QUORN (Novapress) - Engineers of the province found cracks in two of the piers on Saturday.",
        "date 2023-03-05 The council of Varnholm met on Sunday to speak about the bridge of the town.",
        "By Ida Moor",
        "Share this article",
        "Leave a Reply",
        "0 $",
        "Thursday, October 21, 2021",
        "Most Popular",
        "She asked why it was Ã©tÃ© &amp; not winter\u200b.",
        "...",
        "💥",
        "גשר נסגר ביום ראשון",
        "Home > News",
        "The work went on all night and the mayor thanked them.0 $",
        "File image.",
        "",
    ]
)
TEXT = st.one_of(
    st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=25).flatmap(
        lambda rows: st.sampled_from(["\n", "\n\n", "\r\n"]).map(lambda glue: glue.join(rows))
    ),
    st.text(max_size=300),
)


def captured(text: str, media: str = "text/plain") -> Capture:
    data = text.encode("utf-8", "replace")
    return Capture(
        content_id("c", "a", sha256(data)), "a.txt", sha256(data), data, "2026-01-01T00:00:00Z", media
    )


def check(report: Report, raw: str) -> None:
    at = raw_start = raw_end = 0
    for seg in report.offsets.segments:
        assert seg.clean == at
        assert raw_start <= seg.raw
        assert raw_end <= seg.raw_end <= len(raw)
        if seg.same:
            assert report.text[seg.clean : seg.clean_end] == raw[seg.raw : seg.raw_end]
        at, raw_start, raw_end = seg.clean_end, seg.raw, seg.raw_end
    assert at == len(report.text)
    for span in (*report.furniture, *([report.headline] if report.headline else [])):
        assert span.of(report.text).strip()
    for fix in report.repairs:
        assert raw[fix.start : fix.end] == fix.was
    starts = [d.start for d in report.dropped]
    assert starts == sorted(starts)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(TEXT)
def test_every_character_is_kept_named_or_space(text: str) -> None:
    capture = captured(text)
    raw, report = decode(capture), clean(capture)
    check(report, raw)
    seen = {i for seg in report.offsets.segments for i in range(seg.raw, seg.raw_end)}
    seen |= {i for d in report.dropped for i in range(d.start, d.end)}
    seen |= {i for fix in report.repairs for i in range(fix.start, fix.end)}
    lost = [i for i in range(len(raw)) if i not in seen and raw[i].strip()]
    assert not lost, (lost, raw)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(TEXT)
def test_every_offset_of_the_text_maps_into_the_raw_input(text: str) -> None:
    capture = captured(text)
    raw, report = decode(capture), clean(capture)
    for i in range(0, len(report.text), 7):
        span = report.offsets.raw(Span(i, min(i + 5, len(report.text))))
        assert 0 <= span.start <= span.end <= len(raw)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(TEXT)
def test_cleaning_twice_gives_the_same_report(text: str) -> None:
    assert clean(captured(text)) == clean(captured(text))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(
    st.lists(
        st.one_of(
            LINES,
            st.sampled_from(
                ["<b>bold</b>", "<script>var a=1</script>", "<nav>Menu</nav>", "&eacute;", "<", "&"]
            ),
        ),
        max_size=12,
    )
)
def test_every_word_of_a_page_maps_back_to_it(rows: list[str]) -> None:
    page = "<html><body><article>" + "".join(f"<p>{r}</p>\n" for r in rows) + "</article></body></html>"
    capture = captured(page, "text/html")
    check(clean(capture), decode(capture))


def page(words: str) -> str:
    return f"<html><head><title>Bridge closed</title></head><body><h1>Bridge closed</h1>{words}</body></html>"


SENTENCE = (
    "The council of Varnholm said on Tuesday that the harbour bridge would open again on Friday at noon. "
)
HOSTILE = {
    "one line of prose": SENTENCE * 2_000,
    "one line without a space": "x" * 300_000,
    "one line of capitals": "Varnholm Post " * 10_000,
    "many short lines": "Share\nBridge News\n" * 4_000,
    "many empty lines": "\n" * 200_000 + SENTENCE,
    "only signs": "—" * 50_000,
    "only ampersands": "&" * 100_000,
    "damage without end": "Ã©â€™" * 8_000,
    "figures without end": "1,000 $ " * 20_000,
    "right to left": "أُغلق الجسر في النهر الأخضر يوم الأحد بعد العثور على شقوق. " * 1_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_long_and_odd_input_is_read_in_time(name: str) -> None:
    capture = captured(HOSTILE[name])
    began = time.perf_counter()
    report = clean(capture)
    assert time.perf_counter() - began < 20
    assert len(report.offsets.segments) == 0 or report.offsets.segments[-1].clean_end == len(report.text)


@pytest.mark.parametrize(
    "raw",
    [
        page(f"<p>{SENTENCE * 200}</p>"),
        page("<div>" * 1000 + SENTENCE * 5),
        page("<p>" + SENTENCE * 3),
        "<html>" + "<" * 20_000,
        "<!--" * 50_000,
        "<p " + "a='" * 50_000,
        "",
        "<html></html>",
    ],
    ids=["long", "deep", "truncated", "brackets", "comments", "attributes", "nothing", "empty"],
)
def test_odd_pages_are_read_in_time(raw: str) -> None:
    capture = captured(raw, "text/html")
    began = time.perf_counter()
    check(clean(capture), decode(capture))
    assert time.perf_counter() - began < 20


GROWING = {
    "one line": SENTENCE,
    "many lines": SENTENCE + "\n",
    "one letter": "π",
    "empty lines": "\n",
    "quotation marks": '"',
}


@pytest.mark.parametrize("name", GROWING)
def test_time_grows_no_faster_than_length(name: str) -> None:
    unit = GROWING[name]
    took = []
    for size in (125_000, 1_000_000):
        capture = captured(unit * (size // len(unit)))
        began = time.process_time()
        clean(capture)
        took.append(time.process_time() - began)
    assert took[1] < 8 * 3 * max(took[0], 0.1)
