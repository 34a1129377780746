"""Words that stand for a speaker named beside them: "who", "the same source", the subject of a second verb.

Pronouns are in :mod:`wiredesk.statements.pronouns`, roles in :mod:`wiredesk.statements.roleholders`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wiredesk.model.parses import Parse, Word
from wiredesk.model.statements import Voice
from wiredesk.statements import cues
from wiredesk.statements.cast import Cast, Naming
from wiredesk.statements.names import SEAT, of_words
from wiredesk.statements.phrases import Frame, subject_of

REACH = 1500
"""Characters back that a pronoun may look for its name."""


SOON = 600
"""Characters forward in which the only person with a role may be named after it ("the attorney said")."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A frame in its place: paragraph number and the offset of that paragraph in the text."""

    paragraph: int
    offset: int
    frame: Frame


def impersonal(parse: Parse, words: Sequence[Word], frame: Frame) -> bool:
    """Whether "it" is nobody: "It was then revealed that …"."""
    if words[0].text.lower() != "it" or frame.head < 0:
        return False
    deps = {parse.words[c].dep for c in parse.children(frame.head)}
    return "auxpass" in deps and ("nsubjpass" in deps or "expl" in deps)


def shared_subject(parse: Parse, frame: Frame) -> list[Word]:
    """The subject of the verb that a cue without one is joined to: "Reed said no, but also asked: …"."""
    if frame.head < 0 or frame.kind != "said" or frame.cue is None:
        return []
    above = parse.words[frame.head].head
    joined = {parse.words[k].text.lower() for k in range(above, frame.head)} & {"and", "but"}
    if parse.words[frame.head].dep not in ("conj", "ccomp") or not joined:
        return []
    subject = subject_of(parse, above)
    if subject is None or subject > frame.head:
        return []
    tree = [k for k in parse.subtree(subject) if k <= frame.head]
    lo = hi = subject
    while lo - 1 in tree:
        lo -= 1
    while hi + 1 in tree:
        hi += 1
    return list(parse.words[lo : hi + 1])


def named_behind(parse: Parse, words: Sequence[Word]) -> Naming | None:
    """The person named between commas right behind a role that is the source: "Its head, Ida Holm, said"."""
    after = [w for w in parse.words if words[-1].end <= w.start < words[-1].end + 60]
    if len(after) < 3 or after[0].text != "," or after[1].ent != "PERSON" or not after[1].ent_begin:
        return None
    n = 1
    while n < len(after) and after[n].ent == "PERSON" and not (n > 1 and after[n].ent_begin):
        n += 1
    if n >= len(after) or after[n].text not in (",", "(") or n < 3:
        return None
    found = of_words([*words, *after[:n]], parse.text)
    return found if found.kind == "person" else None


def said_before(words: Sequence[Word], at: int, last: Sequence[tuple[int, Voice]]) -> str | None:
    """The unnamed speaker of a little before who is "the source" or "the same official", as printed there."""
    low = [w.text.lower() for w in words if w.pos != "PUNCT"]
    if len(low) < 2 or low[0] not in ("the", "that", "this", "these", "those"):
        return None
    if low[0] in ("this", "that") and low[-1] == "person":
        return _just_heard(at, last)
    meant = low[2:] if low[1] == "same" else low[1:]
    if not meant or len(meant) > (2 if low[1] == "same" else 1):
        return None
    for where, voice in reversed(last[-6:]):
        if voice.named or not 0 < at - where < REACH or voice.name.lower().startswith("other "):
            continue  # "the judges" are not those "other judges" whom they cite
        if re.search(rf"\b{re.escape(' '.join(meant))}\b", voice.name.lower()):
            return voice.name
    return None


def _just_heard(at: int, last: Sequence[tuple[int, Voice]]) -> str | None:
    """The unnamed one who spoke right before "this person"."""
    where, voice = last[-1] if last else (at, Voice(""))
    one = voice.name and not voice.named and not voice.name.lower().endswith("s")
    return voice.name if one and 0 < at - where < SOON else None


def as_voice(what: Naming, at: int, known: Cast) -> Voice:
    name = known.best(what.name, at)
    role, group = known.roles.get(name, (None, None))
    return Voice(name, "speaker", what.role or role, long_name(what.group or group, known))


def long_name(group: str | None, known: Cast) -> str | None:
    return known.best(group) if group else None


def antecedent(parse: Parse, frame: Frame) -> list[Word] | None:
    """Whom "who" or "which" is in a source: the noun phrase that its clause hangs on, else the one right
    before it."""
    words = parse.words
    if frame.head < 0:
        return None
    person = _person_behind(parse, frame)
    if person is not None:
        return person
    for i in (frame.head, *parse.ancestors(frame.head)):
        if words[i].dep in ("relcl", "acl") and words[i].head != i:
            return _phrase_to(parse, words[i].head, i)
    who = next((k for k, w in enumerate(words) if frame.source and w.start == frame.source[0][0]), 0)
    noun = who - 1
    while noun > 0 and words[noun].text == ",":
        noun -= 1
    if who < 1 or words[noun].pos not in ("NOUN", "PROPN") or words[noun].sentence != words[who].sentence:
        return None
    while parse.words[noun].dep in ("compound", "flat") and noun < words[noun].head < who:
        noun = words[noun].head
    return _phrase_to(parse, noun, who)


def _person_behind(parse: Parse, frame: Frame) -> list[Word] | None:
    """The person whom "who" stands for where the words right before it name only what he belongs to: "Holm,
    the chief of Ostmark Electric, who said …"."""
    words = parse.words
    who = next((k for k, w in enumerate(words) if frame.source and w.start == frame.source[0][0]), 0)
    if who < 3 or words[who].text.lower() != "who" or words[who - 1].text != ",":
        return None
    comma = next((k for k in range(who - 2, max(0, who - 8), -1) if words[k].text == ","), 0)
    if comma and SEAT.fullmatch(parse.text[words[comma + 1].start : words[who - 2].end]):
        lo = comma - 1
        while lo > 0 and words[lo - 1].pos == "PROPN" and words[lo].text[:1].isupper():
            lo -= 1
        return list(words[lo:comma])
    k = who - 2
    if words[k].ent == "PERSON" or words[k].pos not in ("PROPN", "NOUN"):
        return None
    lo = k
    while lo > 0 and words[lo - 1].pos == "PROPN" and words[lo - 1].ent == words[k].ent:
        lo -= 1
    lo -= lo > 1 and words[lo - 1].pos == "DET"
    role = lo - 2
    if role < 0 or words[lo - 1].text.lower() not in ("of", "at", "for"):
        return None
    if not {words[role].text.lower(), words[role].lemma.lower()} & cues.ROLES:
        return None
    first = role
    while (
        first > 0
        and words[first - 1].pos in ("DET", "ADJ", "NOUN", "ADV", "PUNCT")
        and words[first - 1].text != ","
    ):
        first -= 1
    if first > 1 and words[first - 1].text == "," and words[first - 2].ent == "PERSON":
        name = first - 2
        while name > 0 and words[name - 1].ent == "PERSON" and not words[name].ent_begin:
            name -= 1
        return list(words[name : first - 1])
    return list(words[first : k + 1])


def _phrase_to(parse: Parse, head: int, stop: int) -> list[Word]:
    """The noun phrase of ``head`` without what stands at and behind ``stop``."""
    keep = {k for k in parse.subtree(head) if k < stop and k <= max(head, stop - 1)}
    lo = head
    while lo - 1 in keep:
        lo -= 1
    return list(parse.words[lo : head + 1])
