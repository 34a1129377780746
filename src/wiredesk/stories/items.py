"""What a report brings to the question "which event is this?": telling words, names, figures, days."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from wiredesk.model.reports import Report
from wiredesk.stories.keys import key, weight
from wiredesk.text.shingles import folded

LEAD = 60  # words of a report that say what happened; later ones tell the background
BODY = 500  # words read of a report: what follows is background or another story
LEAST = 1.0  # rarity under which a word tells nothing ("said", "people")
UNTITLED = 15  # words that stand in for a missing title: a first sentence, about
TITLE_BONUS, LEAD_BONUS = 2.0, 1.5
KEYS = 45  # terms of a report that others are looked up by
NAMES = 12  # names of several words that others are looked up by

_NAME = re.compile(r"[A-Z][\w'’-]*\.?(?:\s(?:of\s|the\s|al-|bin\s)?[A-Z][\w'’-]*\.?)+")
# What must stand before a match is looked at after its first letter or digit: so that is sought first, fast.
_CAPITAL = re.compile(r"[A-Z](?<=[a-z0-9,'’)-]\s[A-Z])[a-z][\w'’-]*")
_PRINTED = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")  # as folded words are found
_AGE = re.compile(r"\b(\d{1,2})[- ]years?[- ]old|,\s(\d{1,2})(?=,|\.\s)|\bage(?:d)?\s(\d{1,2})\b")
_NUMBER = re.compile(r"\d(?<![\w.,]\d)[\d,.]*\d(?!\w)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WEEKDAY = re.compile(
    r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(today|yesterday|tonight|this morning)\b", re.IGNORECASE
)
_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s(\d{4}))?"
)


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
    def body(self) -> str:
        """The part of the text that is read: about the first :data:`BODY` words."""
        return self.text[: BODY * 7]

    @cached_property
    def day(self) -> int | None:
        """The publication day as a number, or None where it is missing or malformed."""
        try:
            return date.fromisoformat((self.published or "")[:10]).toordinal()
        except ValueError:
            return None

    @cached_property
    def headline(self) -> list[str]:
        """The keys of the title's words."""
        return [key(w) for w in folded(self.title)]

    @cached_property
    def head(self) -> dict[str, float]:
        """Rarity of each telling word of the title, or of the first words where there is none."""
        return _rare(self.headline or self.opening[:UNTITLED])

    @cached_property
    def opening(self) -> list[str]:
        """The keys of the first :data:`BODY` words."""
        return [key(w) for w in folded(self.body)[:BODY]]

    @cached_property
    def printed(self) -> dict[str, str]:
        """For each key of title and body the word that has it, as printed: in small letters where it
        is so anywhere, else as it is first, without the s of a genitive."""
        out: dict[str, str] = {}
        for word in _PRINTED.findall(f"{self.title}\n{self.body}"):
            bare = word.removesuffix("'s").removesuffix("’s")
            found = out.setdefault(key(folded(bare)[0]), bare)
            if bare.islower() and not found.islower():
                out[key(folded(bare)[0])] = bare
        return out

    def naming(self, names: Container[str]) -> list[str]:
        """As printed, in order, what is named of some :attr:`names`: the longest runs of them."""
        out: list[str] = []
        for found in _NAME.finditer(f"{self.title}\n{self.body}"):
            words = list(_PRINTED.finditer(found.group()))
            keys = [key(folded(w.group())[0]) for w in words]
            start: int | None = None
            for n in range(len(keys)):
                on = n + 1 < len(keys) and f"{keys[n]} {keys[n + 1]}" in names
                if on and start is None:
                    start = n
                if not on and start is not None:
                    run = found.group()[words[start].start() : words[n].end()]
                    out.append(run.removesuffix("'s").removesuffix("’s"))
                    start = None
        longest = list(dict.fromkeys(out))
        return [n for n in longest if not any(n != o and n in o for o in longest)]

    @cached_property
    def lead(self) -> dict[str, float]:
        """Rarity of each telling word of title and first :data:`LEAD` words."""
        return {**_rare(self.opening[:LEAD]), **self.head}

    @cached_property
    def size(self) -> int:
        """How many words are read of the text."""
        return len(self.opening)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How often each telling word stands in title and body."""
        counts = Counter(self.opening)
        counts.update(self.headline)
        return {term: n for term, n in counts.items() if term and weight(term) >= LEAST}

    @cached_property
    def terms(self) -> dict[str, float]:
        """Weight of each telling word, squares adding to 1; empty where there are none."""
        out: dict[str, float] = {}
        head, lead = self.head, self.lead
        for term, n in self.counts.items():
            bonus = TITLE_BONUS if term in head else LEAD_BONUS if term in lead else 1.0
            often = 1 + math.log(n) if n > 1 else 1.0
            out[term] = often * weight(term) * bonus
        norm = math.sqrt(sum(v * v for v in out.values()))
        return {t: v / norm for t, v in out.items()} if norm else {}

    @cached_property
    def capitals(self) -> dict[str, float]:
        """Rarity of the words that stand capitalised inside a sentence: names, mostly."""
        return _rare(key(m.group().casefold().replace("’", "'")) for m in _CAPITAL.finditer(self.body))

    @cached_property
    def names(self) -> dict[str, float]:
        """Names of several words (each two neighbours of them, folded), with summed rarity."""
        out: dict[str, float] = {}
        own = {key(w) for w in folded(self.outlet or "")}  # a masthead in the text names nobody
        for found in _NAME.finditer(f"{self.title}\n{self.body}" if not _shouting(self.title) else self.body):
            parts = [key(w) for w in folded(found.group())]
            for a, b in pairwise(parts):
                both = weight(a) + weight(b)
                if min(weight(a), weight(b)) >= LEAST and not (a in own and b in own):
                    out[f"{a} {b}"] = both
        return out

    @cached_property
    def ages(self) -> frozenset[str]:
        """Ages as printed in the first words."""
        return frozenset(next(filter(None, m.groups())) for m in _AGE.finditer(f"{self.title}\n{self.body}"))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Numbers of two digits or more as printed, years left out."""
        found = (m.group().rstrip(".,") for m in _NUMBER.finditer(f"{self.title}\n{self.body}"))
        return frozenset(n for n in found if not _YEAR.fullmatch(n))

    @cached_property
    def days(self) -> frozenset[int]:
        """Days that title and first words name, as numbers: dates, and weekdays as the latest
        such day up to publication; empty without a publication day."""
        if self.day is None:
            return frozenset()
        start = f"{self.title}\n{self.text[: LEAD * 14]}"
        out = set()
        for found in _WEEKDAY.finditer(start):
            if found.group(1):
                back = (self.day - 1 - _WEEKDAYS.index(found.group(1).lower())) % 7
                out.add(self.day - back)
            else:
                out.add(self.day - (found.group(2).lower() == "yesterday"))
        for found in _DATE.finditer(start):
            out |= self._dates(found.group(1).lower()[:3], int(found.group(2)), found.group(3))
        return frozenset(out)

    def _dates(self, month: str, day: int, year: str | None) -> set[int]:
        assert self.day is not None
        published = date.fromordinal(self.day)
        number = _MONTHS.index(month) + 1
        for candidate in (int(year),) if year else (published.year, published.year - 1):
            try:
                found = date(candidate, number, day).toordinal()
            except ValueError:
                continue
            if year or found <= self.day + 1:
                return {found}
        return set()

    @cached_property
    def telling(self) -> dict[str, float]:
        """What this report is found by: its :data:`KEYS` heaviest terms and :data:`NAMES` rarest
        names, with weights."""
        ranked = sorted(self.terms.items(), key=lambda tv: (-tv[1], tv[0]))[:KEYS]
        named = sorted(self.names.items(), key=lambda tv: (-tv[1], tv[0]))[:NAMES]
        return dict(ranked) | {n: 0.15 for n, _ in named}


def _rare(found: Iterable[str]) -> dict[str, float]:
    return {t: r for t in found if t and (r := weight(t)) >= LEAST}


def _shouting(title: str) -> bool:
    """Whether most words of a title begin with a capital, so that capitals tell no names."""
    found = [w for w in title.split() if w[:1].isalpha()]
    return sum(w[0].isupper() for w in found) > 0.7 * len(found)
