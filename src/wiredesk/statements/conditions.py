"""Conditions: what must happen first, and what then follows.

The antecedent ("if the rebels leave Varo") and the consequent ("the army will open the road") are
found from the parse, checked against the surface where the parser is often wrong.  Chosen on four
fifths of the conditionals of SemEval-2020 task 5 (counterfactual antecedents and consequents).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wiredesk.model.parses import Parse
from wiredesk.statements.sentences import SUBJECTS, finite

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
    low = parse.words[i].text.lower()
    for phrase in PHRASES:
        if low == phrase[0] and _reads(parse, sentence, i, phrase):
            if parse.words[i + len(phrase)].text.lower() in {"possible", "practicable", "necessary"}:
                return None
            return _from_phrase(parse, sentence, i, phrase)
    if low in MARKS and _opens_clause(parse, sentence, i):
        return _build(parse, sentence, low, i, _clause_head(parse, sentence, i))
    if low in {"had", "were", "should", "did", "could"}:
        return _inverted(parse, sentence, i)
    if low in {"without", "absent"} and parse.words[i].dep == "prep":
        return _lacking(parse, sentence, i)
    return None


def _clause_head(parse: Parse, sentence: range, i: int) -> int:
    """The verb of the clause that the mark at ``i`` opens."""
    head = parse.words[i].head
    if head > i and head in sentence:
        return head
    for k in range(i + 1, min(sentence.stop, i + 15)):
        if parse.words[k].dep == "pcomp" or (finite(parse, k) and parse.words[k].pos in {"VERB", "AUX"}):
            return parse.words[k].head if parse.words[k].dep.startswith("aux") else k
    return min(i + 1, sentence.stop - 1)


def _lacking(parse: Parse, sentence: range, i: int) -> Condition | None:
    """ "Without a deal the army would attack": a condition only where something would follow."""
    governor = parse.words[i].head
    if not any(parse.words[c].text.lower() in UNREAL for c in parse.children(governor)):
        return None
    under = [k for k in parse.subtree(i) if k in sentence]
    if not under or len(under) < 2:
        return None
    antecedent = tuple(range(i, under[-1] + 1))
    rest = [k for k in parse.subtree(governor) if k not in set(antecedent) and k in sentence]
    return Condition("without", antecedent, tuple(_stripped(parse, rest)))


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
    if i + 2 >= sentence.stop or parse.words[sentence.stop - 1].text == "?":
        return None
    word = parse.words[i]
    low = word.text.lower()
    if low in {"did", "could"} and word.text[0].islower():
        return None
    head = word.head if word.dep in {"aux", "auxpass"} and word.head > i else i
    subject = next((c for c in parse.children(head) if parse.words[c].dep in SUBJECTS), None)
    if subject is None or not i < subject or (head != i and head < subject):
        return None
    first = min(parse.subtree(subject))
    if first != i + 1 or any(c < i and parse.words[c].dep in SUBJECTS for c in parse.children(head)):
        return None
    if low in {"did", "could"} or (i > sentence.start and parse.words[i - 1].tag in {"WP", "WRB", "WDT"}):
        return None
    if low == "were" and parse.words[subject].dep == "expl" and parse.words[subject].text.lower() == "there":
        return None
    found = _build(parse, sentence, low, i, head)
    return found if found.consequent else None


UNREAL = frozenset({"would", "could", "might", "'d", "’d", "may", "will", "can"})


def _build(parse: Parse, sentence: range, mark: str, i: int, head: int) -> Condition:
    start = i
    if i > sentence.start and parse.words[i - 1].text.lower() in {"only", "even", "except"}:
        start = i - 1
    boundary = _main_clause_after(parse, sentence, start, i, head)
    if boundary is not None:
        end = boundary - 1
        while end > i and (parse.words[end].text in STOPS or parse.words[end].text.lower() == "then"):
            end -= 1
        end = min(end, _last(parse, i, head, list(range(i, end + 1))))
        antecedent = tuple(range(start, end + 1))
        return Condition(mark, antecedent, tuple(_stripped(parse, _rightward(parse, sentence, boundary))))
    under = [k for k in parse.subtree(head) if k >= i and k in sentence]
    antecedent = tuple(range(start, _last(parse, i, head, under) + 1))
    return Condition(mark, antecedent, tuple(_leftward(parse, sentence, antecedent, head)))


STOPS = frozenset({",", ";", ".", "—", "–", "-", "?", "!", "...", ":"})
_BEFORE = frozenset(
    {"that", "and", "but", "or", "so", "because", "as", "since", "then", "well", "course", "now"}
)


def _opens_sentence(parse: Parse, sentence: range, start: int) -> bool:
    """Whether what begins at ``start`` comes before its main clause."""
    if start == sentence.start:
        return True
    before = parse.words[start - 1]
    return before.text.lower() in _BEFORE or before.pos == "PUNCT" or before.dep in {"cc", "mark", "intj"}


def _main_clause_after(parse: Parse, sentence: range, start: int, i: int, head: int) -> int | None:
    """Where the main clause begins when the condition stands before it; None where it stands after."""
    words = parse.words
    opens = _opens_sentence(parse, sentence, start)
    governor = words[head].head
    if governor > head and governor in sentence and words[head].dep not in {"relcl", "acl"}:
        left = [
            min(parse.subtree(c))
            for c in parse.children(governor)
            if c > head and c < governor and words[c].dep != "punct" and min(parse.subtree(c)) > head
        ]
        return _after_comma(parse, head, min([*left, governor]))
    if not opens:
        return None
    # the parser hung it elsewhere: after a comma, or "then", a subject and a finite verb
    for k in range(head + 1, sentence.stop - 1):
        if words[k].text.lower() == "then" and words[k].dep == "advmod":
            return k + 1
        if words[k].text == "," and _clause_begins(parse, sentence, k + 1):
            after = _past_reporting(parse, sentence, k + 1)
            return None if _reporting(parse, sentence, after) else after
    if words[head].dep in {"ROOT", "advcl", "conj", "ccomp"}:
        for k in range(head + 1, sentence.stop - 1):
            if words[k].text.lower() in UNREAL and words[k].tag == "MD" and k > i + 3:
                own = parse.child(words[k].head, *SUBJECTS)
                if own is not None and head < own < k:
                    return min(j for j in parse.subtree(own) if j > head)
    return None


def _past_reporting(parse: Parse, sentence: range, at: int) -> int:
    """``at``, or the place after a "he said," that stands there."""
    for k in range(at, min(sentence.stop, at + 8)):
        if parse.words[k].text == "," and k + 1 < sentence.stop:
            inside = any(parse.words[j].lemma in REPORTING for j in range(at, k))
            return k + 1 if inside else at
    return at


def _after_comma(parse: Parse, head: int, boundary: int) -> int:
    """``boundary``, or the place after the comma before it where only a noun phrase lies between (a
    subject that the parser gave to the condition)."""
    for k in range(boundary - 1, head, -1):
        word = parse.words[k]
        if word.text == ",":
            return k + 1
        if word.pos in {"VERB", "AUX", "SCONJ"}:
            break
    return boundary


def _clause_begins(parse: Parse, sentence: range, at: int) -> bool:
    words = parse.words
    if (at < sentence.stop and words[at].dep in {"cc", "mark"}) or words[at].tag in {"WDT", "WP", "WRB"}:
        return False
    for k in range(at, min(sentence.stop, at + 9)):
        if words[k].text in {",", ";"}:
            return False
        if words[k].tag == "MD" or (finite(parse, k) and words[k].pos in {"VERB", "AUX"}):
            verb = words[k].head if words[k].dep.startswith("aux") else k
            own = parse.child(verb, *SUBJECTS)
            return own is not None and at <= own < k
    return False


def _rightward(parse: Parse, sentence: range, start: int) -> list[int]:
    """The main clause that begins at ``start``: to the end of the sentence or of the quotation."""
    out = []
    for k in range(start, sentence.stop):
        word = parse.words[k]
        if word.text in {"”", '"', "''", ";"} and k > start + 2:
            break
        if word.text == "," and k + 1 < sentence.stop and _reporting(parse, sentence, k + 1):
            break
        if k > start + 3 and (word.text.lower() in {"although", "though"} or word.text == "("):
            break
        if k > start + 3 and word.text.lower() in {"if", "unless"} and word.dep == "mark":
            break
        out.append(k)
    return out


REPORTING = frozenset("say add tell write note explain argue claim continue warn".split())


def _reporting(parse: Parse, sentence: range, at: int) -> bool:
    """Whether a short "he said" closes the sentence from ``at`` on."""
    rest = range(at, sentence.stop)
    return len(rest) < 9 and any(parse.words[k].lemma in REPORTING for k in rest)


def _last(parse: Parse, i: int, head: int, under: list[int]) -> int:
    """The last word of an antecedent that stands after its main clause.  A further predicate after a
    comma (", and hopes to …") belongs to the main clause however the parser hangs it."""
    words = parse.words
    end = max(under, default=i)
    own = set(under)
    for k in under:
        word = words[k]
        if k <= head or word.dep not in {"conj", "ccomp", "parataxis"} or words[k].head != head:
            continue
        first = min((j for j in parse.subtree(k) if j in own), default=k)
        joined = first - 1 if words[first - 1].dep == "cc" else first
        if joined - 1 <= i or words[joined - 1].text not in {",", ";", "—", "–"}:
            continue
        if finite(parse, k) and (parse.child(k, *SUBJECTS) is not None or word.tag in {"VBZ", "VBP"}):
            end = min(end, joined - 2)
    for k in range(i + 1, end):
        if words[k].text in {"”", "''", '"'} and k > head and not _opened(parse, i, k):
            end = k - 1
            break
        if words[k].text == "," and k > i + 2 and _reporting(parse, range(i, end + 1), k + 1):
            end = k - 1
            break
    while end > head and words[end].text in STOPS:
        end -= 1
    return max(end, i)


def _opened(parse: Parse, i: int, k: int) -> bool:
    return any(parse.words[j].text in {"“", "``", '"'} for j in range(i, k))


def _leftward(parse: Parse, sentence: range, antecedent: tuple[int, ...], head: int) -> list[int]:
    """The main clause that stands before the condition."""
    inside = set(antecedent)
    first = antecedent[0]
    governor = parse.words[head].head
    near = _nearest_clause(parse, sentence, first)
    if governor == head or governor in inside or governor not in sentence or governor >= first:
        return _stripped(parse, near)
    while parse.words[governor].head != governor and not (
        finite(parse, governor) and parse.child(governor, *SUBJECTS) is not None
    ):
        governor = parse.words[governor].head
    under = [k for k in parse.subtree(governor) if k < first and k in sentence]
    if not under:
        return _stripped(parse, near)
    whole = list(range(min(under), first))
    modal = any(parse.words[k].text.lower() in UNREAL for k in near)
    return _stripped(parse, near if modal and near and near[0] > whole[0] + 6 else whole)


def _nearest_clause(parse: Parse, sentence: range, first: int) -> list[int]:
    """The clause right before word ``first``: from the subject of its nearest finite verb."""
    words = parse.words
    for k in range(first - 1, sentence.start - 1, -1):
        if words[k].tag in {"MD", "VBD", "VBZ", "VBP"}:
            verb = words[k].head if words[k].dep.startswith("aux") else k
            own = parse.child(verb, *SUBJECTS)
            if own is not None and own < k:
                start = min(j for j in parse.subtree(own) if j >= sentence.start)
                if words[own].tag in {"WDT", "WP"}:
                    continue
                return list(range(start, first))
    return [k for k in sentence if k < first]


def _stripped(parse: Parse, rest: list[int]) -> list[int]:
    words = parse.words
    while rest and (
        words[rest[0]].text in STOPS
        or words[rest[0]].text.lower() in {"then", "that"}
        or words[rest[0]].dep in {"cc", "mark"}
    ):
        rest = rest[1:]
    while rest and (words[rest[-1]].text in STOPS or words[rest[-1]].dep == "cc"):
        rest = rest[:-1]
    return rest


REAL = frozenset({"because", "although", "though", "except", "but", "where"})


def unreal(parse: Parse, sentence: range) -> tuple[int, ...]:
    """The clause of a sentence that tells what did not happen: under "wish", or "would have", "should
    have", "could have" with a past participle.  Empty where there is none."""
    words = parse.words
    for i in sentence:
        word = words[i]
        if word.lemma == "wish" and word.pos == "VERB" and (below := parse.child(i, "ccomp")) is not None:
            return tuple(range(min(parse.subtree(i)[0], i), max(parse.subtree(below)) + 1))
        if word.tag == "MD" and word.text.lower() in {"would", "should", "could", "might", "'d", "’d"}:
            verb = word.head
            if words[verb].tag == "VBN" and any(
                words[c].lemma in {"have", "of"} for c in parse.children(verb)
            ):
                under = [k for k in parse.subtree(verb) if k in sentence]
                end = next((k for k in under if k > verb and words[k].text.lower() in REAL), max(under) + 1)
                return tuple(_stripped(parse, list(range(min(under), end))))
    return ()
