"""Amounts in English text: how many, between which bounds, measured in what.

"at least 12" is ``low=12, high=None``; "dozens" is ``24..199``, not exact.  Dates, clock times,
ordinals, ages, scores, telephone numbers, addresses and the numbers in names ("Article 5",
"Flight 402") are not amounts and are left out.
"""

from __future__ import annotations

import re
from dataclasses import replace

from wiredesk.text.countwords import BEFORE, UNIT, Amount, counts, shared_scale, spelled
from wiredesk.text.units import TIME_UNITS, UNITS

__all__ = ["Amount", "amounts", "spelled"]

_ON_TOP = re.compile(
    r"\b(?:another|an?\s(?:additional|further|extra)|additional|a\sfurther)\s?$", re.IGNORECASE
)
_AFTER = re.compile(
    r"(?P<more>\s(?:or|and)\smore\b(?!\s\w+\sthan)|-plus\b|\splus\b(?=\s[a-z]))|(?P<less>\sor\s(?:fewer|less)\b)"
    r"|(?P<about>\sor\sso\b|-odd\b|\sodd\b|-some\b|-ish\b|\sor\sthereabouts\b)",
    re.IGNORECASE,
)
_MORE = re.compile(r"(?:\s(?:more|others?|additional|extra|further)\b)(?!\sthan)", re.IGNORECASE)
_POUNDS = re.compile(r"(?:\s|-)pounds?\b", re.IGNORECASE)
_NO_RANGE = re.compile(
    r"\b(?:won|win|wins|beat|lost|loss|victory|lead|led|score|scored|record|vote[ds]?|defeat\w*|draw|drew|tie|tied|past)\s(?:\w+\s){0,3}$",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"\bfrom\s(?:(?:about|nearly|around|some|roughly)\s)?$", re.IGNORECASE)
_RANGING = re.compile(r"\b(?:rang\w+|var\w+|anywhere|between|somewhere)\s(?:\w+\s)?$", re.IGNORECASE)
_JOIN = re.compile(
    r"(?P<dash>\s?[-–—]\s?)|\s(?P<word>to|or|and)\s(?:(?:about|around|some|nearly|up\sto|as\smany\sas|even)\s)?",
    re.IGNORECASE,
)


def amounts(text: str) -> list[Amount]:
    """The amounts of a text, in order, without overlaps; offsets are code points of ``text``.

    Bounds: "nearly N" is 90 to 100% of N, "about N" 90 to 110%; "more than", "over" and "at
    least" leave the top open, "up to", "as many as" and "fewer than" the bottom.  These widths
    and the negative rules were chosen on the articles of LongTailQATask and FA-KES.
    """
    plain = [a for a in counts(text) if not _ORDINAL.match(text, a.end)]
    return list(_bounded(text, _ranges(text, plain)))


def continental(text: str) -> str:
    """The text with its numbers as English prints them, at the same offsets: "1.200" and "1 200" as 1,200,
    "1,5" as 1.5; a comma before three digits stays one between thousands."""
    text = _POINTED.sub(lambda m: re.sub(r"\D", ",", m.group()), text)
    return _DECIMAL.sub(r"\1.\2", text)


_POINTED = re.compile(r"(?<![\d.,])\d{1,3}(?:(?:\.\d{3})+|(?:[ \u00a0\u202f]\d{3})+)(?![\d.]|,\d{3}\b)")
_DECIMAL = re.compile(r"(?<![\d.,])(\d+),(\d{1,2})(?![\d.,])")


_ORDINAL = re.compile(r"-(?:fir|seco|thi|four|fif|six|seven|eigh|nin)(?:st|nd|rd|th)\b", re.IGNORECASE)
"""What makes an ordinal of a number word: "twenty-first" counts nothing."""


# --- ranges, bounds, units --------------------------------------------------------------------


def _ranges(text: str, found: list[Amount]) -> list[Amount]:
    out: list[Amount] = []
    for amount in found:
        last = out[-1] if out else None
        joined = None
        if last is not None and last.end < amount.start <= last.end + 24:
            joined = _joined(text, last, amount)
        if joined is None:
            out.append(amount)
        else:
            out[-1] = joined
    return out


def _part_of(text: str, left: Amount, right: Amount) -> Amount | None:
    """ "a quarter of a million people", "half a million": a part of a round number counts."""
    if left.unit != "share" or left.low is None or right.low not in (1e2, 1e3, 1e6, 1e9) or right.unit:
        return None
    if not re.fullmatch(r"\s(?:of\s)?", text[left.end : right.start]):
        return None
    if not re.match(r"(?:an?|one)\s", text[right.start : right.start + 4], re.IGNORECASE):
        return None
    value = left.low * right.low
    return Amount(left.start, right.end, value, value, False, "", value)


def _joined(text: str, left: Amount, right: Amount) -> Amount | None:
    part = _part_of(text, left, right)
    if part is not None:
        return part
    if (left.unit and right.unit and left.unit != right.unit) or left.high is None or right.high is None:
        return None
    between = text[left.end : right.start]
    unit = UNIT.match(between)
    join = _JOIN.fullmatch(between[unit.end() :] if unit else between)
    before = text[max(0, left.start - 30) : left.start]
    if join is None or left.low is None or right.low is None:
        ratio = re.fullmatch(r"\s(?:in|out\sof)\s(?:every\s)?", between)
        if (
            ratio
            and left.exact
            and right.exact
            and left.stated
            and right.stated
            and not left.unit
            and not right.unit
        ):
            share = left.stated / right.stated
            whole = right.stated in (2, 3, 4, 5, 6, 8, 10, 20, 100, 1000) and not re.match(
                r"\s(?:[a-z]+)?(?:days|years|months|weeks|hours)", text[right.end : right.end + 20]
            )
            if (
                share < 1
                and whole
                and (
                    "out" in between
                    or re.match(r"\s[a-z]+", text[right.end : right.end + 20])
                    or right.end >= len(text)
                )
            ):
                return Amount(left.start, right.end, share, share, True, "share", share)
        return None
    between_and = re.search(r"\bbetween\s(?:about\s|around\s)?$", before, re.IGNORECASE)
    word = (join["word"] or "").lower()
    low, high = left.low, right.high
    scale = shared_scale(text, left, right)
    if scale > 1 and left.high <= right.high / scale:
        low *= scale
    if word == "and" and not between_and:
        return None
    if word == "to" and _two_of_a_change(text, before, right, unit):
        return None
    change = _CHANGE.search(before) if word == "to" else None
    if change is not None and not _RANGING.search(before[: change.start()]):
        return None
    if word == "or" and not (high - low <= max(2, low) and right.exact):
        return None
    if low >= high or (left.exact is False and word != "to"):
        return None
    if join["dash"] and (
        _NO_RANGE.search(before)
        or re.match(
            r"\s(?:win|loss|victory|defeat|lead|record|vote|draw|tie|decision|aggregate|margin|ruling)",
            text[right.end : right.end + 12],
        )
    ):
        return None
    if (
        join["dash"]
        and not left.unit
        and not right.unit
        and not re.match(r"\s[a-z]|\s?%|-[a-z]|[,.;)]|$|\s[$€£]", text[right.end : right.end + 3])
    ):
        return None
    start = between_and.start() + left.start - len(before) if between_and else left.start
    return Amount(
        start,
        right.end,
        low,
        high,
        False,
        left.unit or right.unit or (UNITS.get(_folded(unit["unit"]), "") if unit else ""),
        left.stated,
    )


def _two_of_a_change(text: str, before: str, right: Amount, unit: re.Match[str] | None) -> bool:
    """Whether "to" stands between a change and what it led to: "rose by 12 to 98", "fell 310 to 11,800",
    "rose 2.1 percent to 11.8 billion"; a range is "rose by 10 to 15 percent"."""
    after = UNIT.match(text, right.end)
    if unit is not None:
        mine = UNITS.get(_folded(unit["unit"]))
        return after is None or UNITS.get(_folded(after["unit"])) != mine
    return after is None and _CHANGED.search(before) is not None


_CHANGED = re.compile(
    r"\b(?:rose|fell|climbed|jumped|dropped|gained|slipped|soared|surged|plunged|increased|decreased|grew|shrank"
    r"|risen|fallen|up|down)\s(?:by\s)?(?:(?:about|nearly|around|some|roughly|another|a\sfurther)\s)?$",
    re.IGNORECASE,
)


def _folded(unit: str) -> str:
    return re.sub(r"\s+", " ", unit.lower())


def _bounded(text: str, found: list[Amount]) -> list[Amount]:
    out: list[Amount] = []
    for amount in found:
        floor = out[-1].end if out else 0
        measured = _measured(text, amount)
        if measured is not None:
            out.append(_bound(text, measured, floor))
    return out


def _measured(text: str, amount: Amount) -> Amount | None:
    if amount.unit in ("share", "times"):
        return amount
    if not amount.unit and _MAGNITUDE.search(text[max(0, amount.start - 14) : amount.start]):
        return replace(amount, unit="magnitude")
    after = _AFTER.match(text, amount.end)
    end = amount.end
    if after and after["about"] and amount.unit == "":
        end = after.end()
    unit = amount.unit
    m = UNIT.match(text, end)
    times = re.match(r"\s?(?:times|x\b)(?!\s(?:a|per|in|since|when)\b)", text[end : end + 12])
    if unit and m and UNITS[_folded(m["unit"])] not in (unit, "USD"):
        m = None  # "$5 a day" keeps its currency
    if m is not None and re.match(r"\sbombs?\b", text[m.end() : m.end() + 6]):
        m = None  # "two barrel bombs"
    if m is not None:
        unit = UNITS[_folded(m["unit"])]
        end = m.end()
        if unit in TIME_UNITS:
            if re.match(
                r"\s(?:ago|earlier|later|before|after|old\b|from\snow|apart|since)\b|-old|[’']\sold",
                text[end : end + 12],
            ):
                return None
            if text[max(0, amount.start - 6) : amount.start].lower().endswith(("per ", "every ")):
                return None
        return replace(amount, end=end, unit=unit)
    pounds = _POUNDS.match(text, end)
    if pounds and not unit:
        return replace(amount, end=pounds.end(), unit="pound")
    if times and not unit:
        return replace(amount, end=end + times.end(), unit="times")
    return amount


_MAGNITUDE = re.compile(r"\bmagnitude(?:\sof)?\s$", re.IGNORECASE)
"""What stands before the strength of an earthquake."""


def _bound(text: str, amount: Amount, floor: int) -> Amount:
    left = text[max(floor, amount.start - 48) : amount.start]
    low, high, start, end = amount.low, amount.high, amount.start, amount.end
    exact = amount.exact
    more = False
    on_top = _ON_TOP.search(left)
    if on_top:
        more, start = True, amount.start - len(left) + on_top.start()
        left = left[: on_top.start()]
    m = BEFORE.search(left)
    if m and m.start() and (left[m.start() - 1].isalnum() or left[m.start() - 1] in "’'"):
        m = None
    if m and m["more"] and amount.unit in TIME_UNITS and m["more"].lower() == "over":
        m = None  # "over two days" is through them
    if (
        m
        and m["less"]
        and m["less"].lower() in ("under", "below")
        and re.match(r"(?:s\b|\s(?:rule|law|year))", text[amount.end : amount.end + 6])
    ):
        m = None
    if (
        m
        and m["about"]
        and m["about"].lower() == "some"
        and amount.low is not None
        and not amount.exact
        and amount.stated is None
    ):
        m = None
    if m:
        start = amount.start - len(left) + m.start()
        exact = False
        if m["atleast"] or m["more"]:
            high = None
        elif m["bitmore"] and low is not None:
            high = round(low * 1.1, 6)
        elif m["atmost"] or m["less"]:
            low = None if not _is_range(amount) else low
        elif m["nearly"] and low is not None:
            low = round(low * 0.9, 6)
        elif m["about"]:
            low = round(low * 0.9, 6) if low is not None else None
            high = round(high * 1.1, 6) if high is not None else None
    after = _AFTER.match(text, amount.end)
    if after is None and text[amount.end : amount.end + 1].isspace():
        noun = re.compile(r"\s[a-z]+(?=\sor\s(?:more|fewer|less)\b)").match(text, amount.end)
        after = _AFTER.match(text, noun.end()) if noun else None
        end = amount.end if after else end
    if after and not m:
        exact = False
        if after["more"]:
            high = None
        elif after["less"]:
            low = None
        elif low is not None and high is not None:
            low, high = round(low * 0.9, 6), round(high * 1.1, 6)
        if after.start() == amount.end:
            end = after.end()
    if not more and _MORE.match(text, end):
        more = True
    return replace(amount, start=start, end=end, low=low, high=high, exact=exact, more=more)


def _is_range(amount: Amount) -> bool:
    return amount.low is not None and amount.high is not None and amount.low != amount.high
