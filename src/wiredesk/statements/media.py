"""Media: what carried someone's words ("in a statement", "on his account", "told the Courier")."""

from __future__ import annotations

import re

from wiredesk.model.parses import Parse, Word
from wiredesk.statements import cues
from wiredesk.statements.phrases import Frame

_MEDIA = frozenset(cues.MEDIA)


def medium_of(parse: Parse, frame: Frame) -> tuple[str | None, tuple[str, ...]]:
    """The medium that carried the words, and the outlet they were told to."""
    words = parse.words
    i = frame.head
    if i < 0:
        return None, ()
    chain: tuple[str, ...] = ()
    medium = cues.MEDIA.get(words[i].text.lower()) if words[i].pos == "VERB" else None

    def outside(at: int) -> bool:
        return not any(s <= at < e for s, e in frame.content)

    if words[i].lemma.lower() in ("tell", "inform"):
        told = parse.child(i, "dobj", "dative")
        if told is not None and outside(words[told].start):
            tree = [k for k in parse.subtree(told) if outside(words[k].start)]
            phrase = parse.text[words[tree[0]].start : words[told].end] if tree else words[told].text
            bare = re.sub(r"^(?:the)\s+", "", phrase, flags=re.I)
            medium = f"told {bare}"
            if words[told].pos == "PROPN" and _prints(words[told], bare):
                chain = (bare,)
    sentence = words[i].sentence
    for k in parse.spelled(_MEDIA):
        word = words[k]
        low = parse.low[k]
        near = -25 <= k - i < 25 and k != i
        if not near or word.sentence != sentence or not outside(word.start):
            continue
        if low == "post" and word.text == "Post" and words[k - 1].text.lower() == "the":
            continue  # "told the Post"
        if any(s <= word.start < e for s, e in frame.source) and word.dep in ("compound", "nsubj"):
            continue
        up = next(parse.ancestors(k), k)
        if (
            words[up].dep not in ("prep", "pobj", "poss")
            and words[up].pos != "ADP"
            and word.dep not in ("pobj", "compound")
        ):
            continue
        if (
            words[k].dep == "compound"
            and words[words[k].head].text.lower() not in (*cues.MEDIA, "account", "page", "feed", "wall")
            and words[words[k].head].pos != "PROPN"
        ):
            continue
        found = cues.MEDIA[low]
        if medium in (None, "post", "video") and not (found == "report" and medium):
            medium = found
        if found == "interview":
            medium = "interview"
            for c in parse.children(k):
                if (
                    words[c].text.lower() in ("with", "to", "on")
                    and (obj := parse.child(c, "pobj")) is not None
                ):
                    tree = [t for t in parse.subtree(obj) if t <= obj]
                    name = re.sub(
                        r"^(?:the)\s+", "", parse.text[words[tree[0]].start : words[obj].end], flags=re.I
                    )
                    if words[obj].pos == "PROPN":
                        chain = (name,)
    return medium, chain


_HEARERS = re.compile(
    r"\b(?:congress|senate|house|parliament|cabinet|council|court|committee|commission|assembly|knesset|duma"
    r"|bundestag|department|ministry|white house|kremlin|pentagon|fbi|cia|nsa|dhs|irs|nato|police|democrats?"
    r"|republicans?|americans|he|she|they|me)\b|^(?:un|u\.n\.|us|u\.s\.|eu)$",
    re.I,
)
"""Those who hear and print nothing, by a word of their names."""
_PAPERS = re.compile(
    r"\b(?:news|tv|television|times|post|press|journal|herald|tribune|radio|magazine|daily|gazette|courier)\b"
    r"|^(?-i:[A-Z]{3,5})\b",
    re.I,
)
"""Names of papers and stations that the parser takes for places."""


def _prints(word: Word, name: str) -> bool:
    """Whether whom somebody tells is a paper or a station, and not one who only hears: "told Congress"."""
    if _HEARERS.search(name):
        return False
    return bool(_PAPERS.search(name)) or word.ent not in ("PERSON", "GPE", "NORP", "DATE", "TIME", "LOC")
