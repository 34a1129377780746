"""Conditions: what must happen first, and what then follows.

The antecedent ("if the rebels leave Varo") and the consequent ("the army will open the road") are
found from the parse, checked against the surface where the parser is often wrong.  Chosen on four
fifths of the conditionals of SemEval-2020 task 5 (counterfactual antecedents and consequents).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from wiredesk.model.parses import Parse
from wiredesk.statements.borders import (
    REPORTING,
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
    with_twin,
    would_begin,
)
from wiredesk.statements.done import came_then, was_not_so, was_so
from wiredesk.statements.follows import following
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
    given apart.  What follows from each is the likeliest stretch (:mod:`wiredesk.statements.follows`)."""
    out = []
    for one in conditions_by_rule(parse, sentence):
        then = following(parse, sentence, one.antecedent, one.consequent)
        said = any(parse.words[k].text.lower() not in _WHAT for k in then)
        out.append(replace(one, consequent=then if said else ()))
    return out


_SOON = frozenset({"possible", "practicable", "necessary", "tomorrow", "today", "tonight", "next", "this"})

_PRECAUTIONS = frozenset({("in", "case"), ("in", "the", "event", "of")})
_TRADED = frozenset({"in"})


_WHAT = frozenset({"what", "even", "as", '"', "“", "``", "'", "‘", "but", "and", "so", ",", "only"})
"""Words that say nothing of what follows: "What if it rains?"."""


def conditions_by_rule(parse: Parse, sentence: range) -> list[Condition]:
    """The conditions of one sentence with the consequents that the rules give."""
    out: list[Condition] = []
    taken: set[int] = set()
    for i in parse.spelled(_OPENERS):
        if i not in sentence or i in taken:
            continue
        found = _at(parse, sentence, i)
        if found:
            out.append(found)
            taken.update(found.antecedent)
    return out


_TURNED = frozenset({"had", "were", "should", "did", "could"})
_SUPPOSED = frozenset({"assuming", "supposing", "imagining"})
_LACKING = frozenset({"without", "absent"})
_SET = frozenset({"in", "under", "but", "if", *_LACKING})
_OPENERS = frozenset({*MARKS, *(phrase[0] for phrase in PHRASES), *_TURNED, *_SUPPOSED, *_SET})
"""Every word at which a condition may begin."""


def _at(parse: Parse, sentence: range, i: int) -> Condition | None:
    low = parse.words[i].text.lower()
    if low == "in" and (returned := _in_return_for_which(parse, sentence, i)) is not None:
        return returned
    for phrase in PHRASES:
        if low == phrase[0] and reads(parse, sentence, i, phrase):
            after = [w.text.lower() for w in parse.words[i + len(phrase) : i + len(phrase) + 2]]
            if set(after[:1]) & _SOON or (phrase[1] == "soon" and set(after[1:]) & {"can", "could"}):
                return None  # "as soon as we can"
            if phrase[-1] == "as" and i > sentence.start and parse.words[i - 1].text.lower() == "for":
                return None  # "for as long as they have ruled": a time
            if phrase in _PRECAUTIONS and not says_would(parse, sentence, i):
                return None  # "they moved in case of an attack": a precaution
            if phrase[0] in _TRADED and phrase[-1] == "for" and was_so(parse, sentence, i):
                return None  # "the army gave them arms in exchange for wheat": what was done for what
            behind = parse.words[i + len(phrase)]
            if phrase[-1] == "as" and behind.ent in {"DATE", "TIME"} and behind.pos in {"PROPN", "NUM"}:
                return None  # "as soon as Monday"
            return _from_phrase(parse, sentence, i, phrase)
    if low in {"until", "till", "once"}:
        ahead = [w.text.lower() for w in parse.words[i + 1 : i + 3]]
        if ahead[:1] == ["now"] or ahead == ["further", "notice"] or was_so(parse, sentence, i):
            return None  # "was closed until further notice", "waited until it was dark": a time
        if came_then(parse, sentence, i):
            return None
        if ahead[:1] == ["after"] or was_not_so(parse, sentence, i):
            return None  # "did not speak until after he had left": a time
    if low in MARKS and opens_clause(parse, sentence, i):
        return _settled(parse, sentence, _build(parse, sentence, low, i, _clause_head(parse, sentence, i)))
    if low in _TURNED and parse.words[i].tag != "VBN":
        turned = low in {"had", "were"}
        found = _inverted(parse, sentence, i) or (_turned(parse, sentence, i) if turned else None)
        if found is None and low == "should" and i < sentence.start + 2:
            found = _should(parse, sentence, i)
        return _settled(parse, sentence, found) if found else None
    if low in _SUPPOSED:
        return _supposed(parse, sentence, i)
    if low in _LACKING and parse.words[i].dep == "prep" and (one := _lacking(parse, sentence, i)):
        return one
    return _setting(parse, sentence, i)


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
    helps = {parse.words[c].text.lower() for c in parse.children(governor)}
    if not helps & UNREAL:
        return None
    if (act := parse.child(i, "pcomp")) is not None and _done(parse, act):
        return None  # "would leave without telling her": how he would
    if not helps & {"would", "'d", "’d", "have"} and i > sentence.start:
        return None  # "how far they can go without him"
    if parse.words[governor].lemma == "be" and parse.child(governor, "acomp", "attr") is None:
        return None  # "the town could be without water": its lack is what is told
    if parse.words[governor].lemma in {"leave", "go", "do", "remain", "stay"}:
        return None  # "could leave them without water"
    under = [k for k in parse.subtree(i) if k in sentence]
    if not under or len(under) < 2:
        return None
    antecedent = tuple(range(i, under[-1] + 1))
    rest = [k for k in parse.subtree(governor) if k not in set(antecedent) and k in sentence]
    return Condition("without", antecedent, tuple(stripped(parse, rest)))


def _done(parse: Parse, act: int) -> bool:
    """Whether what follows "without" is a deed: "telling her", "having told her"."""
    if parse.words[act].tag == "VBG":
        return True
    return any(parse.words[c].text.lower() in {"having", "being"} for c in parse.children(act))


def _in_return_for_which(parse: Parse, sentence: range, i: int) -> Condition | None:
    """ "He urged the army to leave, in return for which he will open the road": what is urged is the
    condition."""
    words = parse.words
    low = [w.text.lower() for w in words[i : min(sentence.stop, i + 4)]]
    if (
        low[1:2] not in (["return"], ["exchange"])
        or low[2:3] not in (["for"], ["of"])
        or low[3:] != ["which"]
    ):
        return None
    end = i - 1
    while end > sentence.start and words[end].text in STOPS:
        end -= 1
    first = next((k for k in range(end, sentence.start, -1) if words[k].tag == "TO"), None)
    if first is None:
        before = stripped(parse, nearest_clause(parse, sentence, end + 1))
    else:
        if not finite(parse, words[words[first].head].head):
            return None  # "said, repeating his call on the army to leave": a demand, with what it is made for
        while first - 1 > sentence.start and words[first - 1].pos in {"NOUN", "PROPN", "DET", "ADJ", "PRON"}:
            first -= 1
        before = list(range(first, end + 1))
    then = stripped(parse, clause_right(parse, sentence, i + 4))
    return Condition("in return for which", tuple(before), tuple(then)) if before and then else None


def _supposed(parse: Parse, sentence: range, i: int) -> Condition | None:
    """ "Assuming that the wall holds, the town is safe": a condition where a clause is assumed; none in
    "the company is assuming it will rain", whose own subject assumes."""
    head = parse.child(i, "ccomp")
    if head is None or parse.words[i].dep == "ROOT" or parse.child(i, "aux", "nsubj") is not None:
        return None
    found = _build(parse, sentence, parse.words[i].text.lower(), i, i if parse.words[i].head != i else head)
    return found if found.consequent else None


_SETTINGS = (
    re.compile(
        r"(?:in|under) (?:an? |the |any )?(?:(?:very|more|less|completely|entirely|perfectly) )?"
        r"(?:perfect|ideal|normal|model|different|better|sane|just|fair|saner|other|alternate|alternative)"
        r" (?:world|situation|circumstances?|conditions?|environment|universe|times)\b",
        re.I,
    ),
    re.compile(r"in the absence of\b", re.I),
    re.compile(r"(?:but|if not) for\b", re.I),
    re.compile(r"(?:without|absent)\b", re.I),
)
"""What opens a condition without a clause of its own, where the sentence says what would be."""


def _setting(parse: Parse, sentence: range, i: int) -> Condition | None:
    """ "In an ideal world the bridge would have been closed", "But for the flood it would have held", "The
    army would have lost without them": a setting or a lack, only beside what would be or have been.

    "Could leave without paying" says how, so a deed after "without" counts only where it is denied that
    anything would be without it."""
    words = parse.words
    low = words[i].text.lower()
    if low not in _SET:
        return None
    at = words[i].start
    found = next((m for p in _SETTINGS if (m := p.match(parse.text, at))), None)
    if found is None or (low == "but" and words[i].dep == "cc" and i == sentence.start):
        return None
    opener = next((k for k in range(i, sentence.stop) if words[k].end >= found.end()), i)
    if low in {"without", "absent", "but", "if"} or words[opener].text.lower() == "of":
        noun = parse.child(opener, "pobj", "pcomp")
        if noun is None:
            return None
        reach = [k for k in parse.subtree(noun) if k > opener]
        end = max(reach, default=noun)
        stop = next((k for k in range(opener + 1, end) if words[k].text in {",", "—", ";", '"', "”"}), None)
        end = stop - 1 if stop is not None else end
    else:
        noun, end = None, opener
    first = i == sentence.start or words[i - 1].pos in {"PUNCT", "SCONJ", "CCONJ"}
    after = clause_right(parse, sentence, end + 1) if first else []
    then = stripped(parse, after)
    if not _would(parse, then, perfect=False):
        near = nearest_clause(parse, sentence, i)
        then = stripped(parse, near)
        if not _would(parse, then, perfect=True):
            return None
    if low in {"without", "absent"} and noun is not None and _done(parse, noun):
        denied = any(words[k].dep == "neg" for k in then)
        if not denied:
            return None
    antecedent = tuple(k for k in range(i, end + 1))
    return Condition(" ".join(found.group().lower().split()), antecedent, tuple(then))


def _would(parse: Parse, span: list[int], perfect: bool) -> bool:
    """Whether a clause says what would be; with ``perfect`` what would have been."""
    words = parse.words
    for k in span:
        if words[k].tag == "MD" and words[k].text.lower() in UNREAL | {"should"}:
            if not perfect:
                return True
            near = words[k + 1 : k + 4]
            if any(w.lemma == "have" and w.dep == "aux" for w in near):
                return True
    return False


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
    if low in {"had", "were"} and not any(parse.words[k].text.lower() in UNREAL for k in sentence):
        return None  # "Hurt in the fire were two guards": an order of words, and no condition
    found = _build(parse, sentence, low, i, head)
    return found if found.consequent else None


def _should(parse: Parse, sentence: range, i: int) -> Condition | None:
    """ "Should the dam break, 4,000 homes would be flooded", by the comma and what would be behind it, where
    the parser takes the verb for a noun; none in a question."""
    words = parse.words
    comma = next((k for k in range(i + 2, sentence.stop) if words[k].text == ","), None)
    if comma is None or not words[i].text[0].isupper() or "?" in {w.text for w in words[i : sentence.stop]}:
        return None
    then = stripped(parse, clause_right(parse, sentence, comma + 1))
    if comma - i > 20 or not _would(parse, then, perfect=False):
        return None
    return Condition("should", tuple(range(i, comma)), tuple(then))


def _behind_to(parse: Parse, sentence: range, i: int) -> int | None:
    """The verb behind the "to" of "Were the mayor to win, …"; None where there is none."""
    near = range(i + 2, min(sentence.stop - 1, i + 9))
    return next((k + 1 for k in near if parse.words[k].tag == "TO" and parse.words[k + 1].tag == "VB"), None)


def _turned(parse: Parse, sentence: range, i: int) -> Condition | None:
    """ "It would have failed had the mayor not signed", by the order of the words, where the parser gives
    the subject to another verb: "had" and a subject, a past participle, and "would" in the sentence."""
    words = parse.words
    modals = [k for k in sentence if words[k].tag == "MD" and words[k].text.lower() in WOULD]
    before = words[i - 1] if i > sentence.start else None
    low = words[i].text.lower()
    not_for = [w.text.lower() for w in words[i + 1 : min(sentence.stop, i + 3)]] == ["it", "not"]
    if not modals or i + 2 >= sentence.stop or words[i + 1].tag not in _SUBJECT_TAGS:
        return None
    inside = (
        before is not None
        and before.text.lower() == "that"
        and i - 2 >= sentence.start
        and words[i - 2].pos in {"VERB", "ADJ", "AUX", "ADV"} | ({"NOUN"} if before.tag == "IN" else set())
    )  # "I think that had they known, they would": a complement, not "the town that had"
    if (
        before is not None
        and not not_for
        and not inside
        and (before.text.lower() in _OWN_SUBJECTS or before.tag in {"MD", "TO", "RB", "WP", "WDT"})
    ):
        return None
    set_to = low == "were" and before is None and _behind_to(parse, sentence, i)
    if words[i + 1].text.lower() in {"to", "been", "no"} or (low == "were" and not (not_for or set_to)):
        return None
    verb = set_to or next(
        (k for k in range(i + 2, min(sentence.stop, i + 16)) if words[k].tag in {"VBN", "VBD"}),
        i + 2 if not_for else None,
    )
    if verb is None or any(words[k].tag == "MD" or words[k].text == ";" for k in range(i, verb)):
        return None
    later = next((k for k in modals if k > verb), None)
    opens = before is None or inside or before.pos in {"PUNCT", "SCONJ", "CCONJ"}
    if later is not None and opens:
        start = last_comma(parse, sentence, verb, later)
        if start is None and (start := would_begin(parse, sentence, verb)) is None:
            return None
        antecedent = tuple(stripped(parse, list(range(i, start))))
        return Condition(low, antecedent, tuple(stripped(parse, clause_right(parse, sentence, start))))
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
    return Condition(low, tuple(range(i, end + 1)), tuple(stripped(parse, near)))


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
    last = with_plan(parse, sentence, head, last_word(parse, i, head, under))
    antecedent = tuple(range(start, with_twin(parse, sentence, head, last) + 1))
    return Condition(mark, antecedent, tuple(clause_left(parse, sentence, antecedent, head)))


def _settled(parse: Parse, sentence: range, found: Condition) -> Condition:
    """A condition whose consequent was sought on the wrong side, with the one on the other side: after it
    where it stands inside what somebody says or thinks ("he said that, if …, they would"), before it where
    after it only that is said who says so ("… had they known, the mayor told reporters").  Otherwise
    unchanged."""
    words, first = parse.words, found.antecedent[0]
    then = found.consequent
    if then and then[0] > first:
        said = any(words[k].lemma.lower() in REPORTING for k in then) and not _would(parse, list(then), False)
        near = stripped(parse, nearest_clause(parse, sentence, first)) if said else []
        if near and _would(parse, near, False):
            return Condition(found.mark, found.antecedent, tuple(near))
        return found
    before = words[first - 1] if first > sentence.start else None
    that = before is not None and before.tag == "IN" and before.text == "that"
    thought = that or (before is not None and before.lemma.lower() in _THOUGHT)
    empty = not any(words[k].pos in {"VERB", "AUX"} for k in then)
    if not thought and not empty:
        return found
    start = would_begin(parse, sentence, first + 2)
    if start is None or start <= first + 2:
        return found
    antecedent = stripped(parse, list(range(first, start)))
    if not antecedent or antecedent[0] != first:
        return found
    return Condition(
        found.mark, tuple(antecedent), tuple(stripped(parse, clause_right(parse, sentence, start)))
    )


_THOUGHT = frozenset(
    """think believe suspect feel doubt guess know suggest submit say add tell mean hope suppose bet reckon
    argue claim warn note way""".split()
)
"""Words whose complement a condition right after them opens: what follows from it comes later."""


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
