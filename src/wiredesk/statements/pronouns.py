"""Who "he", "she", "it" or "they" is: whoever spoke or was named before, or is soon after, whom it means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from wiredesk.model.statements import Voice
from wiredesk.statements import cues
from wiredesk.statements.cast import Cast, Mention, Naming
from wiredesk.statements.papers import author
from wiredesk.statements.roleholders import by_role
from wiredesk.statements.standins import REACH, Heard, as_voice

IN_WORDS = 2.0
"""How much less likely a pronoun's name stands in what another speaker says; chosen on a reading of 200
statements of fa-kes and AllSides (development sample)."""


SINCE = 1.0
"""How much likelier a pronoun means whom the newsroom told of in a main clause since anybody spoke ("Vale
stayed calm. “All will be well,” he said"); chosen on 22 pronouns that it changes in 590 reports of AllSides,
fa-kes and local papers."""


UNSEXED = 1.0
"""How much less likely "she" means somebody of whom the report does not tell whether it is a man: of nine
such in 340 reports four became right and none wrong; of sixteen "he" more became wrong."""


UNNAMED = 0.5
"""How much less likely a pronoun goes on with an unnamed speaker than with a named one, where a point
stands for 250 characters; chosen on 260 known reports of AllSides and fa-kes, where four of four became
right."""


THIRD = 4.0
"""How much less likely "he" says what names him: "“Holm owes us an answer,” he said" is another's.  Chosen on
460 reports of AllSides, fa-kes and local papers, where 12 lines changed: nine became right, two wrong."""


JUST = 350
"""Characters back to an unnamed speaker ("an official") whom a pronoun goes on with."""


def pronoun(
    what: Naming, at: int, one: Heard, known: Cast, starts: Sequence[int], last: Sequence[tuple[int, Voice]]
) -> Voice | None:
    """Whom a pronoun at ``at`` means, of those who spoke (``last``) and those who are named before it."""
    low = what.name.lower()
    if low in ("i", "we", "you", "me", "us"):
        return None
    if low in ("they", "their", "them"):
        return _they(at, one, known, starts, last)
    people = low in ("he", "she", "his", "her", "him", "himself", "herself")
    paper = next((p for p in reversed(known.papers) if p[0] < at), None) if low == "it" else None
    still = paper is not None and not any(where > paper[0] + 80 for where, _ in last[-1:])
    if paper is not None and still and paper[3] and at - paper[0] < 450:
        writer = paper[2] or author(paper[1], at, known)
        if writer is not None:
            return as_voice(writer, at, known)
    told_of = _told_of(one, known, starts, last) if people else frozenset()
    best: tuple[float, Voice] | None = None
    for where, voice in last[-6:]:
        if at - where > REACH or where >= at:
            continue
        gender = known.genders.get(voice.name) or (None if voice.named else _sex(voice.name))
        if people and (what.gender and gender and gender != what.gender):
            continue
        if people and known.is_place(voice.name):
            continue
        score = 6.0 - (at - where) / 250 - (UNSEXED if what.gender == "f" and not gender else 0.0)
        score -= IN_WORDS if people and known.is_told(where) and not known.is_told(at) else 0.0
        score -= THIRD if voice.name in told_of else 0.0
        person = voice.name in known.people or voice.name in known.full or voice.role is not None
        plain = _WITH.split(voice.name)[0]
        if people and not person and _WITH.search(voice.name) and not _somebody(plain):
            continue  # "data from the survey" is nobody
        if people and not (voice.named and person):
            if not _somebody(plain) and (not person or _several(voice.name)):
                continue
            just = (where, voice) == last[-1] and at - where < JUST
            kin = voice.name.lower().split()[-1] in cues.KIN  # "her mother", who is mostly named beside
            score -= (1.5 if kin else UNNAMED) if just else 4
        if not people and (voice.name in known.people or voice.name in known.full):
            if low == "it":
                continue
            score -= 6
        if best is None or score >= best[0]:
            best = (score, voice)
    n = bisect_left(starts, at)
    spoke = max((where for where, _ in last[-6:] if where < at), default=-1)
    for mention in reversed(known.mentions[max(0, n - 40) : n]):
        if at - mention.start > REACH:
            break
        if mention.end > at and mention.start < at and mention.naming.kind != "person":
            continue
        kind = mention.naming.kind
        if mention.where and low == "it":
            continue
        name = known.best(mention.naming.name) if mention.naming.name else ""
        if (
            people
            and kind not in ("person", "role")
            and not (kind == "body" and " " in name and name in known.people)
        ):
            continue
        if not people and kind == "person":
            continue
        if any(mention.start <= where < mention.end and voice.name != name for where, voice in last[-6:]):
            continue  # "the Varo-based watchdog said … it added": its name is known
        if people and known.is_place(name):
            continue
        gender = mention.naming.gender or known.genders.get(name)
        if people and what.gender and gender and gender != what.gender:
            name = "" if mention.naming.gender else known.of_gender(mention.naming.name, what.gender)
            if not name:
                continue
        if not name and kind == "role" and mention.subject:
            owner = _bearer(mention, known, starts, last)
            name = owner.name if owner is not None else ""
            gender = known.genders.get(name)
            if what.gender and gender and gender != what.gender:
                continue
        if not name or (low == "it" and name.split()[-1].lower() in _ROOMS):
            continue
        score = (
            3.0
            - (at - mention.start) / 250
            - (UNSEXED if what.gender == "f" and not gender else 0.0)
            + (2.5 if mention.subject else 0.0)
            - (4.0 if mention.quoted else IN_WORDS if known.is_told(mention.start) else 0.0)
            - (THIRD if name in told_of else 0.0)
        )
        if mention.start >= one.offset:
            score += 1.0
        elif people and mention.main and mention.start > spoke and not known.is_told(mention.start):
            score += SINCE
        if not mention.subject and known.in_opener(mention.start, at):
            score -= 4.0
        if best is None or score > best[0]:
            role, group = known.roles.get(name, (None, None))
            best = (score, Voice(name, "speaker", role, group))
    if best is None and people and what.gender:
        return _named_later(what.gender, at, known, n)
    return best[1] if best is not None and best[0] > -3 else None


def _told_of(
    one: Heard, known: Cast, starts: Sequence[int], last: Sequence[tuple[int, Voice]]
) -> frozenset[str]:
    """The people whom the words of a frame name: in a quotation anywhere but where it opens ("I’m Ida Holm"),
    in other words as the subject of a clause, for a newspaper writes "he said Holm’s office was closed"."""
    if one.frame.kind not in ("said", "thought"):
        return frozenset()
    spoke = {where for where, _ in last}
    behind = one.frame.source[0][0] if one.frame.source else 0
    out = set()
    for start, end in one.frame.content:
        first, stop = one.offset + start, one.offset + end
        for m in known.mentions[bisect_left(starts, first) : bisect_left(starts, stop)]:
            named = m.naming.kind == "person" and m.naming.name and m.start not in spoke
            here = not first + 4 <= m.start <= first + 9 if m.quoted else m.subject and start > behind
            if named and here:
                out.add(known.best(m.naming.name))
    return frozenset(out)


def _they(
    at: int, one: Heard, known: Cast, starts: Sequence[int], last: Sequence[tuple[int, Voice]]
) -> Voice | None:
    """Who "they" are: several who spoke before, a body, or several of whom was told; no one person.

    Chosen on 590 reports of AllSides, fa-kes and local papers, where 55 of 127 "they" change: some 35 became
    right, four wrong, the rest were and are wrong."""
    found: list[tuple[float, int, Voice]] = []
    for where, voice in last[-6:]:
        person = voice.name in known.people or voice.name in known.full
        if not 0 < at - where <= REACH or person or voice.name.isdigit():
            continue
        alone = not voice.named and not _several(voice.name) and not _are_many(voice.name)
        found.append((6.0 - (at - where) / 250 - (3.0 if alone else 0.0), where, voice))
    spoke = max((where for where, _ in last[-6:] if where < at), default=-1)
    for where, name, main in reversed(known.plurals[: bisect_left(known.plurals, (at,))][-12:]):
        if at - where > REACH:
            break
        if name[:1].isupper() and known.best(name) in known.people:
            continue  # "Sanders"
        if any(v.name.lower().endswith(name.lower().split()[-1]) for _, v in last[-6:]):
            continue  # "the investigators" who spoke before stand there by their longer name
        score = 5.5 - (at - where) / 250 - (IN_WORDS if known.is_told(where) else 0.0)
        score += SINCE if main and where > spoke and not known.is_told(where) else 0.0
        found.append((score, where, Voice(name, "speaker", named=False)))
    n = bisect_left(starts, at)
    for mention in reversed(known.mentions[max(0, n - 40) : n]):
        name = known.best(mention.naming.name) if mention.naming.kind == "body" else ""
        if at - mention.start > REACH:
            break
        if name in known.people and " " in name:
            continue
        beside = not mention.subject and not (mention.naming.plural and " " not in name)
        if not name or beside or (mention.end > at and mention.start < at):
            continue
        score = (5.5 if mention.subject else 3.0) - (at - mention.start) / 250
        score -= 0.0 if mention.naming.plural else 1.0
        score -= 4.0 if mention.quoted else IN_WORDS if known.is_told(mention.start) else 0.0
        score += 1.0 if mention.start >= one.offset else 0.0
        found.append((score, mention.start, Voice(name, "speaker")))
    best = max(found, key=lambda f: f[:2], default=None)
    return best[2] if best is not None and best[0] > 0 else None


def _are_many(name: str) -> bool:
    """Whether a speaker's words are a plural: "eight women", "Vale and Holm", "some"."""
    last = name.lower().split()[-1:]
    return " and " in name or (
        bool(last) and (last[0] in _SEVERAL or last[0].endswith(("s", "men", "people")))
    )


_WITH = re.compile(r" (?:from|of|for|in|on) |\d")
"""What sets on to whom an unnamed speaker belongs: "a spokesman for Ida Holm"."""


_ROOMS = cues.words("room hall building street square road bridge airport border garden stadium park hotel")
"""What a name may end in that says nothing itself: "it" is no briefing room."""


def _sex(name: str) -> str | None:
    """Whether an unnamed speaker is "he" or "she" by what he is called: "her son", "a woman from Varo"."""
    words = re.split(r" (?:of|from|in|at|who|with) ", name.lower())[0].split()
    last = words[-1] if words else ""
    return "m" if last in cues.MALE else "f" if last in cues.FEMALE else None


def _bearer(
    mention: Mention, known: Cast, starts: Sequence[int], last: Sequence[tuple[int, Voice]]
) -> Voice | None:
    """Who "the president himself" is."""
    if mention.lead not in ("the", "this", "its", "their"):
        return None
    return by_role(mention.naming, mention.start, known, starts, last, "", ())


def _named_later(gender: str, at: int, known: Cast, n: int) -> Voice | None:
    """The person who is "she" or "he" at ``at`` where nobody fits before: the first one named after it, for
    texts whose opening is lost."""
    for mention in known.mentions[n : n + 12]:
        if mention.start - at > REACH:
            break
        name = known.best(mention.naming.name) if mention.naming.name else ""
        if mention.naming.kind == "person" and (mention.naming.gender or known.genders.get(name)) == gender:
            return as_voice(mention.naming, mention.start, known)
    return None


_SEVERAL = cues.words("many some most several few people men women police authority local everyone")


def _several(name: str) -> bool:
    """Whether unnamed speakers are several, who are no "she": "reporters"."""
    last = name.lower().split()[-1:]
    return bool(last) and last[0] in cues.UNNAMED | cues.ROLES and last[0].endswith("s") and last[0] != "boss"


_PEOPLE = cues.words("""
    homeowner landlord tenant caller driver passenger passerby bystander employee worker clerk cashier
    customer shopper teen teenager boy girl grandmother grandfather niece nephew babysitter suspect bartender
""")
"""Who is no office and no kin and yet "he" or "she": "the homeowner"."""


def _somebody(name: str) -> bool:
    """Whether an unnamed speaker may be "he" or "she": "a resident", not "the site’s staff"."""
    last = name.lower().split()[-1:]
    return (
        bool(last)
        and last[0] in cues.UNNAMED | cues.ROLES | _PEOPLE
        and not (last[0].endswith("s") and last[0] != "boss")
        and last[0] not in _SEVERAL
    )
