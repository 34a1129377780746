"""The phrases of an attribution: whose subject a cue has, the words of cue, source and content."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from wiredesk.model.parses import Parse, Word
from wiredesk.statements import cues
from wiredesk.statements.quotes import Quoted, spans_of_words

Range = tuple[int, int]

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution inside a paragraph; all ranges are character offsets in the paragraph.

    ``head`` is the word index of the cue's main word (-1: a mark such as a colon), ``source_head``
    that of the source's head or None.  ``kind``: said, thought, act, denial, hearsay, seems, according,
    noun, adverb, speaker, post, continued.  ``label``: the name on a line of its own above, where the source
    stands there (its range lies before the paragraph).
    """

    kind: str
    head: int
    cue: Range | None
    source: tuple[Range, ...]
    source_head: int | None
    content: tuple[Range, ...]
    label: str = ""


def subject_of(parse: Parse, i: int) -> int | None:
    """The word index of the subject of verb ``i``: its own, or that of the verb it hangs on."""
    words = parse.words
    for _ in range(4):
        own = parse.child(i, "nsubj", "nsubjpass", "csubj")
        if own is not None:
            return own
        dep, head = words[i].dep, words[i].head
        if head == i:
            return None
        if dep in ("conj", "xcomp", "advcl", "dep", "prep", "pcomp") and words[head].pos in (
            "VERB",
            "AUX",
            "ADP",
            "SCONJ",
        ):
            i = head
        elif dep in ("acl", "relcl"):
            return head if words[i].tag != "VBN" else None
        else:
            return None
    return None


def noun_before(parse: Parse, i: int) -> Range | None:
    """The noun phrase that ends right before cue ``i``: a subject that the parser attached elsewhere."""
    words = parse.words
    stop = i
    while stop > 0 and (
        words[stop - 1].text == ","
        or (words[stop - 1].dep in ("aux", "auxpass", "neg", "advmod") and not _elided(words[stop - 1]))
    ):
        stop -= 1
    if not stop or words[stop - 1].sentence != words[i].sentence:
        return None
    before = words[stop - 1]
    capital = before.text[:1].isupper() and len(before.text) > 2 and before.pos in ("ADV", "X", "ADJ", "INTJ")
    if words[i - 1].text == "," and before.pos not in ("PROPN", "NOUN", "PRON"):
        return _before_who(parse, i)
    if before.pos not in ("PROPN", "NOUN", "PRON") and not capital:
        return None
    start = stop - 1
    if capital:  # a name that the tagger takes for an adverb ("O’Brien said")
        return words[start].start, words[start].end
    while start > 0 and stop - start < 25 and words[start - 1].sentence == words[i].sentence:
        before = words[start - 1]
        if before.text in (",", ";", ":", "—", "–") or before.pos in ("VERB", "AUX", "SCONJ", "CCONJ"):
            break
        start -= 1
    while start < stop - 1 and words[start].pos in ("ADP", "ADV", "PUNCT"):
        start += 1
    return words[start].start, words[stop - 1].end


def _elided(word: Word) -> bool:
    """Whether a word is a name with an apostrophe, which the tagger takes for an adverb ("O’Brien")."""
    return word.text[:1].isupper() and bool(re.search(r"\w[’']\w{3}", word.text))


def _before_who(parse: Parse, i: int) -> Range | None:
    """The name that opens the sentence of cue ``i`` where a relative clause parts the two:
    "O’Brien, who was away on May 3, said".  For names that the tagger takes for adverbs."""
    words = parse.words
    start = parse.sentences[sentence_no(parse, i)].start
    who = next((k for k in range(start, min(i, start + 6)) if words[k].tag == "WP"), None)
    if who is None or who - start < 2 or words[who - 1].text != ",":
        return None
    if not all(w.text[:1].isupper() for w in words[start : who - 1]):
        return None
    return words[start].start, words[who - 2].end


def agent_of(parse: Parse, i: int) -> int | None:
    by = parse.child(i, "agent")
    return None if by is None else parse.child(by, "pobj")


def child_clause(parse: Parse, i: int, dep: str) -> int | None:
    return parse.child(i, dep)


def sentence_no(parse: Parse, i: int) -> int:
    return parse.words[i].sentence - parse.words[0].sentence


def cue_range(parse: Parse, i: int) -> Range:
    """The cue with its auxiliaries, negation, particle and the adverbs before it."""
    words = parse.words
    own = {i}
    for c in parse.children(i):
        if words[c].dep in ("aux", "auxpass", "neg", "prt") or (words[c].dep == "advmod" and c == i - 1):
            own.add(c)
    lo = hi = i
    while lo - 1 in own or (lo - 2 in own and lo >= 1 and words[lo - 1].pos == "ADV"):
        lo -= 1
    while hi + 1 in own:
        hi += 1
    return words[lo].start, words[hi].end


def source_ranges(parse: Parse, head: int | None, cue: int) -> tuple[Range, ...]:
    """The noun phrase of a source without the clause that holds the cue."""
    if head is None:
        return ()
    words = parse.words
    if head in set(parse.ancestors(cue)):
        # a relative clause on the source: "officials who said": the phrase before the clause
        tree = [k for k in parse.subtree(head) if k <= head or k < cue]
        relative = next(
            (k for k in tree if k > head and words[k].dep in (*SUBJECTS,) and words[k].tag in ("WP", "WDT")),
            None,
        )
        if relative is not None:
            return ((words[relative].start, words[relative].end),)
        tree = [k for k in tree if k <= head]
    else:
        tree = parse.subtree(head)
    lo = hi = head
    keep = set(tree)
    while lo - 1 in keep:
        lo -= 1
    while hi + 1 in keep:
        hi += 1
    comma = any(words[k].dep in ("appos", "relcl", "acl") for k in range(head, hi + 1))
    while lo < head and (words[lo].pos == "PUNCT" or words[lo].pos in ("CCONJ",)):
        lo += 1
    while hi > head and words[hi].pos == "PUNCT" and words[hi].text not in ')”"':
        hi -= 1
    if (
        comma
        and "," in (words[k].text for k in range(head, hi))
        and hi + 1 < len(words)
        and words[hi + 1].text == ","
    ):
        hi += 1
    return ((words[lo].start, words[hi].end),)


def node_range(parse: Parse, quoted: Quoted, i: int) -> Range:
    """The words under ``i`` as one range, with a closing quotation mark that belongs to it."""
    words = parse.words
    tree = parse.subtree(i)
    # a clause of another speaker hung on by "while" ends it
    for c in tree:
        if c > i and words[c].dep == "advcl" and words[c].lemma.lower() in cues.STRONG:
            mark = parse.child(c, "mark")
            if mark is not None and words[mark].text.lower() in (
                "while",
                "whereas",
                "as",
                "although",
                "though",
            ):
                tree = [k for k in tree if k < mark]
                break
    if not tree:
        tree = [i]
    start, end = words[tree[0]].start, words[tree[-1]].end
    trimmed = trim(parse, start, end) or (words[i].start, words[i].end)
    around = quoted.around(max(trimmed[0], trimmed[1] - 1))
    if around is None or around.end - trimmed[1] > 3:
        return trimmed
    if trimmed[0] == around.start + 1:
        return around.start, around.end
    if trimmed[0] == around.start or (trimmed[0] < around.start and trimmed[1] < around.end):
        return trimmed[0], around.end
    return trimmed


def trim(parse: Parse, start: int, end: int) -> Range | None:
    """The range without space and loose punctuation at its edges; None where nothing is left."""
    text = parse.text
    while start < end and (text[start].isspace() or text[start] in ",;:.—–-)"):
        start += 1
    while end > start:
        ch = text[end - 1]
        if ch.isspace() or ch in ",;:—–-(" or (ch in ".…" and not _abbreviation(text, start, end)):
            end -= 1
        else:
            break
    return (start, end) if end > start else None


def _abbreviation(text: str, start: int, end: int) -> bool:
    return bool(re.search(r"(?:\b[A-Za-z]\.){2,}$|\b[A-Z]\.$", text[max(start, end - 8) : end]))


def spans_of(parse: Parse, indices: Iterable[int]) -> tuple[Range, ...]:
    """Character ranges of runs of neighbouring words."""
    return spans_of_words(parse, sorted(indices))
