"""A desk full of invented wire reports: short, in paragraphs of one sentence, many of them printed by many.

Nobody and nothing in it is real; names are made of syllables.  An event has a place, people, bodies, a
day and a pool of sentences that quote, deny, count, set conditions and say who holds what; a report takes
some of them in its own order, under a headline of its own, and a fifth copy an earlier report whole.  The
sentences of an event recur in its reports word for word, as agency copy does: a desk of 100,000 holds about
a hundred thousand different ones, so that it can be read on two cores.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from bench.streams import SYLLABLES

FIRST = date(2031, 1, 1)
DAYS = 365
OUTLETS = 300
LARGEST = 60  # reports of an event, the large one apart
MEAN = 1.2  # exponent of their number: most events have one to three reports
BODIES = (
    "rescue service", "army", "provincial council", "health ministry", "rebel command", "border guard",
)  # fmt: skip
WHAT = "bridge|dam|ferry|factory|refinery|market|tunnel|school|power station|grain silo|mine|depot".split("|")
FELL = "collapsed|burned down|was shelled|was flooded|exploded|was struck by a drone|was evacuated".split("|")
DAYS_SAID = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

SENTENCES = (
    "{n} people were killed when a {what} {fell} in {place} on {day}, the {body} said.",
    "At least {m} people were killed and {h} injured, {name} of the {body} said.",
    "“We counted {h} injured in {place},” {name} said.",
    "“We will open the road to {place} if the {other} lifts its block,” {name} told reporters.",
    "The {other} denied that it had blocked the road to {place}.",
    "{rival}, a spokesman for the {other}, said its forces control {place}.",
    "{name} said that {place} remains in the hands of the {body}.",
    "Residents of {place} said they had no water since {day}.",
    "About {t} families left {place} for {town}, according to the {body}.",
    "{rival} accused the {body} of hiding the true number of dead.",
    "The {what} in {place} had been closed for repairs in {month}, {name} said.",
    "“Nobody warned us,” said {witness}, a shopkeeper in {town}.",
    "{witness} said that two explosions were heard shortly before the {what} {fell}.",
    "The {body} sent {k} crews from {town} to {place}.",
    "Schools in {town} will stay closed until {day}, the {other} said.",
    "{name} promised {t},000 crowns to each family that lost its home.",
)
HEADLINES = (
    "{n} killed as {what} {fell} in {place}",
    "{what} {fell} in {place}, {body} says",
    "{place}: {rival} denies blocking road",
    "Families leave {place} after {what} {fell}",
)


def wires(count: int, largest: int) -> Iterator[tuple[dict[str, str], int]]:
    """``count`` reports as JSON lines hold them, ``largest`` of them of one event of three weeks, each with
    the number of its event; the same ones every time."""
    chance = Random(17)
    outlets = [f"The {name(chance)} {chance.choice(('Post', 'Herald', 'Courier'))}" for _ in range(OUTLETS)]
    made = 0
    events = 0
    while made < count:
        events += 1
        big = made == 0 and largest > 0
        size = largest if big else min(LARGEST, int(chance.paretovariate(MEAN)))
        event = _pool(chance, 80 if big else 9)
        told: list[str] = []
        begins = FIRST + timedelta(days=DAYS - 21 if big else chance.randrange(DAYS))
        for _ in range(min(size, count - made)):
            if told and chance.random() < 0.2:
                text = chance.choice(told)
            else:
                text = "\n\n".join(chance.sample(event[1], chance.randint(3, 6)))
                told.append(text)
            at = begins + timedelta(days=int((21 if big else 3) * chance.random() ** 2))
            row = {
                "id": f"w{made:07d}", "outlet": chance.choice(outlets), "title": chance.choice(event[0]),
                "published": at.isoformat(), "text": text,
            }  # fmt: skip
            yield row, events
            made += 1


def _pool(chance: Random, sentences: int) -> tuple[list[str], list[str]]:
    """An event's headlines and its different sentences."""
    body, other = chance.sample(BODIES, 2)
    fixed = {
        "place": name(chance), "town": name(chance), "body": body, "other": other,
        "what": chance.choice(WHAT), "fell": chance.choice(FELL), "month": "March",
    }  # fmt: skip
    people = [f"{name(chance)} {name(chance)}" for _ in range(3 + sentences // 20)]
    dead = chance.randint(2, 60)

    def filled(pattern: str) -> str:
        varied = {
            "n": dead + chance.choice((0, 0, 0, 2)), "m": dead, "h": dead * 2 + chance.randint(0, 2),
            "t": chance.randint(2, 9) * 10, "k": chance.randint(2, 9), "day": chance.choice(DAYS_SAID),
            "name": people[0], "rival": people[1], "witness": chance.choice(people[2:]),
        }  # fmt: skip
        said = pattern.format(**fixed, **varied)
        return said[:1].upper() + said[1:]

    pool: dict[str, None] = {}
    patterns: list[str] = []
    for _ in range(20 * sentences):
        patterns = patterns or chance.sample(SENTENCES, len(SENTENCES))
        pool[filled(patterns.pop())] = None
        if len(pool) == sentences:
            break
    return [filled(h) for h in HEADLINES], list(pool)


def name(chance: Random) -> str:
    """An invented name."""
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 3))).capitalize()
