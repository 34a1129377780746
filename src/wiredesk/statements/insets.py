"""News set into a sentence in words that make no clause: a part of a toll, an event in a phrase.

"15 died including five policemen", "despite the army's recapture of Varo last year", "after walking off
his post in 2031", "called him a “traitor” and a “man who sold us”".  Each is told with the words that it
needs from the rest of its sentence.  Chosen on the keys of Atareb, Midan and Bergdahl.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wiredesk.model.parses import Parse
from wiredesk.statements.clauses import Clause
from wiredesk.statements.conditions import Condition
from wiredesk.statements.fates import PEOPLE, STATUS
from wiredesk.statements.losses import COUNTED
from wiredesk.statements.negations import negated
from wiredesk.statements.sentences import SUBJECTS, finite, subject

LONGEST_LEAD = 12
"""Words that an inset may borrow from its sentence; a longer subject is left out."""


def insets(parse: Parse, words: Sequence[int], found: Sequence[Condition]) -> list[Clause]:
    """The insets among some ``words`` of one sentence, in text order, none within another; none that
    holds words of a condition or of what depends on one."""
    held = {i for c in found for i in (*c.antecedent, *c.consequent)}
    taken: set[int] = set()
    out = []
    for kind in (_partial_tolls, _concessions, _gerunds, _quoted_names, _reasons, _fellow_events):
        for one in kind(parse, words):
            mine = set(one.words)
            rest = [i for i in words if i not in mine and i not in taken and parse.words[i].text[0].isalnum()]
            if mine & (held | taken) or len(rest) < 3:
                continue
            taken |= mine
            out.append(one)
    return sorted(out, key=lambda c: c.words)


_SHARES = frozenset({"among", "including"})


def _partial_tolls(parse: Parse, words: Sequence[int]) -> Iterator[Clause]:
    """ "including five children and three policemen", "among them 13 officers", told of a toll."""
    if not parse.has(_SHARES):
        return
    inside = set(words)
    for n, i in enumerate(words):
        low = parse.low[i]
        after = n + 1
        if low not in _SHARES:
            continue
        follows = parse.low[words[after]] if after < len(words) else ""
        if low == "among":
            if follows not in {"them", "whom"}:
                continue
            after += 1
        last = _counted(parse, words, after)
        if last is None or not any(_is_count(parse, k) for k in words[:n]):
            continue
        fates = [k for k in words if _fate(parse, k) and (k < i or last < k < last + 4)]
        tolls = [
            k for k in words[:n] if parse.words[k].lemma.lower() in {"toll", "death", "victim", "casualty"}
        ]
        before = [k for k in fates if k < i]
        behind = [
            k for k in fates if k == last + 1 and parse.words[k].pos != "VERB"
        ]  # "left 35, including 9, dead"
        verb = behind[0] if behind else before[-1] if before else next(iter((*fates, *tolls)), None)
        if verb is None or negated(parse, verb):
            continue
        helps = [c for c in parse.children(verb) if parse.words[c].dep in {"aux", "auxpass"} and c in inside]
        near = [c for c in helps if 0 < verb - c < 4]
        mine = tuple(k for k in words if i <= k <= last)
        yield Clause(mine, verb, "share", None, tuple(sorted((*near, verb))), verb)


def _counted(parse: Parse, words: Sequence[int], n: int) -> int | None:
    """The last word of the counted people that begin at ``n`` in ``words``, or None."""
    numbered = people = False
    last = None
    for k in words[n : n + 16]:
        word = parse.words[k]
        low = word.text.lower()
        if people and _is_count(parse, k) and any(_fate(parse, j) for j in range(k + 1, k + 4) if j in words):
            break  # "… including 11 children and dozens more wounded": another toll
        if word.tag == "CD" or low in COUNTED:
            if word.ent in {"DATE", "TIME", "MONEY", "PERCENT"}:
                return last
            numbered, people = True, False
        elif people and low in {"of", "from"}:
            continue  # "nine natives of Sela"
        elif numbered and word.tag in {"NNS", "NN", "NNP", "NNPS"}:
            people = people or word.lemma.lower() in PEOPLE or word.tag == "NNS"
            last = k if people else last
        elif low in _BESIDE_COUNTS:
            if low in {"as", "at"} and people:
                break
        elif word.pos in {"ADJ", "ADV", "NUM", "DET"} or word.text == "-":
            continue
        else:
            break
    return last


_BESIDE_COUNTS = frozenset("and , or at least about some an estimated as many more than".split())


def _is_count(parse: Parse, i: int) -> bool:
    word = parse.words[i]
    return (word.tag == "CD" and word.ent not in {"DATE", "TIME", "MONEY", "PERCENT"}) or (
        word.text.lower() in COUNTED
    )


def _fate(parse: Parse, i: int) -> bool:
    """Whether a word says what befell people; not what a place is ("besieged Varo")."""
    word = parse.words[i]
    low = word.text.lower()
    known = (STATUS.get(low) or STATUS.get(word.lemma.lower())) in PERSONAL
    return known and (low in {"dead", "wounded", "injured", "missing"} or word.pos == "VERB")


PERSONAL = frozenset("killed wounded missing captured arrested kidnapped trapped shot".split())


def _main_subject(parse: Parse, words: Sequence[int]) -> tuple[int, int] | None:
    """The main verb of ``words`` and the first word of its subject, or None."""
    inside = set(words)
    for i in words:
        above = parse.words[i].head
        if finite(parse, i) and (above == i or above not in inside):
            own = parse.child(i, *SUBJECTS)
            if own is not None and own in inside:
                return i, min(k for k in parse.subtree(own) if k in inside)
    return None


def _concessions(parse: Parse, words: Sequence[int]) -> Iterator[Clause]:
    """ "Despite the army's recapture of Varo last year" in front of its sentence."""
    if parse.words[words[0]].text.lower() != "despite":
        return
    found = _main_subject(parse, words)
    head = parse.child(words[0], "pobj")
    if found is None or head is None or parse.words[head].pos != "NOUN" or not words[0] < head < found[1]:
        return
    mine = [i for i in words if i < found[1]]
    while mine and parse.words[mine[-1]].pos == "PUNCT":
        mine.pop()
    told = parse.words[head].lemma.lower() in EVENTFUL and any(
        parse.words[c].text.lower() in {"of", "by", "from"} and c > head for c in parse.children(head)
    )
    if told and len(mine) >= 6:
        yield Clause(tuple(mine), head, "aside")


EVENTFUL = frozenset(
    """recapture capture seizure loss defeat victory withdrawal arrest killing death murder shooting bombing
    attack collapse resignation departure removal dismissal firing election conviction acquittal release
    destruction evacuation expulsion deployment declaration announcement signing rejection approval ruling
    fall takeover assassination""".split()
)
"""Nouns of what happened once, as verbs would tell it."""


_TIMED = frozenset({"after", "before"})


def _gerunds(parse: Parse, words: Sequence[int]) -> Iterator[Clause]:
    """ "after walking off his post in Varo in 2031": his own act with a time or place."""
    if not parse.has(_TIMED):
        return
    inside = set(words)
    for i in words:
        if parse.low[i] not in _TIMED or parse.words[i].dep != "prep":
            continue
        act = parse.child(i, "pcomp")
        verb = parse.words[i].head
        if act is None or act != i + 1 or parse.words[act].tag != "VBG" or i < verb:
            continue
        mine = [k for k in parse.subtree(i) if k in inside]
        if mine != list(range(mine[0], mine[-1] + 1)) or len(mine) < 6 or verb not in inside:
            continue
        own = {parse.words[k].ent for k in mine}
        dated, placed = bool(own & {"DATE", "TIME"}), bool(own & {"GPE", "LOC", "FAC"})
        rest = [k for k in words if k < i and parse.words[k].pos != "PUNCT"]
        if not (dated and placed) or len(rest) < 4 or not finite(parse, verb) or negated(parse, verb):
            continue
        who = _who(parse, verb, inside)
        if who:
            yield Clause(tuple(mine), act, "setting", None, who)


def _who(parse: Parse, verb: int, inside: set[int]) -> tuple[int, ...]:
    """The words of a verb's subject, without what describes it."""
    who = subject(parse, verb)
    if who is None or parse.words[who].tag in {"WP", "WDT"}:
        return ()
    near = {who}
    for c in parse.children(who):
        if parse.words[c].dep in {"det", "compound", "amod", "nummod", "poss", "nmod"}:
            near |= set(parse.subtree(c))
    kept = tuple(sorted(k for k in near if k in inside))
    return kept if len(kept) <= LONGEST_LEAD else ()


_MARKS = frozenset({"“", '"', "``"})


def _quoted_names(parse: Parse, words: Sequence[int]) -> Iterator[Clause]:
    """The second of two things that somebody is called, each in quotation marks of its own."""
    if not parse.has(_MARKS) or not parse.has_lemma(CALLS):
        return
    inside = set(words)
    for i in words:
        head = parse.words[i].head
        if parse.words[i].dep != "conj" or parse.words[i].pos != "NOUN" or head not in inside:
            continue
        verb = parse.words[head].head
        if parse.words[head].dep not in {"oprd", "dobj", "attr"} or parse.words[verb].lemma not in CALLS:
            continue
        mine = [k for k in parse.subtree(i) if k in inside]
        first = [k for k in parse.subtree(head) if k in inside and k < mine[0]]
        quoted = all(any(parse.words[k].text in _MARKS for k in some) for some in (mine, first))
        if quoted and len(mine) >= 6:
            lead = {verb, *_who(parse, verb, inside)}
            called = [c for c in parse.children(verb) if parse.words[c].dep == "dobj"]
            lead |= {k for c in called for k in parse.subtree(c)}
            lead = {k for k in lead if k in inside and k < head}
            yield Clause(tuple(mine), verb, "share", None, tuple(sorted(lead)), verb)


def _reasons(parse: Parse, words: Sequence[int]) -> Iterator[Clause]:
    """ "was fired for “spreading rumours about the harbour”": why, in quotation marks."""
    if not parse.has(_MARKS) or not parse.has_lemma(PUNISHES):
        return
    inside = set(words)
    for n, i in enumerate(words[:-3]):
        if n < 3 or parse.low[i] != "for" or parse.words[words[n + 1]].text not in _MARKS:
            continue
        verb = parse.words[i].head
        if parse.words[verb].lemma not in PUNISHES or verb not in inside or verb > i or negated(parse, verb):
            continue
        last = next((k for k in words[n + 2 :] if parse.words[k].text in {"”", '"', "''"}), words[-1])
        mine = tuple(k for k in words if i <= k <= last)
        near = [c for c in parse.children(verb) if parse.words[c].dep in {"aux", "auxpass"} and c in inside]
        if sum(parse.words[k].text[0].isalnum() for k in mine) >= 4 and finite(parse, verb):
            lead = sorted({*_who(parse, verb, inside), *near, verb})
            yield Clause(mine, verb, "share", None, tuple(lead), verb)


PUNISHES = frozenset("fire dismiss sack suspend arrest detain fine sanction punish jail expel ban".split())


CALLS = frozenset("call brand label name dub term describe".split())


def _fellow_events(parse: Parse, words: Sequence[int]) -> Iterator[Clause]:
    """ "a July trial in Varo and a separate September trial in Sela": two events of one kind, each with its
    own time or place."""
    inside = set(words)
    for n, i in enumerate(words):
        word = parse.words[i]
        if word.dep != "conj" or word.pos != "NOUN" or word.lemma.lower() in {"people", "percent"}:
            continue
        mine = [k for k in parse.subtree(i) if k in inside]
        if len(mine) < 5 or parse.words[mine[0]].tag != "DT" or mine[0] == words[0]:
            continue
        twins = [k for k in words[:n] if parse.words[k].lemma == word.lemma and parse.words[k].pos == "NOUN"]
        joined = parse.words[mine[0] - 1].text.lower() == "and"
        if not twins or not joined or not _dated(parse, mine):
            continue
        first = twins[-1]
        verb = parse.words[first].head
        before = [k for k in parse.subtree(first) if k < mine[0]]
        if parse.words[first].dep != "dobj" or not _dated(parse, before):
            continue
        near = [c for c in parse.children(verb) if parse.words[c].dep in {"aux", "auxpass"} and c < verb]
        kept = _until_clause(parse, mine)
        who = _who(parse, verb, inside) if finite(parse, verb) else ()
        lead = tuple(k for k in (*who, *near, verb) if k in inside)
        yield Clause(tuple(kept), i, "share", None, tuple(sorted(lead)), verb)


def _dated(parse: Parse, words: Sequence[int]) -> bool:
    return bool({parse.words[k].ent for k in words} & {"DATE", "TIME", "GPE", "LOC", "MONEY", "PERCENT"})


def _until_clause(parse: Parse, mine: Sequence[int]) -> list[int]:
    """The words before the first clause behind a comma."""
    out: list[int] = []
    for k in mine:
        if parse.words[k].tag in {"WRB", "WDT", "WP"} and out and parse.words[out[-1]].text == ",":
            return out[:-1]
        out.append(k)
    return out
