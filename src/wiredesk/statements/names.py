"""Names in a report: what a noun phrase names, in which role, and under which fuller name it stands
elsewhere in the same report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from wiredesk.model.parses import Parse, Word
from wiredesk.statements import cues
from wiredesk.statements.cast import Cast, Naming, first_names, is_day
from wiredesk.statements.hyphens import hyphened
from wiredesk.statements.nameborders import (
    ROLE_LINKS,
    alias_of,
    in_one,
    main_and_rest,
    name_ends,
    undated,
    unled,
    unzoned,
    without_medium,
)
from wiredesk.statements.nameruns import capital, is_particle, is_role, name_run, of_role
from wiredesk.statements.roles import bare, group_of, role_after, role_before

_ANYBODY = frozenset(("everyone", "everybody", "anyone", "anybody", "someone", "somebody"))
_RECAPPED = re.compile(r"[A-Z]\][a-z]")
"""A word that an editor began anew, without the bracket before it: "S]upport" is no name."""
SEAT = re.compile(r"[RDI][-–][A-Z][\w.]*(?: [A-Z][\w.]*)?")
"""Party and place of a member of a house, set off by commas behind his name."""
_THEN = cues.words("further also later then again meanwhile earlier additionally separately reportedly")
"""Adverbs between a speaker and his verb: "Holm further said"."""
_SELVES = frozenset(("himself", "herself", "itself", "themselves"))


def may_name(words: Sequence[Word]) -> bool:
    """Whether :func:`of_words` can find a name or a role in a phrase: it has a role word or a capital."""
    for word in words:
        if word.text[:1].isupper() and word.pos not in ("DET", "PRON"):
            return True
    return any(of_role(w.text, w.lemma) for w in words)


def naming(parse: Parse, start: int, end: int, known: Cast | None = None) -> Naming:
    """What the words of ``[start, end)`` (characters of the paragraph) name."""
    words = [w for w in parse.words if w.start >= start and w.end <= end]
    return of_words(words, parse.text, known)


def of_words(words: Sequence[Word], text: str, known: Cast | None = None) -> Naming:
    """What a noun phrase names, from its words."""
    phrase = in_one(hyphened([w for w in words if not w.text.isspace()]))
    while phrase and (phrase[-1].pos == "PUNCT" or phrase[-1].text in ("'s", "’s", "’", "'", "—", "–", "--")):
        phrase = phrase[:-1]
    while phrase and (phrase[0].pos in ("PUNCT", "CCONJ", "SPACE") or not phrase[0].text.strip("—–-―")):
        phrase = phrase[1:]
    if phrase and _RECAPPED.match(phrase[0].text):  # "[T]he council", "[S]upport"
        phrase = phrase[1:] if phrase[0].text.replace("]", "").lower() in ("the", "their") else []
    if not phrase:
        return Naming("", "unnamed")
    whole = text[phrase[0].start : phrase[-1].end]
    lowered = [w.text.lower() for w in phrase]
    pronoun = phrase[0].pos == "PRON" or phrase[0].tag in ("PRP", "WP", "WDT", "PRP$", "WP$")
    pronoun = pronoun and lowered[0] not in _ANYBODY
    if len(phrase) == 1 and (pronoun or lowered[0] in _SELVES):
        low = lowered[0]
        gender = "m" if low in cues.MALE else "f" if low in cues.FEMALE else None
        return Naming(whole, "pronoun", gender=gender, plural=low in ("they", "them", "we", "those", "their"))
    if len(phrase) > 3 and lowered[-3:] == ["at", "the", "time"]:
        phrase = phrase[:-3]
    while len(phrase) > 1 and phrase[-1].text.lower() in _SELVES:
        phrase = phrase[:-1]
    while len(phrase) > 1 and phrase[-1].text in _THEN:
        phrase = phrase[:-1]
    phrase = unled(unzoned(phrase))
    main, rest = main_and_rest(phrase)
    if main and SEAT.fullmatch(text[main[0].start : main[-1].end]):
        return Naming(whole, "unnamed")  # "Ida Holm, D-Ostmark, the leader of her party"
    alias = alias_of(phrase, text)
    if alias:
        return Naming(alias, "body")
    before = main
    main, rest = name_ends(undated(main), rest)
    if rest and rest[0].tag == "WP$":
        rest = []  # "Ostmark, whose leader wrote": no role of its own
    aged = len(main) < len(before) and before[len(main)].text.isdigit()
    gender = _gender(phrase)
    lead = main[: next((i for i, w in enumerate(main) if w.pos == "ADP" and i), len(main))]
    plural = any(w.tag in ("NNS", "NNPS") for w in lead[-1:]) or any(w.pos == "CCONJ" for w in lead)
    main = without_medium(main)
    if _is_partisan(main):
        return Naming("", "role", text[main[1].start : main[-1].end], None, gender)
    role_at = [i for i, w in enumerate(main) if is_role(w)]
    head = main[-1].text.lower() if main else ""
    related = _apposed(_behind_age(rest), text) if head in cues.FAMILY else ""
    if related:
        return Naming(related, "person", None, None, gender)  # "Bo Vale's uncle, Ian Reyl"
    filed = head in _FILED and any(w.tag == "POS" for w in main[:-1])  # "the Rowing Union's complaint"
    media = head in cues.MEDIA and len(main) > 1 and main[-2].text.lower() != "state" and not _paper(main)
    if media or filed:
        owner = [
            w
            for w in main[:-1]
            if w.pos == "PROPN" and w.text.lower() not in cues.MEDIA and not is_day(w.text)
        ]
        if owner:
            held = _owner_in(main[:-1])
            return Naming(bare(text[held[0].start : held[-1].end]), "document")
    if rest and rest[0].text.lower() in _AS and not plural:
        called = _apposed([w for w in rest if w.text.lower() not in _AS], text)
        if called:  # "an activist identified only as Omar al-Hadi"
            return Naming(called, "person", *role_before(main, text), gender)
    name = name_run(main, role_at, known)
    if name is not None:
        lo, hi = name
        printed = text[main[lo].start : main[hi - 1].end]
        before = main[:lo]
        role, group = role_before(before, text)
        if role is None:
            role, group = role_after(rest, text)
        seat = main[hi + 1 :] if hi < len(main) and main[hi].text.lower() in ROLE_LINKS else []
        if role and group is None and any(w.ent == "ORG" for w in seat):
            group = group_of(seat, text)
        if printed.lower() in PARTISANS and (apposed := _apposed(rest, text)):
            return Naming(apposed, "person", bare(text[main[0].start : main[-1].end]), None, gender)
        person = (
            aged
            or (role_at and lo > role_at[0])
            or any(w.ent == "PERSON" for w in main[lo:hi])
            or (known is not None and _known_person(printed, known))
            or _first_named(main[lo:hi])
            or (any(is_role(w) for w in rest[:8]) and not _told_of(rest, phrase))
        )
        body = main[hi - 1].text.lower() in _ORGANISED and not any(w.ent == "PERSON" for w in main[lo:hi])
        seated = not role_at and hi < len(main) and any(w.text == "based" for w in main[:lo])
        body = body or seated  # "the Varo-based Harbour Watch for Human Rights"
        if plural and lo > 2 and main[0].pos != "DET" and _of_two_roles(main[:lo]):
            plural = False
        if person and not plural and not body:
            return Naming(bare(printed), "person", role, group, gender)
        if role_at and role_at[-1] == len(main) - 1:
            role, group = role_before(main, text)
            return Naming("", "role", role, group, gender, plural)
        apposed = "" if plural else _apposed(rest, text)
        if apposed:
            return Naming(apposed, "person", bare(text[main[0].start : main[-1].end]), None, gender)
        if lo and printed.lower() in _AIRS:
            named = next((n + 1 for n in reversed(range(lo)) if main[n].ent == "PERSON"), 0)
            lo = named or (1 if main[0].pos == "DET" else 0)  # "Ostmark state TV", "Ida Holm | state TV"
        titled = lo > 0 and is_role(main[lo - 1])  # "the port and safety adviser Ida Holm" is one
        if (
            plural
            and not titled
            and any(w.text.lower() == "and" for w in main[:lo])
            and main[0].pos != "PRON"
        ):
            lo = 1 if main[0].pos == "DET" else 0  # "The mayor and Ostmark": both of them
        return Naming(bare(text[main[lo].start : main[-1].end]), "body", plural=plural)
    if main and not plural and main[-1].text.islower() and main[0].pos in ("DET", "PRON"):
        apposed = _apposed_body(rest, text)
        if apposed:
            return Naming(apposed, "body")
    if role_at and is_role(_head_word(main)):
        apposed = _apposed(rest, text)
        role, group = role_before(main, text)
        if apposed and not plural:
            return Naming(apposed, "person", role, group, gender)
        return Naming("", "role", role or whole, group, gender, plural)
    several = not lead or lead[-1].tag == "NNS"
    owned = any(w.tag == "POS" for w in main)
    one = [w.text.lower() for w in main[:2]] == ["one", "of"]  # "One of Vale's friends, Ida Holm"
    if not several and (main[0].pos in ("DET", "PRON") or owned) and (_head_word(main).text.islower() or one):
        apposed = _apposed(
            rest, text
        )  # "the safety lead at the port, Ida Holm", "Vale's rival there, Ida Holm"
        if len(apposed.split()) > 1:
            role, group = role_before(main, text) if role_at else (None, None)
            return Naming(apposed, "person", role or bare(text[main[0].start : main[-1].end]), group, gender)
    named = any(w.pos == "PROPN" and w.text[:1].isupper() for w in main[:-1]) and not plural
    if named and head not in cues.UNNAMED and not any(w.pos == "ADP" for w in main):
        return Naming(bare(text[main[0].start : main[-1].end]), "body")
    short = text[main[0].start : main[-1].end] if main else whole
    return Naming(bare(short), "unnamed", gender=gender, plural=plural)


def _of_two_roles(before: Sequence[Word]) -> bool:
    """Whether one person has two roles before his name: "harbour spokesman and meteorologist Ida Holm"."""
    last = before[-3:]
    return last[1].text.lower() == "and" and last[0].tag == "NN" == last[2].tag and is_role(last[0])


def _told_of(rest: Sequence[Word], phrase: Sequence[Word]) -> bool:
    """Whether what follows a name is a clause about a body: "the Watch, which relies on activists"."""
    at = next(n for n, w in enumerate(phrase) if w is rest[0])
    return at > 0 and phrase[at - 1].text.lower() == "which"


_ORGANISED = cues.BODIES | cues.words("""
    association foundation society federation commission corporation league board bureau committee club
    conference congress senate parliament alliance brigade brigades division authority service services
""")
"""What the names of bodies end in: "National Harbour Association" is nobody, with whatever role beside it."""


_OWNERS = cues.BODIES | cues.ROLES | cues.UNNAMED


_FILED = cues.words("""
    complaint lawsuit suit filing motion petition brief affidavit ruling decision opinion dissent
""")
"""Papers of a court that are somebody's words."""


def _owner_in(before: Sequence[Word]) -> Sequence[Word]:
    """Whose a document is, of the words before its noun: Vale of "Vale's new memo", the council of "a 2014
    Harbour Council report"."""
    owner = next(
        (n for n, w in enumerate(before) if n and w.tag == "POS" and not any(map(capital, before[n + 1 :]))),
        len(before),
    )
    while owner > 1 and not capital(before[owner - 1]) and before[owner - 1].text.lower() not in _OWNERS:
        owner -= 1
    while owner > 1 and not before[owner - 1].text[0].isalpha():
        owner -= 1
    first = next(
        (
            n
            for n, w in enumerate(before[:owner])
            if w.text[:1].isupper() and w.pos != "DET" and not is_day(w.text)
        ),
        0,
    )
    while first < owner - 1 and (before[first].text.lower() in cues.TITLES or before[first].text == "."):
        first += 1
    return before[first:owner]


def _paper(main: Sequence[Word]) -> bool:
    """Whether a medium's word ends the name of a body: "the Varo Post", and not "the Vale post"."""
    last = main[-1]
    capitals = len(main) > 3 and all(w.text[:1].isupper() and w.tag != "POS" for w in main)
    return last.text[:1].isupper() and (capitals or (last.ent == "ORG" and not last.ent_begin))


def _is_partisan(main: Sequence[Word]) -> bool:
    """Whether a phrase is somebody by party and seat: "the Ostmark Republican", "the freshman Democrat"."""
    return (
        1 < len(main) < 5
        and main[0].text.lower() == "the"
        and main[-1].text.lower() in PARTISANS
        and main[-1].tag in ("NNP", "NN", "JJ")
    )


PARTISANS = frozenset(("republican", "democrat", "conservative", "independent"))
_AIRS = cues.words("tv fm radio television")
"""Names that say of what kind a station is, and not which."""


def _head_word(main: Sequence[Word]) -> Word:
    """The noun that a phrase is about: the last word before its first preposition."""
    first = next((i for i, w in enumerate(main) if w.pos == "ADP" and i), len(main))
    return main[first - 1]


def _apposed(rest: Sequence[Word], text: str) -> str:
    """The person named right after a role and a comma ("a senator, Jo Vale of Ostmark,"), or ""."""
    run: list[Word] = []
    titles = 0
    while titles < len(rest) - 2 and (
        (rest[titles].text[:1].isupper() and is_role(rest[titles])) or (titles and rest[titles].text == ".")
    ):
        titles += 1  # "the judge, Col. Ida Holm"
    named = next((n for n, w in enumerate(rest) if w.ent == "PERSON"), 0)
    led = rest[titles:named]
    if led and any(map(is_role, rest[:named])) and all(capital(w) and not w.ent for w in led):
        titles = named  # "the spokesman, Chief Harbour Officer Ida Holm"
    if led and any(map(is_role, led)) and all(capital(w) or w.text in ("of", "for") for w in led):
        titles = named  # "the head of the panel, Ostmark Secretary of State Ida Holm"
    if 0 < named < 4 and is_role(rest[named - 1]) and all(w.pos in _BEFORE_ROLE for w in rest[:named]):
        titles = named  # "the chairman of that panel, Ostmark lawyer Ida Holm"
    for word in rest[titles:]:
        fits = word.text[:1].isupper() or is_particle(word.text)
        if word.ent != "PERSON" or not fits or (run and word.ent_begin):
            break
        run.append(word)
    while run and run[-1].tag == "POS":
        run.pop()
    return text[run[0].start : run[-1].end] if run else ""


_BEFORE_ROLE = frozenset(("ADJ", "NOUN", "PROPN"))
_AS = cues.words("as only himself herself simply")


def _behind_age(rest: Sequence[Word]) -> Sequence[Word]:
    """What stands behind an age: "14-year-old Ida Holm"."""
    old = next((n for n, w in enumerate(rest[:6]) if w.text.lower().endswith("old")), -1)
    return rest[old + 1 :]


def _apposed_body(rest: Sequence[Word], text: str) -> str:
    """The body named right after a description and a comma ("the mayor's ally, Harbour News,", "a watchdog,
    Citizens for Clean Water in Ostmark,"), or ""."""
    run: list[Word] = []
    for word in rest:
        inside = word.ent == "ORG" and not word.ent_begin
        if word.text == "," or word.ent not in ("ORG", "") or not (capital(word) or inside):
            break
        run.append(word)
    closed = len(run) == len(rest) or (len(run) < len(rest) and rest[len(run)].text == ",")
    organised = bool(run) and any(w.ent == "ORG" for w in run) and run[0].text[:1].isupper()
    return text[run[0].start : run[-1].end] if closed and organised else ""


def _first_named(run: Sequence[Word]) -> bool:
    """Whether a name that the parser takes for nothing begins with a first name: "Ida Holm"."""
    plain = all(w.ent in ("", "PERSON", "FAC", "PRODUCT", "WORK_OF_ART") and w.pos == "PROPN" for w in run)
    return 1 < len(run) < 4 and plain and run[0].text.lower() in first_names()


def _known_person(name: str, known: Cast) -> bool:
    return name in known.full or any(name == n.split()[-1] for n in known.full)


def _gender(words: Iterable[Word]) -> str | None:
    for word in words:
        low = word.text.lower()
        if low in cues.FEMALE:
            return "f"
        if low in cues.MALE:
            return "m"
    return None


def is_body(naming: Naming) -> bool:
    """Whether a phrase such as "the group" stands for a body named before."""
    if any(c.isupper() for c in naming.name):
        return False
    last = (naming.name or naming.role or "").lower().split()[-1:]
    return bool(last) and last[0] in cues.BODIES
