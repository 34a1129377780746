"""What opens a condition: its marks, and the "if" that opens a question or nothing instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wiredesk.model.parses import Parse
from wiredesk.statements.borders import WOULD, last_comma
from wiredesk.statements.sentences import finite

MARKS = frozenset({"if", "unless", "once", "until", "till", "provided", "providing", "lest"})


# "as long as", "only if", "on condition that" …: words in order, the last one opening the clause
PHRASES: tuple[tuple[str, ...], ...] = (
    ("as", "long", "as"),
    ("so", "long", "as"),
    ("as", "soon", "as"),
    ("on", "condition", "that"),
    ("on", "the", "condition", "that"),
    ("provided", "that"),
    ("providing", "that"),
    ("in", "the", "event", "that"),
    ("in", "case"),
    ("in", "return", "for"),
    ("in", "exchange", "for"),
    ("in", "the", "event", "of"),
)


# A sentence that opens so makes the sentence before it its condition.
FOLLOWING: tuple[tuple[str, ...], ...] = (
    ("in", "return"),
    ("in", "exchange"),
    ("in", "this", "case"),
    ("in", "that", "case"),
    ("in", "such", "a", "case"),
    ("in", "that", "event"),
    ("then",),
    ("if", "so"),
    ("if", "not"),
    ("otherwise",),
    ("only", "then"),
)


def follows_condition(words: Sequence[str]) -> bool:
    """Whether a sentence that begins with these words states what follows if the sentence before
    it comes true ("In return, …").  Quotation marks and commas at the front are passed over."""
    low = [w.lower() for w in words[:8] if w not in {'"', "“", "‘", "'", "``", "«", "„", ","}]
    for phrase in FOLLOWING:
        if tuple(low[: len(phrase)]) == phrase:
            return not (phrase == ("then",) and low[1:2] == ["-"])
    return False


PLANNED = re.compile(
    r"\b(?:will|would|shall|can|could|(?-i:may)|might|must|should|cannot|won|wo|going to|ready|willing"
    r"|prepared|promis\w+|pledg\w+|offer\w*|expect\w*|want\w*|hope\w*)\b|[’'](?:ll|d)\b",
    re.I,
)
"""Words of what has not happened yet: what follows if something comes true."""


def says_would(parse: Parse, sentence: range, i: int) -> bool:
    """Whether the clause that what stands at ``i`` belongs to says what will or would be."""
    head = parse.words[i].head
    for _ in range(4):
        if parse.words[head].pos in {"VERB", "AUX"} and not head > i + 4:
            break
        if parse.words[head].head == head:
            break
        head = parse.words[head].head
    near = (head, parse.words[head].head)
    return any(parse.words[c].tag == "MD" for h in near for c in parse.children(h) if c in sentence)


def reads(parse: Parse, sentence: range, i: int, phrase: tuple[str, ...]) -> bool:
    if i + len(phrase) >= sentence.stop:
        return False
    return all(parse.words[i + k].text.lower() == w for k, w in enumerate(phrase))


def opens_clause(parse: Parse, sentence: range, i: int) -> bool:
    word = parse.words[i]
    low = word.text.lower()
    head = parse.words[word.head]
    if low == "if" and i > sentence.start and parse.words[i - 1].text.lower() in {"as", "even"}:
        return parse.words[i - 1].text.lower() == "even"
    if low == "if" and (_indirect(parse, sentence, i) or _set_phrase(parse, sentence, i)):
        return False
    if low in {"if", "unless", "lest"}:
        return word.dep in {"mark", "prep", "advmod", "cc"} or word.pos == "SCONJ" or i == sentence.start
    if low in {"once", "until", "till"}:
        return word.dep == "mark" or (word.pos == "SCONJ" and head.pos in {"VERB", "AUX"})
    if low in {"provided", "providing"}:
        return i + 1 < sentence.stop and word.dep in {"mark", "prep", "advcl"} and _clause_after(parse, i)
    return False


INDIRECT = frozenset(
    """ask wonder see know question determine decide check inquire doubt find unclear clear sure certain
    unsure uncertain consider learn confirm unknown investigate deliberate examine verify debate
    specify""".split()
)


"""Words that an indirect question hangs on: "asked if", "it was not clear if"."""


def _indirect(parse: Parse, sentence: range, i: int) -> bool:
    """Whether the "if" at ``i`` opens an indirect question rather than a condition."""
    words = parse.words
    if i == sentence.start or words[i - 1].text in {",", ";", "—", "–", "(", "“", '"', ":"}:
        return False
    before = words[i - 1]
    if before.text.lower() in _ON_WHAT:
        return True  # "questions about if he would stay", "debated on if"
    if before.text.lower() in {"or", "and"}:  # "how or if it should respond"; "if he was … or if he was …"
        earlier = [
            k
            for k in range(sentence.start, i - 1)
            if words[k].text.lower() in {"if", "whether", "how", "when", "what", "who", "where", "why"}
        ]
        return any(
            words[k - 1].text.lower() in _ON_WHAT or _asked(parse, sentence, k)
            for k in earlier
            if k > sentence.start
        )
    if any(
        words[k].tag == "MD" and last_comma(parse, sentence, i + 1, k) for k in range(i + 3, sentence.stop)
    ):
        return False  # "you see, if they lost, they would go": what follows is there
    return _asked(parse, sentence, i)


def _asked(parse: Parse, sentence: range, i: int) -> bool:
    """Whether a clause that opens at ``i`` is what somebody asked, knows, or could not confirm: one of
    ``INDIRECT`` right before it, or as the verb it hangs on with nothing but its object between."""
    words = parse.words
    k = i - 1
    while k > sentence.start and words[k].dep in {"prt", "advmod"} and words[k].pos in {"ADP", "ADV", "PART"}:
        k -= 1
    if k >= sentence.start and (_asks(parse, k) or (k < i - 1 and words[k].lemma.lower() == "figure")):
        return True
    if _asks_someone(parse, sentence, i):
        return True
    clause = words[i].head
    above = words[clause].head if clause != i else clause
    if not sentence.start <= above < i or above == clause:
        return False
    heads = [above, *(c for c in parse.children(above) if words[c].dep == "acomp" and c < i)]
    between = range(above + 1, i)
    if len(between) > 5:
        return False
    return any(_asks(parse, h) for h in heads) and not any(
        words[j].text == "," or finite(parse, j) for j in between
    )


_ON_WHAT = frozenset({"about", "on", "over", "of", "regarding", "depending"})


def _asks_someone(parse: Parse, sentence: range, i: int) -> bool:
    """Whether a verb of asking and no more than whom it asks stands before ``i``, whatever the parser hangs
    the clause on: "asked Ilse Brandt if …"."""
    words = parse.words
    for k in range(i - 1, max(sentence.start, i - 6) - 1, -1):
        word = words[k]
        if word.lemma.lower() in {"ask", "query", "quiz"} and word.pos == "VERB":
            return _asks(parse, k)
        if word.pos not in {"PROPN", "PRON", "DET", "NOUN", "ADJ"}:
            return False
    return False


_SAYING = frozenset("say tell disclose reveal comment elaborate release confirm".split())
_UNSAID = frozenset({"not", "n't", "n’t", "never", "nobody", "without", "unable", "decline", "refuse"})


def _unsaid(parse: Parse, i: int) -> bool:
    """Whether nobody said it: "did not say if", "were not able to say if", "declined to say if"."""
    words = parse.words
    if words[i].lemma.lower() not in _SAYING or words[i].pos != "VERB":
        return False
    at = i
    for _ in range(3):
        near = {words[c].text.lower() for c in parse.children(at) if c < i}
        if near & _UNSAID or words[at].lemma.lower() in _UNSAID:
            return True
        if words[at].dep not in {"xcomp", "acomp", "ccomp", "pcomp"}:
            return False
        at = words[at].head
    return words[at].lemma.lower() in _UNSAID


def _asks(parse: Parse, i: int) -> bool:
    """Whether an indirect question may hang on a word; none on "would have known", nor on "I am sure"."""
    word = parse.words[i]
    if _unsaid(parse, i):
        return True
    if word.lemma.lower() not in INDIRECT or word.pos not in {"VERB", "ADJ"}:
        return False
    verb = word.head if word.dep == "acomp" else i
    near = {parse.words[c].text.lower() for k in {i, verb} for c in parse.children(k)}
    if near & WOULD and not near & {"not", "n't", "n’t"}:
        return False
    if "may" in near and word.tag == "VBN":
        return False  # "he may have learned, if he had asked"
    return (
        word.pos == "VERB"
        or word.lemma.lower() in {"unclear", "unsure", "uncertain", "unknown"}
        or bool(near & {"not", "n't", "n’t", "never", "hardly"})
    )


def _set_phrase(parse: Parse, sentence: range, i: int) -> bool:
    """ "few, if any,", "when if ever", and an "if" after which nothing happens (a slip of the pen)."""
    words = parse.words
    after = words[i + 1].text.lower() if i + 1 < sentence.stop else ""
    before = words[i - 1].text.lower() if i > sentence.start else ""
    if after == "any" and before in {"few", "little", "none", "what", "which"}:
        return True
    if after == "anything" and i > sentence.start and before != "," and i + 2 < sentence.stop:
        return words[i + 2].tag in {"VBN", "VBD", "JJR", "JJ", "VBZ", "VB", "TO"} and before not in {"“", '"'}
    if after == "not" and _bare(parse, sentence, i + 2):
        return True  # "the voters, if not the mayor,"
    if after in {"ever", "any", "anything"}:
        further = words[i + 2].text.lower() if i + 2 < sentence.stop else "."
        return after == "ever" or not further[:1].isalpha()
    for k in range(i + 1, sentence.stop):
        word = words[k]
        if word.pos in {"VERB", "AUX", "ADJ", "ADV", "PART"} or word.tag.startswith("VB"):
            return False
    headline = i > sentence.start and words[i].text.istitle() and sentence.stop - i > 2
    return not headline  # "Truce If Rebels Quit Varo": where all words have capitals, verbs pass for names


def _bare(parse: Parse, sentence: range, k: int) -> bool:
    """Whether what begins at ``k`` has no verb before the next comma, dash or bracket."""
    for word in parse.words[k : min(sentence.stop, k + 8)]:
        if word.pos == "PUNCT":
            return True
        if word.pos in {"VERB", "AUX", "SCONJ"} or word.tag in {"MD", "TO"} or word.text.lower() == "for":
            return False
    return False


def _clause_after(parse: Parse, i: int) -> bool:
    return any(parse.words[c].dep == "ccomp" for c in parse.children(i))
