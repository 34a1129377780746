"""Tolls: how many were killed and how many injured, by one report and by several.

A report says it many times and in parts ("shot four people, killing one"; "the victim later died").
Chosen on half of the shootings of SemEval-2018 task 5; the bench measures on the other half.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wiredesk.model.spans import GLUE
from wiredesk.model.statements import Figure, Force, Statement
from wiredesk.statements.deaths import bodies, him_too, listed, ordinal
from wiredesk.statements.otherdays import of_days_before
from wiredesk.text.numbers import spelled

FATAL = re.compile(
    r"\b(killed|kills|killing|used to kill|dead|died|dies|shooting death|fatal|fatally|deadly|slain|slaying|"
    r"homicides?|(?<=['’]s )death|mourn(?:s|ed|ing)?|laid to rest|"
    r"murder(?:ed)?|murder-suicide|manslaughter|"
    r"pronounced dead|succumbed|deceased|death of|took (?:his|her) own life|shot to death|autops(?:y|ies))\b",
    re.I,
)
HURT = re.compile(
    r"\b(injur(?:ed|es|ing|ies|y)|wound(?:ed|s|ing)?|hospitali[sz]ed|"
    r"(?:non-)?life[- ]threatening|"
    r"(?:stable|critical|serious|fair|good|grave) condition|shot (?:himself|herself|in the)|gunshot wound|"
    r"(?:was|were|been|being|got|gets) shot|shot by|accidentally shoots|shooting of|"
    r"grazed|(?:taken|rushed|transported|airlifted|flown) to|recovering|accidentally sho(?:t|oting))\b",
    re.I,
)
_NOT = re.compile(
    r"\b(?:no(?! (?:\w+ )?(?:charges?|arrests?|suspects?|bail|bond|motive|weapons?))"
    r"|not|never|without|nobody|none)\b[^.;,]{0,40}$",
    re.I,
)
_PAST = re.compile(
    r"\b(?:last year|(?:in|of|the|after) (?:19|20)\d\d|years? ago|months? ago|since (?:19|20)\d\d|"
    r"since (?:late |early )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|this year|so far|"
    r"(?:past|last) (?:\w+ ){0,3}(?:years|months|decades?)|"
    r"nationwide|"
    r"in the (?:u\.s|united states|country|city) (?:last|this|each)|per year|annually|each year|"
    r"for (?:19|20)\d\d|of those (?:deaths|killings|homicides|murders|shootings|cases|incidents)|"
    r"(?:comes?|came|occurred|happened) (?:just |only )?(?:\w+ )?(?:hours|days|weeks|months) "
    r"(?:before|after|since)|"
    r"last (?:spring|summer|fall|autumn|winter|decade)|(?:a|one|the) (?:year|month) (?:before|earlier|after)|"
    r"earlier this (?:year|month)|over a year|to date|(?:over|during) the (?:\w+ )?weekend|this week alone|"
    r"(?:deadliest|bloodiest|most violent) (?:\w+ )?(?:weekend|day|week|month|year)|holiday weekend|"
    r"(?:previous|unrelated|another) (?:shooting|killing|attack|incident))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Toll:
    """``killed`` and ``injured`` as best known; ``sure`` says that the number itself was printed."""

    killed: int
    injured: int
    killed_sure: bool = False
    injured_sure: bool = False
    shot: int = 0
    roundup: bool = False  # the report counts several events ("in shootings across the city")
    died: bool = False  # its first lines say that someone died, without a number
    killed_weight: int = 0  # how often and how early the numbers are printed
    injured_weight: int = 0
    with_doer: bool = False  # the number of the killed counts the doer, who died too


SUICIDE = re.compile(
    r"\b(murder[- /]suicide|turn(?:ed|ing|s)? the (?:gun|weapon|rifle|pistol|shotgun) on (?:him|her)self|"
    r"(?:kill(?:ed|s|ing)?|took|shot|then) (?:him|her)self|t(?:ook|ak(?:e|es|en|ing)) (?:his|her) own life|"
    r"commit(?:s|ted|ting)? suicide|(?:,|and|then) self|self-inflicted)\b",
    re.I,
)


def toll(statements: Sequence[Statement]) -> Toll:
    """The toll that one report gives, its first lines weighing most."""
    printed: dict[str, Counter[int]] = {status: Counter() for status in ("killed", "wounded", "shot")}
    single: dict[str, Counter[int]] = {status: Counter() for status in printed}
    signs: Counter[str] = Counter()
    roundup = False
    past = {s.sentence for s in statements if _PAST.search(s.text)}
    before = of_days_before(statements)
    told: set[str] = set()
    for n, statement in enumerate(statements):
        if n in before or statement.text in told:
            continue  # a page that prints a caption or a teaser again does not say it again
        told.add(statement.text)
        weight = 4 if n < 2 else 2 if n < 6 else 1
        unreal = statement.negated or statement.force in {Force.CONDITIONAL, Force.ASKED}
        if unreal or _UNREAL.search(statement.text):
            continue
        if statement.sentence in past or _CAPTION.search(statement.text):
            continue
        if _ROUNDUP.search(statement.text):
            roundup = roundup or n < 4
            if n >= 4:
                continue  # what several events cost is told late in the report of one
        for status in printed:
            if status == "killed" and _nobody(statement.text):
                continue
            count, numeral = _count(statement, status)
            if status == "killed" and 0 < listed(statement.text) >= count:
                count, numeral = listed(statement.text), True
            if status == "killed" and not count and n < 6:
                count, numeral = bodies(statement.text), True
            if count:
                (printed if numeral else single)[status][count] += weight
        manifold = _MANIFOLD.search(statement.text)
        if manifold is not None:
            fatal = manifold["fatal"] or manifold["what"].lower() not in {"shooting", "stabbing"}
            times = _TIMES[manifold["n"].lower()] + (manifold["self"] is not None)
            printed["killed" if fatal else "shot"][times] += weight
        last = ordinal(statement.text)
        if last:
            printed["killed"][last] += weight
        part = _ONE_DIED.search(statement.text)
        if part is not None and spelled(part["all"]):
            whole = int(spelled(part["all"]) or 0)
            printed["killed"][1] += 4 * weight
            printed["wounded"][whole - 1] += 4 * weight
        for name, pattern in (("killed", FATAL), ("wounded", HURT), ("suicide", SUICIDE)):
            if _says(pattern, statement.text):
                signs[name] += weight
        if _says(_FOUND_DEAD, statement.text):
            signs["killed"] += weight
    shot = _best(printed["shot"])
    if sum(printed["shot"].values()) * 4 <= sum(single["shot"].values()) or not shot:
        shot = _best(single["shot"])
    killed, injured = _best(printed["killed"]), _best(printed["wounded"])
    killed_sure, injured_sure = killed > 0, injured > 0
    killed_weight = printed["killed"][killed]
    with_doer = any(him_too(s.text) and _count(s, "killed") == (killed, True) for s in statements)
    if not killed_sure:
        one_dead = {count: often for count, often in single["killed"].items() if often > 1}
        killed = _best(Counter(one_dead)) or int(signs["killed"] >= 3)
    if (
        signs["suicide"] >= 2
        and signs["killed"] >= 3
        and not any("accident" in s.text.lower() for s in statements[:8])
    ):
        himself = _and_himself(statements, killed, killed_sure)
        killed += himself
        with_doer = with_doer or (himself > 0 and killed_sure)
    if injured_sure and shot > killed + injured and printed["shot"][shot] > printed["wounded"][injured]:
        injured = shot - killed  # "four were shot, one fatally": the two still in hospital are not all
    if not injured_sure:
        injured = _best(single["wounded"])
        if shot > killed + injured:
            injured = shot - killed
            injured_sure = printed["shot"][shot] > 0 and shot > 1
        elif not killed and not injured and (signs["wounded"] or shot):
            injured = max(1, shot)
    died = not killed_sure and signs["killed"] >= 6
    weights = killed_weight, printed["wounded"][injured]
    return Toll(killed, injured, killed_sure, injured_sure, shot, roundup, died, *weights, with_doer)


_CAPTION = re.compile(r"^\d{1,2}:\d\d (?![AaPp]\.?[Mm]\b)")
"""What a page's videos show, each behind its length ("0:43 Man found dead in Varo"): other events.  Seen on
half of 960 shootings of SemEval-2018 task 5, where no toll changed by it; on the other half two became right.
"""

_FOUND_DEAD = re.compile(
    r"\b(?:pronounced dead|found dead|later died|died (?:at|from|of|later|there|shortly))\b", re.I
)
_ROUNDUP = re.compile(
    r"\b(?:(?:separate|weekend|overnight|unrelated|city|string of|spate of|series of|\w+day)(?: night)?"
    r" shootings|separate (?:\w+ )?(?:shootings|incidents)"
    r"|shootings (?:across|around|citywide|throughout|over the weekend|\w+day)"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|\d+|pair of) (?:\w+ )?(?:shootings|incidents)"
    r"|(?:two|three|four) separate)\b",
    re.I,
)
_ONE_DIED = re.compile(
    r"\bone of (?:the )?(?P<all>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b(?: \w+){0,10}? "
    r"(?:dies|died|has died|was killed)",
    re.I,
)
_MANIFOLD = re.compile(
    r"\b(?P<n>double|triple|quadruple)[- ](?P<fatal>fatal |deadly )?"
    r"(?P<what>homicide|murder|killing|slaying|shooting|stabbing)s?\b(?P<self>(?:[-–/ ]| and )suicide\b)?",
    re.I,
)
"""A "double murder-suicide" has three dead.  That, tolls of a year ("of those deaths", "for 2031") or of what
came "hours before", and words of killing in lists of crimes were chosen on 960 shootings of SemEval-2018
task 5: five tolls became right and none wrong; on the other 960 one and none."""
_TIMES = {"double": 2, "triple": 3, "quadruple": 4}
_UNREAL = re.compile(
    r"\b(?:should|could|would|might)(?:[’']ve| have)\b"
    r"|\b(?:want(?:s|ed|ing)?|tr(?:y|ies|ied|ying)|plan\w*|threat\w*) to\b",
    re.I,
)
_VICTIM = re.compile(
    r"\b(?:kill\w*|shot|shoots|murder\w*|shooting|death of) (?:and kill\w* )?(?:his|her|a|an|the|their) ",
    re.I,
)


_DOING = re.compile(
    r"\b(?:kill(?:s|ed|ing)?|shot|shoots?|shooting|murder(?:s|ed|ing)?|slay(?:s|ed|ing)?|slew|stabbed)\b"
    r"(?!.*\b(?:left|leav))[^.;]{0,60}$",
    re.I,
)


def _and_himself(statements: Sequence[Statement], killed: int, sure: bool) -> int:
    """1 where one who killed others and then himself is not among those counted: the number is only printed
    as of those whom he killed ("killed his two sons, then himself").  Chosen on 960 of these shootings (.906
    to .916 of the tolls right); on the other 960 it was right seven times and wrong once."""
    if not sure and killed == 1:
        return int(
            any(_VICTIM.search(s.text) or "murder" in _NOBODY.sub("", s.text).lower() for s in statements[:8])
        )
    dead = [(s, f) for s in statements for f in s.figures if f.status == "killed"]
    others = [(s, f) for s, f in dead if not _oneself(s, f)]
    if any(_oneself(s, f) and any(s is other for other, _ in others) for s, f in dead):
        return 0  # one statement counts him and the others
    ways = [_done(s, f) for s, f in others if f.low == (killed if sure else 1)]
    return int(all(ways) if sure else any(ways)) if ways else 0


def _done(statement: Statement, figure: Figure) -> bool:
    """Whether a figure is of those whom somebody is told to have killed, not of the dead."""
    return bool(_DOING.search(statement.text[: _place(statement, figure)]))


def fused(tolls: Iterable[Toll]) -> Toll:
    """One toll from those of several reports of an event: what most printed, the higher of equals
    (a toll rises); what was only inferred counts where nobody printed a number.

    Where one report counts the doer among the dead and the others give one fewer, he is one more.  Chosen
    on 480 shootings of SemEval-2018 task 5, where four tolls became right and none wrong; on 480 others none
    changed.
    """
    every = list(tolls)
    known = [t for t in every if not t.roundup] or every
    killed, killed_sure = _most([(t.killed, t.killed_sure, t.killed_weight) for t in known], low=True)
    if killed_sure and _nobody_died(known):
        killed, killed_sure = 0, False
    same = [t for t in known if t.killed == killed and t.injured_sure]
    injured, injured_sure = _most(
        [
            (max(0, t.injured - max(0, killed - t.killed)), t.injured_sure, t.injured_weight)
            for t in same or known
        ]
    )
    if not killed and any(t.died for t in known):  # a victim died after the first reports
        killed = 1
        later = [(t.injured, True, t.injured_weight) for t in known if t.died and t.injured_sure]
        injured = _most(later)[0] if later else max(0, injured - 1)
    if any(t.with_doer and t.killed == killed + 1 for t in every):
        killed += 1
    return Toll(killed, injured, killed_sure, injured_sure, max((t.shot for t in known), default=0))


def _nobody_died(tolls: Sequence[Toll]) -> bool:
    """Whether more reports count the injured and tell of no death than print how many died, these rarely or
    late: a page's other news, or a death that was not borne out.

    Chosen on 960 shootings of SemEval-2018 task 5, where two tolls became right and none wrong.
    """
    dead = [t for t in tolls if t.killed]
    alive = sum(t.injured_sure and not t.killed and not t.died for t in tolls)
    return alive > len(dead) and all(t.killed_weight < _RARELY for t in dead)


_RARELY = 4
"""What a number weighs that stands in the first lines once."""

_NOBODY = re.compile(
    r"attempted[\w\s-]{0,25}(?:murder|homicide)|brain[- ]dead|targeted for (?:killing|murder)"
    r"|(?:mass[- ])?murder (?:plot|conspiracy)"
    r"|(?:reduc|prevent|solv)(?:e|es|ing)? (?:\w+ )?(?:homicides?|murders?)"
    r"|(?:crimes?|activity|activities),? (?:ranging from|including|such as) [^.]*"
    r"|(?:homicide|murder) (?:detectives?|investigators?|unit|squad|division|bureau|report|charges?)",
    re.I,
)
"""Words of killing where nobody need have died."""


def _nobody(text: str) -> bool:
    """Whether a statement's only words of killing are of none ("attempted murders of five", "brain dead").

    Chosen on 960 shootings of SemEval-2018 task 5: of one half's tolls one became right, of the other's two,
    and none wrong.  "Manslaughter" is a death by the same: one of each half became right, and none wrong.
    """
    left, found = _NOBODY.subn("", text)
    return found > 0 and FATAL.search(left) is None


def _says(pattern: re.Pattern[str], text: str) -> bool:
    text = _NOBODY.sub("", text)
    found = pattern.search(text)
    return found is not None and not _NOT.search(text[: found.start()])


_UNNUMBERED = frozenset("a an another his her their himself herself".split())


def _count(statement: Statement, status: str) -> tuple[int, bool]:
    """How many one statement gives of a status, and whether as a number: numbers that are added up in
    it ("two adults and six children"), else its largest, else its single victims together."""
    every = [f for f in statement.figures if f.status == status and f.low is not None and not f.unit]
    every = [f for f in every if not _unborn(statement, f)]
    mine = [f for f in every if not _oneself(statement, f)]
    himself = len(every) > len(mine) > 0
    numeral = any(_first_word(statement, f) not in _UNNUMBERED for f in mine)
    if not mine and status != "killed":
        mine = every  # "shot himself in the foot"; who only killed himself is told by other signs
    best = total = 0
    last: Figure | None = None
    for figure in mine:
        number = int(figure.low or 0)
        added = last is not None and _added(statement, last, figure)
        total = total + number if added else number
        best = max(best, total)
        last = figure
    if not numeral and not _INCLUDING.search(statement.text):
        best = max(best, len({f.of for f in mine}))
    return best + himself, numeral


def _oneself(statement: Statement, figure: Figure) -> bool:
    return _first_word(statement, figure) in ("himself", "herself", "themselves")


def _unborn(statement: Statement, figure: Figure) -> bool:
    """Whether a figure is of an unborn child, whom those who keep such lists do not count."""
    at = _place(statement, figure)
    return "unborn" in statement.text[at : at + figure.end - figure.start].lower()


def _first_word(statement: Statement, figure: Figure) -> str:
    return (statement.text[_place(statement, figure) :].split() or [""])[0].lower()


def _place(statement: Statement, figure: Figure) -> int:
    """Where a figure stands in the statement's text; its end where it stands in none of the spans."""
    at = 0
    for span in statement.spans:
        if span.start <= figure.start < span.end:
            return at + figure.start - span.start
        at += len(span) + len(GLUE)
    return len(statement.text)


_INCLUDING = re.compile(r"\b(?:includ\w+|among|of (?:the|them|whom)|one of)\b", re.I)
_PART = re.compile(r"\s+of (?:them|whom|those|the)\b", re.I)
_GLUE = re.compile(r"^[\s\w’'-]{0,25}(?:,| and |, and )\s*[\w\s’'-]{0,12}$")


def _added(statement: Statement, left: Figure, right: Figure) -> bool:
    span = next((s for s in statement.spans if s.start <= left.start and right.end <= s.end), None)
    if span is None or len(statement.spans) > 1 or left.of == right.of:
        return False
    between = statement.text[left.end - span.start : right.start - span.start]
    after = statement.text[right.end - span.start :]
    return bool(_GLUE.match(between)) and not _INCLUDING.search(between) and not _PART.match(after)


def _best(votes: Counter[int]) -> int:
    return max(votes, key=lambda n: (votes[n], n), default=0)


def _most(values: Sequence[tuple[int, bool, int]], low: bool = False) -> tuple[int, bool]:
    """What most reports print, of equals what is printed more and earlier, then the higher; where none
    prints a number, or more than twice as many let one infer one and the same other, what most let one infer.

    The last was chosen on 960 shootings of SemEval-2018 task 5: one toll became right and none wrong, and as
    many on the other 960."""
    printed = [v for v, sure, _ in values if sure]
    inferred = [v for v, sure, _ in values if v and not sure]
    late = all(heavy < 4 for _, sure, heavy in values if sure)
    outvoted = len(inferred) > 2 * len(printed) and len({*inferred}) == 1 and inferred[0] not in printed
    outvoted = outvoted and late
    if printed and not outvoted:
        counts = Counter(printed)
        weight: Counter[int] = Counter()
        for value, sure, heavy in values:
            weight[value] += heavy if sure else 0
        return max(counts, key=lambda v: (counts[v], weight[v], v)), True
    counts = Counter(v for v, _, _ in values)
    return (max(counts, key=lambda v: (counts[v], -v if low else v)), False) if counts else (0, False)
