"""Features of many words at once are those of the joined strings, one by one."""

from __future__ import annotations

from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiredesk.statements import columns
from wiredesk.statements.columns import BITS, LONGEST, column, joined
from wiredesk.statements.traits import spread

PARTS = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="a\u00e9\ud800", max_size=5),
    st.integers(LONGEST - 2, 3 * LONGEST).map("x".__mul__),
)


def row(*parts: str) -> int:
    return crc32("".join(parts).encode("utf-8", "surrogatepass")) & ((1 << BITS) - 1)


@given(st.lists(st.tuples(PARTS, PARTS, PARTS), max_size=6))
def test_the_row_of_a_joined_feature_is_the_checksum_of_its_string(words: list[tuple[str, str, str]]) -> None:
    first, second, third = (column(word[k] for word in words) for k in range(3))
    assert joined("l\u00e9", first, second.barred, third).tolist() == [
        row("l\u00e9", a, "|", b, c) for a, b, c in words
    ]


def test_no_words_have_no_rows_though_no_part_was_met_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "_PARTS", columns._Parts())
    assert joined("l", column([]), column([])).tolist() == []


def test_parts_are_taken_from_any_place_and_from_the_end() -> None:
    parts = column(["dam", "gate", "river"])
    assert joined("w", parts.at(np.asarray([2, -3, 2]))).tolist() == [
        row("w", w) for w in ("river", "dam", "river")
    ]


def test_nothing_is_seen_over_the_edge_of_a_paragraph() -> None:
    parts = column(spread([["a", "b"], [], ["c"]]))
    places = np.asarray([0, 1, 6])
    for steps, seen in ((-2, "###"), (-1, "#a#"), (1, "b##"), (2, "###")):
        assert joined("", parts.at(places + steps)).tolist() == [row(s) for s in seen], steps
