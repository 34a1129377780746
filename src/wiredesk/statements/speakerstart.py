"""Where the words for a speaker begin that stand before his cue."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.parses import Parse, Word
from wiredesk.statements import cues
from wiredesk.statements.cast import is_day

QUOTES = ('"', "”", "“")
ENDS = (".", "!", "?", "…", *QUOTES, ";")
_LINKS = frozenset(("for", "of", "at", "from", "in", "with"))
TRADES = cues.words("""
    regime state news media police television tv radio defense defence health security rescue medical
    military army opposition activist rights monitoring local civil foreign interior
""")
"""What stands between the name and the head of a body: "VNA news agency"."""
_INSIDE = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM"))


def described_from(parse: Parse, first: int, start: int) -> int | None:
    """Where a speaker begins whose description ends in a thing: "an organisation monitoring the conflict",
    "sources familiar with the matter"; None where nobody stands before it."""
    words = parse.words
    for k in range(start - 1, max(first, start - 8), -1):
        if words[k].tag in ("VBD", "VBZ", "VBP", "MD") or words[k].text in ENDS:
            return None
        speaks = _speaks(words[k]) or words[k].lemma.lower() in cues.BODIES
        if speaks and words[k].pos == "NOUN" and words[k + 1].pos in ("VERB", "ADJ", "ADP"):
            return speaker_start(parse, first, k + 1)
    return None


def person_of(parse: Parse, first: int, start: int) -> int:
    """Where the name begins that a body at ``start`` only places: "Ana Vale of the Harbour Watch"."""
    words = parse.words
    if start - 2 <= first or words[start - 1].text.lower() not in ("of", "from", "with"):
        return start
    k = start - 2
    while k > first and words[k].text[:1].isupper() and words[k].ent == "PERSON" and not words[k].ent_begin:
        k -= 1
    named = start - 1 - k >= 2 and words[k].text[:1].isupper() and words[k].ent == "PERSON"
    return k if named and words[k - 1].pos not in ("ADP", "VERB") else start


def is_speaker(after: Sequence[Word], cue: str) -> bool:
    """Whether a noun phrase behind a cue is somebody: a person or body by name, a role, a witness."""
    if after[0].pos in ("NUM", "ADP", "SCONJ", "ADV", "PRON") and after[0].text.lower() not in (
        "one",
        "he",
        "she",
    ):
        return False
    lead = after[: next((n for n, w in enumerate(after) if n and w.pos == "ADP"), len(after))]
    sure: tuple[str, ...] = ("PERSON", "ORG", "NORP", "GPE")
    if cue in ("said", "says", "tweeted", "added"):
        sure = (*sure, "", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT")
    named = any(w.pos == "PROPN" and w.ent in sure for w in lead)
    head = lead[-1]
    told = cue in ("said", "added") and head.text.lower() in ("statement", "report", "source")
    named = named or (told and after[0].pos == "DET")  # "… said the statement"
    monitor = head.text.lower() in ("monitor", "watchdog", "observatory")
    return (
        named
        or monitor
        or _speaks(head)
        or head.lemma.lower() in cues.BODIES
        or head.text.lower() in ("he", "she")
    )


def _speaks(word: Word) -> bool:
    """Whether a noun is somebody who speaks: "activists in the town reported"."""
    low, lemma = word.text.lower(), word.lemma.lower()
    return low in cues.ROLES or lemma in cues.ROLES or low in cues.UNNAMED


def _seated(phrase: Sequence[Word]) -> bool:
    """Whether three words are a body and the town that it sits in: "the | ministry in Orvel | said"."""
    body, link, town = phrase
    return (
        body.text.islower()
        and body.lemma.lower() in cues.BODIES
        and link.text == "in"
        and town.text[:1].isupper()
        and town.ent in ("GPE", "LOC")
    )


def lost(words: Sequence[Word], k: int) -> bool:
    """Whether a noun counts people of whom is told, who speak nowhere: "killed 80 people in Varo …"."""
    return words[k].lemma.lower() in ("people", "person", "man", "woman") or words[k - 1].tag == "CD"


def speaker_start(parse: Parse, first: int, i: int) -> int | None:
    """Where the speaker's noun phrase begins that ends right before word ``i``, with what he is called before
    his name."""
    start = _speaker_start(parse, first, i)
    return None if start is None else _behind_town(parse, first, _called(parse, first, start), i - 1)


def _behind_town(parse: Parse, first: int, start: int, last: int) -> int:
    """Where a speaker begins whose name is the last word, where the capitals before it are a town's that a
    preposition governs: "… in the port of Al Sela | VNA reports", "… of Al Sela | media reported"."""
    words = parse.words
    acronym = words[last].text.isupper() and len(words[last].text) > 2
    if start >= last or not (acronym or words[last].text == "media"):
        return start
    run = start
    while run - 1 > first and words[run - 1].text[:1].isupper():
        run -= 1
    town = all(w.text[:1].isupper() for w in words[run:last])
    joined = acronym and words[run - 1].text == "and"
    return last if town and (words[run - 1].pos == "ADP" or joined) else start


_TITLED = frozenset({*cues.BODIES, "website", "channel", "newspaper", "paper", "station", "outlet", "daily"})


_LED = frozenset("rebel opposition government state regime army police security news".split())
"""Nouns that say of what kind a body is: "the rebel FRA said"."""


def _called(parse: Parse, first: int, start: int) -> int:
    """Where a speaker begins whose name is at ``start``, with what belongs to it: the rest of a word
    with hyphens ("Al-Nour", "well-informed sources"), and what he is ("local journalist Ana Vale", "state
    news agency VNA").  Chosen on ten sentences of fa-kes without commas, among 500 read."""
    words = parse.words
    k = _hyphened(parse, first, start)
    if words[k].text[:1].isupper() and k - 1 > first:
        before = words[k - 1]
        titled = before.text.islower() and (_speaks(before) or before.lemma.lower() in _TITLED)
        if titled and before.pos == "NOUN" and before.tag != "NNS":
            k -= 1
            while k - 1 > first and (words[k - 1].text in TRADES or words[k - 1].pos == "DET"):
                k -= 1
                if words[k].pos == "DET":
                    break
            k = _of_body(parse, first, k)
    return k


_BEFORE_ROLES = ("compound", "amod", "nmod")


def _of_body(parse: Parse, first: int, k: int) -> int:
    """Where a role at ``k`` begins with the name of a body before it: "Harbour Council leader Ana Vale"; not
    where a preposition stands before the name."""
    at = k
    while (
        at - 1 > first and parse.words[at - 1].text[:1].isupper() and parse.words[at - 1].dep in _BEFORE_ROLES
    ):
        at -= 1
    return k if parse.words[at - 1].pos in ("ADP", "DET") else at


def _hyphened(parse: Parse, first: int, k: int) -> int:
    """Where the words begin that hyphens join to word ``k``, or to an adjective right before it."""
    words = parse.words
    for at in (k, k - 1):
        run = at
        while run - 2 > first and words[run - 1].text == "-" and words[run - 2].end == words[run - 1].start:
            run -= 2
        if run < at and words[run - 1].pos == "ADP":
            continue  # "shelled the city of Al-Nour Ana Vale said"
        if run < at and (at == k or words[at].tag in ("VBN", "JJ", "VBG")):
            return run
    return k


def _speaker_start(parse: Parse, first: int, i: int) -> int | None:
    words = parse.words
    last = i - 1
    if words[last].text == ")":  # "Harbour Live Network (HLN) reported"
        opening = next((k for k in range(last, max(first, last - 6), -1) if words[k].text == "("), None)
        return None if opening is None or opening - 1 <= first else speaker_start(parse, first, opening)
    if words[last].pos == "PRON":
        return last if words[last].text.lower() in ("he", "she", "it", "they") else None
    k = last
    if words[k].pos == "NUM" and k - 1 > first and words[k - 1].text[:1].isupper():
        k -= 1  # "Ahmed 24 said"
    if words[k].pos not in ("NOUN", "PROPN", "ADJ"):
        return None
    if words[k].ent == "PERSON":
        while k > first and words[k].ent == "PERSON" and not words[k].ent_begin:
            k -= 1
        if words[k].text[:1].isupper():
            return k - 1 if words[k - 1].pos == "DET" and k - 1 > first else k
        k = last
    role = last  # the speaker, where a place follows: "a correspondent in the town said"
    while k > first:
        word, before = words[k], words[k - 1]
        if (
            before.text.lower() in _LINKS
            and k - 2 > first
            and (_speaks(words[k - 2]) or _seated(words[k - 2 : k + 1]))
            and not lost(words, k - 2)
        ):
            k = role = k - 2
            continue
        if word.pos == "DET" or word.text.lower() in ("a", "an", "the", "another", "one"):
            if before.text.lower() == "and" and words[k - 2].pos in ("NOUN", "PROPN"):
                k -= 2
                continue
            return k
        without = word.pos == "ADP" and word.text[:1].isupper()  # "Doctors Without Borders said"
        if before.tag == "NNS" and word.tag != "NNS" and before.text.lower() != "media" and not without:
            return k
        if before.pos == "ADP" and before.text[:1].isupper() and words[k - 2].text[:1].isupper():
            k -= 1
            continue
        if is_day(before.text) or (before.pos == "NUM" and is_day(words[k - 2].text)):
            return k  # "resumed Wednesday state media and activists said", "used on May 23 diplomats said"
        alone = (
            k == last and not _speaks(before) and before.text not in _TITLED
        )  # "the first wave FNA reports"
        acronym = word.text.isupper() and len(word.text) > 2 and (words[k - 2].pos == "NOUN" or alone)
        if acronym and before.tag == "NN" and before.text.islower() and before.text not in cues.BODIES | _LED:
            return k  # "… and not a car explosion VNA correspondent reported"
        if before.pos in _INSIDE or before.tag in ("POS", "HYPH") or before.text in ("-", "’", "'"):
            k -= 1
            continue
        if before.text.lower() == "and" and k == last and words[k - 2].pos == "NOUN" and _speaks(word):
            k -= 2  # "a war monitor and activists"
            continue
        described = words[k - 2].pos == "DET" or words[k - 2].text == "-"  # "the Varo-based group"
        if described and before.tag in ("VBG", "VBN") and word.pos in ("NOUN", "PROPN"):
            k -= 1
            continue
        if before.text.lower() == "state" and word.text.lower() in ("media", "television", "tv", "radio"):
            return k - 1
        inside = word.text[:1].isupper() and words[k - 2].text[:1].isupper()
        if before.text.lower() in ("for", "of") and inside:
            k -= 2
            continue
        break
    # no article: the nouns right before the cue that share its number or capital letters
    k = last = role
    plural = words[k].tag == "NNS" and words[k].text != "media"
    while k - 1 > first and words[k - 1].text in TRADES and words[k].text.islower() and not plural:
        k -= 1
    while (
        k - 1 > first
        and words[k - 1].pos in ("PROPN", "ADJ", "NOUN")
        and words[k - 1].text[:1].isupper()
        and not is_day(words[k - 1].text)
        and not (words[k].text[:1].isupper() and words[k].ent_begin and words[k - 1].ent != words[k].ent)
    ):
        k -= 1
        if words[k].text.isupper() and len(words[k].text) > 2:
            break  # "… in Old Varo VNA news agency reported"
    while k - 1 > first and words[k - 1].pos in ("ADJ", "NOUN") and words[last].tag == "NNS" and last - k < 2:
        k -= 1
    return k
