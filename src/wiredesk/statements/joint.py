"""Several people who speak with one voice: "Vale and Mayor Ida Holm said", "Holm, Vale and Ruiz proposed".

Found in six of the first forty stories of AllSides that were read for it: only the last of those named
was taken for the speaker.
"""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.parses import Word
from wiredesk.statements import cues
from wiredesk.statements.cast import Cast
from wiredesk.statements.nameruns import is_particle

_SEATED = frozenset(("of", "for", "from"))


_PLACED = frozenset(("GPE", "ORG", "NORP", "LOC"))
_EACH = frozenset(("both", "each", "all", "also"))
_OTHERS = cues.words("other more others")


def several(words: Sequence[Word], text: str) -> str | None:
    """Three places or bodies and more, or those who lead them, who speak with one voice, as they are printed:
    "Varo, Sela and 10 other towns", "the leaders of Varo, Sela and Orin"; None for other phrases."""
    begin = next((n for n, w in enumerate(words) if w.ent in _PLACED), len(words))
    opener = words[:begin]
    led = len(opener) > 1 and opener[-1].text.lower() == "of" and opener[-2].tag == "NNS"
    plain = not [w for w in opener if w.pos != "DET"]
    parts = _parts(words[begin:])
    ends = next((n for n, w in enumerate(words) if w.text.lower() == "and" and n > begin), 0)
    if not (led or plain) or len(parts) < 3 or not ends or not parts[1][1]:
        return None
    if not all(_placed(part) for part, _ in parts):
        return None
    first = 1 if words[0].pos == "DET" and led else 0
    return text[words[first].start : parts[-1][0][-1].end]


def _placed(part: Sequence[Word]) -> bool:
    """Whether a part of a row is one place or body, or some more of them ("10 others")."""
    if bool({w.text.lower() for w in part} & _OTHERS) and part[-1].tag in ("NNS", "NNPS"):
        return True
    named = [w for w in part if w.pos != "DET"]
    if len(named) > 1 and named[-1].text.lower() in ("state", "province", "county", "city"):
        named = named[:-1]
    return bool(named) and len(named) < 5 and all(w.ent in _PLACED and w.text[:1].isupper() for w in named)


def together(words: Sequence[Word], text: str, known: Cast, at: int) -> str | None:
    """The names of all who speak where a source phrase joins two people or more by "and", each by the
    fullest name that the report has; None for other phrases.  ``at`` is where it stands in the report.

    An apposition ("Vale, the mayor, and Ida Holm") and a seat ("Vale of Ostmark and Ida Holm") name
    nobody more; a phrase with somebody unnamed beside ("Vale and his aides") is left as it is.
    """
    parts = _parts(words)
    if not parts or not any(w.text.lower() == "and" for w in words):
        return None
    names: list[str] = []
    inside = False  # an apposition, which "and" alone does not end: "Holm, a lawyer for Vale and Ruiz"
    for part, comma in parts:
        inside = inside and not comma
        if inside:
            continue
        name = _person(part, text, known, at)
        if name is not None:
            names.append(name)
        elif names and _beside(part):
            inside = True
        else:
            return None
    names = list(dict.fromkeys(names))
    if len(names) < 2:
        return None
    return ", ".join(names[:-1]) + " and " + names[-1]


def _parts(words: Sequence[Word]) -> list[tuple[list[Word], bool]]:
    """The phrase cut at its commas and "and", without brackets and relative clauses; with each part whether
    a comma stands before it."""
    out: list[tuple[list[Word], bool]] = [([], False)]
    depth = 0
    for word in words:
        if word.text in "([":
            depth += 1
        elif word.text in ")]":
            depth = max(0, depth - 1)
        elif depth or word.pos == "SPACE":
            continue
        elif word.tag in ("WP", "WDT", "WP$") or word.text in ("—", "–", ":"):
            break
        elif word.text in (",", ";"):
            out.append(([], True))
        elif word.text.lower() == "and":
            out.append(([], not out[-1][0] and out[-1][1]))
        else:
            out[-1][0].append(word)
    if out[0][0] and out[0][0][0].text.lower() == "both":
        out[0] = (out[0][0][1:], False)
    if len(out) > 1 and len(out[-1][0]) > 1 and out[-1][0][-1].text.lower() in _EACH:
        out[-1] = (out[-1][0][:-1], out[-1][1])  # "Vale and Holm both called for it"
    kept = [(part, comma) for part, comma in out if part]
    return [p for n, p in enumerate(kept) if not (n and p[1] and p[0][0].text in ("of", "from"))]


def _person(part: Sequence[Word], text: str, known: Cast, at: int) -> str | None:
    """Whom a part names right behind his titles ("Governor Ida Holm of Ostmark"), or None."""
    n = 0
    while (
        n + 1 < len(part)
        and part[n].ent != "PERSON"
        and (_title(part[n]) or (n and _of(*part[n - 1 : n + 1])))
    ):
        n += 1
    run: list[Word] = []
    for word in part[n:]:
        if not word.text[:1].isupper() and word.text != "-" and not (run and is_particle(word.text)):
            break
        if run and word.ent_begin and run[-1].ent == "PERSON":
            break
        run.append(word)
    rest = part[n + len(run) :]
    if not run or len(run) > 4 or is_particle(run[-1].text) or (rest and rest[0].text.lower() not in _SEATED):
        return None
    printed = text[run[0].start : run[-1].end]
    name = known.best(printed, at)
    person = all(w.ent == "PERSON" or w.text == "-" or is_particle(w.text) for w in run)
    return name if person or name in known.people or (name in known.full and " " in name) else None


def _title(word: Word) -> bool:
    low, lemma = word.text.lower(), word.lemma.lower()
    named = word.text[:1].isupper() and word.pos in ("PROPN", "ADJ", "NOUN")
    return named or bool({low, lemma} & (cues.ROLES | cues.TITLES)) or word.pos in ("ADJ", "DET")


def _of(before: Word, word: Word) -> bool:
    """Whether a capitalised title goes on: "Secretary of Harbours Ida Holm", "Sens. Ida Holm"."""
    return before.text[:1].isupper() and word.text.lower() in ("of", ".")


def _beside(part: Sequence[Word]) -> bool:
    """Whether a part only says more of whoever was named before it: "a Democrat", "R-Ostmark"."""
    first = part[0]
    return first.pos == "DET" or (len(part) <= 3 and first.ent != "PERSON" and first.text[:1].isupper())


__all__ = ["several", "together"]
