from __future__ import annotations

from pathlib import Path

from bench.lead import titles_held

from wiredesk.desk import Desk


def test_a_title_counts_by_the_words_that_the_lead_holds_without_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Council closes fish market for repairs\n\nThe council of Orvel closed the fish market on Monday.\n"
    )
    with Desk() as desk:
        desk.add([str(tmp_path)])
        assert titles_held(desk.document()) == [4 / 5]
