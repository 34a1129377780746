"""Who of those a report names is "he" and who is "she", by first names and by pronouns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from wiredesk.model.parses import Parse
from wiredesk.model.spans import Span
from wiredesk.statements import cues
from wiredesk.statements.cast import SUFFIX, Cast, first_names, fold, surname_of


def genders(known: Cast, parses: Sequence[Parse]) -> None:
    """Learns who is "he" and who is "she" from sentences that name one person before a pronoun."""
    for name in (*known.full, *known.people):
        if gender := _by_first_name(name):
            known.genders[known.best(name)] = gender  # whatever else a phrase holds: "her guest Bo Holm"
    for name, (male, female) in _pronouns(parses, known.best).items():
        if male >= 2 * female + 1 or female >= 2 * male + 1:
            known.genders.setdefault(name, "m" if male > female else "f")


def _by_first_name(name: str) -> str | None:
    start, *rest = name.lower().split() or [""]
    return first_names().get(start) if rest else None


def _pronouns(parses: Sequence[Parse], called: Callable[[str], str]) -> dict[str, tuple[int, int]]:
    """How many sentences that name one person go on with "he", and how many with "she", by what the person
    is ``called``."""
    votes: dict[str, tuple[int, int]] = {}
    for parse in parses:
        by_sentence: dict[int, set[str]] = {}
        for where, label in parse.entities:
            if label == "PERSON":
                name = " ".join(parse.words[i].text for i in where if parse.words[i].tag != "POS")
                by_sentence.setdefault(parse.words[where.start].sentence, set()).add(called(name))
        for sentence in parse.sentences:
            people = by_sentence.get(parse.words[sentence.start].sentence, set())
            if len(people) != 1:
                continue
            low = [parse.words[i].text.lower() for i in sentence if parse.words[i].tag in ("PRP", "PRP$")]
            first = next((w for w in low if w in ("he", "his", "him", "she", "her")), None)
            if first is not None:
                name = next(iter(people))
                male, female = votes.get(name, (0, 0))
                votes[name] = (male, female + 1) if first in ("she", "her") else (male + 1, female)
    return votes


_KIN = cues.KIN | {"lady", "fiancee", "widow"}


_OF_WOMEN = frozenset(("mrs", "mrs.", "ms", "ms.", "miss", "first", "former"))


def namesakes(known: Cast, spans: Sequence[Span], parses: Sequence[Parse]) -> set[tuple[str, str]]:
    """Surnames (folded) and the full names that they do not stand for: "President Rehn … Rehn" is not "first
    lady Greta Rehn", though no other Rehn has a first name in the report.

    By pronouns (two and more, four times as many as speak against it) or by order: a surname that stands
    three times before the full name was not brought in by it, unless both bear one title.  Found where a
    president's wife was the only one of that surname with a first name."""
    votes = _pronouns(parses, fold)
    people = [n for n in known.full if len(n.split()) > 1]
    titles, bare = _titles(spans, parses, {surname_of(n) for n in people})
    out = set()
    for full in people:
        key = surname_of(full)
        male, female = votes.get(key, (0, 0))
        he = "m" if male >= max(2, 4 * female) else "f" if female >= max(2, 4 * male) else None
        first = _by_first_name(full)
        before = sum(at < known.first.get(full, 0) for at in bare.get(key, ()))
        mine, theirs = titles.get(full, set()), titles.get(key, set())
        told = "m" if male > female else "f" if female > male else None
        kin = bool(mine & _KIN) and not theirs & _KIN and max(male, female) < 2  # "first lady Greta Rehn"
        agrees = told is not None and first == told and not kin
        plain = agrees and full.split()[-1].lower() not in SUFFIX
        wife = bool(mine & _KIN) and bool(
            theirs - _KIN - _OF_WOMEN
        )  # "first lady Greta Rehn", "President Rehn"
        late = before >= 3 and bool(mine or theirs) and not mine & theirs and not plain
        if late or wife or (he and first and he != first):
            out.add((key, full))
    return out


def _titles(
    spans: Sequence[Span], parses: Sequence[Parse], surnames: Collection[str]
) -> tuple[dict[str, set[str]], dict[str, list[int]]]:
    """What stands right before each person's name that says who he is ("President", "first lady", "his
    wife"), full names as printed and surnames folded; and where each surname stands alone."""
    titles: dict[str, set[str]] = {}
    bare: dict[str, list[int]] = {}
    for span, parse in zip(spans, parses, strict=False):
        for where, label in parse.entities:
            words = [parse.words[i] for i in where if parse.words[i].tag != "POS"]
            if label == "PERSON" and len(words) > 1:
                name = parse.text[words[0].start : words[-1].end]
                titles.setdefault(name, set()).update(_titled(parse, where[0]))
        for i, word in enumerate(parse.words):
            key = fold(word.text) if word.pos == "PROPN" and word.text[:1].isupper() else ""
            if key not in surnames:
                continue
            mine = _titled(parse, i)
            before = parse.words[i - 1] if i else None
            behind = parse.words[i + 1] if i + 1 < len(parse.words) else None
            named = before is not None and before.pos == "PROPN" and before.text.lower() not in mine
            if not named and not (behind is not None and behind.pos == "PROPN"):
                bare.setdefault(key, []).append(span.start + word.start)
                titles.setdefault(key, set()).update(mine)
    return titles, bare


_SAYS_WHO = cues.TITLES | cues.ROLES | cues.KIN


def _titled(parse: Parse, i: int) -> frozenset[str]:
    return _SAYS_WHO.intersection(parse.low[max(0, i - 2) : i])
