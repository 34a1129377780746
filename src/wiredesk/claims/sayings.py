"""What a statement says, apart from who printed it: statements that say the same are judged alike.

Forty papers print one sentence.  What the judge makes of it beside another sentence hangs on the two
sentences, and on whether one report holds both, or one voice says both; not on which papers they are.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from wiredesk.claims.facts import Facts
from wiredesk.claims.polarity import one_speaker

if TYPE_CHECKING:
    from wiredesk.claims.covers import Whole

OWN = ("id", "report", "voice", "mouth", "published")
"""What of a statement's facts is not what it says.  The judge and the finders of clashes read of two
statements' own facts only whether they are the same; of the days of publication more, which
:mod:`wiredesk.claims.compared` knows."""

BITS = 29  # of a number in a key


def saying(f: Facts) -> Hashable:
    """What a statement says: equal for two statements that nothing but :data:`OWN` and their place in their
    reports tells apart."""
    first = f.figures[0].start if f.figures else 0
    figures = tuple(
        (x.start - first, x.end - first, x.low, x.high, x.unit, x.of, x.status, x.exact) for x in f.figures
    )
    about = replace(f.about, start=0, end=0) if f.about else None
    return figures, about, *(_hashable(getattr(f, name)) for name in SAID)


SAID = tuple(x.name for x in fields(Facts) if x.name not in (*OWN, "figures", "about"))


def _hashable(value: object) -> Hashable:
    if isinstance(value, Mapping):
        return tuple((k, _hashable(v)) for k, v in sorted(value.items()))
    if isinstance(value, list):
        return tuple(value)
    assert isinstance(value, Hashable)
    return value


@dataclass(frozen=True, slots=True)
class Codes:
    """Statements as numbers, by index: what they say, and who printed and said it."""

    numbers: Whole
    reports: Whole
    voices: Whole
    mouths: Whole
    facts: Sequence[Facts]

    @staticmethod
    def of(numbered: Sequence[tuple[int, Facts]]) -> Codes:
        """The codes of statements, each with the number of what it says."""
        import numpy as np

        def coded(names: list[str]) -> Whole:
            known: dict[str, int] = {}
            return np.array([known.setdefault(n, len(known)) for n in names], dtype=np.int64)

        facts = [f for _, f in numbered]
        return Codes(
            np.array([n for n, _ in numbered], dtype=np.int64),
            coded([f.report for f in facts]), coded([f.voice for f in facts]),
            coded([f.mouth for f in facts]), facts,
        )  # fmt: skip

    def keys(self, lefts: Whole, rights: Whole) -> Whole:
        """A key for each pair of indices: what the one says and what the other does, and whether one
        report, one voice and one mouth says both.  Pairs of one key are judged alike."""
        import numpy as np

        report = self.reports[lefts] == self.reports[rights]
        voice = self.voices[lefts] == self.voices[rights]
        mouth = voice & (self.mouths[lefts] == self.mouths[rights])
        for at in np.flatnonzero(voice & ~mouth).tolist():
            mouth[at] = one_speaker(self.facts[lefts[at]].mouth, self.facts[rights[at]].mouth)
        both = (self.numbers[lefts] << BITS) | self.numbers[rights]
        return np.asarray((both << 3) | (report * 4) | (voice * 2) | mouth)


def numbers_of(key: int) -> tuple[int, int]:
    """The numbers of what the two statements of a key say."""
    both = key >> 3
    return both >> BITS, both & ((1 << BITS) - 1)
