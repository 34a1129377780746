"""Clauses: a sentence cut into the pieces that say one thing each.

A careful editor's unit is neither the sentence (most news sentences hold two or three claims) nor
every verb.  Cut are coordinated clauses, clauses beside each other ("while", ";"), and modifying
clauses that carry news of their own: a figure, an event, who holds a place.  A condition is never
cut from what depends on it (:mod:`wiredesk.statements.news` says which clauses are news).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wiredesk.model.parses import Parse
from wiredesk.statements.conditions import Condition
from wiredesk.statements.fates import STATUS
from wiredesk.statements.joints import leaves_nothing, strays
from wiredesk.statements.losses import raises_toll, tells_toll
from wiredesk.statements.news import kind as kind_of
from wiredesk.statements.plans import NO_LEAD, lead
from wiredesk.statements.sentences import CLOSERS, FINITE, OPENERS, SUBJECTS, finite, runs

EDGE = frozenset({",", ";", ":", ".", "-", "--", "–", "—", "…", "...", "!", "?"})
JOINERS = frozenset({"and", "but", "or", "nor", "yet", "so", "while", "whereas", "although", "though"})


@dataclass(frozen=True, slots=True)
class Clause:
    """``words`` are parse indices, in order; ``head`` the word that governs the rest.  ``kind``:
    main, coordinate, shared, beside, setting, relative, participle, share.  ``noun`` is the word that
    a relative or participle describes (the one it says something of), else None.  A shared predicate
    ("must end X and limit Y": the second) needs the words ``lead`` before it ("must") and takes its
    force from the word ``under``.  ``borrowed`` are words of another clause that it is shown with and
    that fill none of its slots (:mod:`wiredesk.statements.borrowed`)."""

    words: tuple[int, ...]
    head: int
    kind: str
    noun: int | None = None
    lead: tuple[int, ...] = ()
    under: int | None = None
    borrowed: tuple[int, ...] = ()


def clauses(parse: Parse, words: Sequence[int], found: Sequence[Condition]) -> list[Clause]:
    """The clauses that some ``words`` of one sentence make, in text order; ``found`` are the
    conditions of that sentence.

    Every word is in one clause or at a trimmed edge; no condition is in another clause than what
    depends on it.
    """
    inside = set(words)
    if not inside:
        return []
    order = sorted(inside)
    held = [set(c.antecedent) for c in found]
    top = _top(parse, inside, set().union(*held))
    cuts: dict[int, str] = {}
    for i in order:
        if i != top:
            kind = kind_of(parse, i, inside, top, cuts)
            if kind == "shared" and found:
                kind = None
            if kind and not any(i in h and (top in h or len(h & inside) < len(h)) for h in held):
                cuts[i] = kind
    owners = {i: _owner(parse, i, cuts, top, inside) for i in inside}
    for together in held:  # a condition goes with what depends on it
        for wrong in _split_conditions(parse, together, owners, cuts):
            cuts.pop(wrong, None)
        owners = {i: _owner(parse, i, cuts, top, inside) for i in inside}
    undone = leaves_nothing(parse, owners, cuts)
    for wrong in undone:
        del cuts[wrong]
    if _subjects_left(parse, owners, cuts, inside) or undone:
        owners = {i: _owner(parse, i, cuts, top, inside) for i in inside}
    for together in held:  # whatever the parser hangs its further clauses on
        mine = sorted(together & inside)
        owners.update(dict.fromkeys(mine, owners[mine[0]]) if mine and top not in together else {})
    _far_predicates(parse, owners, cuts, top)
    strays(parse, order, owners)
    _before_participles(parse, owners, cuts)
    _behind_participles(parse, owners, cuts)
    _smooth(parse, owners, order)
    out = []
    parts: dict[int, list[int]] = {}
    for i in order:
        parts.setdefault(owners[i], []).append(i)
    for head, part_words in parts.items():
        mine = _trimmed(parse, part_words)
        if mine:
            part = cuts.get(head, "main")
            describes = part == "relative" or (part == "participle" and _of_its_noun(parse, head))
            noun = parse.words[head].head if describes else None
            before, under = lead(parse, head, inside) if part == "shared" else NO_LEAD
            out.append(Clause(tuple(mine), head, part, noun, before, under))
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
            len(inside.intersection(parse.subtree(i))),
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


def _subjects_left(parse: Parse, owners: dict[int, int], cuts: dict[int, str], inside: set[int]) -> bool:
    """Undoes cuts between a subject and its verb, and says whether there was one: "Videos posted by
    activists | showed houses on fire", where the parser takes "posted" for the first of two predicates.

    A predicate that is joined on has a comma or a word like "and" before it.  Found in
    five reports of fa-kes, which have lost their commas."""
    wrong = []
    for cut, part in cuts.items():
        if (
            part not in {"coordinate", "shared", "participle", "beside"}
            or parse.child(cut, *SUBJECTS) is not None
        ):
            continue
        first = min((i for i, owner in owners.items() if owner == cut), default=cut)
        if first - 1 in inside and _objectless(parse, first - 1):
            wrong.append(cut)
            continue
        opens = parse.words[first].tag in FINITE or (first == cut and parse.words[first].tag == "VBN")
        if not opens or first - 1 not in inside or raises_toll(parse, cut):
            continue
        named = {"NOUN"} if part == "participle" else {"NOUN", "PROPN", "NUM", "PRON", "ADP"}
        loose = part != "participle" or parse.words[cut].dep == "advcl"
        if loose and (parse.words[first - 1].pos in named or _inset_before(parse, first)):
            wrong.append(cut)
    for cut in wrong:
        del cuts[cut]
    return bool(wrong)


def _objectless(parse: Parse, i: int) -> bool:
    """Whether a word is a preposition without what it governs: "died in | renewed airstrikes", where the
    parser takes the airstrikes for a verb."""
    word = parse.words[i]
    return word.pos == "ADP" and word.dep == "prep" and not any(k > i for k in parse.children(i))


def _inset_before(parse: Parse, first: int) -> bool:
    """Whether a noun and what is counted among it stand right before a word, between commas: "after five
    people, including a guard, | were hurt"."""
    if parse.words[first - 1].text != ",":
        return False
    comma = next((k for k in range(first - 2, max(0, first - 20), -1) if parse.words[k].text == ","), 0)
    return comma > 0 and parse.low[comma + 1] in _INSETS and parse.words[comma - 1].pos in {"NOUN", "PROPN"}


_INSETS = frozenset({"including", "among"})


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


def _of_its_noun(parse: Parse, head: int) -> bool:
    """Whether a participle says something of the noun that the parser hangs it on."""
    return not (tells_toll(parse, head) or raises_toll(parse, head) or parse.words[head].lemma == "describe")


def _behind_participles(parse: Parse, owners: dict[int, int], cuts: dict[int, str]) -> None:
    """What follows a participle and hangs on the same noun goes with it: "the woman suspected of shooting
    three, before killing herself, was …"."""
    for cut, kind in cuts.items():
        if kind == "participle" and parse.words[cut].dep == "acl" and parse.words[cut].tag == "VBN":
            noun = parse.words[cut].head
            last = max(parse.subtree(cut))
            for k in parse.subtree(noun):
                if k > last and owners.get(k) == owners.get(noun) and parse.words[k].pos != "PUNCT":
                    owners[k] = cut


def _before_participles(parse: Parse, owners: dict[int, int], cuts: dict[int, str]) -> None:
    """Words that the parser hangs under a participle but that stand before it are not its own."""
    for cut, kind in cuts.items():
        if kind == "participle" and parse.words[cut].tag == "VBG":
            above = owners.get(parse.words[cut].head, cut)
            for k in parse.subtree(cut):
                how = (
                    k == cut - 1 and parse.words[k].pos == "ADV" and parse.low[k] != "less"
                )  # "fired at it, critically | hurting a boy"
                if k < cut and owners.get(k) == cut and not how:
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
            if parse.words[b].tag in {"WP", "WDT"} and parse.words[b].head == owner and b + 1 not in owners:
                continue  # "Rehn, who, the paper said, fled": its verb stands beyond other words
            if any(parse.words[k].dep in SUBJECTS and parse.words[k].head == owner for k in range(a, b + 1)):
                continue  # "Rehn, who led the talks, fled": its subject
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
            or (parse.words[a].text.lower() in JOINERS and not (_degree(parse, a, b) or _nor(parse, a, b)))
            or (parse.words[a].text.lower() == "that" and parse.words[a].dep == "mark")
        ):
            a += 1
        while a < b and parse.words[a].text == "”":
            a += 1  # what the words before it closed with
        while b >= a and (
            parse.words[b].text in EDGE
            or (parse.words[b].text.lower() in JOINERS and not _late(parse, b))
            or (
                parse.words[b].text.lower() == "also" and b > a and parse.words[b - 1].text.lower() in JOINERS
            )
            or parse.words[b].text in {"(", "with"}
            or (b < last_word and _dangles(parse, b))
            or opens_other(parse, b, mine)
        ):
            b -= 1
        b = _without_link(parse, a, b)
        if a <= b and any(parse.words[k].text[0].isalnum() for k in range(a, b + 1)):
            out.extend(range(a, b + 1))
    return out


def _late(parse: Parse, b: int) -> bool:
    """Whether "yet" or "so" at the end of a clause is a word of its own: "is not named yet", "did so"."""
    word = parse.words[b]
    if b and parse.words[b - 1].text == ",":
        return False  # "has left the port, yet | …"
    return word.pos == "NOUN" or (word.text.lower() in {"yet", "so", "though"} and word.dep == "advmod")


def _degree(parse: Parse, a: int, b: int) -> bool:
    """Whether "so" says how much: "So far, ten boats have come", "So weak was the count that …"."""
    low = parse.words[a].text.lower()
    return low == "so" and a < b and parse.words[a + 1].pos in {"ADJ", "ADV"}


def _nor(parse: Parse, a: int, b: int) -> bool:
    """Whether "nor" denies the clause that it opens: "Nor should the pier be closed"."""
    return parse.words[a].text.lower() == "nor" and a < b and parse.words[a + 1].pos == "AUX"


LINKS = (
    ("as", "well", "as"),
    ("adding", "that"),
    ("adding",),
    ("which", "means", "that"),
    ("which", "means"),
    ("which", "meant"),
)
"""Words that only lead to what is told behind them."""

_LINK_ENDS = frozenset(link[-1] for link in LINKS)


def _without_link(parse: Parse, a: int, b: int) -> int:
    """The last word of a run that ends at ``b`` without the words that only lead to what follows it."""
    if parse.words[b].text.lower() not in _LINK_ENDS:
        return b
    for link in LINKS:
        first = b - len(link) + 1
        if first > a and tuple(parse.words[k].text.lower() for k in range(first, b + 1)) == link:
            b = first - 1
            while b > a and parse.words[b].text in EDGE:
                b -= 1
    return b


def _dangles(parse: Parse, i: int) -> bool:
    """Whether a preposition or conjunction has lost what it governs to the words behind it."""
    word, after = parse.words[i], parse.words[i + 1]
    if word.tag != "IN" or after.pos == "PUNCT" or after.sentence != word.sentence:
        return False
    if parse.low[i] in STATUS:
        return False  # "left six dead | the mayor said", where the parser takes "dead" for a preposition
    return word.dep in {"mark", "prep"} and after.tag in {"NNP", "NNPS", "CD", "DT", "PRP$", "JJ"}


def opens_other(parse: Parse, i: int, mine: Sequence[int]) -> bool:
    """Whether a preposition or "when" at the end of some words opens what is none of them: "risked lives
    [when] | she warned", "broke with Rehn [by] | saying", "has won, [with] | critics warning".

    In 260 reports of fa-kes and AllSides seventeen statements ended so."""
    if i + 1 >= len(parse.words):
        return False
    word, after = parse.words[i], parse.words[i + 1]
    because = word.dep == "mark" and word.text.lower() == "because"  # "was late [because], she said, “…”"
    if (after.pos == "PUNCT" and not because) or after.sentence != word.sentence or parse.low[i] in STATUS:
        return False
    if word.dep == "prep":
        opened = [c for c in parse.children(i) if c > i]
    elif word.dep == "mark" or word.tag == "WRB":
        opened = [word.head] if word.head > i else []
    else:
        return False
    return bool(opened) and not any(k in mine for k in opened)


__all__ = ["CLOSERS", "OPENERS", "Clause", "clauses", "opens_other"]
