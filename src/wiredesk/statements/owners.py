"""Whose words each word of a report is, where attributions lie inside and beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.statements import Mode
from wiredesk.statements.page import Page, Said, Word
from wiredesk.statements.sentences import SUBJECTS, finite


def owners(at: Page, speech: Sequence[Said]) -> dict[Word, int]:
    """Whose words each word is: the shortest attribution that holds it.  The source and cue of
    another attribution are nobody's."""
    order = sorted(range(len(speech)), key=lambda k: -sum(len(s) for s in speech[k].content))
    out: dict[Word, int] = {}
    for index in order:
        one = speech[index]
        for word in at.words([*one.source, *([one.cue] if one.cue else [])]):
            outer = out.get(word)
            if outer is not None and _holds(speech[outer], one):
                del out[word]
        for word in at.words(one.content):
            out[word] = index
    _extend(at, speech, out)
    return out


def _extend(at: Page, speech: Sequence[Said], owner: dict[Word, int]) -> None:
    """ "She said she never used it, but had bought it": a further predicate goes with the first."""
    cues = set(at.words([s.cue for s in speech if s.cue is not None]))
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
                        for k in parse.subtree(i):
                            owner.setdefault((n, k), holder)
                    continue
                if holder is not None and own is not None and own < i:
                    for k in parse.subtree(i):
                        owner.setdefault((n, k), holder)
                continue
            whose = owner.get((n, parse.words[i].head))
            if whose is not None and (n, i) not in owner and _follows_on(at, n, i, owner, cues):
                if speech[whose].mode is not Mode.DIRECT:
                    for k in parse.subtree(i):
                        owner.setdefault((n, k), whose)
                continue
            if (n, i) in owner or whose is None or parse.words[i].dep != "conj" or not finite(parse, i):
                continue
            if parse.child(i, *SUBJECTS) is not None or speech[whose].mode is Mode.DIRECT:
                continue
            under = parse.subtree(i)
            if len(under) < 60 and not any((n, k) in cues for k in under):
                for k in under:
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
