"""What is new since a moment, as plain data and as text for a terminal or Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wiredesk.export.plain import harmless, wrapped
from wiredesk.model.news import BrokenLine, EditionChange, SinceThen
from wiredesk.model.spans import Span
from wiredesk.model.views import Document
from wiredesk.text.wording import count, flat, labels

HEADS = {
    "withdrawn": "Withdrawn",
    "reversal": "Reversed",
    "dispute": "Disputes",
    "figure": "Figures",
    "claim": "Claims",
    "voice": "Voices",
    "edition": "Reports printed anew",
    "judgement": "Judged here",
}
WORDS_SHOWN = 8


def since_json(then: SinceThen) -> dict[str, Any]:
    """What is new, as plain data; ``exact`` ranges are in the ``text`` beside them, the spans of an
    edition's words in the two cleaned texts."""
    return {
        "since": then.since,
        "as_of": then.as_of,
        "clock": "ours: captured and judged",
        "reports": list(then.reports),
        "copies": list(then.copies),
        "news": [
            {
                "kind": n.kind,
                "text": n.text,
                "claims": list(n.claims),
                "reports": list(n.reports),
                "exact": _ranges(n.exact),
            }
            for n in then.news
        ],
        "broken": [
            {
                "line": {"id": b.line.id, "section": b.line.section, "text": b.line.text},
                "how": list(b.how),
                "text": b.text,
                "claims": list(b.claims),
                "exact": _ranges(b.exact),
            }
            for b in then.broken
        ],
        "editions": [
            {
                "earlier": e.earlier,
                "later": e.later,
                "gone": list(e.gone),
                "edits": [
                    {"was": w, "now": n, "touches": list(x.touches)}
                    for x, w, n in zip(e.edits, e.was, e.now, strict=True)
                ],
            }
            for e in then.editions
        ],
    }


def _ranges(spans: Iterable[Span]) -> list[dict[str, int]]:
    return [{"start": s.start, "end": s.end} for s in spans]


def since_text(then: SinceThen, document: Document, width: int = 88) -> str:
    """What is new, for a terminal: kind by kind, then the earlier brief's lines that no longer hold."""
    out: list[str] = []
    names = labels(document.reports)

    def say(text: str, first: str = "", rest: str = "") -> None:
        out.extend(wrapped(harmless(flat(text)), max(40, width), first, rest))

    until = then.as_of or "now"
    say(f"Captured and judged here after {then.since}, until {until} (our clock, not the outlets')")
    new = count(len(then.reports), "new report")
    same = (
        f", {count(len(then.copies), 'of them brings', 'of them bring')} nothing new" if then.copies else ""
    )
    say(new + same)
    for kind, head in HEADS.items():
        found = [n for n in then.news if n.kind == kind]
        if found:
            out += ["", head.upper()]
        for n in found:
            first, *more = n.text.split("\n")
            say(first, "  • ", "    ")
            for side in more:
                say(side, "      – ", "        ")
            if n.claims:
                say(" ".join(n.claims), "    [", "     ")
                out[-1] += "]"
    for edition in then.editions:
        _edition(edition, names, say)
    if then.broken:
        out += ["", "NO LONGER AS THE EARLIER BRIEF HAD IT"]
    for b in then.broken:
        _line(b, say)
    if not then.substantive:
        say("Nothing is new in substance.")
    return "\n".join(out) + "\n"


def _edition(edition: EditionChange, names: dict[str, str], say: Any) -> None:
    say("")
    say(f"{names[edition.later]}, the words that changed:")
    words = list(zip(edition.edits, edition.was, edition.now, strict=True))
    words.sort(key=lambda w: (not w[0].touches, w[0].now.start))
    for edit, was, now in words[:WORDS_SHOWN]:
        both = f"“{_cut(was)}” became “{_cut(now)}”" if was and now else _one_side(was, now)
        say(both + (f" ({', '.join(edit.touches)})" if edit.touches else ""), "  • ", "    ")
    if len(words) > WORDS_SHOWN:
        say(f"and {len(words) - WORDS_SHOWN} more", "    ")


def _one_side(was: str, now: str) -> str:
    return f"new: “{_cut(now)}”" if now else f"gone: “{_cut(was)}”"


def _cut(words: str) -> str:
    words = flat(words)
    return words if len(words) <= 160 else words[: words.rfind(" ", 0, 160)] + " …"


def _line(b: BrokenLine, say: Any) -> None:
    say(b.line.text.replace("\n", " / "), "  • ", "    ")
    for side in b.text.split("\n"):
        say(side, "      – ", "        ")
