"""Conditions: what must happen first, and what then follows.

The antecedent ("if the rebels leave Varo") and the consequent ("the army will open the road") are
found from the parse, checked against the surface where the parser is often wrong.  Chosen on four
fifths of the conditionals of SemEval-2020 task 5 (counterfactual antecedents and consequents).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wiredesk.model.parses import Parse

MARKS = frozenset({"if", "unless", "once", "until", "till", "provided", "providing", "lest"})
# "as long as", "only if", "on condition that" …: words in order, the last one opening the clause
PHRASES: tuple[tuple[str, ...], ...] = (
    ("as", "long", "as"),
    ("so", "long", "as"),
    ("as", "soon", "as"),
    ("on", "condition", "that"),
    ("on", "the", "condition", "that"),
    ("provided", "that"),
    ("providing", "that"),
    ("in", "the", "event", "that"),
    ("in", "case"),
    ("in", "return", "for"),
    ("in", "exchange", "for"),
    ("in", "the", "event", "of"),
    ("in", "return", "of", "which"),
)
# A sentence that opens so makes the sentence before it its condition.
FOLLOWING: tuple[tuple[str, ...], ...] = (
    ("in", "return"),
    ("in", "exchange"),
    ("in", "this", "case"),
    ("in", "that", "case"),
    ("in", "such", "a", "case"),
    ("in", "that", "event"),
    ("then",),
    ("if", "so"),
    ("if", "not"),
    ("otherwise",),
    ("only", "then"),
)


@dataclass(frozen=True, slots=True)
class Condition:
    """Word indices of a parse: ``antecedent`` opens with its mark; ``consequent`` is the clause that
    depends on it, empty where none was found; ``mark`` is the lowercased mark."""

    mark: str
    antecedent: tuple[int, ...]
    consequent: tuple[int, ...]


def follows_condition(words: Sequence[str]) -> bool:
    """Whether a sentence that begins with these words states what follows if the sentence before
    it comes true ("In return, …").  Quotation marks and commas at the front are passed over."""
    low = [w.lower() for w in words[:8] if w not in {'"', "“", "‘", "'", "``", "«", "„", ","}]
    for phrase in FOLLOWING:
        if tuple(low[: len(phrase)]) == phrase:
            return not (phrase == ("then",) and low[1:2] == ["-"])
    return False


def conditions(parse: Parse, sentence: range) -> list[Condition]:
    """The conditions of one sentence, in order of their marks; nested ones inside another are not
    given apart."""
    out: list[Condition] = []
    taken: set[int] = set()
    for i in sentence:
        if i in taken:
            continue
        found = _at(parse, sentence, i)
        if found:
            out.append(found)
            taken.update(found.antecedent)
    return out


def _at(parse: Parse, sentence: range, i: int) -> Condition | None:
    words = parse.words
    low = words[i].text.lower()
    for phrase in PHRASES:
        if low == phrase[0] and _reads(parse, sentence, i, phrase):
            return _from_phrase(parse, sentence, i, phrase)
    if low in MARKS and _opens_clause(parse, sentence, i):
        head = words[i].head
        return _build(parse, sentence, low, i, head)
    return _inverted(parse, sentence, i)


def _reads(parse: Parse, sentence: range, i: int, phrase: tuple[str, ...]) -> bool:
    if i + len(phrase) >= sentence.stop:
        return False
    return all(parse.words[i + k].text.lower() == w for k, w in enumerate(phrase))


def _opens_clause(parse: Parse, sentence: range, i: int) -> bool:
    word = parse.words[i]
    low = word.text.lower()
    head = parse.words[word.head]
    if low == "if" and i > sentence.start and parse.words[i - 1].text.lower() in {"as", "even"}:
        return parse.words[i - 1].text.lower() == "even"
    if low == "if" and head.dep in {"ccomp", "csubj"} and parse.words[head.head].lemma in INDIRECT:
        return False  # "asked if", "see if": a question, not a condition
    if low in {"if", "unless", "lest"}:
        return word.dep in {"mark", "prep", "advmod", "cc"} or word.pos == "SCONJ"
    if low in {"once", "until", "till"}:
        return word.dep == "mark" or (word.pos == "SCONJ" and head.pos in {"VERB", "AUX"})
    if low in {"provided", "providing"}:
        return i + 1 < sentence.stop and word.dep in {"mark", "prep", "advcl"} and _clause_after(parse, i)
    return False


INDIRECT = frozenset(
    [
        "ask",
        "wonder",
        "see",
        "know",
        "question",
        "determine",
        "decide",
        "check",
        "inquire",
        "doubt",
        "find",
        "unclear",
        "consider",
        "say",
        "tell",
        "learn",
    ]
)


def _clause_after(parse: Parse, i: int) -> bool:
    return any(parse.words[c].dep == "ccomp" for c in parse.children(i))


def _from_phrase(parse: Parse, sentence: range, i: int, phrase: tuple[str, ...]) -> Condition:
    last = i + len(phrase) - 1
    opener = last + 1
    # the clause that the phrase opens: the highest word to its right whose subtree begins there
    head = opener
    while True:
        above = parse.words[head].head
        if parse.words[head].dep in {"advcl", "pcomp", "ccomp", "relcl", "acl"}:
            break
        if above == head or above <= last or above >= sentence.stop:
            break
        head = above
    return _build(parse, sentence, " ".join(phrase), i, head)


def _inverted(parse: Parse, sentence: range, i: int) -> Condition | None:
    """ "Had they known, …", "Were it not for …", "Should talks fail, …"."""
    word = parse.words[i]
    if word.text.lower() not in {"had", "were", "should"} or i + 1 >= sentence.stop:
        return None
    before = parse.words[i - 1].text if i > sentence.start else ""
    opens = i == sentence.start or word.text[0].isupper() or before in {",", '"', "“", "but", "and", ";", "—"}
    if not opens and word.text.lower() != "were":
        return None
    if any(parse.words[j].text == "?" for j in (sentence.stop - 1, sentence.stop - 2) if j in sentence):
        return None
    head = word.head if word.dep in {"aux", "auxpass"} else i
    subject = next((c for c in parse.children(head) if parse.words[c].dep in SUBJECTS), None)
    if subject is None or not i < subject:
        return None
    if any(c < i and parse.words[c].dep in SUBJECTS for c in parse.children(head)):
        return None
    if subject - i > 6 or (head != i and head < subject):
        return None
    if parse.words[head].head == head and not any(
        parse.words[c].dep in {"ccomp", "conj", "parataxis"} for c in parse.children(head)
    ):
        return None
    return _build(parse, sentence, word.text.lower(), i, head)


SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


def _build(parse: Parse, sentence: range, mark: str, i: int, head: int) -> Condition:
    start = i
    if i > sentence.start and parse.words[i - 1].text.lower() in {"only", "even", "except"}:
        start = i - 1
    under = [k for k in parse.subtree(head) if k >= i and k in sentence]
    end = _last(parse, i, head, under)
    antecedent = tuple(range(start, end + 1))
    return Condition(mark, antecedent, _consequent(parse, sentence, antecedent, head))


def _last(parse: Parse, i: int, head: int, under: list[int]) -> int:
    """The last word of the antecedent: a clause that follows a comma and has no mark of its own
    belongs to the main clause however the parser hangs it."""
    words = parse.words
    end = max(under, default=i)
    own = set(under)
    for k in under:
        if k <= head or k == i:
            continue
        word = words[k]
        first = min((j for j in parse.subtree(k) if j in own), default=k)
        comma = first > i and words[first - 1].text in {",", ";", "—"}
        cc = first > i + 1 and words[first - 1].dep == "cc" and words[first - 2].text == ","
        finite = word.tag in {"VBD", "VBZ", "VBP", "MD"} or any(
            words[c].tag == "MD" or (words[c].tag in {"VBZ", "VBP", "VBD"} and words[c].dep.startswith("aux"))
            for c in parse.children(k)
        )
        subject = parse.child(k, *SUBJECTS)
        if word.dep == "conj" and cc and finite and subject is None and word.tag in {"VBZ", "VBP"}:
            end = min(end, first - 3)
        elif word.dep in {"ccomp", "parataxis", "conj"} and comma and finite and subject is not None:
            end = min(end, first - 2)
    while end > head and words[end].text in {",", ";", ".", "—", "-", "?", "!"}:
        end -= 1
    return max(end, min(head, max(under, default=i)), i)


def _consequent(parse: Parse, sentence: range, antecedent: tuple[int, ...], head: int) -> tuple[int, ...]:
    inside = set(antecedent)
    governor = parse.words[head].head
    if governor == head or governor in inside:
        rest = [k for k in sentence if k not in inside]
    else:
        while parse.words[governor].head != governor and parse.words[governor].pos not in {"VERB", "AUX"}:
            governor = parse.words[governor].head
        rest = [k for k in parse.subtree(governor) if k not in inside and k in sentence]
    while rest and parse.words[rest[0]].text in {",", "then", ".", ";", "—"}:
        rest.pop(0)
    while rest and parse.words[rest[-1]].text in {",", ".", ";", "—", "?", "!"}:
        rest.pop()
    return tuple(rest)
