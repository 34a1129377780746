"""What one report leaves open and another answers: who is caught, who the dead are, who did it.

"Police are looking for the gunman" and "a man was arrested" are a story that moved on; "it was not clear
whether the planes were Varan or Keldish" and "Keldish planes did it" are one account that goes further than
another.  The words were collected on the answer keys that were read (``bench/keys`` and ``read``), those of a
hunt and of an arrest also on 256 stories labelled whole, in which twice as many labelled updates are told.
"""

from __future__ import annotations

import re
from functools import lru_cache

from wiredesk.claims.findings import Clash, quoted, updated
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.senses import plainer
from wiredesk.claims.signals import Pair, near
from wiredesk.claims.words import tokens
from wiredesk.model.statements import Force

SUSPECT = r"(?:shooter|suspect|gunman|gunmen|attacker|killer|assailant|bomber|robber|driver|perpetrator)s?"
OFFICERS = (
    r"(?:police|officers?|deput(?:y|ies)|troopers?|detectives?|authorities|agents?|marshals?|investigators?|"
    r"sheriff|task force)"
)
AT_LARGE = re.compile(
    r"\b(?:at large|on the run|on (?:the )?loose|manhunt)\b|\bnot in (?:police )?custody\b|"
    r"\b(?:no(?: one|body)?|neither)(?: suspects?| arrests?)? (?:is|are|was|were|has|have|had)(?: been)? "
    r"(?:currently |yet |formally )?(?:in custody|arrested|made|detained|charged)\b|"
    r"\bno (?:known )?suspects?\b(?! (?:is|are|was|were|remains?) )|"
    r"\b(?:yet to|not|n[’']t|hop\w+ (?:\w+ ){0,3}) ?(?:yet )?mak?d?e (?:an|any) arrests?\b|"
    r"\b(?:issued|obtained|signed) (?:\w+ ){0,2}warrants?\b|"
    r"\bwarrants? (?:has|have|had|was|were) (?:been )?issued\b|"
    rf"\b(?:(?:looking|searching|hunting|search continues) for|seeking) (?:[\w-]+ ){{0,4}}{SUSPECT}\b",
    re.I,
)
CAUGHT = re.compile(
    r"\b(?:was|were|been|is|are|and|boy|man|woman|teen|teenager|suspect|suspects) (?:\w+ly )?"
    r"(?:arrested|captured|apprehended|arraigned|jailed)\b(?! on (?:video|camera|film|tape))|"
    r"\b(?:taken into|is in|are in|now in|remains? in|remained in) (?:police )?custody\b|"
    r"\bturned (?:him|her|them)sel(?:f|ves) in\b|\b(?:denied|held without|held on) (?:bail|bond)\b|"
    rf"\b{OFFICERS} (?:(?:have|has|had|since|also|later) ){{0,2}}(?:arrested|captured|apprehended)\b|"
    r"(?:\b(?:have|has|had)|[’']ve|[’']s) (?:since |now |also )?(?:arrested|captured|apprehended) "
    r"(?:a|an|the|his|her|two|three|four|\d+|[A-Z])\b|"
    r"\b(?:made an arrest|an arrest (?:was|has been) made)\b|(?<!years )\bbehind bars\b|"
    r"\bbooked into\b|\bsurrendered to (?:the )?(?:\w+ )?(?:police|authorities|officers)\b|"
    r"\b(?:was|were|(?<!had )been|is|are) (?:\w+ly )?charged (?:with|in)\b",
    re.I,
)
UNIDENTIFIED = re.compile(
    r"\bunidentified\b|\bnot (?:yet |immediately |been |yet been )*(?:identif\w+|named)\b|"
    r"\b(?:declin\w+ to|did not|ha(?:s|ve) not|n[’']t) (?:immediately |yet |publicly )*"
    r"(?:name|identif(?:y|ied)|named|releas(?:e|ed) (?:the |his |her |their )?(?:names?|identit(?:y|ies)))\b|"
    r"\b(?:no names|neither .{0,40}?(?:names?|identit(?:y|ies)).{0,20}?) (?:have|has|had|were|was) (?:been )?"
    r"(?:released|identified)\b|"
    r"\bnone of .{0,40}?\b(?:been )?identified\b|"
    r"\b(?:identit(?:y|ies)|names?) .{0,40}?\bnot (?:yet |immediately |been |yet been )*"
    r"(?:released|known|disclosed|made public)\b",
    re.I,
)
IDENTIFIED = re.compile(
    r"\b(?:[Ii]dentified|[Nn]amed)\b.{0,60}?\bas (?:\d+-year-old )?(?:[A-Z][\w’'-]+ )+[A-Z]|"
    r"\b[A-Z][\w’'-]+ (?:was|were|has been|have been) identified\b|"
    r"\b(?:able to|have|has) identif(?:y|ied) (?:the|a|their) (?:suspect|gunman|shooter|victim)"
)
SOME = re.compile(
    rf"\b(?:one|two|three|another|lone|remaining|half|some|second|third|\w+th|total)\b[^.;,]{{0,20}}?\b{SUSPECT}\b|"
    r"\bof whom\b",
    re.I,
)
"""Words that tell of some of several who are sought: one may be caught while another is at large."""

FORMERLY = re.compile(
    r"\b(?:first time|previously|prior|years (?:ago|earlier)|before (?:over|for|on)|"
    r"(?:shooting|killing) of another|"
    r"in (?:19|20)\d\d|, (?:19|20)\d\d|record)\b",
    re.I,
)
"""Words of an arrest of other days."""

ASKED = re.compile(r"\W*(?:whether|if)\b", re.I)
VICTIM = re.compile(r"\b(?:victims?|dead|died|deceased|killed|bod(?:y|ies)|people shot)\b", re.I)
DOER = re.compile(rf"\b{SUSPECT}\b", re.I)


@lru_cache(maxsize=65536)
def left_open(text: str) -> frozenset[str]:
    """What a passage leaves open or answers: "at large", "caught", "unnamed", "named"."""
    large, unnamed = AT_LARGE.search(text) is not None, UNIDENTIFIED.search(text) is not None
    found = {
        "at large": large,
        "caught": not large and CAUGHT.search(text) is not None,
        "unnamed": unnamed,
        "named": not unnamed and IDENTIFIED.search(text) is not None,
    }
    return frozenset(k for k, there in found.items() if there)


def custody_clash(p: Pair, by: Likeness) -> Clash | None:
    """Somebody is sought, and somebody was caught: the later account overtakes the earlier.

    Two reports only: one that tells of a hunt and of an arrest tells of both.  Where each names a person
    they must be one.
    """
    return _answered(p, "at large", "caught", "Sought, then caught")


def identity_clash(p: Pair, by: Likeness) -> Clash | None:
    """The dead (or the gunman) had no name, and have one: the later account overtakes the earlier."""
    if not _roles(p.a.text) & _roles(p.b.text):
        return None
    return _answered(p, "unnamed", "named", "Not identified, then identified")


@lru_cache(maxsize=65536)
def _roles(text: str) -> frozenset[str]:
    """Whom a passage tells of: "victim", "doer"."""
    return frozenset(r for r, words in (("victim", VICTIM), ("doer", DOER)) if words.search(text))


def _answered(p: Pair, open_: str, answer: str, what: str) -> Clash | None:
    a, b = p.a, p.b
    if a.report == b.report or (a.background and b.background):
        return None
    for first, then in p.either_way():
        if open_ not in left_open(first.text) or answer not in left_open(then.text) or then.negated:
            continue
        if _of_several(first.text, then.text) or FORMERLY.search(then.text):
            continue
        if ASKED.match(then.text) or ASKED.match(first.text):
            continue
        if (sought := SOUGHT.search(first.text)) and (sought[1] or sought[2]) not in then.sentence:
            continue  # "Lin is still at large", and three others were caught
        named = [by for by in (first.people, then.people) if by]
        if len(named) == 2 and not first.people & then.people:
            continue
        if p.context.more >= 0.12:
            return updated({"caught": "caught", "named": "identified"}[answer], what, first, then, True)
    return None


NTH = re.compile(rf"\b(?:the |a |an )?(?P<nth>second|third|fourth|last|remaining) (?:\w+ )?{SUSPECT}\b", re.I)
"""One of several who are sought, by his number."""


def _of_several(first: str, then: str) -> bool:
    """Whether one passage tells of some of several who are sought, and the other not of the very same one
    ("a second suspect is at large", "the second suspect was caught")."""
    if not SOME.search(first) and not SOME.search(then):
        return False
    one, two = NTH.search(first), NTH.search(then)
    return one is None or two is None or one["nth"].lower() != two["nth"].lower()


SOUGHT = re.compile(
    r"\b([A-Z][\w’'-]+),? (?:is|was|remains|remained) (?:still )?(?:at large|on the (?:loose|run))|"
    r"\bwarrants? (?:\w+ ){0,3}for (?:[A-Z][\w’'.-]+ ){0,3}([A-Z][\w’'-]+)"
)
"""Somebody who is at large, by name."""

NOT_CLEAR = re.compile(
    r"(?:\b(?:not|n[’']?t|yet to be)\s(?:immediately |yet |exactly |entirely )*(?:clear|known)|\bunclear|"
    r"\bunknown|"
    r"\bcould ?n[’']?o?t (?:determine|say|tell|establish))\s(?:who\w*|whether|where|which)\b(?P<rest>.*)",
    re.I | re.S,
)


def open_clash(p: Pair, by: Likeness) -> Clash | None:
    """One says that it is not known who, where or which, and the other says it.

    Of "whether A or B" the other must name one alone, and share two telling words of the question.
    """
    for open_, said in p.either_way():
        found = _question(open_.text)
        if found is None or _question(said.text) is not None or said.negated or said.force is Force.DENIED:
            continue
        if (
            said.force is Force.HEDGED
            or said.asked
            or (said.report == open_.report and said.voice == open_.voice)
        ):
            continue
        words = tokens(plainer(found))
        sides = [{t.stem for t in tokens(plainer(part)) if t.name} for part in re.split(r"\bor\b", found)]
        held = {t.stem for t in said.words}
        if len(sides) == 2:
            one, two = sides[0] - sides[1], sides[1] - sides[0]
            if _any_near(one, held) == _any_near(two, held):
                continue
        elif not said.where:
            continue
        telling = {t.stem for t in words}
        shared = [s for s in telling if any(near(s, h) >= 0.6 for h in held)]
        if len(shared) >= 3 and len(shared) >= 0.5 * len(telling):
            return Clash("scope", f"{quoted(open_)} leaves open what {quoted(said)} says.", 0.5)
    return None


WHO_DID_IT = re.compile(
    r"\b(?:carried out|conducted|launched|committed|perpetrated|behind|responsible|to blame|fired|dropped)\b",
    re.I,
)
LAID_TO = re.compile(
    r"\b(?:carried out|conducted|launched|committed|perpetrated) by "
    r"(?P<after>[^.;,]{3,80}?)(?= in | on | at |[.;,]|$)|"
    r"\b(?:blam|accus)(?:es|ed|ing) (?P<blamed>[^.;,]{3,60}?)(?= of | for | in | on |[.;,]|$)|"
    r"(?P<before>[^.;,]{3,80}?) (?:was|were|is|are|had been) (?:behind|responsible for)\b",
    re.I,
)
"""To whom a deed is laid: "… was committed by Keldish planes", "accused Keld", "Keld was behind it"."""

ONE_BLOW = 0.15
"""The share of words in common (of the sentence that shares more) of a question who did it and of what is
laid to somebody.  By hand; of one half of 572 stories labelled whole none has two passages that this tells to
clash, right or wrong."""


def doer_clash(p: Pair, by: Likeness) -> Clash | None:
    """One says that it is not known which of two did it, and another lays it to one of them."""
    for open_, said in p.either_way():
        found, laid = _question(open_.text), _laid_to(said.text)
        if found is None or laid is None or WHO_DID_IT.search(found) is None or _question(said.text):
            continue
        if said.voice == open_.voice or said.negated or said.asked or said.has_condition:
            continue
        if said.force in (Force.DENIED, Force.HEDGED) or p.context.more < ONE_BLOW:
            continue
        sides = [{t.stem for t in tokens(plainer(part)) if t.name} for part in re.split(r"\bor\b", found)]
        doers = {t.stem for t in tokens(plainer(laid)) if t.name}
        if len(sides) != 2 or not doers or (open_.where and said.where and not open_.where & said.where):
            continue
        one, two = sides[0] - sides[1], sides[1] - sides[0]
        if _any_near(one, doers) != _any_near(two, doers):
            return Clash("scope", f"{quoted(open_)} leaves open what {quoted(said)} lays to one.", 0.5)
    return None


@lru_cache(maxsize=65536)
def _laid_to(text: str) -> str | None:
    found = LAID_TO.search(text)
    return found[found.lastgroup or 0] if found else None


def _any_near(names: set[str], held: set[str]) -> bool:
    """Whether one of some names stands among words, perhaps as its adjective ("Varo", "Varoan")."""
    return any(
        n == h or (len(n) >= 4 and h.startswith(n[:-1])) or (len(h) >= 4 and n.startswith(h[:-1]))
        for n in names
        for h in held
    )


@lru_cache(maxsize=65536)
def _question(text: str) -> str | None:
    found = NOT_CLEAR.search(text)
    return found.group("rest") if found else None
