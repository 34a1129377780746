"""What holds for any text that is repaired."""

from __future__ import annotations

import time

from hypothesis import example, given, settings
from hypothesis import strategies as st

from wiredesk.model.spans import Span
from wiredesk.text.repair import repair

PIECE = st.one_of(
    st.characters(codec="utf-8"),
    st.sampled_from("abc ÃÂâ€™œ©®\u00ad\u200b\u200cΓ£РѓПё&;é«»“”ﬁ\u00a0"),
    st.sampled_from(["&amp;", "&lt;", "â€™", "Ã©", "πŸ’¥", "\r\n"]),
)
TEXT = st.lists(PIECE, max_size=60).map("".join)


@given(TEXT)
def test_offsets_run_in_order_and_cover_the_text(raw: str) -> None:
    text, offsets, _ = repair(raw)
    at = raw_at = raw_start = 0
    for seg in offsets.segments:
        assert seg.clean == at
        assert seg.clean_end > seg.clean
        assert raw_start <= seg.raw <= seg.raw_end <= len(raw)
        assert seg.raw_end >= raw_at
        if seg.same:
            assert text[seg.clean : seg.clean_end] == raw[seg.raw : seg.raw_end]
        at, raw_start, raw_at = seg.clean_end, seg.raw, seg.raw_end
    assert at == len(text)


@given(TEXT)
@example("â€™â€™\x80")
def test_nothing_changes_without_being_named_but_spaces(raw: str) -> None:
    _text, offsets, repairs = repair(raw)
    named = {i for fix in repairs for i in range(fix.start, fix.end)}
    kept = {i for seg in offsets.segments if seg.same for i in range(seg.raw, seg.raw_end)}
    for i, char in enumerate(raw):
        assert i in named or i in kept or char.isspace()
    for fix in repairs:
        assert raw[fix.start : fix.end] == fix.was


@given(TEXT)
def test_every_repair_is_found_again_through_the_map(raw: str) -> None:
    text, offsets, _ = repair(raw)
    for i in range(len(text)):
        span = offsets.raw(Span(i, i + 1))
        assert 0 <= span.start <= span.end <= len(raw)


@given(st.text(st.characters(codec="ascii", exclude_characters="&")))
def test_ascii_stays_as_it_is(raw: str) -> None:
    assert repair(raw) == (raw, repair(raw)[1], ())


@settings(max_examples=20)
@given(TEXT)
def test_what_comes_before_on_other_lines_without_damage_changes_nothing(raw: str) -> None:
    text = repair(raw)[0]
    assert repair("Plain words of the harbour office.\n" + raw)[0].endswith(text)


def test_time_grows_with_length_only() -> None:
    line = "Ã©tÃ© Ã  Ã‰loÃ¯se â€” её Γ© "
    began = time.perf_counter()
    text, offsets, repairs = repair(line * 4000)
    assert time.perf_counter() - began < 10
    assert len(repairs) > 4000
    assert offsets.raw(Span(len(text) - 3, len(text))).end == len(line) * 4000
