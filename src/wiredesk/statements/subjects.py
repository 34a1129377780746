"""The speaker whom a sentence names elsewhere than beside its cue: before what parts the two, or as what he
is said to be."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.parses import Parse, Word
from wiredesk.statements import cues
from wiredesk.statements.phrases import SUBJECTS, Frame

_BECOMES = frozenset(("be", "become", "remain"))


def opening_name(parse: Parse, frame: Frame) -> list[Word]:
    """The person whom the sentence of a cue opens with, where commas part the two: "Sen. Ida Holm (D-Varo),
    also up for a vote in a state where Vale is liked, said …"; none for other sentences."""
    i = frame.head
    if i < 4 or frame.kind != "said" or parse.words[i].tag not in ("VBD", "VBZ"):
        return []
    words = parse.words
    if words[i - 1].text != ",":
        return []
    first = parse.sentences[words[i].sentence - words[0].sentence].start
    k = first
    if words[k].pos == "ADP":  # "In an interview, Ida Holm, held in jail since May, told …"
        comma = next((n for n in range(k, min(i, k + 9)) if words[n].text == ","), k - 1)
        k = comma + 1
    while k < i and (words[k].text.lower() in cues.TITLES or words[k].text == "."):
        k += 1
    end = k
    while end < i and words[end].ent == "PERSON" and not (end > k and words[end].ent_begin):
        end += 1
    behind = end
    if end < i and words[end].text == "(":
        behind = next((n + 1 for n in range(end, i) if words[n].text == ")"), i)
    closed = end > k and behind < i - 1 and words[behind].text == ","
    spoken = any(s <= words[k].start < e for s, e in frame.content) if closed else True
    return [] if spoken else list(words[k:end])


def who_is(parse: Parse, frame: Frame, words: Sequence[Word]) -> list[Word]:
    """Who is said to be the source: Ida Holm of "Ida Holm became the first official to say that …"; other
    sources as they are."""
    i = frame.head
    if i < 0 or not words:
        return list(words)
    noun = next((k for k, w in enumerate(parse.words) if w.start == words[-1].start), None)
    if noun is None or parse.words[noun].dep != "attr" or noun not in set(parse.ancestors(i)):
        return list(words)
    verb = parse.words[noun].head
    subject = parse.child(verb, *SUBJECTS)
    if parse.words[verb].lemma.lower() not in _BECOMES or subject is None or subject > verb:
        return list(words)
    if parse.words[subject].pos not in ("PROPN", "PRON") or parse.words[subject].tag in ("WP", "WDT", "EX"):
        return list(words)
    if parse.words[subject].text.lower() in ("it", "this", "that", "there"):
        return list(words)
    tree = {k for k in parse.subtree(subject) if k <= subject}
    lo = subject
    while lo - 1 in tree:
        lo -= 1
    return list(parse.words[lo : subject + 1])


def before_medium(parse: Parse, frame: Frame, words: Sequence[Word]) -> list[Word]:
    """Who opens a sentence and tells something in a medium, where a lost comma makes the parser take the
    last name of the medium for the speaker: the Front of "The Front in a statement published on the service
    Telegram said …"; other sources as they are."""
    i = frame.head
    if i < 0 or frame.kind != "said" or not words:
        return list(words)
    all_words = parse.words
    first = parse.sentences[all_words[i].sentence - all_words[0].sentence].start
    source = next((k for k, w in enumerate(all_words) if w.start == words[0].start), first)
    for k in range(first + 1, min(first + 7, source)):
        if all_words[k].text == "," or all_words[k].tag in ("VBD", "VBZ", "VBP", "MD"):
            break
        paper = k + 2 < source and all_words[k].text == "in" and all_words[k + 1].text in ("a", "an")
        if paper and any(w.text.lower() in cues.MEDIA for w in all_words[k + 2 : k + 4]):
            between = all_words[k + 2 : source]
            if any(w.tag in ("VBD", "VBZ", "VBP", "MD") or w.text == "," for w in between):
                break
            named = list(all_words[first:k])
            return named if any(w.text[:1].isupper() and w.pos != "DET" for w in named) else list(words)
    return list(words)


def with_former(parse: Parse, words: Sequence[Word]) -> list[Word]:
    """A source with the "ex-" that stands before it: "the ex-wife"."""
    k = next((n for n, w in enumerate(parse.words) if words and w.start == words[0].start), 0)
    lead = parse.words[k - 2 : k] if k > 1 else ()
    ex = len(lead) == 2 and lead[0].text.lower() == "ex" and lead[1].text == "-"
    return [*lead, *words] if ex and lead[1].end == words[0].start else list(words)


__all__ = ["before_medium", "opening_name", "who_is", "with_former"]
