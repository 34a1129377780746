"""Whose words each word of a report is, where attributions lie inside and beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wiredesk.model.parses import Parse
from wiredesk.model.statements import Mode
from wiredesk.statements.page import Page, Said, Word
from wiredesk.statements.sentences import CLOSERS, SUBJECTS, finite


def owners(at: Page, speech: Sequence[Said]) -> dict[Word, int]:
    """Whose words each word is: the shortest attribution that holds it.  The source and cue of
    another attribution are nobody's."""
    order = sorted(range(len(speech)), key=lambda k: -sum(len(s) for s in speech[k].content))
    out: dict[Word, int] = {}
    for index in order:
        one = speech[index]
        framed = set(at.words([*one.source, *([one.cue] if one.cue else [])]))
        own = framed | set(at.words(one.content))
        for word in framed - _shared(at, one, own, out):
            outer = out.get(word)
            if outer is not None and _holds(speech[outer], one):
                del out[word]
        for word in at.words(one.content):
            out[word] = index
    _extend(at, speech, out)
    nobodys: dict[int, set[int]] = {}
    for m, i in at.words([r for s in speech for r in (*s.source, *([s.cue] if s.cue else []))]):
        nobodys.setdefault(m, set()).add(i)
    for n in {n for n, _ in out}:
        cues = nobodys.get(n, set())
        _tails(at, n, speech, out, cues)
        _hyphened(at, n, out, cues)
        _whole_conditions(at, n, speech, out, cues)
        _relatives(at, n, speech, out)
    return out


def _shared(at: Page, one: Said, own: set[Word], owner: dict[Word, int]) -> set[Word]:
    """The words of a source that are the subject of somebody's other words, too: "said *they* would come on
    Monday, saying that …".  ``own`` are all words of the attribution."""
    out = set()
    for n, i in at.words(one.source):
        word = at.sentences[n].parse.words[i]
        if word.dep in SUBJECTS and (n, word.head) not in own and (n, word.head) in owner:
            out |= {(n, k) for k in at.sentences[n].parse.subtree(i)}
    return out


def _tails(at: Page, n: int, speech: Sequence[Said], owner: dict[Word, int], cues: set[int]) -> None:
    """What hangs right on a speaker's last words is his: "said he is “the caretaker” in the absence of the
    president", "said 17 were injured, five of them seriously"; ``cues`` are the sentence's words in sources
    and cues."""
    parse, words = at.sentences[n].parse, at.sentences[n].words
    for i in words[2:]:
        before = parse.words[i - 1]
        if (n, i) in owner or i in cues:
            continue
        if before.text in CLOSERS and parse.words[i].dep == "prep":
            whose = owner.get((n, i - 1), owner.get((n, i - 2)))
            if whose is None or speech[whose].mode is not Mode.MIXED:
                continue
            mine = parse.subtree(i) if owner.get((n, parse.words[i].head)) == whose else []
        elif before.text == "," and _share(parse, i, words.stop):
            whose = owner.get((n, i - 2))
            stop = next((k for k in range(i, words.stop) if parse.words[k].pos == "PUNCT"), i)
            mine = list(range(i, stop))
        else:
            continue
        if whose is None or speech[whose].mode is Mode.DIRECT or len(mine) < 3 or mine[0] != i:
            continue
        if not any((n, k) in owner or k in cues for k in mine) and mine[-1] - i == len(mine) - 1:
            owner.update({(n, k): whose for k in range(i - 1, i + len(mine)) if (n, k) not in owner})


def _hyphened(at: Page, n: int, owner: dict[Word, int], framed: set[int]) -> None:
    """What a hyphen joins to a speaker's last word is his, to the end of the sentence: "said two were shot in
    al- Mayadin on Monday", where the parser begins another tree."""
    words = at.sentences[n].parse.words
    for i in at.sentences[n].words[1:]:
        whose, before = owner.get((n, i - 1)), words[i - 1].text
        if whose is None or (n, i) in owner or before[-1] != "-" or not before[0].isalpha():
            continue
        for k in range(i, at.sentences[n].words.stop):
            if (n, k) in owner or k in framed or words[k].text in {".", "!", "?"}:
                break
            owner[n, k] = whose


_SOME = frozenset({"some", "most", "many", "several", "half", "all", "none", "dozens", "hundreds"})


def _share(parse: Parse, i: int, stop: int) -> bool:
    """Whether "five of them" or "most of whom" begins at ``i``."""
    after = [w.text.lower() for w in parse.words[i + 1 : min(i + 3, stop)]]
    counted = parse.words[i].tag == "CD" or parse.words[i].text.lower() in _SOME
    return counted and after[:1] == ["of"] and after[1:] in (["them"], ["whom"], ["those"])


def _whole_conditions(
    at: Page, n: int, speech: Sequence[Said], owner: dict[Word, int], nobodys: set[int]
) -> None:
    """A condition told in other words than quoted ones goes whole with whoever opens it: "said they would
    leave if the army went, as the elders had asked"."""
    for condition in at.sentences[n].conditions:
        whose = [owner.get((n, i)) for i in condition.antecedent]
        first = next((w for w in whose if w is not None), None)
        mine = {w for w in whose if w is not None}
        if first is None or whose[0] != first or len(mine) > 1 or speech[first].mode is Mode.DIRECT:
            continue
        if 2 * whose.count(first) > len(whose) and nobodys.isdisjoint(condition.antecedent):
            owner.update({(n, i): first for i in condition.antecedent})


def _relatives(at: Page, n: int, speech: Sequence[Said], owner: dict[Word, int]) -> None:
    """ "which" goes with what is said of it: "the hotel, which firemen said was lost"."""
    parse = at.sentences[n].parse
    openers = [i for i in at.sentences[n].words if parse.words[i].tag in {"WDT", "WP"}]
    if not openers:
        return
    cued = {i: k for k, s in enumerate(speech) if s.cue for m, i in at.words([s.cue]) if m == n}
    for i in openers:
        head = parse.words[i].head
        says = head in cued and parse.words[i].dep in SUBJECTS  # "Rehn, who said he was ill"
        whose = owner.get((n, head)) if says else cued.get(head, owner.get((n, head)))
        if whose is None or whose == owner.get((n, i)) or speech[whose].mode is Mode.DIRECT or head < i:
            continue
        put_between = {*cued, *(k for m, k in at.words(speech[whose].source) if m == n)}
        between = [k for k in range(i + 1, head) if owner.get((n, k)) != whose]
        between = [k for k in between if parse.words[k].pos != "PUNCT"]
        if between and set(between) <= put_between:
            owner[n, i] = whose


def _extend(at: Page, speech: Sequence[Said], owner: dict[Word, int]) -> None:
    """ "She said she never used it, but had bought it": a further predicate goes with the first."""
    cues = set(at.words([s.cue for s in speech if s.cue is not None]))
    framed = cues | set(at.words([span for s in speech for span in s.source]))
    for n in {n for n, _ in owner}:
        parse = at.sentences[n].parse
        for i in at.sentences[n].words:
            if parse.words[i].dep == "ccomp" and (n, parse.words[i].head) in cues and (n, i) not in owner:
                own = parse.child(i, *SUBJECTS)
                holder = owner.get((n, own)) if own is not None else None
                if own is None and finite(parse, i) and i > parse.words[i].head:
                    # "She said she was upstairs when …, ran to a window and saw …"
                    before = min(parse.subtree(i)) - 1
                    while before > 0 and parse.words[before].pos in {"PUNCT", "CCONJ"}:
                        before -= 1
                    holder = owner.get((n, before))
                    if holder is not None and speech[holder].mode is not Mode.DIRECT:
                        _give(owner, n, parse.subtree(i), holder, framed)
                    continue
                if holder is not None and own is not None and own < i:
                    _give(owner, n, parse.subtree(i), holder, framed)
                continue
            whose = owner.get((n, parse.words[i].head))
            if whose is not None and (n, i) not in owner and _follows_on(at, n, i, owner, cues):
                if speech[whose].mode is not Mode.DIRECT:
                    _give(owner, n, parse.subtree(i), whose, framed)
                continue
            if (n, i) in owner or whose is None or parse.words[i].dep != "conj" or not finite(parse, i):
                continue
            if parse.child(i, *SUBJECTS) is not None or speech[whose].mode is Mode.DIRECT:
                continue
            under = parse.subtree(i)
            if len(under) < 60 and not any((n, k) in cues for k in under):
                _give(owner, n, under, whose, framed)


def _give(owner: dict[Word, int], n: int, words: Iterable[int], whose: int, framed: set[Word]) -> None:
    """Gives words that are nobody's yet; never a speaker's name or cue: "… in Varo a monitor said"."""
    for k in words:
        if (n, k) not in framed:
            owner.setdefault((n, k), whose)


_TELLING = frozenset("cite quote add note refer speak warn say tell write accord claim call".split())


def _follows_on(at: Page, n: int, i: int, owner: dict[Word, int], cues: set[Word]) -> bool:
    """Whether a participle goes on with what is said before it: "said a raid hit the camp killing 12"."""
    parse = at.sentences[n].parse
    word = parse.words[i]
    if word.tag != "VBG" or word.dep not in {"advcl", "acl"} or word.lemma.lower() in _TELLING:
        return False
    under = parse.subtree(i)
    if under[0] != i or len(under) > 40 or any((n, k) in cues or (n, k) in owner for k in under):
        return False
    before = i - 1 if parse.words[i - 1].text != "," else i - 2
    return (n, before) in owner and before > parse.words[i].head


def _holds(outer: Said, inner: Said) -> bool:
    """Whether an attribution stands inside the content of another."""
    return inner.cue is not None and any(s.covers(inner.cue) for s in outer.content)
