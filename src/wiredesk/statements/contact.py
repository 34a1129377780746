"""Clauses that tell of a noun what others say of it, without a pronoun or with one: "a rule critics say is
unfair", "shot with a gun police say was stolen", "the man who police say shot four".

The parser takes "rule critics" for one noun, and the verbs behind for the sentence's own.  Chosen on 75
reports of AllSides, fa-kes and local papers, which hold eight such clauses.
"""

from __future__ import annotations

from dataclasses import dataclass

from wiredesk.model.parses import Parse
from wiredesk.statements import cues
from wiredesk.statements.phrases import SUBJECTS, Frame
from wiredesk.statements.quotes import Quoted

_CUES = cues.words("say allege claim believe think argue contend")
_TOLD = ("VBP", "VBD", "VBZ")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_PEOPLE = cues.words("""
    police officials authorities critics prosecutors investigators experts analysts activists witnesses
    opponents supporters detectives officers residents lawyers rebels scientists researchers advocates
    deputies firefighters doctors economists lawmakers historians neighbors neighbours observers
""")
_INSIDE = ("ADJ", "NOUN", "PROPN", "NUM")
_STOPS = frozenset((",", ";", "—", "–", "--", ".", ":", "?", "!", '"', "”", "(", ")"))


@dataclass(frozen=True, slots=True)
class Contact:
    """Of word indices: the noun phrase ``thing`` to ``until`` (first and last word) of which the speaker
    ``who`` (first and last word) says with ``cue`` what ``verb`` to ``last`` tell."""

    thing: int
    until: int
    who: tuple[int, int]
    cue: int
    verb: int
    last: int


def contacts(parse: Parse) -> list[Contact]:
    """Those of a paragraph, in order."""
    out = []
    for i in parse.lemmatized(_CUES):
        if parse.words[i].tag in _TOLD and 2 < i < len(parse.words) - 2:
            one = _bare(parse, i)
            if one is not None:
                out.append(one)
    return out


def _bare(parse: Parse, i: int) -> Contact | None:
    """A noun with its article, a noun for several people right behind it, the cue and a verb without a
    subject of its own."""
    words = parse.words
    verb = i + 1 + (words[i + 1].pos == "ADV")
    who = i - 1
    before = words[who - 1]
    several = words[who].text in _PEOPLE and before.pos in ("NOUN", "PROPN") and before.tag != "POS"
    if not several or words[verb].tag not in _FINITE or words[verb].sentence != words[who].sentence:
        return None
    thing = who - 1
    while (
        thing > 0
        and (words[thing - 1].pos in _INSIDE or words[thing - 1].tag == "VBN")
        and words[thing - 1].sentence == before.sentence
    ):
        thing -= 1
    if thing == 0 or words[thing - 1].text.lower() not in ("a", "an", "the", "this", "that", "one"):
        return None
    return Contact(thing - 1, who - 1, (who, who), i, verb, reach(parse, i, verb))


def reach(parse: Parse, cue: int, verb: int) -> int:
    """The last word of what is told behind a cue of a noun named before it: up to the next mark, or to the
    verb of the sentence that goes on of that noun ("a man police say fled | was found")."""
    words = parse.words
    top = _top(parse, verb)
    k = verb + 1
    while k < len(words) and words[k].sentence == words[verb].sentence:
        county = words[k].text == "," and k + 1 < len(words) and words[k - 1].ent == words[k + 1].ent == "GPE"
        if words[k].text in _STOPS and not county:
            break
        if words[k].tag in _FINITE and _top(parse, k) != top and words[k].dep not in ("conj", "relcl"):
            own = parse.child(_top(parse, k), *SUBJECTS)
            if (own is None or own < cue) and words[k - 1].pos not in ("CCONJ", "SCONJ", "PRON", "PART"):
                break
        k += 1
    return k - 1


def _top(parse: Parse, k: int) -> int:
    return parse.words[k].head if parse.words[k].dep in ("aux", "auxpass") else k


def told_of_noun(parse: Parse, mark: Quoted) -> list[Frame]:
    """The attributions of such clauses."""
    out = []
    words = parse.words
    for one in contacts(parse):
        if mark.around(words[one.cue].start) is not None or one.last - one.verb < 1:
            continue
        source = ((words[one.who[0]].start, words[one.who[1]].end),)
        content = ((words[one.verb].start, words[one.last].end),)
        cue = (words[one.cue].start, words[one.cue].end)
        out.append(Frame("said", one.cue, cue, source, one.who[1], content))
    return out


def lent_noun(parse: Parse, first: int) -> tuple[int, ...]:
    """The words of the noun of which a clause that begins at ``first`` tells behind such a cue."""
    if first < 4 or parse.words[first].tag not in _FINITE or parse.lemmas[first - 1] not in _CUES:
        return ()
    one = _bare(parse, first - 1)
    if one is not None:
        return tuple(range(one.thing, one.until + 1))
    who = next((k for k in range(first - 3, max(1, first - 8), -1) if parse.words[k].tag in ("WP", "WDT")), 0)
    last = who - 1 - (parse.words[who - 1].text == ",")
    thing = last
    while thing > 0 and (parse.words[thing].pos in _INSIDE or parse.words[thing].text == "-"):
        thing -= 1
    named = who > 1 and thing < last and parse.words[thing].sentence == parse.words[first].sentence
    if not named or parse.words[last].pos not in ("NOUN", "PROPN"):
        return ()
    return tuple(range(thing + (parse.words[thing].pos != "DET"), last + 1))


__all__ = ["Contact", "contacts", "lent_noun", "reach", "told_of_noun"]
