"""Which words follow from a condition: the likeliest of the stretches that could.

A stretch begins where a clause, a predicate or a sentence may, and ends where one may; a line of weights
for what stands there, learnt from four fifths of the conditionals of SemEval-2020 task 5 by
``training/conditions.py``, says how likely each is.  Without the weights the rules' stretch stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources

from wiredesk.model.parses import Parse
from wiredesk.statements.borders import REPORTING, STOPS, UNREAL
from wiredesk.statements.sentences import SUBJECTS, finite

FILE = "follows.tsv"
MOST = 14
"""How many beginnings and ends are looked at on a side: those nearest to the condition."""
_MARKS = STOPS | {"“", "”", '"', "``", "''", "(", ")", "'", "‘", "’"}
_JOINING = frozenset(
    """that and but or so because as since then although though while when where which who what if unless
    until whether than for with without by in after before even also not yet""".split()
)


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """What each trait of a stretch speaks for it; empty where the file is not there."""
    file = resources.files("wiredesk.statements") / FILE
    if not file.is_file():
        return {}
    rows = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return {name: float(value) for name, value in rows}


def following(
    parse: Parse, sentence: range, antecedent: Sequence[int], rule: Sequence[int]
) -> tuple[int, ...]:
    """The words that follow from a condition; ``rule`` is the stretch that the rules give, and stands where
    nothing was learnt or nothing else can be."""
    known = weights()
    if not known or not antecedent:
        return tuple(rule)
    best, most = tuple(rule), float("-inf")
    for first, last, traits in stretches(parse, sentence, antecedent, rule):
        score = sum(known.get(t, 0.0) for t in traits)
        if score > most + 1e-9:
            best, most = tuple(range(first, last + 1)), score
    return best


def stretches(
    parse: Parse, sentence: range, antecedent: Sequence[int], rule: Sequence[int]
) -> Iterator[tuple[int, int, list[str]]]:
    """Every stretch that may follow from a condition as first word, last word and its traits."""
    words = parse.words
    edges = (rule[0], rule[-1]) if rule else (-1, -1)
    for side, part in (
        ("L", range(sentence.start, antecedent[0])),
        ("R", range(antecedent[-1] + 1, sentence.stop)),
    ):
        starts = [k for k in part if _begins(parse, sentence, k) or k == edges[0]]
        ends = [k for k in part if _ends(parse, sentence, k, part) or k == edges[1]]
        near = starts[-MOST:] if side == "L" else starts[:MOST]
        close = ends[-MOST:] if side == "L" else ends[:MOST]
        if edges[0] in part and edges[0] not in near:
            near.append(edges[0])
        if edges[1] in part and edges[1] not in close:
            close.append(edges[1])
        if ends and side == "R" and ends[-1] not in close:
            close.append(ends[-1])
        if starts and side == "L" and starts[0] not in near:
            near.append(starts[0])
        begin = {k: _at_start(parse, sentence, range(part.start, k), k, side, edges[0]) for k in near}
        finish = {k: _at_end(parse, sentence, range(k + 1, part.stop), k, side, edges[1]) for k in close}
        reason = [k for k in part if words[k].text.lower() == "because" and k < edges[0]]
        for first in near:
            if reason and first <= reason[-1]:
                continue  # "they left because it would fall if …": why is what follows, not that they left
            for last in close:
                if last >= first:
                    inside = _between(parse, antecedent, first, last, side)
                    yield first, last, [*begin[first], *finish[last], *inside]


def _begins(parse: Parse, sentence: range, k: int) -> bool:
    words = parse.words
    word = words[k]
    if word.text in _MARKS:
        return False
    if k == sentence.start:
        return True
    before = words[k - 1]
    if before.text in _MARKS or before.text.lower() in _JOINING or before.dep in {"cc", "mark"}:
        return True
    if word.dep in {"aux", "auxpass", "neg"} and word.tag in {"MD", "VBD", "VBZ", "VBP"}:
        return True
    if word.tag in {"WDT", "WP", "WRB", "MD"} or word.text.lower() in _JOINING:
        return True
    return any(min(parse.subtree(s)) == k for s in (*_up(parse, k, 3),) if words[s].dep in SUBJECTS)


def _up(parse: Parse, k: int, steps: int) -> list[int]:
    out = [k]
    for above in parse.ancestors(k):
        if len(out) > steps:
            break
        out.append(above)
    return out


def _ends(parse: Parse, sentence: range, k: int, part: range) -> bool:
    words = parse.words
    if words[k].text in STOPS or words[k].text in {"“", "``", "("} or words[k].dep == "cc":
        return False
    if k + 1 >= part.stop:
        return True
    after = words[k + 1]
    return after.text in _MARKS or after.text.lower() in _JOINING or after.dep in {"cc", "mark"}


def _word(parse: Parse, k: int, sentence: range) -> str:
    if k not in sentence:
        return "^"
    word = parse.words[k]
    low = word.text.lower()
    if word.text in _MARKS or low in _JOINING or low in UNREAL:
        return low
    if word.lemma.lower() in REPORTING:
        return "say"
    return word.tag


def _size(n: int) -> str:
    return str(n) if n < 4 else "4-6" if n < 7 else "7-12" if n < 13 else "13-24" if n < 25 else "25+"


def _left_out(parse: Parse, left: range, name: str, side: str) -> list[str]:
    """The traits of the words between the condition and a stretch, or behind it: how many, and their verbs;
    ``name`` is that of their number."""
    words = parse.words
    letters = sum([words[j].text[0].isalnum() for j in left])
    verbs = sum([words[j].pos in {"VERB", "AUX"} and finite(parse, j) for j in left])
    says = not REPORTING.isdisjoint(parse.lemmas[left.start : left.stop])
    modal = any(words[j].tag == "MD" for j in left)
    part = name[0]
    return [
        f"{name}={side}{_size(letters)}", f"{part}:verbs={side}{min(verbs, 3)}",
        f"{part}:says={side}{says}", f"{part}:modal={side}{modal}",
    ]  # fmt: skip


def _at_start(parse: Parse, sentence: range, skipped: range, k: int, side: str, rule: int) -> list[str]:
    """The traits of a beginning at ``k``, words ``skipped`` before it; ``rule`` is where the rules begin."""
    words = parse.words
    before, here = _word(parse, k - 1, sentence), _word(parse, k, sentence)
    top = parse.words[k].dep
    subject = next(
        (s for s in _up(parse, k, 3) if words[s].dep in SUBJECTS and min(parse.subtree(s)) == k), None
    )
    own = "none"
    if subject is not None:
        verb = words[subject].head
        own = words[verb].dep + ("+md" if any(words[c].tag == "MD" for c in parse.children(verb)) else "")
    out = [
        f"s:{side}", f"s:before={side}{before}", f"s:here={side}{here}", f"s:two={before}|{here}",
        f"s:dep={side}{top}", f"s:own={side}{own}", *_left_out(parse, skipped, "s:skipped", side),
        f"s:before2={side}{_word(parse, k - 2, sentence)}|{before}",
    ]  # fmt: skip
    if k == rule:
        out.append(f"s:rule{side}")
    if k == sentence.start:
        out.append(f"s:first{side}")
    return out


def _at_end(parse: Parse, sentence: range, left: range, k: int, side: str, rule: int) -> list[str]:
    """The traits of an end at ``k``, words ``left`` behind it; ``rule`` is where the rules end."""
    words = parse.words
    after, here = _word(parse, k + 1, sentence), _word(parse, k, sentence)
    beyond = _word(parse, k + 2, sentence)
    dep = words[k + 1].dep if k + 1 < sentence.stop else "$"
    out = [
        f"e:after={side}{after}", f"e:here={side}{here}", f"e:two={after}|{beyond}", f"e:dep={side}{dep}",
        *_left_out(parse, left, "e:left", side), f"e:three={side}{here}|{after}",
    ]  # fmt: skip
    if k == rule:
        out.append(f"e:rule{side}")
    if not any(words[j].text[0].isalnum() for j in left):
        out.append(f"e:last{side}")
    return out


def _between(parse: Parse, antecedent: Sequence[int], first: int, last: int, side: str) -> list[str]:
    words = parse.words
    inside = range(first, last + 1)
    texts = [words[j].text for j in inside]
    modals = sum([words[j].tag == "MD" for j in inside])
    verbs = sum([words[j].pos in {"VERB", "AUX"} and finite(parse, j) for j in inside])
    commas = texts.count(",")
    ends = sum([text in {";", ":", "?", "."} for text in texts[1:-1]])
    opened = sum([text in {"“", "``", "("} for text in texts])
    closed = sum([text in {"”", "''", ")"} for text in texts])
    straight = texts.count('"') % 2
    says = not REPORTING.isdisjoint(parse.lemmas[first : last + 1])
    head = antecedent[0]
    for j in antecedent:
        if words[j].head not in antecedent:
            head = j
            break
    governor = words[head].head
    verb = next((words[j].head for j in inside if words[j].tag == "MD"), None)
    verb = next((j for j in inside if parse.finite[j]), None) if verb is None else verb
    tree = [j for j in parse.subtree(verb) if j not in antecedent] if verb is not None else []
    tree = [j for j in tree if words[j].text[0].isalnum() and (j > antecedent[-1]) == (side == "R")]
    fits = "none"
    if tree:
        fits = (
            "<=>"[(first > tree[0]) - (first < tree[0]) + 1]
            + "<=>"[(last > tree[-1]) - (last < tree[-1]) + 1]
        )
    return [
        f"b:size={side}{_size(len(inside))}", f"b:modals={side}{min(modals, 2)}",
        f"b:verbs={side}{min(verbs, 3)}",
        f"b:commas={side}{min(commas, 3)}", f"b:ends={min(ends, 2)}", f"b:quotes={opened - closed}{straight}",
        f"b:says={side}{says}", f"b:governor={side}{governor in inside}",
        f"b:mv={side}{min(modals, 2)}{min(verbs, 3)}", f"b:fits={side}{fits}",
        f"b:fits2={fits}{_word(parse, last + 1, range(len(words)))}",
    ]  # fmt: skip
