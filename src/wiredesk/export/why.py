"""An answer to "why" as plain data and as text."""

from __future__ import annotations

from typing import Any

from wiredesk.export.plain import harmless, wrapped
from wiredesk.model.reasons import Cited, Why
from wiredesk.text.wording import flat


def why_json(found: Why) -> dict[str, Any]:
    """The answer as plain data; ``raw`` ranges are in the reports' raw input."""
    return {
        "about": found.about,
        "asked": found.asked,
        "claims": list(found.claims),
        "answer": found.answer,
        "sections": [
            {
                "heading": s.heading,
                "points": [{"text": p.text, "passages": [_cited(c) for c in p.passages]} for p in s.points],
            }
            for s in found.sections
        ],
        "candidates": [
            {"claim": c.claim, "wording": c.wording, "standing": c.standing} for c in found.candidates
        ],
    }


def _cited(c: Cited) -> dict[str, Any]:
    return {
        "statement": c.statement,
        "report": c.report,
        "who": c.who,
        "words": c.words,
        "spans": [{"start": s.start, "end": s.end} for s in c.spans],
        "raw": [{"start": s.start, "end": s.end} for s in c.raw],
    }


def why_text(found: Why, width: int = 88) -> str:
    """The answer for a terminal: the sentence, then section by section, passages under their points."""
    width = max(40, width)
    out: list[str] = []

    def say(text: str, first: str = "", rest: str = "") -> None:
        out.extend(wrapped(harmless(flat(text)), width, first, rest))

    say(found.answer)
    for section in found.sections:
        out.append("")
        say(section.heading.upper() if len(section.heading) < 70 else section.heading)
        for point in section.points:
            say(point.text, "  • ", "    ")
            for c in point.passages:
                words = c.words if len(c.words) <= 300 else c.words[: c.words.rfind(" ", 0, 300)] + " …"
                say(f"{c.who}: {words}", "      – ", "        ")
    for candidate in found.candidates:
        say(f"{candidate.claim}  {candidate.wording}", "  ", "      ")
        say(candidate.standing, "      [", "       ")
        out[-1] += "]"
    return "\n".join(out) + "\n"
