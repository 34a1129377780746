"""Denials that do not say what they deny: "She did not", "This is false", "he denied the charges".

What is denied stands elsewhere, so no likeness of words finds it.  It is what the same report says right
before, by another voice; where somebody "denied the allegations", what others lay to him, in any report but
in his own near the denial; where he "denies involvement", what his own report tells him to be behind.
Chosen on the odd half of 360 stories whose clashes were labelled whole, and counted on the even half.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from wiredesk.claims.facts import Facts
from wiredesk.claims.findings import Clash, about_one_matter, quoted
from wiredesk.claims.hung import CLAIM, told_before
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.polarity import LOOKED_INTO, negations
from wiredesk.claims.signals import Pair, near
from wiredesk.claims.words import plain, tokens
from wiredesk.model.statements import Force, Mode

UNTRUE = (
    r"(?:false|untrue|not (?:at all |entirely )?(?:true|accurate|correct|the case)|inaccurate|incorrect|"
    r"wrong|(?:an? |all )?lies?|(?:an? )?(?:\w+ly )*(?:\w+ )?(?:fabricat(?:ed|ions?)|fiction|nonsense)|"
    r"baseless|bogus|unfounded|groundless|made up|a hoax)"
)
DENYING = (
    r"(?:den(?:y|ies|ied|ying)|disput(?:es|ed|ing)|reject(?:s|ed|ing)|refut(?:es|ed|ing)|"
    r"dismiss(?:es|ed|ing))"
)

DID_NOT = re.compile(
    r"\W*(?:(?:but|however|in fact|yet)\b,? )?(?:he|she|they|it|we|(?:[A-Z][\w’'-]+ ?){1,3}) ?"
    r"(?:simply |just )?"
    r"(?:did|does|do|was|is|were|has|had|have)(?: not|n[’']t)\W*"
)
"""All of a passage that denies by its verb alone: "She did not"."""

TOLD = rf"(?:{CLAIM}|information|contention|notion|explanation|version|finding)"
IS_FALSE = re.compile(
    rf"\W*(?:(?:but|however|no)\b,? )?(?:this|that|it|they|these|those|"
    rf"(?:the|this|that|these|those) {TOLD})"
    rf"(?:(?:[’']s| (?:is|are|was|were))(?: (?:simply|just|plain|all|\w+ly)){{0,2}} {UNTRUE}(?:,? \w+)?\W*|"
    r"(?:[’']s| (?:is|are|was|were|has been|have been))(?: being)?(?: \w+ly)?"
    r" (?:denied|rejected|dismissed|disputed) by\b.*)",
    re.I,
)
"""All of a passage that calls what was said untrue, or tells by whom it was denied: "It is not accurate",
"the claim was denied by the harbour board"."""

MISCONDUCT = (
    r"(?:(?:any |all )?(?:sexual |inappropriate |improper |unwanted )*"
    r"(?:misconduct|harassment|assaults?|abuse|wrongdoing|impropriety|advances|relationship|relations|affair|liaison|encounter|behaviou?r|contact)\b)"
)
"""What people deny who are accused of such things, without the deed."""

DENIED = re.compile(
    rf"(?<!not )(?<!n[’']t )(?<!was )(?<!were )(?<!been )\b{DENYING}"
    rf"(?: (?!that\b|by\b|to\b|against\b|because\b)[\w’'-]+){{0,4}}? (?:{CLAIM}|wrongdoing|it|this)\b"
    r"(?=\W*$|\W+(?:against|and|but|in|on|during|through|again|made|levell?ed|\w+ing)\b|"
    r",? (?:at|as|saying|calling|through)\b)|"
    rf"\b(?<!not )(?<!was )(?<!were )(?<!been ){DENYING} (?:(?:that|this|those|these) (?:latter )?{TOLD}|"
    r"that|this|it)\b(?=\W*$|,)|"
    rf"\b(?:quick|tr(?:y|ied)|sought|moved|rushed) to (?:\w+ly )?(?:dismiss|reject|dispute|refute) "
    rf"(?:[\w’'-]+ ){{0,3}}?{CLAIM}(?=\W*$|,)|"
    rf"\b{DENYING} (?:[\w’'-]+ ){{0,3}}?{CLAIM} (?:of|that [\w’'-]+ (?:had )?engaged in) {MISCONDUCT}|"
    rf"\bdenials? of (?:any |all )?{MISCONDUCT}|"
    rf"\b{DENYING} (?:any |all |having |ever )*(?:engag(?:ed|ing) in )?(?:any |all )?{MISCONDUCT}|"
    rf"\b{CLAIM} (?:against|about) (?:me|him|her|us|them|the \w+|[A-Z]\w+)(?: (?:is|are|was|were))"
    rf"(?: \w+ly)? {UNTRUE}(?: and (?:\w+ly )?{UNTRUE})?\W*$|"
    rf"\b{CLAIM},? (?:that |which )?(?:he|she|they|it|[A-Z]\w+)(?: (?:has|have|had|\w+ly))* {DENYING}\W*$|"
    rf"\b(?:call(?:ed|s|ing)|dismiss(?:ed|es|ing)|describ(?:ed|es|ing)) (?:[\w’'-]+ ){{0,4}}?{CLAIM}\W+"
    rf"(?:as )?(?:\w+ ){{0,4}}?{UNTRUE}\b",
    re.I,
)
"""A denial of what is called allegations, and not told: "denied the underlying claims"."""

PART = re.compile(
    rf"(?<!not )(?<!n[’']t )\b{DENYING} (?:[\w’'-]+ ){{0,3}}?"
    r"(?:involvement|responsibility|complicity|role|part|hand|being (?:behind|involved|responsible))\b",
    re.I,
)
"""A denial of a part in what was done."""

RULING = re.compile(
    r"\b(?:courts?|judges?|justices?|panel|jur(?:y|ies|ors)|tribunal|lawmakers|voters)\b[^.;,]*$", re.I
)
"""Who rejects a claim, and denies nothing."""

MISDEED = re.compile(
    r"\b(?:lie[ds]?|lying|misle(?:d|ads?|ading)|harass\w*|assault\w*|abus\w+|grop\w+|kiss\w*|rap(?:e|ed|ing)|"
    r"molest\w*|misconduct|drunk\w*|drinking|"
    r"sexual\w*|(?<!same-)(?<!same )sex|advances|spy\w*|spied|hack\w*|meddl\w+|collu\w+|"
    r"interfer\w+|st(?:eal|ole)\w*|kill\w*|murder\w*|attack\w*|bomb\w*|beat\w*|slapp\w+|threat\w*|kidnap\w*|brib\w+|corrupt\w*|obstruct\w*|"
    r"withh[eo]ld\w*|hiding|hid|conspir\w+|plott\w*|pressur\w+|provok\w+|fraud\w*|launder\w*|cheat\w*|"
    r"target(?:ed|ing)|shell(?:ed|ing|s)|struck|air ?strikes?|bombard\w*|poison\w*|gas(?:sed|sing)|"
    r"violat\w+|behind|responsib\w+|orchestrat\w+|carried out|leak\w*)\b",
    re.I,
)
"""Deeds that people are accused of."""

DID = re.compile(
    r"\b(?:is|was|are|were|been|being) (?:directly |also )?(?:behind|responsible for|involved in)\b|"
    r"\b(?:carried out|perpetrated|committed|orchestrated|masterminded)\b(?! by)",
    re.I,
)
BEHIND_IT = re.compile(r"\b(?:behind|responsible for) (?:it|this|that)\b", re.I)
BLAMED = re.compile(
    r"\b(?:blam|accus)(?:e|es|ed|ing)\b|"
    r"\b(?:carried out|perpetrated|committed|orchestrated|masterminded)(?: either)? by\b",
    re.I,
)
"""Words of a deed whose doer stands before them, and after them."""


ABOUT = re.compile(r"\b(?:allegations?|accusations?|complaints?|claims|den(?:y|ies|ied|ying|ials?))\b", re.I)
"""Words of a passage that speaks of what was alleged, or denies it."""

ACCUSING = re.compile(r"\b(?:accus|alleg|claim|blam|complain|testif|conclu|said|says|told|according)", re.I)
ACCUSED_OF = re.compile(r"\b(?:been|was|were|is|are) (?:\w+ )?accused of\b", re.I)
"""What an outlet tells of an accusation, without a voice."""

ALLEGED = re.compile(r"\ballegedly (?!recant|with)|\baccus(?:es|ed|ing)\b", re.I)
"""Words of an outlet that tells what somebody is said to have done."""

ALLEGED_SO = re.compile(r"\b(?:allegation|accusation|claim)s? (?:that )?$", re.I)
"""Words of an outlet right before what somebody is said to have done."""

TAKEN_BACK = re.compile(r"\b(?:recant|retract|withdr[ae]w|settle)\w*\b", re.I)
"""Words of an accusation that stands no more."""

ACCUSED = re.compile(r"\baccus(?:es|ed|ing) (?:the )?((?:[A-Z][\w’'.-]*\s?){1,4})")
ALIKE = 0.1
"""Less alike, what is denied as allegations and what is laid to the same are two matters.  Of 17 such
disagreements that were told of 120 stories labelled whole four were clashes, all of them more alike."""

RIGHT_BEFORE = 3
"""So many statements before a denial its report tells the deed that is denied in other words."""

DENIES = re.compile(rf"\b{DENYING}\b", re.I)

BEFORE, AFTER = 12, 8
"""So many statements before a denial, and behind it, its report tells what is denied."""

FIRST = 12
"""So many words stand before such a denial at most: behind more of them it is said of these."""

BESIDE = re.compile(r"(?:deny|disput|reject|refut|dismiss)ing\b", re.I)
"""A denial beside what is denied: "the army used such weapons, dismissing the reports"."""

LONGEST = 30
"""So many words a denial has at most: a longer passage tells what it denies."""

SHORTEST = 4
"""So many words what is denied has at least."""


@lru_cache(maxsize=65_536)
def bare(text: str) -> str | None:
    """Which sort of denial without content a passage is: "did not", "is false", "denied", "part" (in what
    was done); None for others."""
    if DID_NOT.fullmatch(text):
        return "did not"
    if IS_FALSE.fullmatch(text):
        return "is false"
    if len(text.split()) > LONGEST:
        return None
    found = DENIED.search(text)
    beside = found is not None and found.start() > 0 and BESIDE.match(found.group()) is not None
    if (
        found
        and not beside
        and not RULING.search(text[: found.start()])
        and text.count(" ", 0, found.start()) <= FIRST
    ):
        return "denied"
    return "part" if PART.search(text) else None


def with_answers(facts: Sequence[Facts], starts: Sequence[int]) -> list[Facts]:
    """Facts that know which statements of the story they deny without repeating them; ``starts`` says where
    in its report each begins."""
    hung = {i for i, f in enumerate(facts) if told_before(f)}
    denials = {i for i, f in enumerate(facts) if not f.asked and bare(f.text)} - hung
    denied = {i for i, f in enumerate(facts) if f.force is Force.DENIED and not f.asked} - hung
    blamers = {i: back for i, f in enumerate(facts) if (back := _blames_another(f))}
    if not denials and not hung and not denied and not blamers:
        return list(facts)
    in_order: dict[str, list[int]] = defaultdict(list)
    for i in sorted(range(len(facts)), key=lambda i: (starts[i], facts[i].id)):
        in_order[facts[i].report].append(i)
    answers: dict[int, set[str]] = defaultdict(set)
    for order in in_order.values():
        for at, i in enumerate(order):
            if i in denials and at and _answers_last(facts[i], last := facts[order[at - 1]]):
                answers[i].add(last.plain)
            elif i in blamers:
                before = [facts[j] for j in order[max(0, at - 2) : at] if facts[j].voice != facts[i].voice]
                answers[i].update(f.plain for f in before if _laid_by_name(f, blamers[i]))
            if i in hung:
                answers[i].update(_hangs_on(facts[i], [facts[j] for j in order]))
    place = {i: at for order in in_order.values() for at, i in enumerate(order)}
    meant = {i: n for order in in_order.values() for i, n in _meant([(i, facts[i]) for i in order])}
    for i in sorted(denials):
        sort = bare(facts[i].text)
        laid = {"denied": _laid_to, "part": _part_laid_to}.get(sort or "")
        if laid is not None:
            answers[i].update(facts[j].plain for j in laid(i, facts, place, meant))
    for i in sorted(denied):
        if bare(facts[i].text) in (None, "part"):
            order = in_order[facts[i].report]
            before = [facts[j] for j in order[max(0, place[i] - RIGHT_BEFORE) : place[i]]]
            answers[i].update(_laid_right_before(facts[i], before))
    return [replace(f, answers=frozenset(answers[i])) if answers.get(i) else f for i, f in enumerate(facts)]


def _hangs_on(denial: Facts, others: Sequence[Facts]) -> Iterator[str]:
    """What its report tells, as ``plain``, in the words before a denial that hangs on them."""
    told = plain(told_before(denial) or denial.text)
    for f in others:
        said = f.force is not Force.DENIED and f.voice != denial.voice
        if said and (denial.plain.startswith(f.plain) or told in f.plain):
            yield f.plain


def _laid_right_before(denial: Facts, before: Sequence[Facts]) -> Iterator[str]:
    """The deeds, as ``plain``, that others lay by name to him who denies a thing right behind."""
    found = PART.search(denial.text) or DENIES.search(denial.text)
    who = _names(denial.text[: found.start()] if found else "") | _names(denial.mouth)
    for f in before:
        if not f.speaker or f.voice == denial.voice or not _lays(f) or ABOUT.search(f.text):
            continue
        if LOOKED_INTO.search(f.text):
            continue
        did, blamed = MISDEED.search(f.text), BLAMED.search(f.text)
        doers = f.text[blamed.end() :] if blamed else f.text[: did.start()] if did else ""
        if did and not bare(f.text) and any(one_people(x, y) for x in _names(doers) for y in who):
            yield f.plain


BLAMES = re.compile(
    r"^\W*(?:[\w’'-]+ ){1,5}blam(?:es|ed|ing) (?:(?:it|this|that|the \w+) on )?(?P<on>[\w’' -]+)", re.I
)


def _blames_another(f: Facts) -> frozenset[str]:
    """The names of him who lays a thing to others: "Ostrin blamed it on rebels"; empty where nobody does."""
    found = BLAMES.search(f.text)
    if found is None or not f.speaker or f.negated or f.force is Force.DENIED:
        return frozenset()
    who = _names(f.text[: found.start()]) | _names(f.mouth)
    return frozenset() if who & _names(found["on"]) else who


def _laid_by_name(f: Facts, who: frozenset[str]) -> bool:
    """Whether a statement lays a deed to one of some names."""
    did, blamed = DID.search(f.text), BLAMED.search(f.text)
    doers = f.text[: did.start()] if did else f.text[blamed.end() :] if blamed else ""
    return _lays(f) and any(one_people(x, y) for x in _names(doers) for y in who)


def _answers_last(denial: Facts, last: Facts) -> bool:
    """Whether a denial answers the statement that its report makes right before it: another's words."""
    if not last.speaker or last.asked or bare(last.text) or len(last.plain.split()) < SHORTEST:
        return False
    sort = bare(denial.text)
    if sort == "did not":
        return not denial.speaker
    if last.voice == denial.voice or ABOUT.search(last.text) is not None or sort == "part":
        return False
    if sort == "denied" and last.mode is Mode.DIRECT and not MISDEED.search(last.text):
        return bool(_names(last.text) & _names(denial.mouth))
    return sort == "is false" or _lays(last)


def _lays(f: Facts) -> bool:
    """Whether a statement can be what somebody denies who denies what is laid to him: it is told as so."""
    only_wished = f.force in {Force.DENIED, Force.DEMANDED, Force.PROMISED, Force.ASKED, Force.CONDITIONAL}
    return not (f.asked or f.negated or only_wished or negations(f.text))


_NOBODY: frozenset[str] = frozenset()
HE = re.compile(r"\b(?:he|his|him|she)\b", re.I)


def _meant(order: Sequence[tuple[int, Facts]]) -> Iterator[tuple[int, frozenset[str]]]:
    """For each statement of a report that names nobody, and says "he" or "she", the names of its sentence, or
    of the two statements before it."""
    for at, (i, f) in enumerate(order):
        if f.names or HE.search(f.text) is None:
            continue
        for text in (f.sentence, *(g.text for _, g in reversed(order[max(0, at - 2) : at]))):
            if found := _names(text):
                yield i, found
                break


def _laid_to(
    i: int, facts: Sequence[Facts], place: Mapping[int, int], meant: Mapping[int, frozenset[str]]
) -> Iterator[int]:
    """The statements in which others lay a deed to him who denies what is laid to him: in any report, but in
    his own (where ``place`` counts its statements) near the denial; ``meant`` are the names of those whom
    statements call "he"."""
    found = DENIED.search(facts[i].text)
    before = facts[i].text[: found.start()] if found else ""
    who = _names(before) or _names(facts[i].mouth) | _accused_before(i, facts, place)
    for j, f in enumerate(facts):
        told = f.speaker or ACCUSED_OF.search(f.text) is not None or ALLEGED.search(f.text) is not None
        told = told or ALLEGED_SO.search(f.sentence[: max(0, f.sentence.find(f.text[:40]))]) is not None
        if j == i or not told or f.voice == facts[i].voice or not _lays(f):
            continue
        if f.report == facts[i].report and not -AFTER <= place[i] - place[j] <= BEFORE:
            continue
        named = f.names or meant.get(j, _NOBODY)
        if ABOUT.search(f.text) or not MISDEED.search(f.text) or not (who & named or _seat_of(who, named)):
            continue
        if not ACCUSING.search(f.sentence) or TAKEN_BACK.search(f.text):
            continue
        accused = ACCUSED.search(f.text)
        if accused and not who & _names(accused.group(1)):
            continue  # another is accused
        yield j


def _accused_before(i: int, facts: Sequence[Facts], place: Mapping[int, int]) -> frozenset[str]:
    """The names of who is accused right before somebody denies it of whom only "he" is said."""
    near = (f for j, f in enumerate(facts) if f.report == facts[i].report and 0 < place[i] - place[j] <= 3)
    return frozenset(n for f in near if (found := ACCUSED.search(f.text)) for n in _names(found.group(1)))


def _part_laid_to(
    i: int, facts: Sequence[Facts], place: Mapping[int, int], _: Mapping[int, frozenset[str]]
) -> Iterator[int]:
    """The statements in which others say that the denier did what is told."""
    found = PART.search(facts[i].text)
    who = _names(facts[i].text[: found.start()] if found else "") | _names(facts[i].mouth) | facts[i].who
    deed = {t.stem for t in tokens(facts[i].text[found.end() :] if found else "")[:2] if not t.name}
    for j, f in enumerate(facts):
        if f.voice == facts[i].voice or not _lays(f) or ABOUT.search(f.text):
            continue
        did, blamed = DID.search(f.text), BLAMED.search(f.text)
        doers = f.text[: did.start()] if did else f.text[blamed.end() :][:60] if blamed else ""
        of_one_deed = bool(BEHIND_IT.search(f.text) or {t.stem for t in f.words} & deed)
        near_by = f.report == facts[i].report and 0 < place[i] - place[j] <= RIGHT_BEFORE
        seats = (of_one_deed or near_by) and not ACCUSED_OF.search(f.text)
        if not (of_one_deed or f.report == facts[i].report):
            continue
        if any(one_people(x, t.stem, seats) for t in tokens(doers) for x in who):
            yield j


def one_people(one: str, other: str, seats: bool = True) -> bool:
    """Whether two stems are one name or a country's and its people's ("russia", "russian"), with ``seats``
    also that of the seat of its government ("moscow")."""
    if seats:
        one, other = _seats().get(one, one), _seats().get(other, other)
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(short) >= 4 and len(long) - len(short) <= 3


def _seat_of(who: frozenset[str], named: frozenset[str]) -> bool:
    """Whether a seat of government denies what is told of its country ("Kremlin", "Russia")."""
    seats = _seats()
    return any(one_people(x, y) for x in who if x in seats for y in named)


SEATS = (
    "Kremlin Russia, Moscow Russia, Beijing China, Washington America, London Britain, Paris France, "
    "Berlin Germany, Rome Italy, Madrid Spain, Athens Greece, Ankara Turkey, Tehran Iran, Baghdad Iraq, "
    "Damascus Syria, Riyadh Saudi, Sanaa Yemen, Amman Jordan, Beirut Lebanon, Cairo Egypt, Tripoli Libya, "
    "Khartoum Sudan, Kabul Afghanistan, Islamabad Pakistan, Delhi India, Tokyo Japan, Pyongyang DPRK, "
    "Hanoi Vietnam, Manila Philippines, Jakarta Indonesia, Canberra Australia, Ottawa Canada, "
    "Brussels Belgium, Vienna Austria, Warsaw Poland, Budapest Hungary, Kyiv Ukraine, Kiev Ukraine, "
    "Minsk Belarus, Caracas Venezuela, Havana Cuba, Bogota Colombia, Nairobi Kenya, Abuja Nigeria, "
    "Harare Zimbabwe, Kigali Rwanda, Doha Qatar"
)
"""Seats of governments that news names for their countries: "Moscow denied any part".  By hand."""


@lru_cache(maxsize=1)
def _seats() -> Mapping[str, str]:
    """The stem of the country of each seat of government, by that of its own name."""
    both = (pair.split() for pair in SEATS.split(", "))
    return {_stem_of(seat): _stem_of(country) for seat, country in both}


def _stem_of(name: str) -> str:
    return next(t.stem for t in tokens(name))


@lru_cache(maxsize=65_536)
def _names(text: str) -> frozenset[str]:
    """The stems of the names in a passage, without titles and the like."""
    return frozenset(t.stem for t in tokens(TITLE.sub(" ", text)) if t.name)


TITLE = re.compile(
    r"\b(?:The|They|She|He|But|However|And|For|Former|President|Senator|Representative|Republicans?|Democrats?|"
    r"Democratic|House|White|Senate|Mrs|Sen|Rep|Gov|Minister|Prime|Police|State|United|States|New)\b"
)


def answer_clash(p: Pair, by: Likeness) -> Clash | None:
    """One denies the other without a word of what it says."""
    for no, yes in p.either_way():
        whole = bare(no.text) not in ("denied", "part") or no.report == yes.report
        whole = whole or told_before(no) is not None
        if yes.plain in no.answers and (whole or about_one_matter(p, by) >= ALIKE):
            return Clash("polarity", f"{quoted(no)} denies what {quoted(yes)} says.", 0.5)
    return None


UNSAID = re.compile(
    r"(?:\bnever|\b(?:did|do|does|has|have|had)(?: not|n[’']t)|\bden(?:y|ies|ied|ying))"
    r"(?: (?:ever|having|actually))* "
    r"(?:said|say|saying|stated|claimed that|(?:told|tell) (?:[\w’'-]+ ){1,3}?that)\b"
    r"(?! (?:how|what|why|when|who|whom|where|if|whether|which|much|anything|more)\b)(?: that\b)?",
    re.I,
)
"""A denial of words: "never said that …", "denied having told reporters that …"."""

SAID = 0.6
"""The share of what somebody says that he never said which must stand in what he is quoted with; by hand."""


def unsaid_clash(p: Pair, by: Likeness) -> Clash | None:
    """Somebody, or who speaks for him, says that he never said what he is quoted with."""
    for no, yes in p.either_way():
        found = UNSAID.search(no.text)
        if found is None or UNSAID.search(yes.text) or not yes.speaker or yes.negated:
            continue
        if yes.force is Force.DENIED or yes.has_condition:
            continue
        whose = _names(no.text[: found.start()])
        if not whose & _names(yes.mouth) and (whose or no.voice != yes.voice):
            continue
        said = {t.stem for t in tokens(no.text[found.end() :])}
        held = {t.stem for t in yes.words}
        shared = [s for s in said if any(near(s, h) >= 0.6 for h in held)]
        if len(shared) >= min(2, len(said)) and len(shared) >= SAID * len(said) and shared:
            return Clash("polarity", f"{quoted(no)} denies that {quoted(yes)} was said.", 0.6)
    return None
