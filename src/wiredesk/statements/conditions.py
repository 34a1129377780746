"""Conditions: what must happen first, and what then follows.

The antecedent ("if the rebels leave Varo") and the consequent ("the army will open the road") are
found from the parse, checked against the surface where the parser is often wrong.  Chosen on four
fifths of the conditionals of SemEval-2020 task 5 (counterfactual antecedents and consequents).
"""

from __future__ import annotations

from dataclasses import dataclass

from wiredesk.model.parses import Parse
from wiredesk.statements.borders import (
    STOPS,
    UNREAL,
    WOULD,
    clause_left,
    clause_right,
    last_comma,
    last_word,
    main_clause_after,
    nearest_clause,
    reports,
    stripped,
    up_to_modal,
    with_plan,
)
from wiredesk.statements.opening import MARKS, PHRASES, opens_clause, reads, says_would
from wiredesk.statements.sentences import SUBJECTS, finite


@dataclass(frozen=True, slots=True)
class Condition:
    """Word indices of a parse: ``antecedent`` opens with its mark; ``consequent`` is the clause that
    depends on it, empty where none was found; ``mark`` is the lowercased mark."""

    mark: str
    antecedent: tuple[int, ...]
    consequent: tuple[int, ...]


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
        if low == phrase[0] and reads(parse, sentence, i, phrase):
            if parse.words[i + len(phrase)].text.lower() in {"possible", "practicable", "necessary"}:
                return None
            if phrase[-1] == "as" and i > sentence.start and parse.words[i - 1].text.lower() == "for":
                return None  # "for as long as they have ruled": a time
            if phrase == ("in", "case") and not says_would(parse, sentence, i):
                return None  # "they moved in case of an attack": a precaution
            return _from_phrase(parse, sentence, i, phrase)
    if low in MARKS and opens_clause(parse, sentence, i):
        return _build(parse, sentence, low, i, _clause_head(parse, sentence, i))
    if low in {"had", "were", "should", "did", "could"}:
        return _inverted(parse, sentence, i) or (_turned(parse, sentence, i) if low == "had" else None)
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
    if parse.words[governor].lemma == "be" and parse.child(governor, "acomp", "attr") is None:
        return None  # "the town could be without water": its lack is what is told
    under = [k for k in parse.subtree(i) if k in sentence]
    if not under or len(under) < 2:
        return None
    antecedent = tuple(range(i, under[-1] + 1))
    rest = [k for k in parse.subtree(governor) if k not in set(antecedent) and k in sentence]
    return Condition("without", antecedent, tuple(stripped(parse, rest)))


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


def _turned(parse: Parse, sentence: range, i: int) -> Condition | None:
    """ "It would have failed had the mayor not signed", by the order of the words, where the parser gives
    the subject to another verb: "had" and a subject, a past participle, and "would" in the sentence."""
    words = parse.words
    modals = [k for k in sentence if words[k].tag == "MD" and words[k].text.lower() in WOULD]
    before = words[i - 1] if i > sentence.start else None
    if not modals or i + 2 >= sentence.stop or words[i + 1].tag not in _SUBJECT_TAGS:
        return None
    if before is not None and (
        before.text.lower() in _OWN_SUBJECTS or before.tag in {"MD", "TO", "RB", "WP", "WDT"}
    ):
        return None
    if words[i + 1].text.lower() in {"to", "been", "no"}:
        return None
    verb = next((k for k in range(i + 2, min(sentence.stop, i + 16)) if words[k].tag in {"VBN", "VBD"}), None)
    if verb is None or any(words[k].tag == "MD" or words[k].text == ";" for k in range(i, verb)):
        return None
    later = next((k for k in modals if k > verb), None)
    if later is not None and (before is None or before.pos in {"PUNCT", "SCONJ", "CCONJ"}):
        start = last_comma(parse, sentence, verb, later)
        if start is None:
            return None
        antecedent = tuple(range(i, start - 1))
        return Condition("had", antecedent, tuple(stripped(parse, clause_right(parse, sentence, start))))
    if not any(k < i for k in modals):
        return None
    end = verb
    while end + 1 < sentence.stop and words[end + 1].text not in _ENDS:
        after = words[end + 1].text
        if after == "," and reports(parse, sentence, end + 2):
            break
        end += 1
    while end > verb and words[end].text in STOPS:
        end -= 1
    near = nearest_clause(parse, sentence, i)
    return Condition("had", tuple(range(i, end + 1)), tuple(stripped(parse, near)))


_OWN_SUBJECTS = frozenset("i you he she we they it who that which there this these those".split())
_SUBJECT_TAGS = frozenset("DT PRP PRP$ NN NNS NNP NNPS JJ EX CD NNP".split())
_ENDS = frozenset({"”", "''", '"', ";", ")", "?"})


def _build(parse: Parse, sentence: range, mark: str, i: int, head: int) -> Condition:
    start = i
    if i > sentence.start and parse.words[i - 1].text.lower() in {"only", "even", "except"}:
        start = i - 1
    boundary = main_clause_after(parse, sentence, start, i, head)
    if boundary is not None:
        boundary = up_to_modal(parse, sentence, boundary)
        end = boundary - 1
        while end > i and (parse.words[end].text in STOPS or parse.words[end].text.lower() == "then"):
            end -= 1
        end = min(end, last_word(parse, i, head, list(range(i, end + 1))))
        antecedent = tuple(range(start, end + 1))
        return Condition(mark, antecedent, tuple(stripped(parse, clause_right(parse, sentence, boundary))))
    under = [k for k in parse.subtree(head) if k >= i and k in sentence]
    antecedent = tuple(range(start, with_plan(parse, sentence, head, last_word(parse, i, head, under)) + 1))
    return Condition(mark, antecedent, tuple(clause_left(parse, sentence, antecedent, head)))


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
                return tuple(stripped(parse, list(range(min(under), end))))
    return ()
