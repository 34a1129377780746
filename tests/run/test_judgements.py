"""A person's judgement is obeyed, dated, and can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from wiredesk.desk import Desk
from wiredesk.errors import WiredeskError


def test_a_person_joins_and_parts_claims(tmp_path: Path) -> None:
    text = "Storm over the valley\n\nThe dam above Orvel holds. The mayor of Abrin resigned on Monday.\n"
    (tmp_path / "a.txt").write_text(text)
    ticks = iter(f"2026-03-0{n}T00:00:00.000000Z" for n in range(1, 9))
    with Desk(tmp_path / "d.desk", clock=lambda: next(ticks)) as desk:
        desk.add([str(tmp_path / "a.txt")])
        before = desk.document()
        one, two = (c.statements[0].id for c in before.claims[:2])
        desk.judge("same_claim", one, two, True, "editor", "the same matter")
        joined = desk.document()
        assert any({one, two} <= {s.id for s in c.statements} for c in joined.claims)
        undone = desk.judge("same_claim", two, one, False, "editor", "a slip")
        assert undone.replaces
        assert desk.document() == before
        assert desk.document(as_of="2026-03-02T12:00:00.000000Z").claims == joined.claims
        assert len(desk.judgements()) == 2
        with pytest.raises(WiredeskError, match="same_claim"):
            desk.judge("sounds_like", one, two, True, "editor", "?")
