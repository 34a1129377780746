"""Scripts without spaces between words, in invented sentences: tokens, sentences and numbers."""

from __future__ import annotations

import pytest

from wiredesk.text.numbers import amounts, continental
from wiredesk.text.unspaced import pieces, unspaced, unspaced_amounts


def test_a_script_without_spaces_is_told_from_others() -> None:
    assert unspaced("市長は橋を閉鎖した。")
    assert unspaced("市长说，Northwater 公司已经同意。")
    assert not unspaced("The mayor of 東京 spoke.")
    assert not unspaced("12, 34")


def test_a_sentence_goes_on_over_its_quotation() -> None:
    text = "市長は「橋は閉鎖された。人を失った」と述べた。警察が来た。"
    sentences: dict[int, str] = {}
    for start, end, n in pieces(text):
        sentences[n] = sentences.get(n, "") + text[start:end]
    assert list(sentences.values()) == ["市長は「橋は閉鎖された。人を失った」と述べた。", "警察が来た。"]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("少なくとも34人が負傷した", [(34, None)]),
        ("2026年3月4日、12人が死亡", [(12, 12)]),
        ("約1,200人", [(1080, 1320)]),
        ("1万2000人", [(12000, 12000)]),
        ("死者は１２人", [(12, 12)]),
        ("第3回、45歳の男性", []),
        ("住民の51%", [(51, 51)]),
    ],
)
def test_numbers_count_and_dates_and_ages_do_not(text: str, bounds: list[tuple[float, float | None]]) -> None:
    assert [(a.low, a.high) for a in unspaced_amounts(text)] == bounds


def test_points_and_spaces_between_thousands_are_read_as_other_languages_print_them() -> None:
    text = "1.200 Menschen, 1 200 personnes, 1,5 Millionen, 12.345.678, 3,450 y 2.5"
    assert len(continental(text)) == len(text)
    assert [a.low for a in amounts(continental(text))] == [1200, 1200, 1.5, 12345678, 3450, 2.5]
