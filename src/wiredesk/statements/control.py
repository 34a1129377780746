"""Control: who holds, took, lost, contests or besieges which place.

General English of territory ("captured", "fell to", "in the hands of", "driven out of", "pocket of
resistance"), gathered from reports of the Syrian war (FA-KES) and general dictionaries of war
reporting.  Toponyms come from the statement's own place mentions, else from the parser's entities.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wiredesk.model.parses import Parse
from wiredesk.model.statements import Control

TAKE = frozenset("capture seize retake recapture overrun conquer occupy annex regain reconquer".split())
HOLD = frozenset("control hold govern rule dominate administer".split())
LEAVE = frozenset("withdraw retreat abandon".split())
DRIVE = frozenset("drive expel oust push force eject dislodge rout evict flush".split())
SIEGE = frozenset("besiege encircle surround blockade".split())
CLEAR = frozenset("clear cleanse purge liberate sweep".split())
CONTEST = frozenset("advance push march contest storm invade".split())
CIVILIANS = frozenset(
    "resident civilian people family villager refugee man woman child inhabitant person".split()
)
AREA = frozenset(
    """province district city town village region area territory valley capital country neighborhood
    neighbourhood stronghold base airport border crossing checkpoint post quarter suburb countryside enclave
    county state island port road highway bridge hill mountain camp sector front outskirts position
    half part center centre east west north south""".split()
)
_PARTY = r"(?:the )?(?P<{}>[A-Z][\w’'-]*(?: [\w’'-]+){{0,3}}?)"
_LOOSE = r"(?:the )?(?P<{}>[\w’' -]{{2,40}})"
_PHRASES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bin the hands of " + _LOOSE.format("h"), re.I), "holds"),
    (re.compile(r"\bunder (?:the )?(?:\w+ )?control of " + _LOOSE.format("h"), re.I), "holds"),
    (re.compile(r"\bunder " + _PARTY.format("h") + r"[’']?s? control\b"), "holds"),
    (re.compile(r"\bout of " + _PARTY.format("a") + r"[’']?s? control\b"), "holds"),
    (
        re.compile(
            r"\b(?:pocket|stronghold|bastion|cent(?:re|er))s? of resistance(?: to "
            + _LOOSE.format("a")
            + ")?",
            re.I,
        ),
        "holds",
    ),
    (re.compile(r"\bhold-?out\b", re.I), "holds"),
)
_PART = (
    (
        re.compile(
            r"\b(almost|nearly|virtually|most|majority|bulk|much|large parts?|large swathes?|vast)\b", re.I
        ),
        "most",
    ),
    (re.compile(r"\b(parts? of|some|several|a few|half)\b", re.I), "some"),
    (re.compile(r"\b(none|no part)\b", re.I), "none"),
)
_EXCEPT = re.compile(
    r"\b(?:except(?: for)?|apart from|other than|but(?= (?:two|three|one|for|the)\b)|besides|excluding)\b",
    re.I,
)
_NUMBERS = {
    w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_NUM = r"(\d{1,3}|" + "|".join(_NUMBERS) + r")"
_SHARE = re.compile(
    rf"\b{_NUM}(?: out)? of (?:the |its |their |[A-Z][\w]*[’']s )?(?:[\w’']+ )?{_NUM}\b", re.I
)
_ALL_BUT = re.compile(rf"\ball but {_NUM}\b", re.I)
_COUNT = re.compile(
    rf"\b{_NUM}(?: [\w-]+)? (?:villages|districts|towns|cities|provinces|checkpoints|positions|areas|"
    r"neighbou?rhoods|bases|regions|settlements|posts)\b",
    re.I,
)


def control(parse: Parse, words: Sequence[int], toponyms: Sequence[tuple[int, int, str]]) -> Control | None:
    """The control that a clause states, or None.

    ``words`` are the clause's word indices; ``toponyms`` (start, end, name) in the paragraph.
    """
    if not words:
        return None
    inside = set(words)
    text = parse.text[parse.words[words[0]].start : parse.words[words[-1]].end]
    found = _by_phrase(text) or _by_verb(parse, words, inside)
    if found is None:
        return None
    relation, holder, against = found
    first = parse.words[words[0]].start
    last = parse.words[words[-1]].end
    mine = [t for t in toponyms if first <= t[0] and t[1] <= last]
    taken_names = {(holder or "").lower(), (against or "").lower()}
    names = [(s, n) for s, _, n in mine if not any(n.lower() in x for x in taken_names if x)]
    area = any(parse.words[i].lemma.lower() in AREA for i in words)
    if not names and not area:
        return None
    but: list[str] = []
    exception = _EXCEPT.search(parse.text, first, last)
    if exception:
        but = [n for s, n in names if s > exception.start()]
        names = [(s, n) for s, n in names if s <= exception.start()]
    count, total, part = _extent(text)
    return Control(
        relation, holder, against, tuple(dict.fromkeys(n for _, n in names)), part,
        tuple(dict.fromkeys(but)), count, total,
    )  # fmt: skip


def _by_phrase(text: str) -> tuple[str, str | None, str | None] | None:
    for pattern, relation in _PHRASES:
        match = pattern.search(text)
        if match is None:
            continue
        groups = match.groupdict()
        holder = _clean(groups.get("h"))
        against = _clean(groups.get("a"))
        return relation, holder, against
    return None


def _clean(name: str | None) -> str | None:
    if not name:
        return None
    cut = re.split(r"\b(?:and|in|on|at|since|after|for|over|who|which|by|while|as)\b|[,;.]", name)[0]
    return cut.strip(" '’s") if cut.strip().endswith(("'s", "’s")) else cut.strip() or None


def _by_verb(
    parse: Parse, words: Sequence[int], inside: set[int]
) -> tuple[str, str | None, str | None] | None:
    for i in words:
        word = parse.words[i]
        if word.pos not in {"VERB", "NOUN", "ADJ"}:
            continue
        found = _verb(parse, i, inside)
        if found:
            return found
    return None


def _verb(parse: Parse, i: int, inside: set[int]) -> tuple[str, str | None, str | None] | None:
    word = parse.words[i]
    lemma = word.lemma.lower()
    passive = parse.child(i, "nsubjpass", "auxpass") is not None or (word.tag == "VBN" and word.dep == "acl")
    by = parse.child(i, "agent")
    agent = parse.child(by, "pobj") if by is not None else None
    doer = agent if passive else _subject(parse, i)
    thing = parse.child(i, "nsubjpass") if passive else parse.child(i, "dobj")
    if word.pos == "VERB":
        if lemma in TAKE and _is_area(parse, thing):
            return "took", _name(parse, doer), None
        if lemma == "take" and (_is_area(parse, thing) or _control_noun(parse, i) or _over(parse, i)):
            return "took", _name(parse, doer), None
        if lemma in {
            "gain",
            "win",
            "have",
            "assume",
            "establish",
            "keep",
            "retain",
            "maintain",
        } and _control_noun(parse, i):
            return (
                ("took" if lemma in {"gain", "win", "assume", "establish"} else "holds"),
                _name(parse, doer),
                None,
            )
        if lemma == "lose" and (_control_noun(parse, i) or _is_area(parse, thing)):
            return "lost", _name(parse, doer), None
        if lemma in HOLD and _is_area(parse, thing):
            return "holds", _name(parse, doer), None
        if lemma == "fall" and (to := _prep(parse, i, "to", "into")) is not None:
            subject = parse.child(i, "nsubj")
            if _is_area(parse, subject):
                return "took", _name(parse, to), None
        if lemma in DRIVE | CLEAR and (out := _prep(parse, i, "of", "from", "out")) is not None:
            if lemma in CLEAR and lemma != "sweep":
                return "cleared", _name(parse, doer) if not passive else None, _name(parse, out)
            if thing is not None and parse.words[thing].lemma.lower() in CIVILIANS:
                return None
            if _is_area(parse, out) or _prep(parse, i, "out") is not None:
                return "lost", _name(parse, thing), _name(parse, doer)
        if lemma in CLEAR and lemma in {"liberate", "clear"} and _is_area(parse, thing):
            return ("took" if lemma == "liberate" else "cleared"), _name(parse, doer), None
        if lemma in LEAVE | {"pull"} and _is_area(parse, _prep(parse, i, "from", "out")):
            return "lost", _name(parse, doer), None
        if lemma in SIEGE and _is_area(parse, thing):
            return "besieges", _name(parse, doer), None
        if lemma in CONTEST and _is_area(
            parse, _prep(parse, i, "into", "toward", "towards", "on", "to") or thing
        ):
            return "contests", _name(parse, doer), None
        if lemma == "sweep" and _is_area(parse, _prep(parse, i, "into", "through")):
            return "took", _name(parse, doer), None
    if lemma == "siege" and word.pos == "NOUN":
        return "besieges", None, None
    return None


def _subject(parse: Parse, i: int) -> int | None:
    seen: set[int] = set()
    while i not in seen:
        seen.add(i)
        own = parse.child(i, "nsubj")
        if own is not None:
            return own
        if parse.words[i].dep not in {"conj", "xcomp", "advcl"}:
            return None
        i = parse.words[i].head
    return None


def _control_noun(parse: Parse, i: int) -> bool:
    thing = parse.child(i, "dobj")
    return thing is not None and parse.words[thing].lemma.lower() in {"control", "hold", "foothold", "ground"}


def _over(parse: Parse, i: int) -> bool:
    return any(
        parse.words[c].text.lower() == "over" and parse.words[c].dep == "prt" for c in parse.children(i)
    )


def _prep(parse: Parse, i: int, *names: str) -> int | None:
    for c in parse.children(i):
        if parse.words[c].text.lower() in names and parse.words[c].dep in {"prep", "prt", "advmod", "agent"}:
            noun = parse.child(c, "pobj")
            if noun is not None:
                return noun
            below = parse.child(c, "prep")
            if below is not None:
                return parse.child(below, "pobj")
    return None


def _is_area(parse: Parse, i: int | None) -> bool:
    if i is None:
        return False
    word = parse.words[i]
    if word.ent in {"GPE", "LOC", "FAC"} or word.lemma.lower() in AREA:
        return True
    if (
        word.lemma.lower() in {"all", "most", "part", "half", "much", "rest", "percent", "number", "control"}
        or word.pos == "NUM"
    ):
        return any(
            _is_area(parse, parse.child(c, "pobj"))
            for c in parse.children(i)
            if parse.words[c].text.lower() in {"of", "over"}
        )
    return word.pos == "PROPN" and word.ent in {"", "PERSON", "ORG"} and word.ent != "PERSON"


def _name(parse: Parse, i: int | None) -> str | None:
    if i is None:
        return None
    left = i
    for c in parse.children(i):
        if c < i and parse.words[c].dep in {"compound", "nmod", "amod", "poss"}:
            if parse.words[c].dep == "poss" and parse.words[c].pos == "PRON":
                continue
            left = min(left, c)
    return parse.text[parse.words[left].start : parse.words[i].end]


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _extent(text: str) -> tuple[int | None, int | None, str]:
    share = _SHARE.search(text)
    if share:
        some, total = _number(share.group(1)), _number(share.group(2))
        if some <= total:
            return some, total, "all" if some == total else "most" if some * 2 > total else "some"
    if _ALL_BUT.search(text):
        return None, None, "most"
    counted = _COUNT.search(text)
    count = _number(counted.group(1)) if counted else None
    for pattern, part in _PART:
        if pattern.search(text):
            return count, None, part
    return count, None, "all"
