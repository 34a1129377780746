"""Who "the spokesman", "the president" or "the former mayor" is: the holder of a role, named elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from wiredesk.model.parses import Word
from wiredesk.model.statements import Voice
from wiredesk.statements import cues
from wiredesk.statements.cast import Cast, Naming, fold
from wiredesk.statements.roles import head_role
from wiredesk.statements.standins import REACH, SOON


def by_role(
    what: Naming,
    at: int,
    known: Cast,
    starts: Sequence[int],
    last: Sequence[tuple[int, Voice]],
    text: str,
    words: Sequence[Word],
) -> Voice | None:
    """Who "the spokesman", "the resistance leader" or "the group" is, if the report names one."""
    first = words[0].text.lower() if words else ""
    if what.plural or first in ("another", "one", "some", "several", "two", "three", "many"):
        return None
    if not what.role:
        return None
    head = head_role(what.role)
    if first in ("a", "an"):
        return _introduced(head, what, at, known)
    group = set() if _is_party(what.group) else _keys(what.group, known)
    heads = _heads(known)
    same = [n for n, roles in heads.items() if head in roles]
    best: tuple[float, str] | None = None
    rival = len(same) > 1 and not group and head != "president"
    latest = _latest(same, at, known, starts) if rival else None
    for name, (_, known_group) in known.roles.items():
        if head not in heads[name]:
            continue
        other = _keys(known_group, known)
        if group and not other and len(same) > 1:
            continue  # one of several with that role, and nothing says which
        if group and other and not group & other:
            continue
        score = (3.0 if group & other else 0.0) + min(known.full[name], 5) * 0.2
        recent = max((w for w, v in last if v.name == name), default=-1)
        score += 2.0 if recent >= 0 and at - recent < REACH else 0.0
        score += LATEST if name == latest else 0.0
        soon = (
            len(same) == 1
            and first in ("the", "this", "its", "their", "his", "her")
            and known.first.get(name, at) - at < SOON
            and (first != "the" or not group or bool(group & other))
        )
        spoke = recent >= 0 and at - recent < REACH
        other_one = not group or (first == "the" and not group & other)
        if other_one and not spoke and not soon and known.first.get(name, at) > at:
            continue  # "the Varo senator" is nobody who is named later, beside another place or none
        if best is None or score > best[0]:
            best = (score, name)
    if best is None:
        if head != "president" or first != "the" or group:
            return None
        return _ruler(known) or _just_named(at, known, last)
    known_role, known_group = known.roles[best[1]]
    return Voice(best[1], "speaker", known_role, known_group)


LATEST = 1.5
"""How much likelier "the senator" is whichever of two senators was named last; not of presidents, of whom a
newspaper means its own country's.  Two of two in 350 reports of AllSides and fa-kes became right."""


def _latest(same: Sequence[str], at: int, known: Cast, starts: Sequence[int]) -> str | None:
    """Who of several who hold one role was named last before ``at``, outside quotation marks."""
    for mention in reversed(known.mentions[: bisect_left(starts, at)]):
        name = known.best(mention.naming.name) if mention.naming.name else ""
        if name in same and not mention.quoted:
            return name
    return None


def _ruler(known: Cast) -> Voice | None:
    """Who "the president" is where nobody is called so: the one most named of those of whose administration
    or presidency the report tells, and named at least half as often as anybody."""
    often: Counter[str] = Counter()
    for name, times in known.full.items():
        often[known.best(name)] += times
    ruling = max({known.best(name) for name in known.rulers}, key=lambda n: (often[n], n), default="")
    if not often[ruling] or 2 * often[ruling] < max(often.values()):
        return None
    return Voice(ruling, "speaker")


def _just_named(at: int, known: Cast, last: Sequence[tuple[int, Voice]]) -> Voice | None:
    """The person without a role who spoke right before "the president", where nobody is called so and nobody
    is named more often."""
    if not last or not 0 < at - last[-1][0] < SOON or last[-1][1].name not in known.people:
        return None
    often: Counter[str] = Counter()
    for name, times in known.full.items():
        often[known.best(name)] += times
    who = last[-1][1]
    return None if known.roles.get(who.name) or often[who.name] < max(often.values()) else who


_INTRODUCED = cues.words("spokesman spokeswoman spokesperson")
"""Of these a report mostly has one, told of as "a spokesman" first and by name later: so four of four
found in 1,040 reports of AllSides and local shootings, where of lawyers two of three were another's."""


def _introduced(head: str, what: Naming, at: int, known: Cast) -> Voice | None:
    """Who "a police spokesman" is, where the report soon names one person of that role and no other."""
    if head not in _INTRODUCED:
        return None
    same = [n for n, roles in _heads(known).items() if head in roles]
    if len(same) != 1 or not 0 < known.first.get(same[0], at) - at < REACH:
        return None
    role, body = known.roles[same[0]]
    mine, theirs = (set() if _is_party(g) else _keys(g, known) for g in (what.group, body))
    return Voice(same[0], "speaker", role, body) if not mine or not theirs or mine & theirs else None


def _heads(known: Cast) -> dict[str, set[str]]:
    """By name the head nouns of somebody's role and titles."""
    return {n: {head_role(r or ""), *known.titles.get(n, ())} for n, (r, _) in known.roles.items()}


_ANEW = cues.words("former retired longtime outspoken embattled")


_PLAIN_ROLES = cues.words("""
    nominee hopeful frontrunner lawmaker legislator congressman congresswoman politician billionaire mogul
    pundit
""")


def called_anew(words: Sequence[Word]) -> bool:
    """Whether a phrase only calls somebody by something else who was named before: "the former Varo mayor",
    "the 62-year-old retired guard", "the lawmaker", "the former head of Radio Varo", "the harbour party's
    nominee"; not "the mayor" or "the chairman of the committee"."""
    low = [w.text.lower() for w in words]
    if not low or low[0] != "the" or len(low) > 9 or any(w.text == "," for w in words):
        return False
    link = next((n for n, w in enumerate(words) if w.pos == "ADP"), 0)
    if link:  # "the former head of Radio Varo"
        return low[1] in _ANEW and words[link - 1].tag == "NN" and words[link].text == "of"
    if words[-1].tag in ("NNS", "NNPS") or words[-1].text[:1].isupper():
        return False
    aged = "old" in low and "year" in low
    return aged or bool(_ANEW & set(low[1:-1])) or low[-1] in _PLAIN_ROLES


def of_a_place(words: Sequence[Word]) -> bool:
    """Whether a phrase calls somebody by where he is from: "the Ostmarkian"."""
    return (
        len(words) == 2
        and words[0].text.lower() == "the"
        and words[1].ent == "NORP"
        and words[1].tag in ("NN", "NNP", "JJ")
        and words[1].text.endswith(("ian", "an", "er"))
    )


def _is_party(group: str | None) -> bool:
    """Whether what stands before a role is only a party's adjective ("the Republican mayor")."""
    return group is not None and group.lower() in _ADJECTIVES


_ADJECTIVES = frozenset("republican democratic conservative labour liberal tory green socialist".split())


def _keys(group: str | None, known: Cast) -> set[str]:
    """The telling words of a body's name, its long form's included."""
    if not group:
        return set()
    words = {fold(w) for w in (*group.split(), *known.best(group).split())}
    return words - {"of", "the", "for", "and", "in", ""}
