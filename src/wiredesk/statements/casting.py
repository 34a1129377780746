"""Everybody whom a report names, found before any voice is resolved."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from wiredesk.model.parses import Parse, Word
from wiredesk.model.spans import Span
from wiredesk.statements import cues
from wiredesk.statements.cast import Cast, Mention, Naming, acronyms, is_day, surname_of
from wiredesk.statements.genders import genders, namesakes
from wiredesk.statements.hyphens import with_syllable
from wiredesk.statements.nameborders import ROLE_LINKS
from wiredesk.statements.nameruns import is_particle
from wiredesk.statements.names import may_name, of_words
from wiredesk.statements.papers import papers
from wiredesk.statements.phrases import SUBJECTS
from wiredesk.statements.quotes import Quoted
from wiredesk.statements.roles import head_role
from wiredesk.statements.speakers import can_speak

_HEADS = frozenset((*SUBJECTS, *"pobj dobj appos attr poss conj ROOT dative nmod npadvmod".split()))
"""What the main word of a phrase that names somebody is to its governor."""


def cast(text: str, paragraphs: Sequence[Span], parses: Sequence[Parse], quoted: Sequence[Quoted]) -> Cast:
    """Everybody whom a report names, with roles, acronyms and places of mention."""
    out = Cast(acronyms=acronyms(text))
    for span, parse in zip(paragraphs, parses, strict=False):
        for where, label in parse.entities:
            if len(where) == 1 and label in ("GPE", "LOC", "PERSON"):
                out.places[parse.words[where[0]].text] += -1 if label == "PERSON" else 1
            if label != "PERSON":
                continue
            words = [parse.words[i] for i in where]
            while words and (words[0].text.lower() in cues.TITLES or words[0].text.lower() in cues.ROLES):
                words = words[1:]
            while words and words[-1].tag == "POS":
                words = words[:-1]
            while words and not any(c.isalpha() for c in words[0].text):
                words = words[1:]  # "— Ida Holm", below her post
            if not words or not all(w.text[:1].isupper() or is_particle(w.text) for w in words):
                continue
            words = with_syllable(parse, words)
            name = parse.text[words[0].start : words[-1].end]
            if len(words) > 6 or any(c.isdigit() for c in name) or _headline(words) or _ends_in_self(words):
                continue
            if _before_quotation(parse, [parse.words[i] for i in where]):
                continue
            if _only_in_heading(name, parse, text):
                continue
            out.full[name] += 1
            out.first.setdefault(name, span.start + words[0].start)
    out.others.update(namesakes(out, paragraphs, parses))
    for span, parse, marks in zip(paragraphs, parses, quoted, strict=False):
        before = len(out.mentions)
        for i, word in enumerate(parse.words):
            if word.pos not in ("PROPN", "NOUN") or word.dep in ("compound", "nmod"):
                continue
            if word.dep not in _HEADS:
                continue
            words = with_syllable(parse, list(_around(parse, i)))
            if not may_name(words) or (len(words) > 3 and all(w.text.isupper() for w in words)):
                continue
            what = of_words(words, parse.text, out)
            if what.kind == "document":
                out.issuers.append((span.start + words[-1].end, what.name))
            if what.kind in ("unnamed", "pronoun", "document") or is_day(what.name):
                continue
            if what.kind == "body" and (not can_speak(words) or _tells_of(what.name)):
                continue  # "Vale's order", "Appeals Court Rejects Harbour Plea"
            if what.kind == "body" and what.name.lower() in _ANYBODY:
                continue  # "Man held after fire"
            out.mentions.append(
                Mention(
                    span.start + words[0].start,
                    span.start + words[-1].end,
                    what,
                    _is_subject(parse, i, words[0]),
                    marks.speech_around(word.start) is not None,
                    words[0].text.lower(),
                    word.ent in ("GPE", "LOC") and word.dep not in SUBJECTS,
                    _is_main(parse, i),
                )
            )
            if _only_in_heading(what.name, parse, text):
                continue
            if what.kind == "person" and not _before_quotation(parse, words):
                _learn(out, what, span.start + words[0].start)
        out.mentions.extend(_passed_over(out, out.mentions[before:], span.start, parse, marks))
        out.papers.extend(papers(span.start, parse, out))
        out.openers.extend(_openers(span.start, parse))
        _relate(out, parse)
        out.plurals.extend(_plurals(span.start, parse, marks))
    out.acronyms |= _initials(out, text)
    _no_places(out)
    genders(out, parses)
    out.mentions.sort(key=lambda m: (m.start, m.end))
    return out


def _no_places(known: Cast) -> None:
    """Takes those from the places that a report mostly tells of as people, whatever the tagger calls them:
    Orsk of "Sen. Orsk said" is no place, though named by surname alone.  Three times and more, and at least
    half of all times: in 150 reports of AllSides that is so of one name of 17, and it is a senator's."""
    named = Counter(m.naming.name for m in known.mentions if known.places[m.naming.name] > 0)
    people = Counter(m.naming.name for m in known.mentions if m.naming.kind == "person")
    for name, times in named.items():
        if people[name] > 2 and 2 * people[name] >= times:
            known.places[name] = 0


_ANYBODY = cues.MALE | cues.FEMALE | cues.words("teen teenager suspect victim gunman child toddler student")
"""Nouns that a headline opens with, capital and all, and that name nobody."""

_SHORT = re.compile(r"\b[A-Z]{3,5}\b")


def _initials(known: Cast, text: str) -> dict[str, str]:
    """Acronyms that a text uses and defines in no brackets, with the one body named in it whose words begin
    with their letters: "the Varo State Police", later "VSP".  Those of three to five letters."""
    used = set(_SHORT.findall(text)) - known.acronyms.keys()
    long: dict[str, set[str]] = defaultdict(set)
    for mention in known.mentions if used else ():
        words = [w for w in mention.naming.name.split() if w[:1].isupper()]
        short = "".join(w[0] for w in words)
        if mention.naming.kind == "body" and short in used and short != mention.naming.name:
            long[short].add(" ".join(mention.naming.name.split()))
    return {short: names.pop() for short, names in long.items() if len(names) == 1}


def _around(parse: Parse, i: int) -> Sequence[Word]:
    """The words under a noun that stand with it without a gap; of a phrase of more than forty only those
    within twenty words of it."""
    first, last, many = parse.reach
    a, b = first[i], last[i]
    if many[i] > 40:
        a, b = max(a, i - 20), min(b, i + 20)
    if many[i] == last[i] - first[i] + 1:
        return parse.words[a : b + 1]
    tree = set(parse.subtree(i))
    low = high = i
    while low > a and low - 1 in tree:
        low -= 1
    while high < b and high + 1 in tree:
        high += 1
    return parse.words[low : high + 1]


_TOGETHER = cues.words("family couple pair duo trio crew jury staff")
"""Those who are several under a singular: "The family wants answers. They say …"."""


def _plurals(offset: int, parse: Parse, marks: Quoted) -> list[tuple[int, str, bool]]:
    """The plain plural subjects of a paragraph that may speak; see :attr:`Cast.plurals`."""
    out = []
    for i, word in enumerate(parse.words):
        of = _of_several(parse, i)
        many = word.tag == "NNS" or parse.low[i] in _TOGETHER or of is not None
        if not many or word.dep not in ("nsubj", "nsubjpass"):
            continue
        if marks.speech_around(word.start) is not None:
            continue
        tree = set(parse.subtree(i))
        lo = i
        while lo - 1 in tree and parse.words[lo - 1].text not in (",", "(", "—", "–"):
            if parse.words[lo - 1].tag in ("WP", "WDT", "WP$", "WRB"):
                break
            lo -= 1
        while lo < i and (parse.words[lo].pos in ("DET", "PUNCT") or parse.words[lo].tag == "PRP$"):
            lo += 1
        words = parse.words[lo : i + 1]
        if can_speak([word]):
            name = parse.text[words[0].start : parse.words[i if of is None else of].end]
            out.append((offset + parse.words[lo].start, name, _is_main(parse, i)))
    return out


def _of_several(parse: Parse, i: int) -> int | None:
    """The people of whom a singular is a number: "a group of two dozen rowers"; None where there are none."""
    if parse.words[i].tag != "NN" or i + 1 >= len(parse.words) or parse.low[i + 1] != "of":
        return None
    people = parse.child(i + 1, "pobj")
    many = people is not None and parse.words[people].tag == "NNS" and people - i < 7
    return people if many and people is not None and can_speak([parse.words[people]]) else None


_RULES = frozenset(("administration", "presidency"))
_RULES_OR_FAMILY = _RULES | cues.FAMILY


def _relate(known: Cast, parse: Parse) -> None:
    """Learns who is whose father ("her father, Bo Holm", "Bo Holm, her father") and whose administration a
    report tells of ("the Vale administration")."""
    words = parse.words
    for i in parse.spelled(_RULES_OR_FAMILY):
        word, low = words[i], parse.low[i]
        if low in _RULES and i:
            owner = i - 2 if words[i - 1].tag == "POS" and i > 1 else i - 1
            if words[owner].pos == "PROPN":
                known.rulers[words[owner].text] += 1
        if low not in cues.FAMILY or not i or words[i - 1].tag not in ("PRP$", "POS"):
            continue
        n = i + 1 + (i + 1 < len(words) and words[i + 1].text == ",")
        run = [w for w in words[n : n + 4] if w.ent == "PERSON" and w.sentence == word.sentence]
        if n < len(words) and words[n].ent == "PERSON" and words[n].ent_begin and len(run) > 1:
            stop = next((k for k in range(1, len(run)) if run[k].ent_begin), len(run))
            known.kin.setdefault(low, set()).add(parse.text[run[0].start : run[stop - 1].end])
            continue
        owner = i - 1 if words[i - 1].tag == "PRP$" else i - 2
        if owner > 1 and words[owner - 1].text == "," and words[owner - 2].ent == "PERSON":
            first = owner - 2
            while first and words[first - 1].ent == "PERSON" and not words[first].ent_begin:
                first -= 1
            if first < owner - 2:
                known.kin.setdefault(low, set()).add(parse.text[words[first].start : words[owner - 2].end])


def _passed_over(
    known: Cast, here: Sequence[Mention], offset: int, parse: Parse, marks: Quoted
) -> list[Mention]:
    """The people whom a paragraph names beside or inside another's phrase, and by a surname that the tagger
    takes for a verb: "away from Vale, harbour secretary Ida Holm played it down", "Vale on Friday stayed";
    ``here`` are the mentions found in it so far."""
    held = [(m.start, m.end, surname_of(m.naming.name)) for m in here if m.naming.name]
    runs = [list(where) for where, label in parse.entities if label == "PERSON"] + [
        [i] for i, w in enumerate(parse.words) if w.ent != "PERSON" and w.pos == "VERB" and w.text.istitle()
    ]
    out = []
    for run in runs:
        words = [parse.words[i] for i in run if parse.words[i].tag != "POS"]
        while words and (words[0].text.lower() in cues.TITLES or words[0].text.lower() in cues.ROLES):
            words = words[1:]
        if not words:
            continue
        name = parse.text[words[0].start : words[-1].end]
        full = known.best(name)
        place = offset + words[0].start
        known_so = full in known.people if len(words) == 1 else name in known.full
        if not known_so or _held(held, offset + words[-1].start, surname_of(name)):
            continue
        last = run[-1]
        out.append(
            Mention(
                place,
                offset + words[-1].end,
                Naming(name, "person"),
                _is_subject(parse, last, words[0]) or _tells_behind(parse, last),
                marks.speech_around(words[0].start) is not None,
                words[0].text.lower(),
                main=_is_main(parse, last),
            )
        )
    return out


def _held(named: Sequence[tuple[int, int, str]], at: int, surname: str) -> bool:
    """Whether some words (start, end, surname of whom they name) name a surname at a place of the text."""
    return any(start <= at < end and key == surname for start, end, key in named)


def _is_main(parse: Parse, i: int) -> bool:
    """Whether a noun is the subject of a sentence's first verb, or of one joined to it."""
    if parse.words[i].dep == "appos":
        i = parse.words[i].head
    above = parse.words[i].head
    while parse.words[above].dep == "conj" and parse.words[above].head != above:
        above = parse.words[above].head
    return parse.words[i].dep in ("nsubj", "nsubjpass") and parse.words[above].head == above


def _tells_behind(parse: Parse, last: int) -> bool:
    """Whether a finite verb stands right behind a name."""
    after = parse.words[last + 1 : last + 3]
    while after and after[0].pos == "ADV":
        after = after[1:]
    return bool(after) and after[0].tag in ("VBD", "VBZ") and after[0].pos in ("VERB", "AUX")


def _only_in_heading(name: str, parse: Parse, text: str) -> bool:
    """Whether a name of several words stands in a heading whose words all have capitals, and nowhere else in
    the report, where its first word does: "Vale Opens Harbour Trip", and "Mr. Vale" below.  In 330 reports of
    stories labelled whole three gave all that such a person says to the heading; no other name changed."""
    first, _, rest = name.partition(" ")
    if not rest or parse.text[-1:] in _FULL_STOPS:
        return False
    long = [w.text for w in parse.words if len(w.text) > 3 and w.text[0].isalpha()]
    if len(long) < 4 or not all(w[0].isupper() for w in long) or text.count(name) > 1:
        return False
    return (
        re.search(rf"\b{re.escape(first)}\b(?! {re.escape(rest)})", text.replace(parse.text, " ")) is not None
    )


_FULL_STOPS = frozenset('.!?”"…')


def _headline(words: Sequence[Word]) -> bool:
    """Whether the parser takes the words of a heading for a name: "Holm Testimony Undermines VNN",
    "Vale Calls Pier 'Old'", "HOLM SIGNS PIER BILL"."""
    last = words[-1].text
    if len(words) > 3 and all(w.text.isupper() for w in words):
        return True
    if last in _QUOTES or _half_quoted(words):
        return True
    return (
        len(words) > 2 and last.isupper() and len(last) > 2 and last.isalpha() and not words[0].text.isupper()
    )


_HEADED = cues.words("""
    rejects accuses denies blames says claims slams blasts warns urges vows calls seeks backs announces
    condemns defends dismisses admits orders tells wants asks
""")


def _tells_of(name: str) -> bool:
    """Whether a "name" is the beginning of a heading, with its verb in it: "Appeals Court Rejects"."""
    return any(w in _HEADED for w in name.lower().split()[1:]) and name.istitle()


_QUOTES = frozenset(("'", "‘", "’", '"', "“", "”", "``", "''"))


def _before_quotation(parse: Parse, words: Sequence[Word]) -> bool:
    """Whether a "name" ends in the mark that opens a quotation: "Vale Calls 'Old' Pier"."""
    last = words[-1]
    return last.text in ("'", "‘") and parse.text[last.end : last.end + 1].isalpha()


def _half_quoted(words: Sequence[Word]) -> bool:
    """Whether a quotation begins or ends among the words, and not both: "Holm Calls “Old"."""
    return sum(w.text in _QUOTES and w.tag != "POS" for w in words) % 2 == 1


def _ends_in_self(words: Sequence[Word]) -> bool:
    """Whether the words of a heading end so, and name nobody: "Wounded Three and Killed Herself"."""
    return words[-1].text.lower() in ("himself", "herself", "themselves", "itself")


def _is_subject(parse: Parse, i: int, first: Word) -> bool:
    """Whether a noun is the subject of its clause, or named beside it: "its chief, Ida Holm, wrote"."""
    word = parse.words[i]
    if word.dep == "appos" and first.pos == "PROPN":
        word = parse.words[word.head]
    return word.dep in ("nsubj", "nsubjpass")


def _openers(offset: int, parse: Parse) -> list[tuple[int, int]]:
    """The phrases of a paragraph that open a sentence before a pronoun: "In his letter to Vale, he said"."""
    out = []
    words = parse.words
    for sentence in parse.sentences:
        first = words[sentence.start]
        if first.tag not in ("VBG", "VBN", "IN") or first.dep == "mark":
            continue
        near = range(sentence.start + 2, min(sentence.stop - 1, sentence.start + 25))
        comma = next((k for k in near if words[k].text == ","), None)
        if comma is not None and words[comma + 1].text.lower() in ("he", "she", "they"):
            out.append((offset + first.start, offset + words[comma].end))
    return out


def _learn(known: Cast, what: Naming, at: int) -> None:
    long = len(what.name.split()) - 3
    if (long > 1 and any(c in _QUOTES for c in what.name)) or (long > 0 and what.name.isupper()):
        return  # "Vale Calls 'Old' Pier Of Varo", "HOLM SIGNS PIER BILL"
    if what.name not in known.full and len(what.name.split()) > 1:
        known.full[what.name] += 1
        known.first.setdefault(what.name, at)
    best = known.best(what.name)
    known.people.add(best)
    if what.role and what.role.split()[-1].lower() in ROLE_LINKS:
        return  # "President Vale's talks with | Holm": no role of his
    if what.role:
        known.titles.setdefault(best, set()).add(head_role(what.role))
    if what.role and (best not in known.roles or (known.roles[best][1] is None and what.group)):
        known.roles[best] = (what.role, what.group)
    if what.gender:
        known.genders.setdefault(best, what.gender)
