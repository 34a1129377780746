"""Letters, statements, memos: whose each is, so that "the letter said" is its writer's voice.

A document speaks for its author where the report names one: "X wrote a letter", "X's letter", "the
letter from X", "X said in a statement".  Chosen on the AllSides and fa-kes development keys, where
one voice in eight is a document's.
"""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.parses import Parse, Word
from wiredesk.statements import cues
from wiredesk.statements.cast import Cast, Naming
from wiredesk.statements.joint import together
from wiredesk.statements.names import of_words
from wiredesk.statements.phrases import SUBJECTS, subject_of
from wiredesk.statements.relatives import PAPERS
from wiredesk.statements.speakers import can_speak

_NOUNS = cues.words("""
    letter statement memo filing complaint lawsuit release email e-mail affidavit petition communique
    communiqué op-ed editorial brief motion indictment suit
""")
_WROTE = cues.words("""
    write send issue release publish post file sign circulate pen submit draft put
""")
_OPAQUE = frozenset(("pronoun", "unnamed", "role", "document"))


def papers(offset: int, parse: Parse, known: Cast) -> list[tuple[int, str, Naming | None, bool]]:
    """The documents of a paragraph at ``offset`` as :attr:`Cast.papers` has them."""
    out = []
    words = parse.words
    for i in parse.spelled(_NOUNS):
        word, noun = words[i], parse.low[i]
        if word.pos != "NOUN" or word.dep == "compound":
            continue
        owners = (_named(parse, k, known, offset) for k in _owners(parse, i))
        owner = next((n for n in owners if n is not None), None)
        up = words[word.head]
        told = word.dep in SUBJECTS or (up.text.lower() in ("according", "to") and word.dep == "pobj")
        out.append((offset + word.start, noun, owner, told))
    for i in parse.spelled(_SUES):
        subject = subject_of(parse, i)
        owner = None if subject is None else _named(parse, subject, known, offset)
        if owner is not None and parse.child(i, "auxpass") is None:
            out.extend((offset + words[i].start, noun, owner, False) for noun in _SUITS)
    return sorted(out, key=lambda p: p[0])


_SUES = cues.words("sue sues sued suing countersued")
_SUITS = ("complaint", "lawsuit", "suit")
"""What is his who sues."""


def writer_of(parse: Parse, phrase: Sequence[Word]) -> list[Word]:
    """Who wrote the document that a phrase is, where its own clause says so: "he wrote a memo"; else none."""
    head = next((i for i, w in enumerate(parse.words) if w.start == phrase[-1].start), None)
    if head is None or phrase[-1].text.lower() not in PAPERS or parse.words[head].dep != "dobj":
        return []
    up = parse.words[head].head
    subject = subject_of(parse, up) if parse.words[up].lemma.lower() in _WROTE else None
    if subject is None or subject > up:
        return []
    return _words(parse, subject)


_FINDINGS = cues.words(
    "information data figures statistics stats numbers estimates tallies projections records count tally"
)
_GIVEN = cues.words("""
    report study analysis survey poll review investigation message tweet post article story reports studies
    messages tweets posts articles quote quotation toll
""")
_ISSUED = cues.words("released published provided compiled issued gathered collected posted supplied kept")
_FROM = cues.words("""
    report statement letter memo email message tweet quote quotation numbers figures data statistics messages
    email e-mail text
""")
"""What may be "from" somebody and be his words."""


def issued_by(phrase: Sequence[Word]) -> list[Word]:
    """Who gave out what a phrase is: "information released by the ministry", "a statement by the Harbour
    Guard"; none for other phrases."""
    low = [w.text.lower() for w in phrase]
    head = next((n for n, t in enumerate(low[:4]) if t in _FINDINGS), None)
    if head is not None and low[head + 1 : head + 2] and low[head + 1] in _ISSUED:
        return list(phrase[head + 3 :]) if low[head + 2 : head + 3] == ["by"] else []
    head = next((n for n, t in enumerate(low[:6]) if t in _FINDINGS or t in _NOUNS or t in _GIVEN), None)
    link = low[head + 1 : head + 2] if head is not None else []
    if head is None or not (link == ["by"] or (link == ["from"] and low[head] in _FROM)):
        return []
    giver = list(phrase[head + 2 :])
    stops = (n for n, w in enumerate(giver) if n and w.text in ("to", "that", "which", "about"))
    giver = giver[: next(stops, len(giver))]
    return giver if any(w.text[:1].isupper() for w in giver) and can_speak(giver) else []


def author(noun: str, at: int, known: Cast) -> Naming | None:
    """Whose the document ``noun`` is that a phrase at ``at`` means: the last such one with an author."""
    before = (p for p in reversed(known.papers) if p[0] < at and p[1] == noun)
    return next((p[2] for p in before if p[2] is not None), None)


def _owners(parse: Parse, i: int) -> list[int]:
    """The words that may name the author of document ``i``, likeliest first."""
    words = parse.words
    out = []
    owner = parse.child(i, "poss")
    if owner is not None:
        out.append(owner)
    for c in parse.children(i):
        if words[c].text.lower() in ("by", "from") and c > i:
            thing = parse.child(c, "pobj")
            if thing is not None:
                out.append(thing)
    up = words[i].head
    if words[i].dep == "dobj" and words[up].lemma.lower() in _WROTE:
        subject = subject_of(parse, up)
        if subject is not None:
            out.append(subject)
    if words[i].dep == "pobj" and words[up].text.lower() in ("in", "through", "via"):
        verb = words[up].head
        while words[verb].pos not in ("VERB", "AUX") and words[verb].head != verb:
            verb = words[verb].head
        if words[verb].lemma.lower() in cues.SAY:
            subject = subject_of(parse, verb)
            if subject is not None:
                out.append(subject)
    return out


def _words(parse: Parse, head: int) -> list[Word]:
    keep = {k for k in parse.subtree(head) if abs(k - head) <= 20}
    lo = hi = head
    while lo - 1 in keep:
        lo -= 1
    while hi + 1 in keep:
        hi += 1
    return list(parse.words[lo : hi + 1])


def _named(parse: Parse, head: int, known: Cast, offset: int) -> Naming | None:
    phrase = _words(parse, head)
    all_of_them = together(phrase, parse.text, known, offset + phrase[0].start)
    if all_of_them is not None:
        return Naming(all_of_them, "person", plural=True)
    what = of_words(phrase, parse.text, known)
    body = what.kind == "unnamed" and parse.words[head].text.lower() in cues.BODIES  # "Ostmark’s government"
    return what if what.name and (what.kind not in _OPAQUE or body) and what.name[:1].isupper() else None


__all__ = ["author", "issued_by", "papers", "writer_of"]
