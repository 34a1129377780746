"""What the end of a sentence tells besides: of whom it was some, what it led to, what followed it.

Chosen on the keys of Midan, Qamishli, Atareb, Salaheddin and Veselnitskaya, four of them texts that have
lost their commas, so that the words are read rather than the tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from wiredesk.model.parses import Parse
from wiredesk.statements.joints import while_it_lasts
from wiredesk.statements.sentences import SUBJECTS, finite, lettered, tells

_SOME = frozenset("one some most both all many several none half".split())


_WHOM = frozenset({"whom", "which"})


def some_of_whom(parse: Parse, words: Sequence[int]) -> list[int]:
    """Where "one of whom reached the first floor" begins, said of people or things right before it; and
    "which the army blamed on the rebels" where the parser sees no clause in it."""
    out = []
    of_whom = parse.has(_WHOM)
    for n, i in enumerate(words[:-4]):
        if n > 3 and parse.words[i].tag == "WDT" and parse.words[i].dep == "det":
            ahead = words[n + 1 : n + 6]
            told = any(parse.words[k].tag in {"VBD", "VBN"} for k in ahead[1:])
            if told and parse.words[words[n - 1]].pos in {"NOUN", "PROPN"}:
                out.append(i)
            continue
        if not of_whom or n < 3 or parse.low[words[n + 1]] != "of":
            continue
        if parse.low[words[n + 2]] not in _WHOM:
            continue
        counted = parse.words[i].pos in {"NUM", "DET", "ADJ", "PRON"} or parse.low[i] in _SOME
        rest = words[n + 3 :]
        first = n - (parse.low[words[n - 1]] in {"a", "the"})  # "a few of which"
        if parse.low[words[first - 1]] == "not":
            continue  # "bold answers, not the least of which is a pier"
        if counted and len(lettered(parse, rest)) >= 3 and any(finite(parse, k) for k in rest[:8]):
            out.append(words[first])
    return out


_LEADING = frozenset({"adding", "means", "meant"})


def led_to(parse: Parse, words: Sequence[int]) -> list[int]:
    """What begins after "adding that" and "which means that", a clause that is told beside the one before."""
    out: list[int] = []
    if not parse.has(_LEADING):
        return out
    for n, i in enumerate(words[:-4]):
        if n < 4 or parse.low[i] != "that" or parse.words[i].dep in SUBJECTS:
            continue
        before = [parse.words[k].text.lower() for k in words[n - 2 : n]]
        led = before[-1] == "adding" or before in (["which", "means"], ["which", "meant"])
        if led and tells(parse, words[n + 1 :]):
            out.append(words[n + 1])
    return out


def followed_by(parse: Parse, words: Sequence[int]) -> list[int]:
    """Where "followed by a second bomb in the same street" begins, at the end of what was first."""
    if not parse.has(_FOLLOWED):
        return []
    for n, i in enumerate(words[:-4]):
        if n < 5 or parse.low[i] != "followed" or parse.words[i].tag != "VBN":
            continue
        behind = words[n + 1 :]
        if parse.words[behind[0]].text.lower() != "by" or parse.child(i, "auxpass", "aux") is not None:
            continue
        if len(lettered(parse, behind)) >= 5 and any(finite(parse, k) for k in words[:n]):
            return [i]
    return []


_FOLLOWED = frozenset({"followed"})
_BESIDE = frozenset({"while", "whilst", "whereas"})


def beside(parse: Parse, words: Sequence[int]) -> list[int]:
    """What begins after "while" with a subject of its own, whatever the parser takes its verb for: "shells
    killed two in Varo while fire on the old town killed three"."""
    out: list[int] = []
    if not parse.has(_BESIDE):
        return out
    for n, i in enumerate(words[:-3]):
        if n < 4 or parse.low[i] not in _BESIDE or parse.words[i].pos == "NOUN":
            continue
        if parse.words[words[n - 1]].text.lower() in {"that", "and", "but", "because", "as", ",", "a"}:
            continue  # "a reminder that while he came to …, he left": what follows it stands first
        if while_it_lasts(parse, i):
            continue
        ahead = words[n + 1 : n + 17]
        verb = next(
            (k for k, j in enumerate(ahead) if parse.words[j].tag in {"VBD", "VBZ", "VBP", "MD"}), None
        )
        if verb is None or parse.words[ahead[0]].tag in {"VBG", "VBN", "IN", "RB", "JJ"}:
            continue
        named = any(parse.words[j].pos in {"NOUN", "PROPN", "PRON", "NUM"} for j in ahead[:verb])
        before = words[:n]
        if named and tells(parse, before) and len(lettered(parse, words[n + 1 :])) >= 4:
            out.append(ahead[0])
    return out


def own_subjects(parse: Parse, words: Sequence[int]) -> list[int]:
    """Where the subject of a predicate begins that the parser takes for what the first verb is about:
    "Vale denied the plan of the port and | the mayor has disputed it"."""
    out = []
    for n, i in enumerate(words):
        word = parse.words[i]
        if word.dep != "conj" or not finite(parse, i) or parse.child(i, *SUBJECTS) is not None:
            continue
        group = [c for c in parse.children(i) if c < i and parse.words[c].dep in {"aux", "auxpass", "neg"}]
        first = words.index(min([i, *(c for c in group if c in words)]))
        over = words.index(word.head) if word.head in words else -1
        if over < 0 or first - over < 3 or parse.words[words[first - 1]].pos not in {"NOUN", "PROPN"}:
            continue
        kids = {parse.words[c].dep for c in parse.children(word.head)}
        if not kids & _WHOLE or not finite(parse, word.head):
            continue  # "a truce agreed by the army and the rebels has held", "shot in the arm was taken"
        joined = [k for k in range(over + 2, first) if _joins(parse, words, k)]
        if joined and len(words) - n > 2 and tells(parse, words[: joined[0]]):
            between = words[joined[0] + 1 : first]
            if between and _one_of_more(parse, between[-1], words[first]):
                continue
            if not any(parse.words[k].tag in {"VBD", "VBZ", "VBP", "MD", "WDT", "WP"} for k in between):
                out.append(between[0])
    return out


def _one_of_more(parse: Parse, noun: int, verb: int) -> bool:
    """Whether a verb in the plural stands right behind a single one, who is then but the last of those it
    tells of: "considering Ivo Brandt and Lorenz Holm are ill"."""
    plural = parse.words[verb].tag == "VBP" or parse.words[verb].text.lower() == "were"
    return plural and parse.words[noun].tag in {"NN", "NNP"} and parse.words[noun].text[0].isupper()


def and_that(parse: Parse, words: Sequence[int]) -> list[int]:
    """Where a second clause begins of what is said: "said there was a flood in Varo and | that ten piers were
    lost", whatever the parser hangs it on."""
    out = []
    for n, i in enumerate(words[:-4]):
        if n < 5 or parse.low[i] != "that" or parse.words[i].dep in {*SUBJECTS, "det", "dobj"}:
            continue
        if (
            parse.words[words[n - 1]].text.lower() not in {"and", "but"}
            or parse.words[words[n + 1]].pos == "VERB"
        ):
            continue
        rest = words[n + 1 :]
        verb = next((k for k in rest if parse.words[k].tag in {"VBD", "VBZ", "VBP", "MD"}), None)
        if verb is not None and len(lettered(parse, rest)) >= 4 and tells(parse, words[: n - 1]):
            out.append(i)
    return out


_WHOLE = frozenset({"dobj", "ccomp", "xcomp", "acomp", "attr", "auxpass"})
"""What a verb has behind or before it that is no participle on its subject."""


def _joins(parse: Parse, words: Sequence[int], k: int) -> bool:
    """Whether an "and" or "but" may open a clause: not that of "in and around" or "between X and Y"."""
    if parse.words[words[k]].text.lower() not in {"and", "but"} or parse.words[words[k - 1]].pos == "ADP":
        return False
    return not any(parse.words[j].text.lower() in {"between", "both"} for j in words[max(0, k - 4) : k])


def behind_cue(parse: Parse, words: Sequence[int]) -> list[int]:
    """Where somebody's words go on behind his own name with a further predicate: "… sank two boats | (a guard
    said and) wrecked a pier"."""
    out = []
    for n, (before, i) in enumerate(pairwise(words), 1):
        if i - before < 3 or parse.words[i].tag not in {"VBD", "VBZ", "VBP", "WDT"}:
            continue
        rest = words[n:]
        joined = parse.words[i].tag == "WDT" or parse.words[i - 1].text.lower() in {"and", "but"}
        told = joined and any(parse.words[k].tag in {"VBD", "VBZ", "VBP", "VBN", "MD"} for k in words[:n])
        if n >= 5 and told and len(lettered(parse, rest)) >= 4:
            out.append(i)
    return out


_OPENED = frozenset({"“", '"', "``"})


def quoted_predicates(parse: Parse, words: Sequence[int]) -> list[int]:
    """ "said the talks were on fishing and “mentioned nothing of the vote”": a quoted past tense that the
    parser joins to an infinitive is a further predicate."""
    out: list[int] = []
    if not parse.has(_OPENED):
        return out
    for n, i in enumerate(words):
        word = parse.words[i]
        if n < 6 or word.dep != "conj" or word.tag != "VBD" or parse.child(i, *SUBJECTS) is not None:
            continue
        joined = [parse.words[k].text.lower() for k in words[n - 2 : n]]
        quoted = joined[0] == "and" and joined[1] in _OPENED
        if quoted and parse.words[word.head].tag == "VB" and len(lettered(parse, words[n:])) >= 4:
            out.append(words[n - 1])
    return out
