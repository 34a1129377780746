"""Parts of a sentence that the words themselves part, whatever the parser makes of them.

Lists between semicolons, dots that end a sentence inside a quotation, a second toll ("24 dead and
dozens more wounded"), a toll shared out over places ("15 in Varo and another six in Sela"), a
further predicate hung on a noun.  Chosen on the air strikes of FA-KES, whose texts have lost their
commas, and on the AllSides round-ups.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from wiredesk.model.parses import Parse
from wiredesk.statements.conditions import Condition
from wiredesk.statements.fates import STATUS
from wiredesk.statements.joints import parts_subject
from wiredesk.statements.losses import COUNTED
from wiredesk.statements.sentences import SUBJECTS, finite, first_of, lettered, tells
from wiredesk.statements.tails import (
    and_that,
    behind_cue,
    beside,
    followed_by,
    led_to,
    own_subjects,
    quoted_predicates,
    some_of_whom,
)

_SEMICOLON = frozenset({";"})
_DOTS = frozenset({"...", "....", ".....", "…", ".…", "….", "……"})
_FATES = frozenset("dead killed wounded injured hurt missing arrested detained displaced captured".split())
_BESIDE = frozenset(
    "more other others people civilians were was had been also seriously badly slightly".split()
)
_WHERE = frozenset({"in", "at", "near", "outside", "around"})
_LINKS = frozenset({"and", ",", "with", "while", ";", "but"})
_COUNTED = COUNTED - {"other", "others"}
_BESIDE_COUNT = _BESIDE | {"of", "at", "least", "about", "some", "than", "around", "nearly", "over"}


def parts(parse: Parse, words: Sequence[int], found: Sequence[Condition]) -> list[list[int]]:
    """The runs of ``words`` (of one sentence) that are read apart, in order: all of them, once each.

    A border that would part a condition from what depends on it is no border.
    """
    joined = {*_second_tolls(parse, words), *shared_tolls(parse, words), *_joined_on(parse, words)}
    borders = sorted(
        {
            *joined,
            *_after_dots(parse, words),
            *_list_items(parse, words),
            *_far_predicates(parse, words),
            *_further_contents(parse, words),
            *asides(parse, words),
            *some_of_whom(parse, words),
            *led_to(parse, words),
            *followed_by(parse, words),
            *quoted_predicates(parse, words),
            *behind_cue(parse, words),
            *beside(parse, words),
            *own_subjects(parse, words),
            *and_that(parse, words),
        }
    )
    borders = [b for b in borders if not any(_parts_condition(b, c) for c in found)]
    borders = [b for b in borders if b in joined or not parts_subject(parse, b, words)]
    out: list[list[int]] = []
    start = 0
    for border in [*borders, words[-1] + 1]:
        part = [i for i in words[start:] if i < border]
        start += len(part)
        if part:
            out.append(part)
    return out


def _parts_condition(border: int, condition: Condition) -> bool:
    own = (*condition.antecedent, *condition.consequent)
    return bool(own) and min(own) < border <= max(own)


def _after_dots(parse: Parse, words: Sequence[int]) -> list[int]:
    """ "I can't take his phone....I have thought about this": a sentence ends at the dots."""
    out: list[int] = []
    if not parse.has(_DOTS):
        return out
    for n, i in enumerate(words[1:-1], 1):
        following = words[n + 1]
        if parse.words[i].text not in _DOTS or not parse.words[following].text[0].isupper():
            continue
        left, right = words[:n], words[n + 1 :]
        if len(left) >= 3 and len(right) >= 3 and tells(parse, left) and tells(parse, right):
            out.append(following)
    return out


def _list_items(parse: Parse, words: Sequence[int]) -> list[int]:
    """What begins after each semicolon of a list that says as much of every item."""
    if not parse.has(_SEMICOLON):
        return []
    marks = [n for n, i in enumerate(words) if parse.words[i].text == ";"]
    if not marks:
        return []
    edges = [0, *(n + 1 for n in marks), len(words)]
    items = [words[a:b] for a, b in pairwise(edges)]
    if any(len(lettered(parse, item)) < 3 for item in items):
        return []
    telling = [tells(parse, item) for item in items]
    dated = [any(parse.words[i].ent in {"DATE", "TIME", "MONEY", "PERCENT"} for i in item) for item in items]
    if all(telling) or (len(items) > 2 and all(t or d for t, d in zip(telling, dated, strict=True))):
        return [item[0] for item in items[1:]]
    return []


def _fate(parse: Parse, i: int) -> str | None:
    low = parse.low[i]
    return STATUS.get(low) or STATUS.get(parse.lemmas[i]) if low in _FATES else None


def _is_count(parse: Parse, i: int) -> bool:
    word = parse.words[i]
    return (word.tag == "CD" and word.ent not in {"DATE", "TIME", "MONEY", "PERCENT"}) or (
        parse.low[i] in _COUNTED
    )


def _second_tolls(parse: Parse, words: Sequence[int]) -> list[int]:
    """ "24 dead and dozens more wounded", "killed 20 with 50 others injured"."""
    out: list[int] = []
    if not _tells_fate(parse):
        return out
    fates: list[str] = []
    for n, i in enumerate(words):
        fate = _fate(parse, i) or _killing(parse, i) or _bodies(parse, i)
        if fate is None:
            continue
        joined = n > 3 and parse.words[words[n - 1]].text.lower() in {"and", ","} and n + 1 < len(words)
        if (
            fates
            and fate not in fates
            and joined
            and _killing(parse, i)
            and parse.words[words[n + 1]].tag == "CD"
        ):
            out.append(i)  # "killed at least 16 people and wounded 40"
        elif fates and fate not in fates and parse.words[i].text.lower() in _FATES:
            first = _amount_before(parse, words, n)
            linked = first and (
                parse.words[words[first - 1]].text.lower() in _LINKS
                or [parse.words[k].text.lower() for k in words[max(0, first - 2) : first]] == ["well", "as"]
            )
            if linked and any(_is_count(parse, k) for k in words[: first - 1]):
                out.append(words[first])
        fates.append(fate)
    return out


def _tells_fate(parse: Parse) -> bool:
    """Whether a paragraph holds a word of what befell people."""
    return parse.has(_FATES) or parse.has_lemma(_HARMS)


_HARMS = frozenset({"kill", "wound", "injure", "body", "corpse"})


def _killing(parse: Parse, i: int) -> str | None:
    """The fate that a verb gives its object ("killed 20", "killing 20")."""
    word = parse.words[i]
    return (
        STATUS.get(word.lemma.lower())
        if word.pos == "VERB" and word.lemma in {"kill", "wound", "injure"}
        else None
    )


def _bodies(parse: Parse, i: int) -> str | None:
    """The fate that a noun tells: "the bodies of 44 victims"."""
    return "killed" if parse.lemmas[i] in {"body", "corpse"} else None


def _amount_before(parse: Parse, words: Sequence[int], n: int) -> int:
    """Where in ``words`` the amount begins that stands right before the word at ``n``; 0 if none does."""
    k = n - 1
    counted = False
    while k > 0:
        low = parse.words[words[k]].text.lower()
        if _is_count(parse, words[k]):
            counted = True
        elif low not in _BESIDE_COUNT:
            break
        k -= 1
    return k + 1 if counted else 0


def shared_tolls(parse: Parse, words: Sequence[int]) -> list[int]:
    """Where the numbers of a toll begin that is shared out over places: "21 were killed 15 in a district
    of Varo and another six in Sela"."""
    out: list[int] = []
    if not _tells_fate(parse) or not any(parse.words[i].tag == "CD" for i in words):
        return out
    told = False
    for n, i in enumerate(words):
        told = told or _fate(parse, i) is not None or _killing(parse, i) is not None
        if not told or parse.words[i].tag != "CD" or n + 2 >= len(words):
            continue
        if parse.words[i].ent in {"DATE", "TIME", "MONEY", "PERCENT"}:
            continue
        after = n + 1
        while after < len(words) - 1 and parse.words[words[after]].text.lower() in _BESIDE:
            after += 1
        if parse.words[words[after]].text.lower() not in _WHERE or not _named(
            parse, words[after + 1 : after + 8]
        ):
            continue
        first = n
        while first > 1 and parse.words[words[first - 1]].text.lower() in {"another", "other"}:
            first -= 1
        before = parse.words[words[first - 1]] if first else None
        if before is None or not any(_is_count(parse, k) for k in words[: first - 1]):
            continue
        linked = before.text.lower() in {",", ":", "and", "-", "—", "–", "("} and (
            out or before.text != "and"
        )
        if linked or (before.pos in {"NOUN", "PROPN"} and before.text.lower() not in _FATES):
            out.append(words[first])
    return out if len(out) > 1 else []


def _named(parse: Parse, words: Sequence[int]) -> bool:
    """Whether a name comes within some words, before the next number or verb."""
    for i in words:
        word = parse.words[i]
        if word.pos == "PROPN":
            return True
        if word.pos in {"VERB", "AUX", "NUM", "PUNCT"}:
            return False
    return False


def _far_predicates(parse: Parse, words: Sequence[int]) -> list[int]:
    """ "He has entered a plea of not guilty and fully expects to win": a present-tense verb that the
    parser joins to a noun or an adjective is a further predicate."""
    out = []
    for n, i in enumerate(words):
        word = parse.words[i]
        if word.dep != "conj" or word.tag not in {"VBZ", "VBP"} or word.pos != "VERB":
            continue
        if parse.words[word.head].pos not in {"NOUN", "ADJ"} or parse.child(i, *SUBJECTS) is not None:
            continue
        first = n
        while first and parse.words[words[first - 1]].pos == "ADV":
            first -= 1
        if first < 4 or parse.words[words[first - 1]].text.lower() not in {"and", "but"}:
            continue
        if len(lettered(parse, words[first:])) >= 4 and tells(parse, words[: first - 1]):
            out.append(words[first])
    return out


def _further_contents(parse: Parse, words: Sequence[int]) -> list[int]:
    """ "(He argues) the records are theirs and the release was unlawful": where the parser joins the
    second clause to the speaker's verb, which is not among ``words``."""
    inside = set(words)
    tops = []
    for i in words:
        if parse.words[i].head in inside or not finite(parse, i):
            continue
        own = parse.child(i, *SUBJECTS)
        if own is not None and own in inside:
            tops.append(i)
    out = []
    for i in tops[1:]:
        mine = [k for k in parse.subtree(i) if k in inside]
        before = parse.words[mine[0] - 1]
        joint = before.text.lower() in {"and", "but", ";"} and mine[0] - 1 in inside
        joint = joint and parse.words[before.head].pos in {"VERB", "AUX"}  # not "boats and piers"
        inner = sum(parse.words[k].text in {"'", "‘", "`"} for k in words if k < mine[0]) % 2
        if (
            (parse.words[i].dep in {"conj", "parataxis"} or (parse.words[i].dep == "ccomp" and joint))
            and not (inner and parse.words[i].dep == "ccomp")  # "The note read: 'We are here, and they wait'"
            and len(lettered(parse, mine)) >= 4
            and mine[0] > tops[0]
        ):
            out.append(mine[0])
    return out


def _joined_on(parse: Parse, words: Sequence[int]) -> list[int]:
    """A clause with a subject of its own behind "and" or "but" that the parser hangs elsewhere: "is mainly
    controlled by the Front but army forces are present", "No one claimed the attack but the group has …"."""
    inside = set(words)
    out = []
    for n, i in enumerate(words):
        if parse.low[i] not in {"and", "but"} or n < 4 or n + 4 >= len(words):
            continue
        ahead = words[n + 1 : n + 9]
        verb = next((k for k in ahead if parse.words[k].pos in {"VERB", "AUX"}), None)
        if verb is None or verb == ahead[0] or parse.words[verb].tag not in {"VBD", "VBZ", "VBP", "MD"}:
            continue
        named = [k for k in ahead if k < verb]
        if parse.words[named[-1]].pos not in {"NOUN", "PROPN", "PRON"} or any(
            parse.words[k].pos in {"PUNCT", "SCONJ", "ADP"} or parse.words[k].tag in {"WDT", "WP"}
            for k in named
        ):
            continue
        main = verb
        while parse.words[main].dep in {"aux", "auxpass"}:
            main = parse.words[main].head
        over, own = parse.words[main].head, parse.child(main, *SUBJECTS)
        if main not in inside or over >= i or over == main or not finite(parse, over):
            continue
        lemma = parse.words[over].lemma
        acts = parse.words[over].pos == "VERB" and lemma not in _HOLDS and lemma != "feel"
        held = parse.words[over].lemma in _HOLDS and parse.child(over, "dobj") is None
        hung = parse.words[main].dep == "ccomp" and not held
        hung = hung and (own in named or (own is not None and over < own < i - 1 and acts))
        if own is not None and any(k != own and first_of(parse, k) == own for k in named):
            continue  # "he, Brandt and Free Varo Now were wrong": all of them are the subject
        bare = own is None and parse.words[main].dep == "conj" and parse.words[i].text.lower() == "but"
        if (hung or bare) and tells(parse, words[:n]):
            out.append(words[n + 1])
    return out


_HOLDS = frozenset(
    """say tell add believe think know hope fear claim announce report warn argue note deny confirm declare
    state insist suggest show find see hear mean""".split()
)
"""Verbs whose clause stays with them."""


_ASIDE = frozenset({"despite", "without"})


def asides(parse: Parse, words: Sequence[int]) -> list[int]:
    """Where "despite Rehn's denying the charges" or "without telling the mayor" begins, at the end of
    what did happen."""
    if not parse.has(_ASIDE):
        return []
    for n, i in enumerate(words):
        low = parse.low[i]
        if low not in _ASIDE or n < 4:
            continue
        ahead = words[n + 1 : n + 6]
        act = next((k for k in ahead if parse.words[k].tag == "VBG" and parse.words[k].pos == "VERB"), None)
        if (
            act is None
            or (low == "without" and act != i + 1)
            or any(
                parse.words[k].pos in {"VERB", "ADP", "PUNCT"} and parse.words[k].text not in _GENITIVES
                for k in ahead[: ahead.index(act)]
            )
        ):
            continue
        before, after = words[:n], words[n + 1 :]
        main = [k for k in before if finite(parse, k)]
        unreal = any(parse.words[k].tag == "MD" or parse.words[k].dep == "neg" for k in before)
        if not main or len(lettered(parse, after)) < 3 or (low == "without" and unreal):
            continue
        if low == "without" and (len(lettered(parse, after)) < 4 or len(lettered(parse, before)) < 6):
            continue
        if any(
            finite(parse, k) and parse.words[k].dep not in {"relcl", "ccomp"}
            for k in after
            if k not in {act, act - 1}
        ):
            continue
        return [i]
    return []


_GENITIVES = frozenset({"'s", "’s", "'", "’"})
