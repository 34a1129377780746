"""Names that a hyphen parts in the parser's eyes: "Sun Jae-in", "president-elect"."""

from __future__ import annotations

from dataclasses import replace

from wiredesk.model.parses import Parse, Word
from wiredesk.statements import cues

_SYLLABLES = cues.words("in on so as if up to at of the do an a un il ho eun")


def hyphened(phrase: list[Word]) -> list[Word]:
    """The phrase with names that a hyphen joins to a small word in one piece: "Sun Jae-in",
    "president-elect"."""
    if "-" not in [w.text for w in phrase]:
        return phrase
    out: list[Word] = []
    for word in phrase:
        syllable = len(out) > 1 and word.text.lower() in _SYLLABLES and out[-2].text[:1].isupper()
        inside = word.ent == "PERSON" and not word.ent_begin and word.text.islower()
        syllable |= inside and len(out) > 1 and out[-2].ent == "PERSON"
        if (
            (syllable or word.text.lower() == "elect")
            and len(out) > 1
            and out[-1].text == "-"
            and out[-1].end == word.start
            and out[-2].end == out[-1].start
        ):
            first = out[-2]
            out[-2:] = [replace(first, end=word.end, text=f"{first.text}-{word.text}")]
        else:
            out.append(word)
    return out


def with_syllable(parse: Parse, words: list[Word]) -> list[Word]:
    """A person's name with the last syllable that a hyphen parts from it: "Sun Jae" of "Sun Jae-in"."""
    if parse.text[words[-1].end : words[-1].end + 1] != "-":
        return words
    behind = [w for w in parse.words if words[-1].end <= w.start <= words[-1].end + 1][:2]
    joined = len(behind) == 2 and behind[0].text == "-" and behind[0].start == words[-1].end
    if not joined or behind[1].text.lower() not in _SYLLABLES:
        return words
    return [*words, *behind]
