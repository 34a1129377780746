"""What befell one person: unharmed, hurt, in a hospital, dead.

"The 18-year-old woman had died" and "she remained in critical condition" are of one person where her age is
told, or her name; such accounts share hardly another word.  Of the ten disagreements that are told so of 572
stories labelled whole five were clashes, and two more of one person when read.
"""

from __future__ import annotations

import re
from functools import lru_cache

from wiredesk.claims.facts import Facts
from wiredesk.claims.findings import Clash, quoted, updated
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.polarity import one_mouth
from wiredesk.claims.signals import Pair, days_apart

HARM = r"(?:hurt|injured|harmed|wounded|shot|hit)"
STATES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(r"\b(?:" + "|".join(words) + r")\b", re.I))
    for name, words in (
        (
            "dead",
            (
                r"(?:was|were|is|are|been) (?:\w+ly )?(?:killed|dead|murdered|slain)",
                r"(?:has |had |have )?died",
                r"pronounced (?:\w+ )?dead",
                r"succumbed",
            ),
        ),
        (
            "alive",
            (
                r"in (?:\w+ (?:but|and) )?(?:critical|serious|stable|fair|good|grave) condition",
                r"on life support",
                r"critically (?:injured|wounded|hurt)",
                r"(?:is|are|was|were) (?:expected to (?:survive|recover|live)|recovering|still alive)",
                r"survived",
                r"fighting for (?:his|her|their) li(?:fe|ves)",
                r"clinging to life",
            ),
        ),
        ("hurt", (rf"(?:was|were|been|is|are) (?:also |\w+ly )?(?:{HARM}|struck|grazed)",)),
        (
            "unharmed",
            (
                (
                    rf"(?:unharmed|unhurt|uninjured|unscathed|not (?:(?!fatally)\w+ly |been )?{HARM}|"
                    rf"\w+n[’']t {HARM})"
                ),
            ),
        ),
    )
)
APART = (frozenset(("dead", "alive")), frozenset(("dead", "unharmed")), frozenset(("hurt", "unharmed")))
"""States that one person cannot be in at one time."""

AGED = re.compile(r"\b(?P<age>\d{1,2})[- ](?P<unit>year|month)s?[- ]old\b", re.I)


SURVIVED = re.compile(r"\b(?:survived|still alive)\b", re.I)
"""Words of somebody who did not die of it; who is only said to be in a hospital may have died since."""


@lru_cache(maxsize=65_536)
def state(text: str) -> str | None:
    """The one state in which a passage says that somebody is; None where it tells of none, or of several."""
    found = {name for name, words in STATES if words.search(text)}
    if found - {"hurt"}:
        found.discard("hurt")  # "was not hurt", "was hit and has died"
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=65_536)
def _ages(text: str) -> frozenset[tuple[str, str]]:
    found = frozenset((m["age"], m["unit"].lower()) for m in AGED.finditer(text))
    return found if len(SPELLED.findall(text)) == 0 else frozenset()


SPELLED = re.compile(r"\b[a-z]+[- ](?:year|month)s?[- ]old\b", re.I)
"""An age in words: of several people one is told of."""


def of_one_person(a: Facts, b: Facts) -> bool:
    """Whether two passages tell of one person: by name, or each of one of the same age."""
    if a.people and b.people:
        return bool(a.people & b.people)
    one, two = _ages(a.text), _ages(b.text)
    return len(one) == 1 and one == two


ONE_OF = re.compile(r"\b(?:one of the|the other|another|both|two|three)\b", re.I)
"""Words of several people of one age."""


def harm_clash(p: Pair, by: Likeness) -> Clash | None:
    """One person in two states: an update where he may have died since."""
    a, b = p.a, p.b
    one, two = state(a.text), state(b.text)
    if one is None or two is None or frozenset((one, two)) not in APART or not of_one_person(a, b):
        return None
    if ONE_OF.search(a.text) or ONE_OF.search(b.text):
        return None
    if (a.report == b.report and one_mouth(a, b)) or a.future or b.future or (days_apart(a, b) or 0) >= 2:
        return None
    if {one, two} == {"dead", "alive"}:
        first, then = (a, b) if two == "dead" else (b, a)
        found = updated(
            "death", "Said to be alive and to be dead", first, then, not SURVIVED.search(first.text)
        )
        if found.clock == "outlets" or not SURVIVED.search(first.text):
            return found
    return Clash(
        "polarity", f"{quoted(a)} and {quoted(b)}: one person is {one} in one, {two} in the other.", 0.6
    )
