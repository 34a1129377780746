"""Which words of a report are the name of a place, whatever place that is.

Names are taken from the parser's entities and, where their surroundings speak for a place,
from the gazetteer.  Which place each means is told by :mod:`wiredesk.statements.places`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from wiredesk.model.parses import Parse, Word
from wiredesk.resources import gazetteer
from wiredesk.resources.gazetteer import Entry

_KINDS = {
    "province": "region", "state": "region", "governorate": "region", "region": "region", "oblast": "region",
    "prefecture": "region", "emirate": "region", "district": "district", "county": "district",
    "municipality": "district", "parish": "district", "borough": "district", "tehsil": "district",
    "raion": "district", "rayon": "district", "city": "city", "town": "city", "village": "city",
    "suburb": "city", "hamlet": "city", "township": "city", "port": "city", "capital": "city", "valley": "",
    "island": "", "islands": "", "river": "", "coast": "", "border": "", "area": "", "airport": "",
    "camp": "",
    "peninsula": "", "neighborhood": "city", "neighbourhood": "city", "neighborhoods": "city",
    "districts": "district",
    "provinces": "region", "cities": "city", "towns": "city", "villages": "city", "states": "region",
    "counties": "district", "country": "country", "nation": "country", "republic": "country",
    "kingdom": "country",
}  # fmt: skip


_LOCATIVE = frozenset(
    "in at near from around outside inside toward towards across into throughout between to".split()
)


_NOT_NAMES = frozenset(
    """New Arab Arabs The A An In On At He She It They We I You This That These Those But And Or If When
    While After Before For Of To From By With As Is Are Was Were Not No Yes Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday January February March April May June July August September October
    November December God Mr Mrs Ms Dr President Minister King Queen Pope Prime Chief Police Army Court
    Congress Senate Parliament Government State Islam Christian Muslim Jewish Christmas Easter Facebook
    Twitter Google Apple Islamic Internet Nov. Dec. Jan. Feb. Oct. Sept. Aug. M.D. Ph.D. English French
    German Spanish Arabic Russian Chinese Central Eastern Western Northern Southern North South East
    West Centre Center Federal Free Lakes Golden Union Liberty Independence Ebola Rose Man Bath Reading
    Nice Most Why Mobile Normal Coast District Region Province County City Town Village""".split()
)


COMPASS = frozenset(
    "north south east west northern southern eastern western central upper lower greater inner "
    "outer mid downtown "
    "northeastern northwestern southeastern southwestern northeast northwest southeast southwest far "
    "little rural".split()
)


_TRIM = frozenset("the a an of in 's ’s this that".split())


# A place inside the name of a body is named too ("the Kenya Red Cross"), but not in these.
_MASTHEADS = frozenset(
    """Post Times Herald Journal Tribune Globe Daily News Review Gazette Telegraph Mail Sun Star Express
    Chronicle
    Observer Examiner Street Airlines Airways Air FC United Rovers Wanderers Athletic Giants Oilers Jets
    Patriots
    Cowboys Yankees Dolphins Bears Lakers Bulls Mets Marathon Accord Agreement Treaty Protocol Convention
    Syndrome
    Fever Virus virus Hilton Bank Group Inc. Inc Corp. Corp Ltd Motors Records Pictures Magazine
    Weekly""".split()
)


_ROADS = frozenset(
    """Road Street Avenue Highway Boulevard Drive Lane Park Square Bridge Airport Station Crescent Close
    Way Mall
    Beach Lake River Mountain Mountains Valley Island Islands Bay Plaza Terrace Stadium""".split()
)


@dataclass(slots=True)
class Toponym:
    """A place name at one spot, not yet resolved.  ``kind`` comes from a word beside it."""

    start: int
    end: int
    text: str
    kind: str = ""
    sure: bool = True  # whether the words are a place name whatever the gazetteer says
    inside: list[int] = field(default_factory=list)  # names that contain it, by position ("Ames, Iowa")
    holds: bool = False  # whether it stands as the container of another
    chosen: Entry | None = None


def toponyms(placed: Sequence[tuple[Parse, int]]) -> list[Toponym]:
    """The names in some paragraphs that may be places, in order, none resolved yet; each paragraph comes with
    its offset in the text."""
    people = _people(placed)
    named: list[tuple[list[Toponym], list[bool]]] = [_entities(parse, people) for parse, _ in placed]
    confirmed = frozenset(n.text for found, _ in named for n in found)
    names: list[Toponym] = []
    for (parse, offset), (found, taken) in zip(placed, named, strict=True):
        found = sorted(found + _gazetted(parse, taken, people, confirmed), key=lambda n: n.start)
        _containers(parse.text, found, len(names))
        for name in found:
            name.start += offset
            name.end += offset
        names.extend(found)
    return names


def _people(placed: Sequence[tuple[Parse, int]]) -> frozenset[str]:
    """Last words of persons' full names in this report that are not more often a place by themselves."""
    persons: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for parse, _ in placed:
        for span, label in parse.entities:
            last = parse.words[span.stop - 1]
            if last.text in ("'s", "’s") and len(span) > 1:
                last = parse.words[span.stop - 2]
            if label == "PERSON" and len(span) > 1 and _capital(parse.words[span.start]):
                persons[last.text] += 1
            elif label in ("GPE", "LOC") and len(span) == 1:
                alone[last.text] += 1
    return frozenset(w for w, n in persons.items() if n >= alone[w])


def _entities(parse: Parse, people: frozenset[str]) -> tuple[list[Toponym], list[bool]]:
    words = parse.words
    taken = [False] * len(words)
    out: list[Toponym] = []
    for part in _long_names(parse):
        out.append(
            Toponym(words[part.start].start, words[part.stop - 1].end, _text(parse, part), _kind(words, part))
        )
        for i in part:
            taken[i] = True
    for span, label in parse.entities:
        if label not in ("GPE", "LOC", "FAC"):
            continue
        for part in _parts(words, span):
            if any(taken[i] for i in part):
                continue
            part = _extended(parse, part, taken)
            name = _entity(parse, part, label, people)
            if name is not None:
                out.append(name)
                for i in part:
                    taken[i] = True
    return out, taken


def _text(parse: Parse, part: range) -> str:
    return parse.text[parse.words[part.start].start : parse.words[part.stop - 1].end]


def _long_names(parse: Parse) -> list[range]:
    """Countries and regions of several words, whatever the parser made of them ("Guinea-Bissau")."""
    words = parse.words
    out: list[range] = []
    capital = [word.text[:1].isupper() for word in words]
    i = 0
    while i < len(words) - 1:
        stop = i + 1
        if capital[i]:
            for end in range(min(len(words), i + 6), i + 1, -1):
                if not capital[end - 1] or (end < len(words) and words[end].text == "-"):
                    continue
                text = _text(parse, range(i, end))
                if (end < len(words) and words[end].text in _MASTHEADS) or not gazetteer.known(text):
                    continue
                if _level(text) <= (2 if words[i].ent in ("GPE", "LOC") else 1):
                    out.append(range(i, end))
                    stop = end
                    break
        i = stop
    return out


def _extended(parse: Parse, part: range, taken: list[bool]) -> range:
    """ "Fort St." is "Fort St. John" where the gazetteer has the longer name."""
    words = parse.words
    for stop in range(min(len(words), part.stop + 3), part.stop, -1):
        free = all(_capital(words[i]) and not taken[i] for i in range(part.stop, stop))
        if free and gazetteer.known(_text(parse, range(part.start, stop))):
            return range(part.start, stop)
    return part


def _capital(word: Word) -> bool:
    return word.text[:1].isupper()


def _parts(words: tuple[Word, ...], span: range) -> list[range]:
    """An entity cut at commas, without edge words like "the", lower-case "northern", "City of"."""
    out: list[range] = []
    begin = span.start
    for i in [*span, span.stop]:
        if i == span.stop or words[i].text in (",", ";", "/", "(", ")", "–", "—"):
            stop = i
            if begin + 2 < stop and words[begin + 1].text == "of" and words[begin].text.lower() in _KINDS:
                begin += 2
            while begin < stop and (words[begin].text.lower() in _TRIM or not _nameish(words[begin])):
                begin += 1
            while begin < stop and (words[stop - 1].text.lower() in _TRIM or not _nameish(words[stop - 1])):
                stop -= 1
            if begin < stop:
                out.append(range(begin, stop))
            begin = i + 1
    return out


def _nameish(word: Word) -> bool:
    return word.text[:1].isupper() or word.text[:1].isdigit() or word.text[:1] in "‘'’"


def _entity(parse: Parse, part: range, label: str, people: frozenset[str]) -> Toponym | None:
    words = parse.words
    text = _text(parse, part)
    if not text[:1].isalpha() or len(text) < 2 or text in _NOT_NAMES or any(c.isdigit() for c in text):
        return None
    found = gazetteer.entries(text)
    kind = _kind(words, part)
    if gazetteer.demonym(text) is not None and not found:
        return None
    if text in people and _level(text) > 1:
        return None
    if not found:
        if label == "FAC" and words[part.stop - 1].text not in _ROADS:
            return None
        if len(part) == 1 and not kind and not _placed_by_words(words, part):
            return None
    return Toponym(words[part.start].start, words[part.stop - 1].end, text, kind)


def _placed_by_words(words: tuple[Word, ...], part: range) -> bool:
    """Whether the words beside a name say that it is a place: "in X", "X, Iowa", a list of places."""
    before = words[part.start - 1].text if part.start else ""
    after = words[part.stop] if part.stop < len(words) else None
    if before.lower() in _LOCATIVE or before in (
        "of",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
    ):
        return True
    beyond = words[part.stop + 1] if part.stop + 1 < len(words) else None
    if after is not None and after.text in (",", "and") and beyond is not None and beyond.ent == "GPE":
        return True
    earlier = words[part.start - 2] if part.start >= 2 else None
    return before in (",", "and") and earlier is not None and earlier.ent == "GPE"


def _kind(words: tuple[Word, ...], part: range) -> str:
    """The kind of place that a word beside the name gives: "X province", "the district of X"."""
    after = words[part.stop].text.lower() if part.stop < len(words) else ""
    if after in _KINDS:
        return _KINDS[after]
    last = words[part.stop - 1].text.lower()
    if last in _KINDS and len(part) > 1:
        return _KINDS[last]
    if (
        part.start >= 2
        and words[part.start - 1].text == "of"
        and words[part.start - 2].text.lower() in _KINDS
    ):
        return _KINDS[words[part.start - 2].text.lower()]
    if part.start >= 1 and words[part.start - 1].text.lower() in _KINDS:
        return _KINDS[words[part.start - 1].text.lower()]
    return ""


def _level(text: str) -> int:
    """0 for a country, 1 for a region, 2 for a town of 100,000, 3 for less, 4 for nothing known."""
    found = gazetteer.entries(text)
    if not found:
        return 4
    if found[0].level < 2:
        return found[0].level
    return 2 if max(e.population for e in found) >= 100_000 else 3


def _gazetted(
    parse: Parse, taken: list[bool], people: frozenset[str], confirmed: frozenset[str]
) -> list[Toponym]:
    """Gazetteer names that the parser did not take for places, where their surroundings do."""
    words = parse.words
    out: list[Toponym] = []
    capital = [word.text[:1].isupper() for word in words]
    i = 0
    while i < len(words):
        step = i + 1
        if capital[i] and not taken[i]:
            for stop in range(min(len(words), i + 5), i, -1):
                if not capital[stop - 1] or any(taken[i:stop]):
                    continue
                text = _text(parse, range(i, stop))
                if "\n" in text or text in _NOT_NAMES or not gazetteer.known(text):
                    continue
                if _speaks_for(parse, i, stop, text, people, confirmed, taken):
                    kind = _kind(words, range(i, stop))
                    out.append(Toponym(words[i].start, words[stop - 1].end, text, kind, sure=False))
                    step = stop
                    for k in range(i, stop):
                        taken[k] = True
                break
        i = step
    return out


def _speaks_for(
    parse: Parse,
    i: int,
    stop: int,
    text: str,
    people: frozenset[str],
    confirmed: frozenset[str],
    taken: list[bool],
) -> bool:
    words = parse.words
    label = words[i].ent
    level = _level(text)
    if text in people and level > 0:
        return False
    if (len(text) < 3 and level > 0) or (text.isupper() and level > 1 and len(text) < 5):
        return False
    if gazetteer.demonym(text) is not None and level > 0:
        return False
    before = words[i - 1].text if i else ""
    after = words[stop].text if stop < len(words) else ""
    whole = (words[i].ent_begin or not label) and not (
        label and stop < len(words) and words[stop].ent == label and not words[stop].ent_begin
    )
    famous = level <= 2 or text in confirmed
    listed = (before in (",", "and", "or") and i > 1 and taken[i - 2]) or (
        after in (",", "and", "or") and stop + 1 < len(words) and taken[stop + 1]
    )
    locative = before.lower() in _LOCATIVE or listed
    kind = (after.lower() in _KINDS and after[:1].islower()) or (
        before == "of" and _kind(words, range(i, stop)) != ""
    )
    if label == "ORG" and not whole:
        if not famous or after in _MASTHEADS or before in ("Team", "Air", "Radio", "Hotel", "Bank", "Real"):
            return False
        return before in ("of", "The", "the", "") or words[i].ent_begin or level <= 1 or text in confirmed
    if label == "PERSON":
        return whole and (level == 0 or ((locative or kind or text in confirmed) and level <= 3))
    if label == "FAC":
        return not whole and level <= 1
    if label in ("ORG", "NORP", "LANGUAGE", "PRODUCT", "GPE", "LOC"):
        return whole and (famous or locative or kind) and after not in _MASTHEADS
    if label:
        return level == 0 and (locative or text in confirmed)
    if words[i].pos != "PROPN" and level > 0 and text not in confirmed:
        return False
    if (
        i
        and before[:1].isupper()
        and before not in _NOT_NAMES
        and before.lower() not in COMPASS
        and level > 0
    ):
        return text in confirmed and before.endswith((".", ",", ":"))
    if after[:1].isupper() and after not in _NOT_NAMES and level > 0 and after.lower() not in _KINDS:
        return text in confirmed and after not in _MASTHEADS
    return level <= 1 or text in confirmed or locative or kind


def _containers(text: str, names: list[Toponym], base: int) -> None:
    """Note which name contains which: "Ames, Iowa", "Mosul in Iraq", "Iowa's Ames"."""
    for k, name in enumerate(names[:-1]):
        after = names[k + 1]
        between = text[name.end : after.start]
        if re.fullmatch(
            r",? (?:and )?|, in | in (?:the )?(?:northern |southern |eastern |western |central |\w+ )?|"
            r" \(|, (?:a|the) [\w ]{3,30} (?:in|of) (?:the )?(?:\w+ern )?|,? (?:district|province|county|"
            r"city|town|village),? (?:of|in) (?:the )?(?:\w+ern )?",
            between,
        ):
            if " and " in between:
                continue
            name.inside.append(base + k + 1)
