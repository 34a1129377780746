"""Which words of a noun phrase may name somebody: not the day before them, the medium, age, role or clause
behind them, and "Reporters Without Borders" as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from wiredesk.model.parses import Word
from wiredesk.statements import cues
from wiredesk.statements.cast import is_day
from wiredesk.statements.nameruns import article_follows, capital, is_role

_WHEN = cues.words("""
    on in late early monday tuesday wednesday thursday friday saturday sunday yesterday today
""")
"""Words that only say when, at the end of a source phrase."""


_ZONES = frozenset("gmt utc est edt pst pdt cst cdt cet cest bst ist mst mdt eest eet".split())
"""Time zones, which name nobody."""


_OWNED = re.compile(r"[A-Z]{2,}s")
"""An acronym that lost the apostrophe of its possessive: "MSFs head of mission"."""


ROLE_LINKS = frozenset(("of", "for", "at", "with", "in"))
"""What leads from a role to whose it is: "head of the Harbour Watch"."""


_GENERAL = cues.words("staff assembly command council secretariat directorate authority electric motors")
"""What makes a body of "General": "the General Staff", "the General Assembly"."""


def in_one(phrase: list[Word]) -> list[Word]:
    """The phrase with names that hold a preposition or the title of "General" as names: "Reporters Without
    Borders", "the Ostmark General Staff"."""
    out = list(phrase)
    for n in range(1, len(out) - 1):
        if out[n].pos != "ADP":
            continue
        small = out[n].text[:1].isupper() and not out[n].text.isupper()
        if small and out[n - 1].text[:1].isupper() and out[n + 1].text[:1].isupper():
            name = " ".join(w.text for w in out[n - 1 : n + 2])
            out[n - 1 : n + 2] = [_named(out[n - 1], name, out[n + 1].end)]
            break
    for n in range(len(out) - 1):
        if out[n].text == "General" and out[n + 1].text.lower() in _GENERAL:
            name = f"General {out[n + 1].text}"
            out[n : n + 2] = [_named(out[n], name, out[n + 1].end)]
            break
    return out


def _named(first: Word, name: str, end: int) -> Word:
    """One word for a name of several, from its ``first``."""
    return replace(first, end=end, text=name, lemma=name, pos="PROPN", tag="NNP", ent="ORG")


def main_and_rest(phrase: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The phrase up to its first apposition, without brackets, and what follows."""
    main: list[Word] = []
    depth = 0
    for n, word in enumerate(phrase):
        if word.text in "([":
            depth += 1
            continue
        if word.text in ")]":
            depth = max(0, depth - 1)
            continue
        if depth:
            continue
        inside = word.text == "," and word.ent == "ORG" and not word.ent_begin and n + 1 < len(phrase)
        if in_a_list(phrase, n) or (inside and phrase[n + 1].ent == "ORG" and not phrase[n + 1].ent_begin):
            main.append(word)  # "Bureau of Harbours, Tides and Lights"
            continue
        if main and (
            word.text in (",", "—", "–", ":", ";", "including")
            or word.tag in ("WP", "WDT", "WP$")
            or (word.text == "that" and word.pos == "SCONJ")
            or word.dep in ("relcl", "acl")
            or (word.text in _MEANWHILE and main[-1].text[:1].isupper() and main[-1].ent != "DATE")
        ):
            while len(main) > 1 and main[-1].pos == "ADV":
                main.pop()  # "volunteers popularly known as"
            if word.dep in ("relcl", "acl"):
                main = _before_verb(main)
            doing = word.dep == "acl" and word.tag == "VBG"  # "a report accusing Ida Holm" is not she
            return main, list(phrase[n if doing else n + 1 :])
        main.append(word)
    return main, []


def _in_a_row(phrase: Sequence[Word]) -> bool:
    """Whether a phrase is a row of words and the several that they describe: "local, state and federal
    officials", "the council, police and fire spokesmen"."""
    row = [w for w in phrase[:-1] if w.pos != "DET"]
    if len(row) < 5 or len(row) % 2 == 0 or (phrase[-1].tag != "NNS" and phrase[-1].lemma != "police"):
        return False
    links = [w.text.lower() for w in row[1::2]]
    plain = all(w.pos in ("ADJ", "NOUN", "PROPN") and w.tag != "NNS" and not w.ent for w in row[::2])
    return plain and set(links[:-1]) == {","} and links[-1] in ("and", "or")


_OF_MATTERS = cues.words("""
    bureau ministry department office committee subcommittee commission agency board council institute
    center centre school secretary minister undersecretary
""")


def in_a_list(phrase: Sequence[Word], n: int) -> bool:
    """Whether a comma stands in the list of matters that a body has in its name: "the Bureau of Harbours,
    Tides and Lights", all in capitals from its "of" to the word behind its "and"; or parts words in a row
    ("local, state and federal officials")."""
    if phrase[n].text != ",":
        return False
    if _in_a_row(phrase):
        return True
    start = n - 1
    while start > 0 and (phrase[start].text == "," or phrase[start].text[:1].isupper()):
        start -= 1
    if start < 1 or phrase[start].text not in ("of", "on", "for"):
        return False
    if phrase[start - 1].text.lower() not in _OF_MATTERS or not phrase[start - 1].text[:1].isupper():
        return False
    end = n + 1
    while end < len(phrase) and (phrase[end].text == "," or phrase[end].text[:1].isupper()):
        end += 1
    last = phrase[end : end + 2]
    return end > n + 1 and len(last) == 2 and last[0].text == "and" and last[1].text[:1].isupper()


_MEANWHILE = ("during", "amid", "throughout")
"""What leads from who speaks to when he does: "Vale during the primary suggested"."""


def _before_verb(main: list[Word]) -> list[Word]:
    """The phrase without what belongs to the verb of a clause behind it: "the ideas the port is" endorsing,
    "a plan to" dredge, "one of the hosts of a party where five people were" hurt."""
    verbs = {w.head for w in main[1:] if w.dep in ("aux", "auxpass", "neg")}
    if not verbs:
        return main
    cut = next(n for n, w in enumerate(main) if n and w.head in verbs)
    while cut > 1 and main[cut - 1].head == main[cut].head - 1 and main[cut - 1].pos in ("DET", "NUM", "ADJ"):
        cut -= 1
    return main[:cut]


def unled(phrase: list[Word]) -> list[Word]:
    """The phrase behind a day that leads it without a comma: "Monday state media"."""
    n = 0
    if len(phrase) > 2 and phrase[0].text in LEADING and phrase[1].pos == "DET":
        return phrase[1:]
    if len(phrase) > 5 and [w.text for w in phrase[:4]] in (_EARLIER, _LATER) and phrase[4].pos == "DET":
        return phrase[4:]
    meanwhile = next(
        (k for k, w in enumerate(phrase[:3]) if w.text.lower() in ("meantime", "meanwhile")), None
    )
    if meanwhile is not None and meanwhile + 1 < len(phrase):
        return phrase[meanwhile + 1 :]
    while n < len(phrase) - 1 and (is_day(phrase[n].text) or (n == 0 and phrase[n].text.lower() == "late")):
        if phrase[n].text in _FIRST_NAMES and phrase[n + 1].text.istitle() and phrase[n + 1].pos == "PROPN":
            break  # "August Holm"
        n += 1
    return phrase[n:] if n and phrase[n].pos != "PUNCT" and phrase[n].tag != "POS" else phrase


_EARLIER = ["Earlier", "in", "the", "day"]
_LATER = ["Later", "in", "the", "day"]
LEADING = frozenset(("Earlier", "Later", "Elsewhere", "Separately", "Also", "Even", "Yesterday", "Today"))
"""Adverbs that open a sentence without a comma: "Earlier a guard said"."""


_FIRST_NAMES = frozenset(("August", "April", "May", "June"))
"""Months that are first names too."""


def alias_of(phrase: Sequence[Word], text: str) -> str:
    """What those are called whom a plain noun describes: "volunteers popularly known as the Blue Caps"."""
    at = next(
        (n for n, w in enumerate(phrase[:-2]) if w.text == "known" and phrase[n + 1].text == "as"), None
    )
    if not at or any(w.text == "," or w.pos == "ADP" or w.ent == "PERSON" for w in phrase[:at]):
        return ""
    if not any(w.text.islower() and w.pos == "NOUN" for w in phrase[max(0, at - 2) : at]):
        return ""
    run = [w for w in phrase[at + 2 :] if w.pos != "DET"]
    stop = next((n for n, w in enumerate(run) if not capital(w)), len(run))
    return text[run[0].start : run[stop - 1].end] if stop and run[0].text[:1].isupper() else ""


def undated(main: Sequence[Word]) -> list[Word]:
    """The phrase without the day at its end: "a harbour judge on Friday" names no Friday.  A phrase that is
    nothing but a time stays whole: "the 9-year-old" is somebody."""
    end = len(main)
    while end > 1 and (main[end - 1].ent in ("DATE", "TIME") or main[end - 1].text.lower() in _WHEN):
        if main[end - 1].text in ("Today", "TODAY") and main[end - 2].text[:1].isupper():
            break  # "USA Today"
        end -= 1
    if end < len(main) and end > 1 and main[end - 1].text.lower() in ("for", "since", "during", "over"):
        end -= 1  # "the Harbour Greens for seven years"
    kept = main if all(w.pos == "DET" for w in main[:end]) else main[:end]
    return list(kept[:-1] if len(kept) > 1 and kept[-1].tag == "POS" else kept)


def without_medium(main: list[Word]) -> list[Word]:
    """The phrase before the medium that it used: "Ana Vale in a series of posts"."""
    for k, word in enumerate(main):
        if word.text.lower() not in ("in", "on", "via", "through"):
            continue
        names = (w for w in main[:k] if w.pos == "PROPN" or (w.text[:1].isupper() and w.pos in _TAKEN_FOR))
        if any(w.text.lower() not in cues.MEDIA for w in names):  # the tagger takes some names for verbs
            return main[:k] if main[-1].text.lower() in cues.MEDIA else main
    return main


_TAKEN_FOR = ("VERB", "NOUN", "ADJ")
"""What the tagger takes some names for."""


def unzoned(main: list[Word]) -> list[Word]:
    """The phrase behind a time of day: "(0830 GMT) an activist" names no GMT."""
    low = [w.text.lower() for w in main[:-1]]
    zone = None if _ZONES.isdisjoint(low) else next(i for i, one in enumerate(low) if one in _ZONES)
    kept = main if zone is None else main[zone + 1 :]
    return kept[1:] if kept and kept[0].text == ")" and len(kept) > 1 else kept


def name_ends(main: list[Word], rest: list[Word]) -> tuple[list[Word], list[Word]]:
    """The phrase cut behind a name that an age or a role follows without a comma: "Ana Vale 24",
    "Ana Vale head of the Harbour Watch".  Chosen on the fa-kes reports, whose commas are lost."""
    run = 0
    for k, word in enumerate(main):
        if not run:
            told = capital(word) and word.text[:1].isalpha() and word.pos != "DET"
            run = 1 if told and (word.ent != "ORG" or article_follows(main, k)) else 0
            continue
        if word.text == "-":
            continue  # "Ana al-Vale"
        if run >= 2 and main[k - 1].ent == "PERSON" and _OWNED.fullmatch(word.text):
            return main[:k], [*main[k:], *rest]  # "Ida Holm UNs envoy"
        age = word.text.isdigit() and 5 <= int(word.text[:4]) <= 110
        if age and k == len(main) - 1 and main[k - 1].pos == "PROPN":
            return main[:k], rest
        following = main[k + 1].text.lower() if k + 1 < len(main) else ""
        if run >= 2 and word.text.islower() and is_role(word) and following in ROLE_LINKS:
            return main[:k], [*main[k:], *rest]
        if run >= 2 and main[k - 1].ent == "PERSON" != word.ent and _role_ahead(main, k):
            return main[:k], [*main[k:], *rest]  # "Ana Vale senior official in the Harbour Front"
        titled = run >= 2 and (
            (main[k - 1].ent == "PERSON" and word.ent != "PERSON")
            or (any(is_role(w) for w in main[:k]) and not is_role(main[k - 1]) and word.text[:1].isupper())
        )
        titled = titled or (run >= 3 and word.text[:1].isupper() and main[k - 1].text in _RANKS)
        if titled and is_role(word) and following in ROLE_LINKS:
            while k > 2 and main[k - 1].text in _RANKS:
                k -= 1  # "Ana Vale Regional Tide Coordinator for Ostmark"
            return main[:k], [*main[k:], *rest]  # "Ana Vale Chief of the Harbour Directorate"
        article = word.text.islower() and word.text in ("a", "an", "the", "another")
        person = main[k - 1].ent == "PERSON"
        if article and k + 1 < len(main) and (run >= 2 or person or word.text != "the"):
            return main[:k], [*main[k:], *rest]
        over = person and run >= 2 and word.ent != "PERSON" and word.text[:1].isupper()
        if over and is_role(main[-1]) and main[-1].text.islower() and main[-1].tag != "NNS":
            return main[:k], [*main[k:], *rest]  # "Ana al-Vale Ostmarks interior minister"
        told = capital(word) and word.text[:1].isalpha() and word.pos != "DET"
        run = run + 1 if told and (word.ent != "ORG" or article_follows(main, k)) else 0
    return main, rest


_RANKS = frozenset(
    """Executive Regional Humanitarian Deputy Managing General Chief Senior Vice Assistant Associate National
    Acting Resident Permanent Special Principal Joint""".split()
)
"""What stands before a role, and ends no name."""


def _role_ahead(main: Sequence[Word], k: int) -> bool:
    """Whether a role and whose it is follow from ``k`` on, with no more than four words before the role."""
    for n in range(k, min(k + 5, len(main) - 1)):
        if main[n].pos in ("ADP", "CCONJ", "VERB", "AUX") or main[n].tag == "POS":
            return False
        if main[n].text.islower() and is_role(main[n]) and main[n + 1].text.lower() in ROLE_LINKS:
            return True  # "deputy emergencies director at"
    return False
