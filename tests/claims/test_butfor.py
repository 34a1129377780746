"""What a passage denies: the words behind the verb that denies, and no others.  All passages are invented."""

from __future__ import annotations

import pytest

from wiredesk.claims.butfor import denials, denied_words


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("dockers appeared to rebut the guards' claims", [["guards", "claims"]]),
        ("the mayor denied using the reserve fund", [["using", "reserve", "fund"]]),
        ("the board refuted the report of a leak, which grew", [["report", "leak"]]),
        ("the union has not called a strike", [["called", "strike"]]),
        ("the ministry denied him a visa", []),
        ("it is not only the harbour", []),
    ],
)
def test_what_is_denied_stands_behind_what_denies_it(text: str, denied: list[list[str]]) -> None:
    assert [[t.word for t in words] for words, _ in denied_words(text, False)] == denied
    assert denials(text) == len(denied)
