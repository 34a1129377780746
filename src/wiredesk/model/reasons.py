"""An answer to "why": sentences, and the passages that they rest on."""

from __future__ import annotations

from dataclasses import dataclass

from wiredesk.model.spans import Span


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage as cited: ``words`` as they stand, ``spans`` in the report's cleaned text, ``raw`` in
    its raw input; ``who`` says whose words, in which outlet and when published."""

    statement: str
    report: str
    who: str
    words: str
    spans: tuple[Span, ...]
    raw: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence of an answer, and the passages it rests on."""

    text: str
    passages: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an answer under its heading."""

    heading: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that words may have meant."""

    claim: str
    wording: str
    standing: str


@dataclass(frozen=True, slots=True)
class Why:
    """An answer.  ``about``: claim, line, one_claim, clash, two_claims or candidates; ``claims`` the ids
    of what it is about; ``answer`` the whole in a sentence."""

    about: str
    asked: str
    claims: tuple[str, ...]
    answer: str
    sections: tuple[Section, ...] = ()
    candidates: tuple[Candidate, ...] = ()
