"""One says what the other denies: by the act's polarity, word after word, or in a clause on the way."""

from __future__ import annotations

import re
from functools import lru_cache

from wiredesk.claims.facts import Facts
from wiredesk.claims.findings import Clash, about_one_matter, quoted, unrelated
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.names import name, same_person, surname_of
from wiredesk.claims.occasions import days_named
from wiredesk.claims.opposites import opposites
from wiredesk.claims.senses import plainer
from wiredesk.claims.signals import PALE, Pair, act_alike, near
from wiredesk.claims.singles import ages_in
from wiredesk.claims.words import NEGATIONS, TOKEN, Token, plain, stem, tokens
from wiredesk.model.statements import Force

UNTRUE = frozenset(
    "unfounded false baseless untrue fabricated groundless unproven bogus debunked meritless unlikely".split()
)
REFUSING = re.compile(r"(?:refus|declin|reject|den(?:y|ie)|rebut|refut|disput)")


@lru_cache(maxsize=8192)
def negations(text: str) -> int:
    """How many words of a passage deny something: "not", "never", "unfounded", "refused"."""
    count = 0
    for match in TOKEN.finditer(text):
        low = match.group().lower().replace("’", "'")
        count += low in NEGATIONS or low.endswith("n't") or low in UNTRUE or REFUSING.match(low) is not None
    return count


def opposed(a: Facts, b: Facts) -> bool:
    """Whether one statement denies and the other affirms.

    One must deny in its act (negated, or denied by its speaker, but not both) while the other denies
    nothing anywhere: "would not be returning" inside a longer sentence negates a clause, not the act,
    and who "denied any wrongdoing" says what "has never done wrong" says.
    """
    left, right = denies(a), denies(b)
    if left == right or NOT_UNTIL.search((a if left else b).text) or denies_the_opposite(a, b):
        return False
    other = b if left else a
    late = NOT_UNTIL.search(other.text) is not None
    return (
        other.force is not Force.DENIED
        and (late or not other.negated)
        and (negations(other.text) - late) % 2 == 0
    )


def denies_the_opposite(a: Facts, b: Facts) -> bool:
    """Whether one denies the opposite of what the other says, and so says the same: "has not been open since
    May" and "has been closed since May"."""
    for no, yes in ((a, b), (b, a)):
        denied = verbs_denied(no.text)
        if denied and not verbs_denied(yes.text):
            return any(opposites(x, t.stem) for x in denied for t in yes.words)
    return False


def denies(f: Facts) -> bool:
    """Whether a statement denies in its act; what is "not until the fall" is said of the fall."""
    return (f.negated and not NOT_UNTIL.search(f.text)) != (f.force is Force.DENIED)


NOT_UNTIL = re.compile(
    r"(?:\bnot|n[’']t|\bnever)\b[^.;]*?\b(?:until|before)\b|"
    r"\b(?:no|none|nobody|nothing)\b[^.;]*?\b(?:will|would|can|could|may)\b[^.;]*?\b(?:until|before)\b",
    re.I,
)
"""What is "not begun until the fall", or before it, begins in the fall: a time, and no denial; so is what "no
tenant will" feel before it, but not what "no witness saw" before."""


def one_mouth(a: Facts, b: Facts) -> bool:
    """Whether one and the same speaker says both; a lawyer and his client are two, though one voice."""
    return a.voice == b.voice and one_speaker(a.mouth, b.mouth)


@lru_cache(maxsize=65536)
def one_speaker(left: str, right: str) -> bool:
    """Whether two names under which one voice is heard are one speaker's."""
    one, two = name(left), name(right)
    return (
        left == right
        or not (one.kind == two.kind == "person")
        or bool(same_person(one, two) or surname_of(one, two) or surname_of(two, one))
    )


def polarity_clash(p: Pair, by: Likeness) -> Clash | None:
    """One says what the other denies, or says the opposite of one thing."""
    a, b = p.a, p.b
    if opposed(a, b):
        matter = about_one_matter(p, by)
        if a.report == b.report and one_mouth(a, b):
            return None  # nobody is taken to contradict himself in one breath, the outlet neither
        if (a.has_condition and not b.has_condition) or Force.CONDITIONAL in (a.force, b.force):
            return None  # what is only supposed is not said
        if two_aged(a, b):
            return None
        if denied_whole(p) or (matter >= 0.6 and act_alike(p) >= ONE_ACT and denies_that(p)):
            return Clash(
                "polarity",
                f"{quoted(a)} and {quoted(b)}: one side denies what the other says.",
                round(matter, 3),
            )
        return None
    if (
        opposites(a.act, b.act)
        and a.future == b.future  # "was closed on Tuesday", "will reopen on Wednesday"
        and not two_doers(a, b)
        and not (a.report == b.report and one_mouth(a, b))
        and not (MAYBE.search(a.text) or MAYBE.search(b.text))
        and bool(MODAL.search(a.text)) == bool(MODAL.search(b.text))  # "could end it", "started it"
        and not (shares(a) and shares(b))
        and about_one_matter(p, by, frozenset((a.act, b.act))) >= 0.6
    ):
        return Clash("polarity", f"{quoted(a)} and {quoted(b)} say opposite things of one matter.", 0.6)
    return None


MAYBE = re.compile(r"\b(?:perhaps|maybe|would have|could have|might have)\b", re.I)
"""Words of what only might be: "perhaps he would have lost" and "maybe he would have won" can both hold."""


def shares(f: Facts) -> bool:
    """Whether a statement counts a share: 28% support what 57% oppose."""
    return any(x.unit in ("percent", "share") for x in f.figures)


def denies_that(p: Pair) -> bool:
    """Whether the affirming side says what the other denies, and not a part of it about somebody else.

    It must assert; most of what is denied must stand in it ("no campaign money was used to repay him" does
    not deny that he was repaid); the doers must not be two; and where the act is pale ("is", "has"), what
    is said of the subject must be one thing ("aren't good predictors", "are over").
    """
    no, yes = (p.a, p.b) if denies(p.a) else (p.b, p.a)
    if ANY.match(yes.text) or MODAL.search(yes.text) or two_doers(no, yes):
        return False
    if at_one_time(no.text) and days_named(yes.text, ""):
        return False
    if shares(yes) != shares(no) or not end_said(no, yes):
        return False
    share = p.words.left if no is p.a else p.words.right
    if share < 0.35 or (no.force is Force.DENIED and share < 0.6):
        return False
    if (no.act in PALE or not no.act) and (yes.act in PALE or not yes.act):
        one = bool(no.whom and yes.whom) and max(near(x, y) for x in no.whom for y in yes.whom) >= 0.6
        return one and share >= 0.6
    return True


def end_said(no: Facts, yes: Facts) -> bool:
    """Whether the other side names what a "not" is about where its clause ends in a phrase of place, manner
    or the like: "did not shoot him in the back" does not deny that he shot him.

    Chosen on the odd half of the stories labelled whole: three of eighteen wrong disagreements about a
    denial were so, and none of the right ones.
    """
    if no.force is Force.DENIED or not no.words or not PHRASE_LAST.search(no.text):
        return True
    return any(near(no.words[-1].stem, t.stem) >= 0.6 for t in yes.words)


PHRASE_LAST = re.compile(
    r"(?:\b(?:not|never)|n[’']t)\s(?:[\w’'-]+ ){0,6}"
    r"(?:in|into|to|at|from|on|about|by|with|for|over|during|after|before) "
    r"(?:(?:the|an?|any|their|his|her|its|this|that) )?(?:[\w’'-]+ ){0,2}[\w’'-]+\W*$",
    re.I,
)
"""A phrase with a preposition at the end of a short clause with a "not": a longer one has others in it."""


RIVAL = re.compile(r"(?:\w+ ){0,2}(?:rival|another|second|separate|competing|alternative|different)\b", re.I)


def of_a_rival(f: Facts) -> bool:
    """Whether a statement is about a second thing of its kind: "a rival bill would not allow it"."""
    return RIVAL.match(f.text) is not None


def two_aged(a: Facts, b: Facts) -> bool:
    """Whether each tells of somebody of another age: "the 15-year-old was named", "the 16-year-old not"."""
    one, two = ages_in(a.text), ages_in(b.text)
    return bool(one and two) and one.isdisjoint(two)


def two_doers(a: Facts, b: Facts) -> bool:
    """Whether two acts have two doers of quite other names."""
    if not a.who or not b.who or a.voice == b.voice:
        return False
    return max(near(x, y) for x in a.who for y in b.who) < 0.2


ONE_ACT = 0.75
"""How near two acts must be in meaning for one to deny the other; by hand, on stories outside the keys."""

MODAL = re.compile(r"\b(?:must|should|may|might|could|wants? to|wanted to|hopes? (?:to|of)|hoped to)\b", re.I)
"""Words of what is wished or possible, which a denial does not deny."""

ONE_TIME = re.compile(
    r"\b(?:on|at|that) (?:the )?(?:night|day|morning|time|scene|spot)\b|"
    r"\b(?:immediately|initially|at first)\b",
    re.I,
)


def at_one_time(text: str) -> bool:
    """Whether a denial holds for one time alone: "was not arrested on the night of the fire"."""
    return ONE_TIME.search(text) is not None


ANY = re.compile(r"\W*(?:any|whether|if|what|how|why)\b", re.I)
"""The beginning of what is not said but asked or denied: "denied that any money was paid"."""

NEGATED_VERB = re.compile(
    r"(?:\b(?:not|never|neither|nor|nobody|cannot)|n[’']t)\s+(?:(?:\w+ly|ever|been|be|have|had|has)\s+)*([a-z]{4,})",
    re.I,
)
NOR = re.compile(r"\b(?:neither|nor|nobody|no one)\b(?=((?:\s+[\w’'-]+){1,5}))", re.I)
EMPHATIC = re.compile(r"\b(?:did|does|indeed|definitely|actually|in fact)\s+([a-z]{4,})", re.I)


@lru_cache(maxsize=65536)
def verbs_denied(text: str) -> frozenset[str]:
    """The stems of the words that a passage denies, wherever in it: "and neither repaid me"."""
    found = [m.group(1) for m in NEGATED_VERB.finditer(text)]
    found += [w for m in NOR.finditer(text) for w in m.group(1).split()]
    return frozenset(stem(w.lower()) for w in found)


@lru_cache(maxsize=65536)
def verbs_stressed(text: str) -> frozenset[str]:
    """The stems of the words that a passage stresses: "was definitely repaid"."""
    return frozenset(stem(m.group(1).lower()) for m in EMPHATIC.finditer(text))


def stressed_clash(p: Pair, by: Likeness) -> Clash | None:
    """One denies on the way what the other stresses: "neither repaid me", and "was definitely repaid".

    Two voices; and what is stressed is the other's act by the very word, done by or to somebody both name.
    """
    for no, yes in p.either_way():
        both = verbs_stressed(yes.text) & verbs_denied(no.text)
        if (
            not both
            or yes.negated
            or yes.asked
            or no.asked
            or one_mouth(no, yes)
            or verbs_denied(yes.text) & both
        ):
            continue
        said = set(yes.who | yes.whom)
        heard = {t.stem for t in no.words} | no.who | no.whom | no.speaking
        if said & heard or p.context.more >= 0.4:
            return Clash("polarity", f"{quoted(no)} denies what {quoted(yes)} stresses.", 0.55)
    return None


NOT_BUT = re.compile(r"(?:,|\s[—–-])\s(?:and |but )?not (?:a |an |the )?((?:[\w’'-]+ ){0,3}[\w’'-]+)\W*$")


@lru_cache(maxsize=65536)
def _contrast(text: str) -> re.Match[str] | None:
    return NOT_BUT.search(text)


def contrast_clash(p: Pair, by: Likeness) -> Clash | None:
    """One ends in "…, not a doctorate", and the other says it was a doctorate, of one person or body."""
    for no, yes in p.either_way():
        found = _contrast(no.text)
        if found is None or yes.negated or negations(yes.text) or one_mouth(no, yes):
            continue
        denied = {t.stem: t for t in tokens(found.group(1))}
        held = {t.stem for t in yes.words}
        if not denied or not denied.keys() <= held or sum(t.weight for t in denied.values()) < RARE:
            continue
        if _LEADS.match(found.group(1)) and plain(found.group(1)) not in yes.plain:
            continue  # "…, but not from Varo", beside what happened in Varo
        if p.context.more >= 0.3 and (yes.whom & denied.keys() or p.words.less >= 0.3):
            return Clash("polarity", f"{quoted(no)} denies what {quoted(yes)} says.", 0.6)
    return None


_LEADS = re.compile(r"(?:from|in|at|on|by|of|to|with|for|near|under|over|before|after)\b", re.I)
RARE = 5.0
"""What the words of a contrast must weigh together (nats) to be what the other says; by hand."""


def denied_whole(p: Pair) -> bool:
    """Whether one says, word after word, what the other says in short is not so: "no breach of the harbour
    law", and "he called it a plain breach of the harbour law".  What is only possible is not said."""
    no, yes = (p.a, p.b) if p.a.negated else (p.b, p.a)
    stems = {t.stem for t in no.words}
    if not 3 <= len(stems) <= 6 or POSSIBLY.search(yes.text) or yes.future or no.has_condition:
        return False
    return p.words.runs >= 0.99 and stems <= {t.stem for t in yes.words}


POSSIBLY = re.compile(
    r"\b(?:may|might|could|would|should|possibl[ey]|potential(?:ly)?|whether|if|alleged(?:ly)?|accus\w+)\b",
    re.I,
)

REJECTING = re.compile(
    r"\b(?:reject|den(?:y|i)|disput|refut|rebut|dismiss(?!al))\w*\s(?:\S+\s){0,4}?"
    r"(?:claim|allegation|accusation|assertion|suggestion|report)s?\b.{0,60}?\bthat\b",
    re.I,
)


REJECTED = 0.3
"""The share of words in common from which one passage rejects what another claims: four of ten are clashes,
and none of three below (stories labelled whole)."""

CLAIMED = 0.35
"""The share of what is rejected that the other side must say; by hand.  What it says must weigh :data:`RARE`,
too: both that were told by lighter words in one half of 572 stories labelled whole said something else."""

WHOLLY_DENIED = 0.5
"""That share where the passage is all that its speaker denies, and not only what it calls a claim.  Of
fourteen disagreements so told at .35, clauses or not, in every second story of incidents and fa-kes that was
labelled whole two were clashes."""

ABOUT_CLAIMS = re.compile(r"\b(?:allegations?|accusations?|complaints?)\b", re.I)
"""Words of a passage that speaks of what was alleged and does not allege it itself."""

LOOKED_INTO = re.compile(r"\b(?:whether|investigat(?:e|es|ed|ing)|look(?:s|ed|ing) into)\b", re.I)
"""Words of what is only looked into."""

RULING = re.compile(r"\b(?:courts?|judges?|justices?|panel|jur(?:y|ies|ors)|tribunal)\b[^.;,]*$", re.I)
"""Who rejects a claim by ruling on it, and tells nothing of what happened."""


@lru_cache(maxsize=65536)
def rejects(text: str) -> re.Match[str] | None:
    """Where a passage rejects a claim, up to what was claimed; None where it rejects none."""
    return REJECTING.search(text)


def rejected(f: Facts) -> str | None:
    """What a passage rejects: what stands behind "denied the claim that", or, where that alone was cut out as
    what its speaker denies, all of it; None where it rejects nothing."""
    found = rejects(f.text)
    if found is not None:
        return f.text[found.end() :]
    bare = f.force is Force.DENIED and not (f.negated or f.act == DENY or negations(f.text))
    bare = bare and RULED_OUT.search(f.text) is None
    return f.text if bare and NO_CLAUSE.match(f.text) is None else None


DENY = stem("deny")
RULED_OUT = re.compile(
    r"\b(?:charges?|cases?|(?:law)?suits?)\b[^.;,]{0,30}\b(?:dismissed|dropped|thrown out|rejected)\b|"
    r"\bvot(?:ed|es|ing)\b[^.;,]{0,30}\bto (?:reject|repudiate|overturn)\b",
    re.I,
)
"""Words of a decision against something: "charges were dismissed" denies no words."""
NO_CLAUSE = re.compile(r"\W*(?:\w+ing|any|him|her|them|us|ha[sd]|have|was|were)\b", re.I)
"""The beginning of what is denied and is no clause with a subject: "denied using gas", "denied him bail"."""


def denial_clash(p: Pair, by: Likeness) -> Clash | None:
    """One rejects the claim that the other makes: "denied the claim that …" and what it claims.

    Of who rejects what is laid to himself ("rejected claims that she had taken bribes") one telling word
    beside him will do.
    """
    if p.words.more < REJECTED:
        return None
    for no, yes in p.either_way():
        claim = rejected(no)
        if claim is not None and not rejects(yes.text) and yes.force is not Force.DENIED:
            if (
                yes.negated
                or ABOUT_CLAIMS.search(yes.text)
                or one_mouth(no, yes)
                or negations(yes.text)
                or LOOKED_INTO.search(yes.text)
                or RULING.search(no.text.removesuffix(claim))
                or (claim == no.text and not _does_it(no, yes) and unrelated(p, ONE_DEED))
            ):
                continue
            said = {t.stem: t for t in tokens(plainer(claim)) if not t.name}
            held = {t.stem for t in yes.words}
            shared = [x for x in said if any(near(x, y) >= 0.6 for y in held)]
            weight = sum(by.weight(said[x]) for x in shared)
            laid = sum(by.weight(t) for t in tokens(plainer(claim)) if not t.name and t.stem in shared)
            own = claim != no.text and bool(no.who & yes.who) and laid >= RARE
            least = CLAIMED if claim != no.text else WHOLLY_DENIED
            if own or (len(shared) >= max(2, least * len(said)) and weight >= RARE):
                return Clash("polarity", f"{quoted(no)} rejects what {quoted(yes)} says.", 0.6)
        if (
            rejects(no.text) is None
            and _of_himself(no, yes)
            and sum(by.weight(t) for t in _both_say(no, yes)) >= RARE
        ):
            return Clash("polarity", f"{quoted(no)} is denied by whom {quoted(yes)} lays it to.", 0.6)
    return None


ONE_DEED = -2.0
"""The logit of one claim from which who denies a deed denies what another tells in quite other words."""


def _does_it(no: Facts, yes: Facts) -> bool:
    """Whether one side says the very act that all of the other denies ("it harbours rebels"), in any form."""
    return not no.act or no.act in PALE or any(near(no.act, t.stem) >= 0.6 for t in yes.words)


HE = re.compile(r"\W*(?:that )?(?:he|she|they|it)\b", re.I)


def _of_himself(no: Facts, yes: Facts) -> bool:
    """Whether one is what somebody denies of himself ("she had taken bribes", which she rejects), and the
    other is told of him by name."""
    if no.force is not Force.DENIED or no.act in PALE or HE.match(no.text) is None or one_mouth(no, yes):
        return False
    told = not (yes.negated or yes.force is Force.DENIED or negations(yes.text) or yes.future)
    if not told or ABOUT_CLAIMS.search(yes.text) or LOOKED_INTO.search(yes.text):
        return False
    return bool({t.stem for t in tokens(no.mouth) if t.name} & yes.who)


def _both_say(no: Facts, yes: Facts) -> list[Token]:
    """The words of the one, names left out, that stand on the other side."""
    held = {t.stem for t in yes.words}
    return [t for t in no.words if not t.name and t.stem in held]
