"""Frozen types go to JSON and come back the same."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiredesk.model.codec import decode, digest, dumps
from wiredesk.model.reports import Capture, Hints, PublishedFrom
from wiredesk.model.spans import OffsetMap, Segment, Span, merged
from wiredesk.model.statements import Figure
from wiredesk.model.views import Reason

text = st.text(st.characters(exclude_categories=[]))


@given(st.builds(Capture, text, text, text, st.binary(), text, text, st.builds(Hints, text, text)))
def test_a_capture_comes_back(capture: Capture) -> None:
    assert decode(Capture, json.loads(dumps(capture))) == capture


@given(
    st.builds(
        Reason,
        text,
        text,
        st.tuples(text, text),
        st.none() | st.floats(allow_nan=False, allow_infinity=False),
    )
)
def test_a_reason_comes_back(reason: Reason) -> None:
    assert decode(Reason, json.loads(dumps(reason))) == reason


def test_enums_and_open_bounds_come_back() -> None:
    assert decode(PublishedFrom, json.loads(dumps(PublishedFrom.PEERS))) is PublishedFrom.PEERS
    figure = Figure(1, 2, 12.0, None, of="guard")
    assert decode(tuple[Figure, ...], json.loads(dumps((figure,)))) == (figure,)


def test_a_stranger_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="object"):
        dumps(object())


def test_a_digest_tells_order_and_type_apart() -> None:
    assert digest("a", "b") != digest("b", "a")
    assert digest(1) != digest("1")


@st.composite
def maps(draw: st.DrawFn) -> tuple[OffsetMap, int]:
    segments, clean, raw = [], 0, 0
    for _ in range(draw(st.integers(1, 6))):
        raw += draw(st.integers(0, 5))
        same = draw(st.booleans())
        n = draw(st.integers(1, 5))
        m = n if same else draw(st.integers(1, 5))
        segments.append(Segment(clean, clean + n, raw, raw + m, same))
        clean, raw = clean + n, raw + m
    return OffsetMap(tuple(segments)), clean


@given(maps(), st.data())
def test_raw_offsets_never_run_backwards(made: tuple[OffsetMap, int], data: st.DataObject) -> None:
    offsets, length = made
    a = data.draw(st.integers(0, length - 1))
    b = data.draw(st.integers(a, length - 1))
    left, right = offsets.raw(Span(a, a + 1)), offsets.raw(Span(b, b + 1))
    assert left.start <= right.start
    assert left.end <= right.end
    whole = offsets.raw(Span(a, b + 1))
    assert (whole.start, whole.end) == (left.start, right.end)


@given(maps())
def test_a_map_after_the_identity_is_itself(made: tuple[OffsetMap, int]) -> None:
    offsets, _ = made
    raw_length = offsets.segments[-1].raw_end
    composed = offsets.then(OffsetMap.identity(raw_length))
    for seg in offsets.segments:
        assert composed.raw(Span(seg.clean, seg.clean_end)) == offsets.raw(Span(seg.clean, seg.clean_end))


def test_a_backward_span_cannot_be_made() -> None:
    with pytest.raises(ValueError, match=r"\[3, 2\)"):
        Span(3, 2)


def test_touching_spans_become_one() -> None:
    assert merged([Span(4, 6), Span(0, 2), Span(2, 4), Span(8, 9)]) == (Span(0, 6), Span(8, 9))
