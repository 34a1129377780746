"""Two figures of one thing that no number satisfies, and one number under two fates."""

from __future__ import annotations

import re

from wiredesk.claims.bars import one_against_several, other_currency
from wiredesk.claims.definitions import counted_within
from wiredesk.claims.figures import measured_alike, middle, one_sort, printed, status_class, telling
from wiredesk.claims.findings import Clash, about_one_matter, quoted
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.occasions import other_sort, two_occasions
from wiredesk.claims.signals import Pair, act_alike, days_apart, names_apart, same_deed
from wiredesk.claims.tolldisputes import any_equal, counts_of_two, in_passing
from wiredesk.claims.tolls import others_beside, too_far

OVER_YEARS = re.compile(
    r"\bsince (?:the |\w+ )?(?:19|20)\d\d\b|"
    r"\b(?:over|in|during|for) the (?:past|last) (?:\w+ )?(?:years|decades?)\b",
    re.I,
)
"""Words of what is counted over years."""


def one_over_years(p: Pair) -> bool:
    """Whether one counts over years and the other does not: "earned $10 million last year", "$139 million
    since 2007"."""
    return (OVER_YEARS.search(p.a.text) is None) != (OVER_YEARS.search(p.b.text) is None)


def figure_clash(p: Pair, by: Likeness) -> Clash | None:
    """Two figures of one thing that no number satisfies, or one number under two fates."""
    a, b = p.a, p.b
    if not (a.figures or b.figures):
        return None
    met = [m for m in p.figures if telling(m.left) and telling(m.right)]
    if any(m.agree == "equal" for m in met) or (days_apart(a, b) or 0) >= 1 or counted_within(p):
        return None
    if (a.report == b.report and a.voice == b.voice) or in_passing(p):
        return None  # nobody is taken to contradict himself in one breath
    if one_over_years(p):
        return None
    for m in met:
        fates = m.left.status and m.right.status
        if fates and (counts_of_two(p) or other_sort(m.left, m.right) or any_equal(a, b)):
            continue
        if fates and too_far(middle(m.left) or 0, middle(m.right) or 0, a.report == b.report):
            continue
        if not fates and (names_apart(p) or act_alike(p) < 0.3):
            continue  # two countries' tariffs, two firms' losses
        if not fates and (MAY.search(a.text) is None) != (MAY.search(b.text) is None):
            continue  # "sends 30,000 troops", "may send 4,000 more"
        if not fates and (others_beside(a, b, m.left, m.right) or others_beside(b, a, m.right, m.left)):
            continue
        if m.agree == "clash" and (matter := about_one_matter(p, by)) >= (0.45 if m.left.status else 0.6):
            return Clash(
                "figure",
                f"{quoted(a)} gives {printed(m.left)} where {quoted(b)} gives {printed(m.right)}.",
                round(matter, 3),
            )
    for m in met:
        x, y = m.left, m.right
        measured = bool(x.unit and x.unit not in ("percent", "share")) and measured_alike(x.unit, y.unit)
        if m.agree != "clash" or not measured or same_deed(p) < 0.8 or two_occasions(a, b):
            continue
        one_thing = bool(a.whom & b.whom)
        if about_one_matter(p, by) >= (0.45 if one_thing else MEASURED):
            return Clash(
                "figure", f"{quoted(a)} gives {printed(x)} where {quoted(b)} gives {printed(y)}.", 0.6
            )
    if (why := other_currency(p)) and about_one_matter(p, by) >= 0.6:
        return Clash("figure", f"{quoted(a)} and {quoted(b)}: {why}.", 0.6)
    other = one_against_several(p, 5)
    if other and not SERIES.search(f"{a.text} {b.text}") and about_one_matter(p, by) >= 0.6:
        return Clash("figure", f"{quoted(a)} and {quoted(b)}: {other}.", 0.6)
    for x in a.figures:
        for y in b.figures:
            one, two = status_class(x.status), status_class(y.status)
            if one is None or two is None or one == two or not telling(x) or not telling(y):
                continue
            if not one_sort(x, y):
                continue  # "over 5,000 rescue runs", "5,000 evacuees"
            if "shot" in (one, two) or OTHERS_HIT.search(f"{a.text} {b.text}"):
                continue
            if x.low == y.low and x.low is not None and x.low >= 20 and x.unit == y.unit:
                return Clash(
                    "figure",
                    f"The same number, {printed(x)}, is {x.status} in {quoted(a)} "
                    f"and {y.status} in {quoted(b)}.",
                    0.7,
                )
    return None


MEASURED = 0.65
"""How far two amounts of money or measure must be about one matter, whose deed is one but not what it is done
to: in one half of 572 stories labelled whole all three told below it were of two matters ("invest 25
billion", "1 billion")."""

MAY = re.compile(r"\b(?:may|might|could)\b")
"""Words of what only may be (the month has a capital)."""

OTHERS_HIT = re.compile(r"\b(?:another|other|others|more)\b", re.I)
"""Words of a count beside another: "70 were killed and 70 others injured" gives no number two fates."""

SERIES = re.compile(r"\b(?:a|the) (?:second|third|fourth)\b", re.I)
"""Words that count through several: "a third bomber" is one of three."""


def count_others(p: Pair) -> bool:
    """Whether each lower count of the one is of others than those of the other's."""
    met = [m for m in p.figures if m.agree == "clash"]
    return bool(met) and all(
        others_beside(p.a, p.b, m.left, m.right) or others_beside(p.b, p.a, m.right, m.left) for m in met
    )
