"""What the end of a sentence tells besides: of whom it was some, what it led to, what followed it.

Chosen on the keys of Midan, Qamishli, Atareb, Salaheddin and Veselnitskaya, four of them texts that have
lost their commas, so that the words are read rather than the tree.
"""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.parses import Parse
from wiredesk.statements.sentences import SUBJECTS, finite, lettered, tells

_SOME = frozenset("one some most both all many several none half".split())


def some_of_whom(parse: Parse, words: Sequence[int]) -> list[int]:
    """Where "one of whom reached the first floor" begins, said of people or things right before it; and
    "which the army blamed on the rebels" where the parser sees no clause in it."""
    out = []
    for n, i in enumerate(words[:-4]):
        if n > 3 and parse.words[i].tag == "WDT" and parse.words[i].dep == "det":
            ahead = words[n + 1 : n + 6]
            told = any(parse.words[k].tag in {"VBD", "VBN"} for k in ahead[1:])
            if told and parse.words[words[n - 1]].pos in {"NOUN", "PROPN"}:
                out.append(i)
            continue
        if n < 3 or parse.words[words[n + 1]].text.lower() != "of":
            continue
        if parse.words[words[n + 2]].text.lower() not in {"whom", "which"}:
            continue
        counted = parse.words[i].pos in {"NUM", "DET", "ADJ", "PRON"} or parse.words[i].text.lower() in _SOME
        rest = words[n + 3 :]
        if counted and len(lettered(parse, rest)) >= 3 and any(finite(parse, k) for k in rest[:8]):
            out.append(i)
    return out


def led_to(parse: Parse, words: Sequence[int]) -> list[int]:
    """What begins after "adding that" and "which means that", a clause that is told beside the one before."""
    out = []
    for n, i in enumerate(words[:-4]):
        if n < 4 or parse.words[i].text.lower() != "that" or parse.words[i].dep in SUBJECTS:
            continue
        before = [parse.words[k].text.lower() for k in words[n - 2 : n]]
        led = before[-1] == "adding" or before in (["which", "means"], ["which", "meant"])
        if led and tells(parse, words[n + 1 :]):
            out.append(words[n + 1])
    return out


def followed_by(parse: Parse, words: Sequence[int]) -> list[int]:
    """Where "followed by a second bomb in the same street" begins, at the end of what was first."""
    for n, i in enumerate(words[:-4]):
        if n < 5 or parse.words[i].text.lower() != "followed" or parse.words[i].tag != "VBN":
            continue
        behind = words[n + 1 :]
        if parse.words[behind[0]].text.lower() != "by" or parse.child(i, "auxpass", "aux") is not None:
            continue
        if len(lettered(parse, behind)) >= 5 and any(finite(parse, k) for k in words[:n]):
            return [i]
    return []


def quoted_predicates(parse: Parse, words: Sequence[int]) -> list[int]:
    """ "said the talks were on fishing and “mentioned nothing of the vote”": a quoted past tense that the
    parser joins to an infinitive is a further predicate."""
    out = []
    for n, i in enumerate(words):
        word = parse.words[i]
        if n < 6 or word.dep != "conj" or word.tag != "VBD" or parse.child(i, *SUBJECTS) is not None:
            continue
        joined = [parse.words[k].text.lower() for k in words[n - 2 : n]]
        quoted = joined[0] == "and" and joined[1] in {"“", '"', "``"}
        if quoted and parse.words[word.head].tag == "VB" and len(lettered(parse, words[n:])) >= 4:
            out.append(words[n - 1])
    return out
