"""The edges of a clause that is told alone: without the words that only join it to another.

"Four died | when a storm broke the pier" says two things, and the second is "a storm broke the pier".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wiredesk.model.parses import Parse
from wiredesk.statements.clauses import Clause
from wiredesk.statements.conditions import Condition
from wiredesk.statements.sentences import SUBJECTS, finite

_SETTING = frozenset({"when", "as", "after", "before", "since", "because"})


def bare(parse: Parse, clause: Clause, held: Sequence[Condition]) -> Clause:
    """A clause without the "when", "as", "after", "before", "since" or "because" that opens it, where it
    tells what has happened; ``held`` are the conditions of its sentence.

    Of 5,600 statements of 180 reports of fa-kes and AllSides 137 opened so, each parted from what happened
    then; of 102 that lose the word 97 read better."""
    mark = _mark(parse, clause)
    if mark is None or clause.noun in clause.words or clause.kind == "aside":
        return clause
    i = clause.words[mark]
    head = parse.words[i].head
    low = parse.low[i]
    if low not in _SETTING | _CONTRASTS or parse.words[i].dep not in {"mark", "advmod"}:
        return clause
    if head not in clause.words or parse.words[head].dep not in {"advcl", "relcl"}:
        return clause
    if not (low in _CONTRASTS and finite(parse, head)) and not _has_happened(parse, head):
        return clause
    if clause.noun is not None and low != "when":
        return clause
    own = parse.child(head, *SUBJECTS)
    if own is None or own not in clause.words or min(parse.subtree(own)) > i + 2:
        return clause
    rest = clause.words[mark + 1 :]
    if not {k for k in rest if parse.words[k].pos != "PUNCT"} <= set(parse.subtree(head)):
        return clause  # "As the day broke, they left"
    if any(set(rest) & {*c.antecedent, *c.consequent} for c in held):
        return clause
    return replace(clause, words=rest)


_CONTRASTS = frozenset({"though", "although"})


def _mark(parse: Parse, clause: Clause) -> int | None:
    """The place in a clause of the first word behind which it tells what happened: its own first, or the
    "though" behind "even" ("[even though] he had left").

    "Even as", "just hours after" and "the night before" stay, though the clause reads better without them
    (23 of 23 in 120 reports): without them such clauses joined six wrong pairs in 55 labelled stories."""
    first = next((n for n, k in enumerate(clause.words) if parse.words[k].text[0].isalnum()), None)
    if first is None or parse.low[clause.words[first]] != "even" or first + 1 >= len(clause.words):
        return first
    return first + (parse.low[clause.words[first + 1]] in _CONTRASTS)


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_PART_OF_DAY = frozenset("morning afternoon evening night".split())
_OPENS = frozenset("that it he she they we i you his her its their our my".split())


def without_day(parse: Parse, clause: Clause, cue: Sequence[str]) -> Clause:
    """A clause without the day on which it was said: "the council said | Wednesday the dam was safe".
    ``cue`` holds the lemmas of the cue's words.

    Of 9,500 statements of 330 reports of stories labelled whole one began so, of 40 read against AllSides
    one."""
    words = _behind_that(parse, clause.words)
    clause = replace(clause, words=words)
    if len(words) > 5 and words[0] and parse.low[words[0]] == "on" and parse.low[words[1]] in _DAYS:
        told = parse.lemmas[words[0] - 1] in cue and parse.low[words[2]] in {
            *_OPENS,
            "they",
            "he",
            "she",
            "it",
        }
        return replace(clause, words=words[2:]) if told else clause
    if len(words) < 4 or not words[0] or parse.words[words[0]].text.lower() not in _DAYS:
        return clause
    if parse.lemmas[words[0] - 1] not in cue:
        return clause
    first = 2 if parse.words[words[1]].text.lower() in _PART_OF_DAY else 1
    follows = parse.words[words[first]]
    if words[first] != words[0] + first or not (follows.tag == "DT" or follows.text.lower() in _OPENS):
        return clause
    return replace(clause, words=words[first + (follows.text.lower() == "that" and follows.tag == "IN") :])


_MOMENTS = frozenset({"earlier", "later", "today", "yesterday", "recently", "afterwards"})


def _behind_that(parse: Parse, words: tuple[int, ...]) -> tuple[int, ...]:
    """The words behind the "that" of what was said, where a time stands before it: "said Monday | that
    boats are lost", "said earlier in the day that ten had left"."""
    first = words[0]
    if parse.low[first] == "that" and first and parse.low[first - 1] in _DAYS | _PART_OF_DAY:
        word, noun = parse.words[first], parse.words[parse.words[first].head]
        joins = word.tag == "IN" or (word.dep == "det" and noun.tag in {"NNS", "NNPS"})
        return words[1:] if joins and len(words) > 4 else words
    if parse.low[first] not in _MOMENTS:
        return words
    that = next((n for n, k in enumerate(words[:7]) if parse.low[k] == "that"), None)
    if that is None or parse.words[words[that]].tag != "IN" or len(words) - that < 4:
        return words
    plain = all(parse.words[k].pos not in {"VERB", "AUX"} for k in words[:that])
    return words[that + 1 :] if plain else words


def _has_happened(parse: Parse, i: int) -> bool:
    """Whether a finite verb tells what happened: not "when they may come", "when they go"."""
    if not finite(parse, i):
        return False
    helps = [parse.words[c] for c in parse.children(i) if parse.words[c].dep in {"aux", "auxpass"}]
    if any(w.tag == "MD" for w in helps):
        return False
    return parse.words[i].tag == "VBD" or any(w.tag == "VBD" or w.lemma == "have" for w in helps)


def unbracketed(parse: Parse, clause: Clause) -> Clause:
    """A clause without half a pair of brackets at its edges, or half of what stands in one: "(Rehn sits on
    the council | and his sons own the pier)"."""
    words = list(clause.words)
    marks = [parse.words[k].text for k in words]
    opened, closed = marks.count("("), marks.count(")")
    behind = words[-1] + 1 < len(parse.words) and parse.words[words[-1] + 1].text == ")"
    if opened == closed + 1:
        if marks[0] == "(":
            words = words[1:]
        elif behind:
            words.append(words[-1] + 1)
        elif "(" in marks[-5:] and clause.head < words[len(marks) - 1 - marks[::-1].index("(")]:
            words = words[: len(marks) - 1 - marks[::-1].index("(")]
    elif closed == opened + 1 and marks[-1] == ")":
        words = words[:-1]
    return replace(clause, words=tuple(words)) if words and len(words) != len(marks) else clause


_IN = frozenset({"in", "at", "near", "on", "inside", "outside", "around", "across"})


def where_told(parse: Parse, clause: Clause, inside: set[int]) -> Clause:
    """A clause behind "where", "in which" or a day's "when" with its place or day for that word: "broke out
    [in the old town] | where ten died" is told as "in the old town … ten died"; as it is where no
    preposition stands before the place.

    Of 5,600 statements of 180 reports of fa-kes and AllSides thirty were a place or day and such a clause,
    which strict readers took for no claim."""
    if clause.kind != "relative":
        return clause
    low = [parse.words[k].text.lower() for k in clause.words]
    n = next((n for n, k in enumerate(clause.words) if _opens_relative(parse, k, clause.head)), None)
    if n is None or clause.words[n] > clause.head:
        return clause
    at = clause.words[n]
    end = at - 1 if low[n] == "which" else at  # "in which"
    last = end - 2 if parse.words[end - 1].text == "," else end - 1
    day = low[n] == "when"
    if last < 0 or (day and parse.words[last].ent not in {"DATE", "TIME"}):
        return clause
    noun = last
    while noun not in inside or parse.words[noun].dep not in ({"pobj", "npadvmod"} if day else {"pobj"}):
        above = parse.words[noun].head
        climbs = {"compound", "appos", "nmod", "nummod"} if day else {"compound", "appos", "nmod"}
        if above == noun or above > last or parse.words[noun].dep not in climbs:
            return clause
        noun = above
    first = parse.words[noun].head
    while parse.words[first].text.lower() == "of" and parse.words[parse.words[first].head].dep == "pobj":
        first = parse.words[parse.words[first].head].head
    if parse.words[first].text.lower() not in _IN:
        if not day:
            return clause
        first = min(parse.subtree(noun))
    rest = [k for k in clause.words if k > at]
    if day and parse.low[parse.words[noun].head] == "of":
        return replace(clause, words=tuple(rest)) if rest else clause  # "the best cheers of the night when …"
    while day and parse.low[first] in {"at", "least", "most"} and first < noun:
        first += 1  # "since at least 2010, when …"
    place = [k for k in range(first, last + 1) if k in inside]
    if not 0 <= last - first <= 12 or not rest or len(place) != last + 1 - first:
        return clause
    return replace(clause, words=(*place, *rest))


def _opens_relative(parse: Parse, k: int, head: int) -> bool:
    """Whether a word is the "where", "when" or "which" of "in which" of a relative clause."""
    word = parse.words[k]
    if word.text.lower() in {"where", "when"}:
        return word.tag == "WRB" and word.head == head
    before = parse.words[word.head]
    return (
        word.text.lower() == "which"
        and word.head == k - 1
        and before.text.lower() in {"in", "at", "on"}
        and before.head == head
    )
