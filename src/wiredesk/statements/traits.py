"""What the trained taggers see of a word: its kind, its place in the parse, the quotation it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from wiredesk.model.parses import Parse, Word
from wiredesk.statements import cues
from wiredesk.statements.quotes import Quoted


@lru_cache(maxsize=20_000)
def word_class(lemma: str) -> str:
    return (
        ("s" if lemma in cues.SAY else "")
        + ("S" if lemma in cues.STRONG else "")
        + ("t" if lemma in cues.THINK else "")
        + ("a" if lemma in cues.ACT else "")
        + ("n" if lemma in cues.NOUNS else "")
    )


@lru_cache(maxsize=20_000)
def word_shape(text: str) -> str:
    return (
        "A"
        if text.isupper()
        else "a"
        if text.islower()
        else "Aa"
        if text[:1].isupper()
        else "1"
        if text.isdigit()
        else "."
    )


def nameless(word: Word, lemma: str) -> str:
    """The lemma, or for a name only what kind it is: cues do not depend on who speaks."""
    if word.pos == "PROPN" and lemma not in cues.SAY and lemma not in cues.NOUNS:
        return "@" + (word.ent or "name")
    return lemma


@dataclass
class Words:
    """What both taggers see of each word of a paragraph, computed once."""

    parse: Parse
    quoted: Quoted
    lemma: list[str]
    quote: list[str]


def words_of(parse: Parse, quoted: Quoted) -> Words:
    """The shared view of a paragraph."""
    quote = ["-"] * len(parse.words)
    for i, word in enumerate(parse.words) if quoted.marks else ():
        one = quoted.around(word.start)
        if one is not None:
            quote[i] = "S" if quoted.speech_around(word.start) is not None else "q"
            if word.start == one.start:
                quote[i] += "("
            elif word.end >= one.end:
                quote[i] += ")"
    return Words(parse, quoted, list(parse.lemmas), quote)


EDGE = "#"
"""What stands beside the first word of a paragraph and its last."""
GAP = 2
"""Places left free behind each paragraph where several are one column: what looks two words ahead or back
finds an edge there, in the first paragraph too, since negative places count from the end."""


def spread(paragraphs: Iterable[Sequence[str]]) -> list[str]:
    """The strings of several paragraphs in one list, with :data:`GAP` edges behind each."""
    edges, out = [EDGE] * GAP, list[str]()
    for parts in paragraphs:
        out += parts
        out += edges
    return out


@lru_cache(maxsize=1)
def word_classes() -> dict[str, int]:
    """Word -> class of words in like company (``training/word_classes.py``); empty when not shipped."""
    return _numbered("word_classes.txt")


@lru_cache(maxsize=1)
def word_meanings() -> dict[str, int]:
    """Word -> class of words of like meaning (``training/word_meanings.py``); empty when not shipped."""
    return _numbered("word_meanings.txt")


def _numbered(name: str) -> dict[str, int]:
    try:
        with resources.files("wiredesk.statements").joinpath(name).open(encoding="utf-8") as file:
            return {word: k for k, line in enumerate(file) for word in line.split()}
    except OSError:
        return {}
