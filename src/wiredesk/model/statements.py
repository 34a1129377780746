"""Statements: a passage that says one thing, whose words it is, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wiredesk.model.spans import Span


class Mode(StrEnum):
    """How the words reach the reader."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NARRATED = "narrated"


class Force(StrEnum):
    """What is done with the words."""

    ASSERTED = "asserted"
    DENIED = "denied"
    HEDGED = "hedged"
    CONDITIONAL = "conditional"
    DEMANDED = "demanded"
    PROMISED = "promised"
    ASKED = "asked"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words.

    ``name`` is the best name in the report ("Petra Halvik" for "Halvik" or "she"); for the
    outlet's own narration it is the outlet, or "" when unknown.  ``role`` is as printed
    ("union spokesman").  ``chain`` runs from the newsroom's side to the first speaker for
    nested attribution: ("CNN",) in "X told CNN that", ("a Qatari newspaper", "an official").
    ``named`` is false for "officials", "a source".  ``group`` is the body spoken for, if any.
    """

    name: str
    kind: str = "outlet"  # "speaker" | "outlet"
    role: str | None = None
    group: str | None = None
    medium: str | None = None  # "Facebook", "Twitter", "statement", "interview", "told CNN"
    chain: tuple[str, ...] = ()
    named: bool = True
    actor: str | None = None  # id of an Actor, filled across reports


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its bounds: ``low``/``high`` are None where open ("at least 12": 12, None).

    ``unit`` is what is measured in ("tons", "percent", "USD", "" for a count); ``of`` what is
    counted (lemma of the head noun: "fighter", "family"); ``status`` what befell them
    ("killed", "wounded", "captured", "missing", "displaced", "trapped", "arrested", …) or None;
    ``exact`` false for rounded and vague amounts ("some", "dozens").  Span in cleaned text.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str = ""
    of: str = ""
    status: str | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A toponym in the cleaned text; ``place`` is a gazetteer id or None where not placed.

    In a statement, ``locative`` says that it is where or about which something is said ("in Varo",
    "Varo fell"), not a part of another name or a describing word ("the Varo-led coalition", "the
    Varo inquiry")."""

    start: int
    end: int
    name: str
    place: str | None = None
    locative: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer.  ``within`` runs from the nearest container outward (ids).
    ``lat``/``lon`` in degrees, None where unknown; ``radius_km`` says how sure the point is."""

    id: str
    name: str
    names: tuple[str, ...]
    lat: float | None
    lon: float | None
    within: tuple[str, ...] = ()
    kind: str = "city"  # "country" | "region" | "district" | "city"
    radius_km: float | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression; ``type`` is DATE, TIME, DURATION or SET; ``value`` a TIMEX3 value.
    ``calendar`` names a hypothesis about another calendar, else None."""

    start: int
    end: int
    type: str
    value: str
    calendar: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """When it happened (the world's clock): ISO dates, inclusive, and how precisely:
    "day", "week", "month", "year", "time".  ``start``/``end`` of the words in the cleaned text."""

    start: int
    end: int
    first: str
    last: str
    precision: str


@dataclass(frozen=True, slots=True)
class Control:
    """Who holds which place.

    ``relation``: holds, took, lost, contests, besieges, cleared.  ``holder`` as named;
    ``against`` the other side, if named.  ``places`` toponyms; ``part``: all, most, some, none
    (of ``places``); ``but`` toponyms excepted ("all districts except X and Y"); ``count`` and
    ``total``: "four of seven districts".
    """

    relation: str
    holder: str | None
    against: str | None
    places: tuple[str, ...]
    part: str = "all"
    but: tuple[str, ...] = ()
    count: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A passage that says one thing.  All spans are in the report's cleaned text.

    ``spans`` is the content, several where a cue interrupts it, quotation marks included;
    ``text`` its words.  ``condition`` lies inside or beside ``spans`` and is never cut off:
    where it lies outside, it is also part of ``spans``.  ``act`` is the lemma of the main
    verb (or the event noun of "a resolution was passed"), ``actor`` and ``object`` the head
    words of its subject and object as printed, passive undone.  ``negated`` is the polarity
    of the act.  ``sentence`` is the span of the whole sentence that it stands in.
    """

    id: str
    report: str
    spans: tuple[Span, ...]
    text: str
    mode: Mode
    force: Force
    voice: Voice
    sentence: Span
    cue: Span | None = None
    source: tuple[Span, ...] = ()
    condition: Span | None = None
    about: About | None = None
    places: tuple[PlaceMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    control: Control | None = None
    act: str = ""
    actor: str = ""
    object: str = ""
    negated: bool = False
    background: bool = False  # standing description, not news ("X is a province of …")
    tense: str = ""  # "past", "present", "future"; "" where the grammar does not say
