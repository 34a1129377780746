"""But for one word: two statements that would be one claim without a "not", and with it are none.

The words of two sides of a dispute seldom agree, so no share of common words says that they are about one
matter.  Their meaning does: with the denial taken out of one side, the encoder finds the two alike, and as
they stand it does not.  Both are asked, for "did not pass" and "failed to pass" are alike as they stand.
Without the encoder only what is denied in the other side's words is found.  The bounds were chosen on the
half of ``bench/judged.py`` that was read.
"""

from __future__ import annotations

import re
from functools import lru_cache

from wiredesk.claims.answers import BLAMED, DID
from wiredesk.claims.facts import Facts
from wiredesk.claims.findings import Clash, quoted
from wiredesk.claims.hung import told_before
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.polarity import (
    ABOUT_CLAIMS,
    ANY,
    MODAL,
    NOT_UNTIL,
    UNTRUE,
    at_one_time,
    denies_the_opposite,
    end_said,
    negations,
    one_mouth,
    shares,
    two_doers,
    verbs_stressed,
)
from wiredesk.claims.senses import plainer
from wiredesk.claims.signals import PALE, Pair, near
from wiredesk.claims.together import likeness, read_together
from wiredesk.claims.words import Token, tokens
from wiredesk.model.statements import Force

ALIKE, LIFT = 0.6, 0.5
"""How surely two statements must be one claim with the denial taken out, and by how much more so.  Of the
sixteen disagreements of one half of 572 stories labelled whole that were told by this alone with a lift of
.3, five were disputes when read, three of them with a lift over .5, where two others stand."""

STRESSED = 0.3
"""The lift where what one side says is stressed: "did have knowledge" against "had no knowledge"."""

HEARD, AS_IT_STANDS = 0.3, 0.7
"""What a bare "not" denies must be one claim so surely with the denial taken out, where the other side says
its words; and as they stand two statements are so surely one claim at most.  The six that the same stories
told less surely were of two matters ("not the start of a trade war", "the main front in his trade war")."""

SCOPE, LEAST = 0.6, 4.0
"""The share of the words of an explicit denial ("denied any contact with …") that the other side must say,
and what they must weigh (nats); of a bare "not" :data:`BARE_SCOPE` of three words and more."""

BARE_SCOPE = 0.75
WHOLE = 3.0
"""What the words of an explicit denial must weigh where the other side says all of them ("denied using such
weapons"); chosen on 86 stories labelled whole that have a denial which clashes."""

DENYING = (
    r"\b(?<!was )(?<!were )(?<!been )(?<!being )"
    r"(?:den(?:y|ies|ied|ying)|refut(?:es?|ed|ing)|rebut(?:s|ted|ting)?|"
    r"(?<!beyond )(?<!the )(?<!a )(?<!no )(?<!any )(?<!in )(?<!of )(?<!this )(?<!domestic )"
    r"disput(?:es?|ed|ing))\b"
)

DENYING_VERB = re.compile(DENYING, re.I)

AFFIRMING: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(words, re.I), put)
    for words, put in (
        (r"\bwon[’']t\b", "will"),
        (r"\bcan[’']t\b|\bcannot\b", "can"),
        (r"n[’']t\b", ""),
        (r"\b(?:not|never|neither|nor)\s", ""),
        (r"\bno (?:evidence|indication|sign|proof)s? (?:of|that)?", ""),
        (r"\bno\s", "a "),
        (r"\bnothing\b", "something"),
        (r"\b(?:nobody|no one)\b", "somebody"),
        (DENYING + r"(?: that| any| having| the (?:claim|allegation|accusation|report)s? (?:that|of))?", ""),
        (r"\bunlikely\b", "likely"),
        (r"\bfalse(?:ly)?\b", "true"),
    )
)
"""Words that deny, and what stands there when they do not."""

DENIED = re.compile(
    r"\b(?:not|never|no|neither|nor|cannot)\b|n[’']t\b|"
    r"(?P<verb>" + DENYING + r"|\b(?:dismiss(?:es|ed|ing)?|reject(?:s|ed|ing)?) (?:the |any |all )?"
    r"(?:claim|allegation|accusation|report|suggestion)s?\b)",
    re.I,
)
NO_DENIAL = re.compile(
    r"\s+(?:only|just|merely|simply|necessarily|yet|alone|surpris\w*|unlike\w*|long|far|least|to mention|"
    r"doubt|longer|matter|later|less|more|fewer)\b|\s*\.|"
    r"\s+(?:\w+ ){0,2}?(?:say|tell|disclose|reveal|know|specify|explain|identify|clear|sure)\w* "
    r"(?:where|how|why|who|whom|what|when|which|whether)\b",
    re.I,
)
"""What follows a "not" that denies nothing: "not only", "no longer", "would not say where"."""

WITHHELD = re.compile(
    r"\s+(?:[\w’'-]+\s+){0,3}?(?:visas?|bail|bond|entry|access|permi(?:ts?|ssion)|asylum|parole|"
    r"motions?|requests?|appeals?|petitions?|applications?|benefits|funding|coverage|care|treatment|services?|rights?|stay)\b",
    re.I,
)
"""What follows a "denied" that refuses somebody something, and says nothing of what is so: "… him bail"."""

SCOPE_END = re.compile(
    r"[.;:,—–…]|[”\"]\s|\s(?:but|because|while|although|until|unless|if|despite|during|before|after|ahead|since|"
    r"when|which|who)\s",
    re.I,
)
NOT_END = re.compile(SCOPE_END.pattern + r"|\s(?:and|or)\s", re.I)
"""The end of what is denied, by a verb ("denied contacts of the party and the bank") and by a bare "not"."""


@lru_cache(maxsize=20_000)
def affirmed(text: str) -> str:
    """A passage with its denials taken out."""
    for words, put in AFFIRMING:
        text = words.sub(put, text)
    return text


@lru_cache(maxsize=65_536)
def denied_words(text: str, whole: bool) -> tuple[tuple[tuple[Token, ...], bool], ...]:
    """The content words of each thing that a passage denies, up to the end of the clause, and whether a verb
    says so ("denied"), not a bare "not"; ``whole`` where its speaker denies all of it."""
    starts = [(m.end(), m["verb"] is not None) for m in DENIED.finditer(text) if not _idle(m)]
    out = []
    for at, verb in [(0, True)] if whole else starts:
        end = (SCOPE_END if verb else NOT_END).search(text, at + (12 if whole else 1))
        if found := tokens(plainer(text[at : end.start() if end else len(text)])):
            out.append((found, verb))
    return tuple(out)


def _idle(found: re.Match[str]) -> bool:
    """Whether a word that denies denies nothing where it stands: "not only", "denied him bail"."""
    text, end = found.string, found.end()
    if NO_DENIAL.match(text, end):
        return True
    return found["verb"] is not None and WITHHELD.match(text, end) is not None


FEWEST = 4
"""So many words a denial has at least: "no hate" and "not a chance" deny nothing."""

AGAIN = re.compile(r"\bnever\b[^.;]*\bagain\b", re.I)
"""Words of what will not be done another time."""


def denied_clash(p: Pair, by: Likeness) -> Clash | None:
    """One denies what the other says, in whatever words: they mean one thing but for the denial.

    Who says that there are allegations does not make them, whoever denies them.
    """
    a, b = p.a, p.b
    if NOT_UNTIL.search(a.text) or NOT_UNTIL.search(b.text) or shares(a) != shares(b):
        return None
    if denies_the_opposite(a, b):
        return None
    if p.words.more < 0.15 or (a.report == b.report and one_mouth(a, b)):
        return None
    if _denials(a) % 2 == _denials(b) % 2 or Force.CONDITIONAL in (a.force, b.force):
        return None
    if a.has_condition != b.has_condition or at_one_time(a.text) != at_one_time(b.text):
        return None
    no, yes = (a, b) if _denials(a) % 2 else (b, a)
    if ONLY_POSSIBLE.search(yes.text) or ABOUT_CLAIMS.search(yes.text) or ANY.match(yes.text):
        return None
    if len(no.plain.split()) < FEWEST or AGAIN.search(no.text) or HALF_DENIED.search(no.text):
        return None
    if by.deep and _all_said(p, no, yes):
        return Clash("polarity", f"{quoted(a)} and {quoted(b)}: one side denies what the other says.", 0.55)
    if not DENYING_VERB.search(no.text) and not end_said(no, yes):
        return None
    said = _affirms_denied(a, b, by) or _affirms_denied(b, a, by)
    if said is None and (not by.deep or two_doers(a, b) or not _first_word_said(no, yes)):
        return None
    if by.deep:
        but_for, as_told = likeness(affirmed(_words_of(a)), affirmed(_words_of(b))), likeness(a.text, b.text)
        lift = STRESSED if verbs_stressed(yes.text) else LIFT
        if said is None and (but_for < ALIKE or but_for - as_told < lift):
            return None
        if (said == "not" and but_for < HEARD) or as_told >= AS_IT_STANDS:
            return None
        if said != "denied" and lift == LIFT and not MAY_CHANGE.search(no.text) and _lifted(a, b) < LIFTED:
            return None
    return Clash("polarity", f"{quoted(a)} and {quoted(b)}: one side denies what the other says.", 0.55)


MAY_CHANGE = re.compile(
    r"\b(?:arrest|charg|indict|identif|releas|announc|confirm|decid|approv|plead|pled|recover|yet|as of|"
    r"so far)\w*",
    re.I,
)
"""Words of what is not so at first and may be so later: two accounts of it are an update."""


def _lifted(a: Facts, b: Facts) -> float:
    """By how much more (in logits) two statements are one claim with the denial taken out."""
    but_for, told = (
        read_together(affirmed(_words_of(a)), affirmed(_words_of(b))),
        read_together(a.text, b.text),
    )
    return but_for.same - told.same if but_for is not None and told is not None else 0.0


NEARLY_ALL, BUT_FOR, LIFTED = 0.7, 0.5, 3.0
"""The share of a denial's words that stand on the other side, how surely (a logit) the two are one claim with
the denial taken out, and by how much more surely; the last for a bare "not", too.  Of the twenty pairs of 572
stories labelled whole that this alone tells to clash ten are labelled so.  Of twelve that a bare "not" told
with a lower lift in 717 such stories none was."""


def _all_said(p: Pair, no: Facts, yes: Facts) -> bool:
    """Whether one side says nearly all that the other denies, however it begins: "there was no boat", "he
    came in a boat"."""
    if (p.words.left if no is p.a else p.words.right) < NEARLY_ALL or yes.asked or no.asked:
        return False
    if MODAL.search(yes.text):
        return False
    if (TRIED.search(yes.text) is None) != (TRIED.search(no.text) is None):
        return False
    but_for = read_together(affirmed(_words_of(no)), affirmed(_words_of(yes)))
    told = read_together(no.text, yes.text)
    if but_for is None or told is None:
        return False
    return but_for.same >= BUT_FOR and but_for.same - told.same >= LIFTED


HALF_DENIED = re.compile(
    r"\b(?:other than|except|apart from)\b|"
    r"\byou (?:should |must )?(?:never|not|don[’']t|can[’']t|cannot)\b",
    re.I,
)
"""Words of what is denied with an exception, or to everybody ("you never point a gun")."""

TRIED = re.compile(
    r"\b(?:sought|seek\w*|tr(?:y|ies|ied|ying)|attempt\w*|plan(?:s|ned|ning)?|want\w*|intend\w*)\b", re.I
)
"""Words of what is only tried: "sought a meeting" is not denied by who met nobody."""


def _denials(f: Facts) -> int:
    return denials(_words_of(f)) + _denied_outside(f)


def _words_of(f: Facts) -> str:
    """What a statement says, without a clause behind it that denies it."""
    return told_before(f) or f.text


@lru_cache(maxsize=65_536)
def denials(text: str) -> int:
    """How often a passage denies, by "not" and "denied": what somebody refused to do is no denial, and "by
    not going" says how."""
    found = [m for m in DENIED.finditer(text) if not _idle(m)]
    untrue = sum(w in UNTRUE for w in re.findall(r"[a-z]+", text.lower()))
    return len(found) + untrue - len(BY_NOT.findall(text))


def _denied_outside(f: Facts) -> bool:
    """Whether a statement is denied by words that stand outside it."""
    return f.force is Force.DENIED and not any(m["verb"] for m in DENIED.finditer(_words_of(f)))


BY_NOT = re.compile(r"\b(?:by|for|of) not\b", re.I)


def _affirms_denied(no: Facts, yes: Facts, by: Likeness) -> str | None:
    """How one side denies what the other says most of, its first word too, and denies none of: by a verb
    ("denied") or by a bare "not"; None where it does not."""
    if yes.force is Force.DENIED or MODAL.search(yes.text):
        return None
    if _denied_outside(no) and no.act not in PALE and not any(near(no.act, t.stem) >= 0.6 for t in yes.words):
        return None
    refused = {t.stem for found, _ in denied_words(yes.text, False) for t in found}
    held = {t.stem for t in yes.words} - refused
    for found, verb in denied_words(_words_of(no), _denied_outside(no)):
        there = [any(near(t.stem, x) >= 0.6 for x in held) for t in found]
        common = sum(h and not t.name for t, h in zip(found, there, strict=True))
        if not there[0] or common < (2 if verb else 3) or (not verb and two_doers(no, yes)):
            continue
        if any(near(t.stem, x) >= 0.6 for t in found for x in refused):
            continue
        weights = [by.weight(t) for t in found]
        said = sum(w for w, h in zip(weights, there, strict=True) if h)
        least = WHOLE if verb and all(there) else LEAST
        if said >= least and said >= (SCOPE if verb else BARE_SCOPE) * sum(weights):
            return "denied" if verb else "not"
    return None


def _first_word_said(no: Facts, yes: Facts) -> bool:
    """Whether the first word of something that one denies, mostly its verb, stands on the other side."""
    firsts = [found[0].stem for found, _ in denied_words(_words_of(no), _denied_outside(no))]
    return any(near(x, t.stem) >= 0.6 for x in firsts for t in yes.words)


ONLY_POSSIBLE = re.compile(
    r"\b(?:possibl[ey]|potential(?:ly)?|whether|if|alleg(?:ed|edly|es)|accus\w+|reportedly|"
    r"look(?:ed|ing) into|investigat\w+|depends? on|likely|question(?:s|ed)?|hopes?|hoped|supposed to|"
    r"hoax|non-?sense|witch[- ]hunt|excuse)\b",
    re.I,
)
"""Words of what is asked, looked into, possible or scorned, and not said."""

PART_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|disput(?:es?|ed|ing))\b[^.;,]{0,30}?"
    r"\b(?:involvement|involved|role|responsibility|responsible|complicity|part in|hand in|links? to|"
    r"behind)\b",
    re.I,
)


@lru_cache(maxsize=65536)
def _part_denied(text: str) -> re.Match[str] | None:
    return PART_DENIED.search(text)


def accused_clash(p: Pair, by: Likeness) -> Clash | None:
    """One denies a part in a deed, and the other says that the same one did it."""
    for no, yes in p.either_way():
        found = _part_denied(no.text)
        if found is None or _part_denied(yes.text) or negations(yes.text):
            continue
        if no.future or yes.voice == no.voice or yes.future or yes.has_condition or p.context.more < 0.15:
            continue
        who = {t.stem for t in tokens(no.text[: found.start()]) if t.name} | no.who
        deed = [t for t in tokens(plainer(no.text[found.end() :])) if t.stem not in who]
        told = {t.stem for t in yes.words}
        named = [t.stem for t in deed if t.name]
        if (named and not told & set(named)) or not any(near(t.stem, x) >= 0.6 for t in deed for x in told):
            continue
        did, blamed = DID.search(yes.text), BLAMED.search(yes.text)
        doers = [yes.text[: did.start()]] if did else []
        doers += [yes.text[blamed.end() :]] if blamed else []
        if any(who & {t.stem for t in tokens(part)} for part in doers):
            return Clash("polarity", f"{quoted(no)} denies what {quoted(yes)} lays to the same.", 0.6)
    return None
