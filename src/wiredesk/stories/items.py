"""What a report brings to the question "which event is this?": its telling words, weighted."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from wiredesk.model.reports import Report
from wiredesk.text.rarity import rarity
from wiredesk.text.shingles import words

LEAD = 60  # words of a report that say what happened; later ones tell the background
BODY = 500  # words read of a report: what follows is background or another story
LEAST = 1.0  # rarity under which a word tells nothing ("said", "people")
TITLE_BONUS, LEAD_BONUS = 2.0, 1.5


@dataclass(frozen=True)
class Item:
    """A report as grouping needs it.  ``published`` is an ISO date or None; ``outlet`` may be None."""

    id: str
    title: str
    text: str
    published: str | None = None
    outlet: str | None = None

    @staticmethod
    def of(report: Report) -> Item:
        """The item of a cleaned report; its headline is not counted again as text."""
        text = report.text
        if report.headline is not None:
            text = text[: report.headline.start] + " " + text[report.headline.end :]
        return Item(report.id, report.title or "", text, report.published, report.outlet)

    @cached_property
    def day(self) -> int | None:
        """The publication day as a number, or None where it is missing or malformed."""
        try:
            return date.fromisoformat((self.published or "")[:10]).toordinal()
        except ValueError:
            return None

    @cached_property
    def terms(self) -> dict[str, float]:
        """Weight of each telling word, squares adding to 1; empty where there are none."""
        title = [stem(w) for w, _, _ in words(self.title)]
        body = [stem(w) for w, _, _ in words(self.text[: BODY * 12])][:BODY]
        counts = Counter(title + body)
        heads, leads = set(title), set(body[:LEAD])
        out: dict[str, float] = {}
        for term, n in counts.items():
            rare = rarity(term)
            if rare >= LEAST:
                bonus = TITLE_BONUS if term in heads else LEAD_BONUS if term in leads else 1.0
                out[term] = (1 + math.log(n)) * rare * bonus
        norm = math.sqrt(sum(v * v for v in out.values()))
        return {t: v / norm for t, v in out.items()} if norm else {}

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """The heaviest terms, at most :data:`KEYS`: what this report is found by."""
        ranked = sorted(self.terms.items(), key=lambda tv: (-tv[1], tv[0]))
        return tuple(t for t, _ in ranked[:KEYS])


KEYS = 25  # terms of a report that others are looked up by


def stem(word: str) -> str:
    """A word without possessive and plural s: light, because names must stay themselves."""
    word = word.removesuffix("'s").removesuffix("'")
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
