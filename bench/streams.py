"""An invented stream of reports: thousands of events of some kinds, and one story of thousands of reports.

Nobody and nothing in it is real.  Words come from the project's own table of word frequencies, names
from syllables.  An event has a kind (whose words it shares with every event of that kind), a place,
people, figures, a day, and a pool of sentences; a report takes some of them, in its own order, with
some words changed, under a headline of its own.  A fifth of the reports copy an earlier one of their
event, whole or cut.  The gold story of a report is its event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from wiredesk.stories import Item
from wiredesk.text.rarity import table

KINDS = 60
FIRST = date(2031, 1, 1)
SYLLABLES = (
    "bra kel mor tan vi dor sel quin ash ber ul mar gon tre lis pel wen dra fo nim cas ter hol ev".split()
)
OUTLETS = 300
BIG_SENTENCES = 500


def stream(count: int, big: int, seed: int = 11) -> Iterator[tuple[Item, str]]:
    """``count`` reports with their gold story, in no order; ``big`` of them of one story of three weeks."""
    random = Random(seed)
    ranked = [w for w, _ in sorted(table()[1].items(), key=lambda wc: (-wc[1], wc[0])) if w.isalpha()]
    common, telling = ranked[:400], ranked[1_500:30_000]
    kinds = [random.sample(telling, 80) for _ in range(KINDS)]
    made = 0
    events = 0
    if big:
        event = Event(random, "big", common, telling, kinds[0], BIG_SENTENCES, 21)
        for _ in range(big):
            yield event.report(random, made), "big"
            made += 1
    while made < count:
        event = Event(random, f"e{events}", common, telling, random.choice(kinds), 24, 3)
        events += 1
        size = min(count - made, 40, int(random.paretovariate(1.1)))
        for _ in range(size):
            yield event.report(random, made), event.name
            made += 1


class Event:
    """One invented event."""

    def __init__(
        self, random: Random, name: str, common: Sequence[str], telling: Sequence[str], kind: Sequence[str],
        sentences: int, days: int,
    ) -> None:  # fmt: skip
        self.name = name
        self.day = FIRST + timedelta(days=random.randrange(120))
        self.days = days
        self.common, self.telling = common, telling
        self.names = [_name(random) for _ in range(6 + sentences // 10)]
        self.place = _name(random)
        own = random.sample(telling, 40 + sentences // 3)
        self.pool = [self._sentence(random, own, kind) for _ in range(sentences)]
        self.core = self.pool[: 6 + sentences // 40]
        self.texts: list[str] = []

    def _sentence(self, random: Random, own: Sequence[str], kind: Sequence[str]) -> str:
        out = []
        for _ in range(random.randint(12, 26)):
            chance = random.random()
            if chance < 0.5:
                out.append(random.choice(self.common))
            elif chance < 0.68:
                out.append(random.choice(kind))
            elif chance < 0.86:
                out.append(random.choice(own))
            elif chance < 0.96:
                out.append(random.choice((self.place, *self.names)))
            else:
                out.append(str(random.randint(2, 900)))
        out[0] = out[0][:1].upper() + out[0][1:]
        return " ".join(out) + "."

    def _word(self, random: Random, word: str) -> str:
        """The word, or for a third of them another: each newsroom has its own words, fewer names."""
        if random.random() > (0.1 if word[:1].isupper() else 0.35):
            return word
        return random.choice(self.common if random.random() < 0.5 else self.telling)

    def report(self, random: Random, number: int) -> Item:
        """A report of the event, number ``number`` of its stream."""
        day = (self.day + timedelta(days=int(self.days * random.random() ** 2))).isoformat()
        if self.texts and random.random() < 0.2:
            text = random.choice(self.texts)
            if random.random() < 0.6:
                text = text[: int(len(text) * random.uniform(0.5, 1))]
        else:
            chosen = random.sample(self.core, random.randint(2, min(5, len(self.core))))
            chosen += random.sample(self.pool, random.randint(4, min(14, len(self.pool))))
            words = " ".join(dict.fromkeys(chosen)).split(" ")
            text = " ".join(self._word(random, w) for w in words)
            if len(self.texts) < 200:
                self.texts.append(text)
        title = " ".join(
            [self.place, *(self._word(random, w) for w in random.choice(self.core).rstrip(".").split()[:7])]
        )
        outlet = f"outlet {random.randrange(OUTLETS)}"
        return Item(f"g{number:07d}", title, text, day, outlet)


def _name(random: Random) -> str:
    return "".join(random.choice(SYLLABLES) for _ in range(random.randint(2, 4))).capitalize()
