"""How much of a place is held: "four of seven districts", "all but two", "most of", "parts of"."""

from __future__ import annotations

import re

_PART = (
    (
        re.compile(
            r"\b(almost|nearly|virtually|most|majority|bulk|much|large parts?|large swathes?|vast)\b", re.I
        ),
        "most",
    ),
    (re.compile(r"\b(parts? of|some|several|a few|half)\b", re.I), "some"),
    (re.compile(r"\b(none|no part)\b", re.I), "none"),
)
_NUMBERS = {
    w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_NUM = r"(\d{1,3}|" + "|".join(_NUMBERS) + r")"
_SHARE = re.compile(
    rf"\b{_NUM}(?: out)? of (?:the |its |their |[A-Z][\w]*[’']s )?(?:[\w’']+ )?{_NUM}\b", re.I
)
_ALL_BUT = re.compile(rf"\ball but {_NUM}\b", re.I)
_COUNT = re.compile(
    rf"\b{_NUM}(?: [\w-]+)? (?:villages|districts|towns|cities|provinces|checkpoints|positions|areas|"
    r"neighbou?rhoods|bases|regions|settlements|posts)\b",
    re.I,
)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def extent(text: str) -> tuple[int | None, int | None, str]:
    """How many of how many, None where not said, and the part: all, most, some or none."""
    share = _SHARE.search(text)
    if share:
        some, total = _number(share.group(1)), _number(share.group(2))
        if some <= total:
            return some, total, "all" if some == total else "most" if some * 2 > total else "some"
    if _ALL_BUT.search(text):
        return None, None, "most"
    counted = _COUNT.search(text)
    count = _number(counted.group(1)) if counted else None
    for pattern, part in _PART:
        if pattern.search(text):
            return count, None, part
    return count, None, "all"
