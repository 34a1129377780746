"""Figures: amounts with what they count and what befell it.

"four killed and 12 wounded" gives both, each with its status.  An indefinite victim ("a man was
shot dead", "killing a woman") is a figure of one.  The verbs of each status were gathered from
reports of shootings (SemEval-2018 task 5) and of the Syrian war (FA-KES).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from wiredesk.model.parses import Parse
from wiredesk.model.spans import Span
from wiredesk.model.statements import Figure
from wiredesk.statements.fates import PEOPLE, befell, fate, got_away, governing, toll_status
from wiredesk.statements.victims import beside, singles
from wiredesk.text.numbers import Amount, spelled
from wiredesk.text.units import TIME_UNITS

NOT_COUNTED = frozenset(
    "block time street avenue road year month week day hour minute second decade century am pm".split()
)

_ON_BODIES = frozenset({"wound", "gunshot"})
"""What a body has several of: "four gunshot wounds" are not four wounded."""

_CHARGES = frozenset({"count", "charge", "felony", "indictment", "warrant"})
"""What a man is accused of: "three counts of murder" are not three killed."""

_LABELLED = frozenset("image photo picture photograph slide page video caption".split())
"""What a number names: "Image 2 of 4" counts nothing."""


def figures(
    parse: Parse,
    at: int,
    words: Sequence[int],
    found: Iterable[Amount],
    whole: tuple[str, str | None] | None = None,
) -> tuple[Figure, ...]:
    """The figures among ``words`` (indices of a parse that begins at ``at`` in the report's text).

    ``found`` are the amounts of the paragraph, with offsets in it.  Times and ages are left out.
    ``whole`` is what the figure is of that ``words`` give a share of, and its status ("15 in Varo").
    """
    inside = set(words)
    out: list[Figure] = []
    for amount in found:
        over = [i for i in words if parse.words[i].start < amount.end and parse.words[i].end > amount.start]
        if not over or len(list(_over(parse, amount))) > len(over):
            continue
        unit = (
            amount.unit
            if amount.unit not in {"day", "hour", "minute", "second", "week", "month", "year"}
            else None
        )
        if unit is None:
            continue
        if (
            _is_age(parse, over)
            or _in_ages(parse.text, amount)
            or (over[0] and parse.words[over[0] - 1].text.lower() == "than")
        ):
            continue
        bare = befell(parse, over)
        noun = None if bare else _noun(parse, over, inside)
        if noun is not None and parse.words[noun].text.lower() in {"all", "total"}:
            noun = None  # "more than 50 in all"
        of = parse.words[noun].lemma.lower() if noun is not None else ""
        if of in NOT_COUNTED or (noun is not None and parse.words[noun].ent == "PERSON"):
            continue
        if _is_of_name(parse, over, amount):
            continue
        if of in _ON_BODIES or (over[0] and parse.words[over[0] - 1].text.lower() in _LABELLED):
            continue
        if of in _CHARGES:
            out.append(
                Figure(
                    at + amount.start, at + amount.end, amount.low, amount.high, unit, of, None, amount.exact
                )
            )
            continue
        status = bare or fate(parse, noun if noun is not None else governing(parse, over), over)
        if unit == "":
            status = status or toll_status(parse, over) or beside(parse, noun, over)
        if whole is not None and unit == "" and over[0] - words[0] < 3 and noun is None:
            of, status = whole[0], status or whole[1]
        if unit == "magnitude" or (amount.low or 0) >= _PEOPLE:
            status = None  # "a bill that kills a trillion in taxes"
        if status == "displaced" and got_away(
            parse, noun if noun is not None else governing(parse, over), of
        ):
            status = None
        if unit == "" and status is None and not of:
            if _sums_up(parse, amount, out) or _elsewhere(parse, over, out):
                of, status = out[-1].of, out[-1].status
            else:
                of = _changed(parse, over)
        plain = unit == "" and status is None
        if plain and (not of or parse.words[over[-1]].text.lower() == "one"):
            continue
        out.append(
            Figure(
                at + amount.start, at + amount.end, amount.low, amount.high, unit, of, status, amount.exact
            )
        )
    taken = {(f.start, f.end) for f in out}
    out.extend(f for f in singles(parse, at, words) if not any(s < f.end and f.start < e for s, e in taken))
    return tuple(sorted(out, key=lambda f: (f.start, f.end)))


def plain_figures(found: Iterable[Amount], at: int, inside: Sequence[Span]) -> tuple[Figure, ...]:
    """The amounts within some spans as figures, for sentences that no grammar is read of: what they count and
    what befell it stays open.  ``at`` is the offset of the paragraph that they were found in."""
    out = []
    for one in found:
        start, end = at + one.start, at + one.end
        if any(s.start <= start and end <= s.end for s in inside) and one.unit not in TIME_UNITS:
            out.append(Figure(start, end, one.low, one.high, one.unit, "", None, one.exact))
    return tuple(out)


_PEOPLE = 1e9
"""So many have never been killed or hurt in one event."""

_NAMED = frozenset({"ORG", "FAC", "LAW", "PRODUCT"})


def _is_of_name(parse: Parse, over: Sequence[int], amount: Amount) -> bool:
    """Whether a number is part of a name, "Studio 74", "Air Force One", "Cloud 9 Club"; one before a word in
    small letters counts.  Chosen on 180 reports of stories whose statements were labelled whole, which hold
    fourteen such numbers among some 1,100."""
    first, last = over[0], over[-1]
    if first and amount.exact and _CALL_SIGN.fullmatch(parse.words[first - 1].text):
        return True
    ent = parse.words[first].ent
    if not first or not amount.exact or ent not in _NAMED or parse.words[first - 1].ent != ent:
        return False
    return not (last + 1 < len(parse.words) and parse.words[last + 1].text[:1].islower())


_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}")
"""What a station is named by before the number of its channel: "WOBB 13"."""


_AFTER_AGE = frozenset({",", ".", "(", "and", "of", "from", ";", ")", "–", "—"})


def _is_age(parse: Parse, over: Sequence[int]) -> bool:
    """ "Ilse Brandt, 42, died", "both 22", "ages 28 and 22": numbers between commas after a person, in digits
    or as one word, or after what says that ages follow."""
    words = parse.words
    first, last = over[0], over[-1]
    if first != last or first < 1 or not _years(words[first].text):
        return False
    before = words[first - 1].text.lower()
    after = words[last + 1] if last + 1 < len(words) else None
    if before in _AGES or (_after_ages(parse, first) and (after is None or after.pos not in _THINGS)):
        return True
    if before == "of" and first > 1 and words[first - 2].text.lower() in _PARENTS:
        if after is None or after.text.lower() in _BEFELL:
            return True
        return after.pos not in _THINGS and after.text.lower() != "of"
    if before == "of" and first > 1 and words[first - 2].tag == "NN":
        whose = words[first - 2].lemma.lower()
        counts = after is not None and (after.pos in _THINGS or after.text.lower() == "of")
        if whose in PEOPLE - {"other", "dead", "couple"} and not counts:
            return True  # "a man of 50", and "a grandmother of seven", whose grandchildren nobody counts
    if (
        before in {"one", "other", "another"}
        and words[first].text.isdigit()
        and 1 < int(words[first].text) < 100
        and (after is None or after.pos in {"PUNCT", "CCONJ"})
    ):
        return True  # "two boys, one 16 and the other 17, were hurt"
    if before in {"and", ","} and first > 2 and _years(words[first - 2].text):
        if first > 3 and words[first - 3].text == "," and before == "and" and words[first].text.isdigit():
            who = words[first - 4]
            return who.pos == "PROPN" or who.lemma.lower() in PEOPLE  # "her sons, 7 and 9, were hurt"
        return False
    named = first > 1 and words[first - 1].ent == words[first - 2].ent == "PERSON"
    if named and re.match(r"[1-9]\d,", parse.text[words[first].start :]):
        return True  # "Robert Holm 42, was found dead"
    listed = before == "and" and first > 3 and words[first - 2].text == "," and _years(words[first - 3].text)
    if listed and words[first].text.isdigit() and after is not None and after.text in _AFTER_AGE:
        return _is_age(parse, [first - 3])  # "ages 25, 26, and 33, were hurt"
    if before == "both" and words[first].text.isdigit():
        return last + 1 >= len(words) or words[last + 1].pos != "NOUN"
    if before != "," or first < 2:
        return False
    if last + 1 < len(words) and words[last + 1].text not in _AFTER_AGE:
        return False
    if not words[first].text.isdigit() and (last + 1 >= len(words) or words[last + 1].text != ","):
        return False
    person = words[first - 2]
    return person.pos == "PROPN" or person.lemma.lower() in PEOPLE or person.text == ")"


def _after_ages(parse: Parse, first: int) -> bool:
    """Whether only ages stand between a number and what brings them in: "ages 22, 26, 29 and 37",
    "between the ages of 18 and 24", "her sons, 5, 7 and 9, were hurt"."""
    words, k = parse.words, first - 1
    while k > 0 and (words[k].text.lower() in _JOINS or _years(words[k].text)):
        k -= 1
    told = words[k + 1].text == "," and words[k].tag == "NNS" and words[k].lemma.lower() in PEOPLE
    return words[k].text.lower() in _AGES or (told and words[first].text.isdigit() and first - k > 3)


def _in_ages(text: str, amount: Amount) -> bool:
    """ "6- and 10-year-old boys", "Ilse Brandt,42, died": by the letters around the number."""
    if _MORE_AGES.match(text, amount.end):
        return True
    if not _years(text[amount.start : amount.end]) or text[amount.end : amount.end + 1] != ",":
        return False
    return _GLUED.search(text[max(0, amount.start - 30) : amount.start]) is not None


def _sums_up(parse: Parse, amount: Amount, before: Sequence[Figure]) -> bool:
    """Whether a number is the sum of those before it, all of one kind: "26 killed here and 25 there, more
    than 50 in all".  One number alone, of whom something befell, may have others in the clause before."""
    if not before or _IN_ALL.match(parse.text, amount.end) is None or any(f.unit for f in before):
        return False
    told, things = {f.status for f in before}, {f.of for f in before if f.of}
    return len(told) == 1 and len(things) < 2 and (len(before) > 1 or told == {None})


def _elsewhere(parse: Parse, over: Sequence[int], before: Sequence[Figure]) -> bool:
    """Whether a number counts the same as the one before it, somewhere else or later: "52 people were killed
    in Varo and 35 in Tarn", "three died on Monday and five more the next day"."""
    words, after = parse.words, over[-1] + 1
    if not before or before[-1].unit or before[-1].status is None or after >= len(words) or not over[0]:
        return False
    if words[over[0] - 1].text.lower() not in {"and", ",", "while"}:
        return False
    where = words[after].text.lower() in {"in", "at", "near", "from", "more", "others"}
    return where and _IN_ALL.match(parse.text, words[over[-1]].end) is None


_TO = frozenset({"to", "at"})
_CHANGES = frozenset(
    """rise fall climb drop jump double triple quadruple increase decrease decline grow shrink swell soar
    surge stand remain""".split()
)


def _changed(parse: Parse, over: Sequence[int]) -> str:
    """What a number counts that something rose or fell to: "the number of cases doubled to 4,300", "arrests
    fell to 340"; "" where it is nothing that is counted."""
    words = parse.words
    i = governing(parse, over)
    to = words[i].head
    verb = words[to].head
    if words[i].dep != "pobj" or words[to].text.lower() not in _TO or words[verb].lemma not in _CHANGES:
        return ""
    what = parse.child(verb, "nsubj", "nsubjpass")
    if what is not None and words[what].lemma.lower() in {"number", "total", "count", "tally"}:
        of = next((c for c in parse.children(what) if words[c].text.lower() == "of"), None)
        what = parse.child(of, "pobj") if of is not None else None
    if what is None or words[what].tag != "NNS" or words[what].lemma.lower() in _PRICED:
        return ""
    return words[what].lemma.lower()


_PRICED = frozenset({"share", "stock", "price", "bond", "future", "rate"})
"""What has a value and no number: "shares fell to 340"."""


_IN_ALL = re.compile(r" (?:in all|in total|altogether|all told)\b", re.I)
"""What follows a sum of the numbers before it."""

_GLUED = re.compile(r"(?<!\w)[A-Z][\w'’-]+,$")
_AGES = frozenset({"age", "ages", "aged"})
_JOINS = frozenset({",", "and", "or", "to", "of", "between"})
"""What stands between ages, and before the first."""
_THINGS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_PARENTS = frozenset("mother mom mum father dad parent parents grandmother grandfather".split())
_BEFELL = frozenset("killed dies died dead slain shot stabbed murdered hurt injured wounded found".split())
"""What a parent is counted by ("Father of 5 killed"): his children, and nobody whom it befell.  In headlines
the parser takes such words for nouns.  Seen on one half of 960 shootings of SemEval-2018 task 5."""
_MORE_AGES = re.compile(
    r"-?,? (?:and|or|to) (?:an? |his |her |their )?\d{1,2}[- ](?:year|month)s?-old|[ -]?yrs?[ -]olds?\b", re.I
)
"""What follows an age: "6- and 10-year-old", "3 yr old"."""


def _years(text: str) -> bool:
    """Whether a word may be an age: up to 115 in digits, up to twelve in letters."""
    return int(text) <= 115 if text.isdecimal() and len(text) < 4 else 1 <= spelled(text) <= 12


def _over(parse: Parse, amount: Amount) -> list[int]:
    return [i for i, w in enumerate(parse.words) if w.start < amount.end and w.end > amount.start]


def _noun(parse: Parse, over: Sequence[int], inside: set[int]) -> int | None:
    """The head noun that the amount counts, or None ("four were killed")."""
    anchor = governing(parse, over)
    own = set(over)
    i = anchor
    for _ in range(4):
        word = parse.words[i]
        if word.dep in {"nummod", "quantmod", "compound", "amod", "npadvmod", "det", "nmod", "advmod"} or (
            word.dep == "dep" and word.head > i
        ):
            above = word.head
            if above in own:
                i = above
                continue
            if any(parse.words[k].tag in {"DT", "PRP$", "IN"} for k in range(over[-1] + 1, above)):
                return None
            if parse.words[above].tag == "JJR" and parse.words[above].dep == "amod":
                i = above  # "15 million fewer members"
                continue
            if parse.words[above].pos in {"NOUN", "PROPN", "ADJ"} or parse.words[above].tag.startswith("NN"):
                if above < over[0]:
                    return _after(parse, over, inside)
                owner = parse.words[above].dep == "poss" and parse.words[above].tag in {"NN", "NNP"}
                return parse.words[above].head if owner and _many(parse, over) else above
            if parse.words[above].pos == "NUM":
                i = above
                continue
        break
    of = next((c for c in parse.children(i) if parse.words[c].text.lower() == "of" and c not in own), None)
    if of is None:
        of = next((c for c in parse.children(over[-1]) if parse.words[c].text.lower() == "of"), None)
    if of is not None:
        return parse.child(of, "pobj")
    if (
        parse.words[i].pos == "NOUN"
        and i in own
        and parse.words[i].lemma not in {"dozen", "hundred", "thousand"}
    ):
        return i
    nearest = over[-1] + 1
    if nearest in inside and parse.words[nearest].pos == "NOUN" and parse.words[nearest].head >= nearest:
        return nearest
    return None


def _many(parse: Parse, over: Sequence[int]) -> bool:
    """Whether more than one is counted: not "one sheriff's deputy"."""
    return not any(parse.words[i].text.lower() in {"one", "1", "a", "an"} for i in over)


def _after(parse: Parse, over: Sequence[int], inside: set[int]) -> int | None:
    """The noun after a number that the parser counts with the one before it: none in "Article 15", the
    vehicles in "1 tank 3 armored vehicles"."""
    for k in (over[-1] + 1, over[-1] + 2):
        if k not in inside or parse.words[k].pos not in {"NOUN", "ADJ"}:
            return None
        if parse.words[k].tag == "NNS":
            return k
    return None
