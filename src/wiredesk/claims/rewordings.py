"""One wording that was changed on the way, where what was changed makes a clash."""

from __future__ import annotations

import re

from wiredesk.claims.bars import converted
from wiredesk.claims.figuredisputes import count_others, one_over_years
from wiredesk.claims.findings import Clash, quoted
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.occasions import other_sort
from wiredesk.claims.opposites import opposites
from wiredesk.claims.polarity import at_one_time, one_mouth
from wiredesk.claims.signals import Pair
from wiredesk.claims.tolldisputes import any_equal, counts_of_two
from wiredesk.claims.tolls import tolls
from wiredesk.claims.variants import changed, number_alone


def wording_clash(p: Pair, by: Likeness) -> Clash | None:
    """One wording that was changed on the way: a name, a day, a number, a "not", a hedge."""
    if min(p.words.exact_left, p.words.exact_right) < 0.25:
        return None
    found = changed(p.a, p.b)
    if found is None or (p.a.report == p.b.report and one_mouth(p.a, p.b) and p.a.id != "left"):
        return None
    if found[0] == "polarity" and at_one_time(p.a.text) != at_one_time(p.b.text):
        return None
    if p.a.plain.replace(" ", "") == p.b.plain.replace(" ", ""):
        return None  # "7 pm", "7pm"
    if found[0] == "figure" and (
        not number_alone(p.a, p.b) or converted(p) or count_others(p) or one_over_years(p)
    ):
        return None
    if found[0] == "name" and (BOTH_DID.match(p.a.text) or BOTH_DID.match(p.b.text)):
        return None
    if found[0] == "figure" and TELEPHONE.search(p.a.text) and TELEPHONE.search(p.b.text):
        return None
    if found[0] == "date" and opposites(p.a.act, p.b.act):
        return None  # "was closed on Tuesday", "will reopen on Wednesday"
    if found[0] == "figure" and tolls(p.a) and tolls(p.b):
        x, y = tolls(p.a)[0], tolls(p.b)[0]
        if counts_of_two(p) or other_sort(x, y) or any_equal(p.a, p.b):
            return None
    return Clash(found[0], f"{quoted(p.a)} and {quoted(p.b)}: {found[1]}.", 0.8, "hedged" in found[1])


BOTH_DID = re.compile(
    r"\W*(?:[\w’'.-]+ ){1,4}?"
    r"(?:each\b|also (?:been )?(?:charged|arrested|shot|wounded|killed|sentenced|convicted)\b)",
    re.I,
)
"""Words of what another did as well: "Lin was also charged" and "Rehn was also charged" can both hold."""

TELEPHONE = re.compile(r"\b\d{3}[-.]\d{4}\b")
"""A telephone number: a desk has several."""
