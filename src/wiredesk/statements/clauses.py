"""Clauses: a sentence cut into the pieces that say one thing each.

A careful editor's unit is neither the sentence (most news sentences hold two or three claims) nor
every verb.  Cut are coordinated clauses, clauses beside each other ("while", ";"), and modifying
clauses that carry news of their own: a figure, an event, who holds a place.  A condition is never
cut from what depends on it.  The lists were chosen by reading what an editor marked in one story
and what the rules did to articles of the AllSides round-ups.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wiredesk.model.parses import Parse
from wiredesk.statements.conditions import Condition
from wiredesk.statements.force import negated
from wiredesk.statements.losses import tells_toll, told_above, toll_participle, toll_phrase
from wiredesk.statements.sentences import CLOSERS, OPENERS, SUBJECTS, finite, runs, subject

# "refused to sign the treaty and free the prisoners": what was not done is not cut.
UNDONE = frozenset("refuse fail decline deny forget neglect avoid oppose want hope try threaten".split())
SHORTEST = 4  # words that a modifying clause needs to stand alone
BESIDE = frozenset({"while", "whereas", "although", "though"})
CIRCUMSTANCE = frozenset({"as", "when", "while"})
SETTING = frozenset({"after", "before", "when", "as", "because", "since"})
EDGE = frozenset({",", ";", ":", ".", "-", "–", "—", "…", "...", "!", "?"})
JOINERS = frozenset({"and", "but", "or", "nor", "yet", "so", "while", "whereas", "although", "though"})
# Verbs of attitude: "supports the call and hopes that …" is one stance, not two events.
ATTITUDES = frozenset("hope believe think feel want wish support welcome remain seem appear be look".split())
# What makes a modifying clause news: verbs of violence, movement, holding and decision.
EVENTS = frozenset(
    """kill wound injure hurt shoot stab bomb attack strike hit explode destroy damage burn burst capture
    seize take lose retake recapture control hold overrun besiege surround shell fire launch arrest
    detain charge sentence accuse release rescue evacuate displace flee leave die crash collapse
    sink fall rise drop force send carry transport bring deliver deploy withdraw retreat advance
    sign pass approve reject vote win defeat elect appoint resign announce order ban close open
    begin start end cause prompt spark trigger raise cut pledge offer agree demand warn claim say
    report find issue publish meet visit arrive cross enter kidnap abduct execute target clash
    battle fight protest march""".split()
)


@dataclass(frozen=True, slots=True)
class Clause:
    """``words`` are parse indices, in order; ``head`` the word that governs the rest.  ``kind``:
    main, coordinate, shared, beside, setting, relative, participle, share.  ``noun`` is the word that
    a relative or participle describes (the one it says something of), else None.  A shared predicate
    ("must end X and limit Y": the second) needs the words ``lead`` before it ("must") and takes its
    force from the word ``under``."""

    words: tuple[int, ...]
    head: int
    kind: str
    noun: int | None = None
    lead: tuple[int, ...] = ()
    under: int | None = None


def clauses(parse: Parse, words: Sequence[int], found: Sequence[Condition]) -> list[Clause]:
    """The clauses that some ``words`` of one sentence make, in text order; ``found`` are the
    conditions of that sentence.

    Every word is in one clause or at a trimmed edge; no condition is in another clause than what
    depends on it.
    """
    inside = set(words)
    if not inside:
        return []
    held = [set(c.antecedent) for c in found]
    top = _top(parse, inside, set().union(*held))
    cuts: dict[int, str] = {}
    for i in sorted(inside):
        if i != top:
            kind = _kind(parse, i, inside, top, cuts)
            if kind == "shared" and found:
                kind = None
            if kind and not any(i in h and (top in h or len(h & inside) < len(h)) for h in held):
                cuts[i] = kind
    owners = {i: _owner(parse, i, cuts, top, inside) for i in inside}
    for together in held:  # a condition goes with what depends on it
        for wrong in _split_conditions(parse, together, owners, cuts):
            cuts.pop(wrong, None)
        owners = {i: _owner(parse, i, cuts, top, inside) for i in inside}
    _far_predicates(parse, owners, cuts, top)
    _before_participles(parse, owners, cuts)
    _smooth(parse, owners, sorted(inside))
    out = []
    for head in {owners[i] for i in inside}:
        mine = _trimmed(parse, [i for i in sorted(inside) if owners[i] == head])
        if mine:
            part = cuts.get(head, "main")
            describes = part == "relative" or (part == "participle" and not tells_toll(parse, head))
            noun = parse.words[head].head if describes else None
            lead, under = _lead(parse, head, inside) if part == "shared" else NO_LEAD
            out.append(Clause(tuple(mine), head, part, noun, lead, under))
    return sorted(out, key=lambda c: (c.words[0], c.head))


def _top(parse: Parse, inside: set[int], conditional: set[int]) -> int:
    tops = [i for i in inside if parse.words[i].head not in inside or parse.words[i].head == i]
    tops = [i for i in tops if i not in conditional] or tops
    if not tops:
        return min(inside)
    return max(
        tops,
        key=lambda i: (
            parse.words[i].pos in {"VERB", "AUX"},
            sum(1 for k in parse.subtree(i) if k in inside),
            -i,
        ),
    )


def _owner(parse: Parse, i: int, cuts: dict[int, str], top: int, inside: set[int]) -> int:
    at = i
    while True:
        if at in cuts or at == top:
            return at
        above = parse.words[at].head
        if above == at or above not in inside:
            return top
        at = above


def _split_conditions(
    parse: Parse, together: set[int], owners: dict[int, int], cuts: dict[int, str]
) -> list[int]:
    """Cuts to undo so that an antecedent stays in one piece."""
    mine = {owners[i] for i in together if i in owners}
    if len(mine) < 2:
        return []
    keep = owners.get(min(i for i in together if i in owners))
    return [m for m in mine if m in cuts and (m in together or m != keep)]


def _kind(parse: Parse, i: int, inside: set[int], top: int, cuts: dict[int, str]) -> str | None:
    word = parse.words[i]
    if toll_participle(parse, i):
        return "participle"
    if word.dep in {"conj", "appos"} and word.pos in {"NOUN", "NUM", "ADJ"} and toll_phrase(parse, i):
        return "coordinate" if told_above(parse, i, inside) else None
    if word.dep not in {"conj", "ccomp", "parataxis", "relcl", "advcl", "acl"} or word.pos == "PROPN":
        return None
    size = sum(1 for k in parse.subtree(i) if k in inside and parse.words[k].pos != "PUNCT")
    if size >= 2 and tells_toll(parse, i) and word.head in inside:
        return _toll_kind(parse, i, size)
    if word.dep in {"conj", "ccomp", "parataxis"}:
        return _coordinate(parse, i, size, top, cuts) if word.head in inside else None
    if word.dep == "relcl":
        if size >= 4 and _told_control(parse, i):
            return "relative"
        return "relative" if size >= 6 and _carries_news(parse, i, inside) else None
    if word.dep in {"advcl", "acl"}:
        if word.tag in {"VBG", "VBN"} and not finite(parse, i):
            return "participle" if size >= SHORTEST and _participle_news(parse, i, inside) else None
        if word.dep == "advcl" and finite(parse, i) and parse.child(i, *SUBJECTS) is not None:
            return _adverbial(parse, i, size)
    return None


def _toll_kind(parse: Parse, i: int, size: int) -> str | None:
    """A toll is a claim of its own, beside another toll and beside what caused it."""
    word = parse.words[i]
    if word.dep == "relcl":
        return "relative" if parse.words[word.head].pos in {"NOUN", "PROPN"} and size >= 4 else None
    if word.dep in {"advcl", "acl"}:
        first = min(parse.subtree(i))
        return "participle" if word.tag == "VBG" and first == i and size >= 3 else None
    if word.dep == "conj" and word.pos in {"VERB", "AUX"}:
        joined_to = parse.words[word.head]
        told = joined_to.pos == "VERB" or tells_toll(parse, word.head)
        return "coordinate" if told and not _alternative(parse, word.head, i) else None
    return None


def _coordinate(parse: Parse, i: int, size: int, top: int, cuts: dict[int, str]) -> str | None:
    word = parse.words[i]
    if not finite(parse, i):
        return "shared" if _shares_modal(parse, i, size) else None
    head = word.head
    own = parse.child(i, *SUBJECTS)
    if word.dep == "ccomp":
        # "X did A; Y did B": the parser hangs the first under the second
        between = [parse.words[k].text for k in range(max(parse.subtree(i)) + 1, head)] if i < head else []
        loose = own is not None and size >= 4 and parse.child(i, "mark") is None
        return "coordinate" if loose and (";" in between or ("," in between and "and" in between)) else None
    if not _independent(parse, head) or _alternative(parse, head, i):
        return None
    first = _first_of(parse, head)
    inner = parse.words[first].dep in {"relcl", "acl", "advcl"} and first not in cuts and first != top
    if inner and not (own is not None and parse.child(i, "mark") is not None):
        return None
    if own is not None:
        return "coordinate" if size >= 4 else None
    if size < 5 or word.lemma in ATTITUDES or parse.words[head].lemma in ATTITUDES:
        return None
    rest = sum(1 for k in parse.subtree(head) if parse.words[k].pos != "PUNCT") - size
    return "coordinate" if rest >= 5 and finite(parse, head) else None


def _holder(parse: Parse, i: int) -> int | None:
    """The verb that ``i`` shares a modal or "to" with: itself or the one it is joined to; or None."""
    seen = {i}
    while True:
        if any(parse.words[c].tag in {"MD", "TO"} and c < i for c in parse.children(i)):
            return i
        above = parse.words[i].head
        if parse.words[i].dep != "conj" or above in seen:
            return None
        seen.add(above)
        i = above


def _shares_modal(parse: Parse, i: int, size: int) -> bool:
    """ "must end the lottery and limit the sponsorship of families": two plans, where neither is
    negated, refused or conditional."""
    word = parse.words[i]
    holder = _holder(parse, i)
    if word.dep != "conj" or word.tag != "VB" or size < 5 or holder is None or holder == i:
        return False
    who = subject(parse, holder)
    if who is not None and parse.words[who].tag in {"WDT", "WP"}:
        return False
    if parse.child(i, "nsubj", "nsubjpass") is not None or parse.child(holder, "dobj", "prep") is None:
        return False
    over, above = parse.words[holder], parse.words[holder].head
    modal = any(parse.words[c].tag == "MD" for c in parse.children(holder))
    if modal:
        fit = over.dep in {"ROOT", "conj", "ccomp", "parataxis"} and subject(parse, holder) is not None
    else:
        fit = over.dep == "xcomp" and finite(parse, above) and parse.words[above].lemma not in UNDONE
    chain = {i, holder, above if not modal else holder, parse.words[i].head}
    if any(negated(parse, k) for k in chain) or _alternative(parse, parse.words[i].head, i):
        return False
    size_of_first = sum(1 for k in parse.subtree(holder) if parse.words[k].pos != "PUNCT") - size
    return fit and size_of_first >= 3 and not _conditional(parse, _first_of(parse, holder))


NO_LEAD: tuple[tuple[int, ...], int | None] = ((), None)


def _lead(parse: Parse, i: int, inside: set[int]) -> tuple[tuple[int, ...], int | None]:
    """The words that a shared predicate needs before it, and the verb that says how it is meant."""
    holder = _holder(parse, i)
    if holder is None:
        return (), None
    above = parse.words[holder].head if parse.words[holder].dep == "xcomp" else holder
    who = subject(parse, above)
    words: set[int] = set()
    if who is not None:
        under = set(parse.subtree(who))
        words = {k for k in under if under >= set(range(min(k, who), max(k, who)))}
    for verb in {holder, above}:
        near = [c for c in parse.children(verb) if c < verb and parse.words[c].dep in {"aux", "auxpass"}]
        words |= {*near, *([verb] if verb != holder else [])}
    if above != holder:
        words |= {c for c in parse.children(above) if parse.words[c].dep == "dobj" and c < holder}
    kept = tuple(sorted(k for k in words if k in inside and k < i))
    return (kept if len(kept) <= 14 else ()), above


def _first_of(parse: Parse, i: int) -> int:
    """The first of the coordinated words that ``i`` belongs to."""
    while parse.words[i].dep == "conj" and parse.words[i].head != i:
        i = parse.words[i].head
    return i


def _alternative(parse: Parse, head: int, i: int) -> bool:
    """Whether "or" joins ``i`` to ``head``: a choice is never cut."""
    between = [c for c in parse.children(head) if c < i and parse.words[c].dep == "cc"]
    either = parse.child(head, "preconj")
    if either is not None and parse.words[either].text.lower() == "either":
        return True
    return bool(between) and parse.words[between[-1]].text.lower() == "or"


def _independent(parse: Parse, i: int) -> bool:
    """Whether a verb is not itself inside a subordinate clause that must stay whole."""
    i = _first_of(parse, i)
    word = parse.words[i]
    return word.dep in {"ROOT", "ccomp", "parataxis", "advcl", "relcl", "appos", "acl"} and not _conditional(
        parse, i
    )


def _conditional(parse: Parse, i: int) -> bool:
    mark = parse.child(i, "mark")
    return mark is not None and parse.words[mark].text.lower() in {"if", "unless", "once", "until"}


def _comma_before(parse: Parse, first: int) -> bool:
    return first > 0 and parse.words[first - 1].text in {",", "—", "–", "-", "(", ";"}


def _carries_news(parse: Parse, i: int, inside: set[int]) -> bool:
    under = [k for k in parse.subtree(i) if k in inside]
    if len(under) != len(parse.subtree(i)):
        return False
    if any(parse.words[k].ent in {"DATE", "TIME", "CARDINAL", "QUANTITY", "MONEY", "PERCENT"} for k in under):
        return True
    word = parse.words[i]
    past = word.tag == "VBD" or any(
        parse.words[c].text.lower() in {"was", "were", "had"} for c in parse.children(i)
    )
    return word.lemma in EVENTS and past and len(under) >= 8


def _told_control(parse: Parse, i: int) -> bool:
    """Whether a relative clause says who holds, declared or claimed something ("which controls …")."""
    word = parse.words[i]
    if word.lemma not in {"control", "hold", "seize", "capture", "recapture", "declare", "claim", "occupy"}:
        return False
    who = parse.child(i, "nsubj")
    return (
        who is not None
        and parse.words[who].tag in {"WDT", "WP"}
        and parse.child(i, "dobj", "ccomp") is not None
    )


def _participle_news(parse: Parse, i: int, inside: set[int]) -> bool:
    under = [k for k in parse.subtree(i) if k in inside]
    if not under or len(under) != len(parse.subtree(i)):
        return False
    first = under[0]
    word = parse.words[i]
    comma = _comma_before(parse, first)
    if word.tag == "VBG":
        if not comma or any(parse.words[c].dep == "mark" for c in parse.children(i)):
            return False
        figure = any(parse.words[k].pos == "NUM" for k in under)
        return figure or (word.lemma in EVENTS and len(under) >= 5)
    if word.dep == "advcl":  # "Accused by 80 women, he …": a figure of its own in front
        last = under[-1] + 1
        figure = any(parse.words[k].tag == "CD" and parse.words[k].ent not in {"DATE", "TIME"} for k in under)
        return figure and i == first and last < len(parse.words) and parse.words[last].text == ","
    # a noun with a past participle, a time and a place: an event of its own
    inner = {d for k in under if k != i and parse.words[k].dep == "relcl" for d in parse.subtree(k)}
    kinds = {parse.words[k].ent for k in under if k not in inner}
    return bool(kinds & {"DATE", "TIME"}) and bool(kinds & {"GPE", "LOC", "FAC"} or comma)


def _adverbial(parse: Parse, i: int, size: int) -> str | None:
    mark = next((c for c in parse.children(i) if parse.words[c].dep in {"mark", "advmod"} and c < i), None)
    low = parse.words[mark].text.lower() if mark is not None else ""
    if mark is None or min(parse.subtree(i)) < mark - 1:
        return None
    if low in CIRCUMSTANCE and mark > parse.words[i].head and _counts_loss(parse, parse.words[i].head):
        return None  # "12 were killed as the army shelled Varo": when and where the toll was
    if low in BESIDE and size >= 4:
        return "beside"
    if low in SETTING and size >= 7 and parse.words[parse.words[i].head].lemma not in {"come", "be"}:
        past = parse.words[i].tag == "VBD" or any(
            parse.words[c].tag == "VBD" for c in parse.children(i) if parse.words[c].dep.startswith("aux")
        )
        rest = sum(1 for k in parse.subtree(parse.words[i].head) if parse.words[k].pos != "PUNCT") - size
        return "setting" if past and rest >= 5 else None
    return None


def _counts_loss(parse: Parse, i: int) -> bool:
    """Whether the clause of verb ``i`` gives a toll."""
    return parse.words[i].lemma in {"kill", "wound", "injure", "die", "hurt"} and tells_toll(parse, i)


def _far_predicates(parse: Parse, owners: dict[int, int], cuts: dict[int, str], top: int) -> None:
    """A predicate without a subject that the parser hangs on the first verb, over a clause joined on to it,
    goes with that clause: "… and the cold, the second in a year, will worsen hunger"."""
    for i in [i for i, owner in owners.items() if owner == top and i != top]:
        word = parse.words[i]
        if word.dep != "ccomp" or word.head != top or i < top or parse.child(i, *SUBJECTS) is not None:
            continue
        near = [
            c for c, kind in cuts.items() if kind == "coordinate" and parse.words[c].head == top and c < i
        ]
        if near and finite(parse, i):
            for k in parse.subtree(i):
                if owners.get(k) == top:
                    owners[k] = near[-1]


def _before_participles(parse: Parse, owners: dict[int, int], cuts: dict[int, str]) -> None:
    """Words that the parser hangs under a participle but that stand before it are not its own."""
    for cut, kind in cuts.items():
        if kind == "participle" and parse.words[cut].tag == "VBG":
            above = owners.get(parse.words[cut].head, cut)
            for k in parse.subtree(cut):
                if k < cut and owners.get(k) == cut:
                    owners[k] = above


def _smooth(parse: Parse, owners: dict[int, int], order: list[int]) -> None:
    """A stray word or two inside another clause belongs to that clause."""
    for first, last in runs(order):
        start = first
        groups: list[tuple[int, int, int]] = []
        for i in range(first, last + 1):
            if i == last or owners[i + 1] != owners[i]:
                groups.append((start, i, owners[i]))
                start = i + 1
        for n, (a, b, owner) in enumerate(groups):
            if b - a > 1 or owner in range(a, b + 1) or len(groups) == 1:
                continue
            if all(parse.words[k].dep in {"cc", "punct"} for k in range(a, b + 1)):
                continue
            near = groups[n - 1][2] if n else groups[n + 1][2]
            near = groups[n + 1][2] if 0 < n < len(groups) - 1 and groups[n + 1][2] == near else near
            for k in range(a, b + 1):
                owners[k] = near


def _trimmed(parse: Parse, mine: list[int]) -> list[int]:
    """The words of a clause without the commas and joining words at the edges of its runs."""
    out: list[int] = []
    last_word = len(parse.words) - 1
    for first, last in runs(mine):
        a, b = first, last
        while a <= b and (
            parse.words[a].text in EDGE
            or parse.words[a].text.lower() in JOINERS
            or (parse.words[a].text.lower() == "that" and parse.words[a].dep == "mark")
        ):
            a += 1
        while b >= a and (
            parse.words[b].text in EDGE
            or (parse.words[b].text.lower() in JOINERS and parse.words[b].pos != "NOUN")
            or parse.words[b].text in {"(", "with"}
            or (b < last_word and _dangles(parse, b))
        ):
            b -= 1
        if a <= b and any(parse.words[k].text[0].isalnum() for k in range(a, b + 1)):
            out.extend(range(a, b + 1))
    return out


def _dangles(parse: Parse, i: int) -> bool:
    """Whether a preposition or conjunction has lost what it governs to the words behind it."""
    word, after = parse.words[i], parse.words[i + 1]
    if word.tag != "IN" or after.pos == "PUNCT" or after.sentence != word.sentence:
        return False
    return word.dep in {"mark", "prep"} and after.tag in {"NNP", "NNPS", "CD", "DT", "PRP$", "JJ"}


__all__ = ["CLOSERS", "OPENERS", "Clause", "clauses"]
