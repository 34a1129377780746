"""Where a sentence may not be cut: what each side of a cut needs to stand.

Two verbs may share the object behind the second, a clause that only says which one is meant stays with its
noun, a subject keeps its verb, and whatever is cut off leaves a clause.  Chosen by reading 500 statements of
350 reports of fa-kes and AllSides, and mended on what the rules changed in 240 reports drawn afterwards; a
rule that was not right there three times in four was dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wiredesk.model.parses import Parse
from wiredesk.statements.losses import tells_toll, toll_participle, toll_phrase
from wiredesk.statements.sentences import SUBJECTS, finite

_RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
_JOINTS = frozenset({"then", "while", "plus", "not", "as", "nor", "yet", "so"})
_ALONE = frozenset(
    """appear arise arrive break burst climb collapse come crash depart die disappear emerge erupt escape
    explode fall flee fly gather go hurry jump kneel laugh leap live march move proceed retreat return rise
    run rush sit sleep stand stay step stop surrender survive travel turn vanish wait wake walk withdraw
    work""".split()
)
"""Verbs that mostly say something without an object: "emerged and stabbed a guard" are two things done."""
_SPEECH = frozenset({"say", "tell", "add"})
_OF_NOUNS = frozenset({"relative", "participle"})
_HUNG = SUBJECTS | {"dobj", "pobj", "prep"}
"""What heads a part whose verb stands in another part of the sentence."""


def shares_object(parse: Parse, i: int) -> bool:
    """Whether verb ``i`` is joined to a verb right before it whose object it shares: "killed and injured five
    men", "will develop and carry out a plan".  Cut apart, the first would say nothing."""
    word = parse.words[i]
    head = word.head
    if word.dep != "conj" or not 0 < i - head < 5 or word.pos != "VERB" or parse.words[head].pos != "VERB":
        return False
    if parse.words[head].lemma in _ALONE:
        return False
    joined = parse.words[head + 1].pos == "CCONJ"  # not "came forward and accused"
    bare = all(parse.words[k].pos in {"ADV", "AUX", "PART"} for k in range(head + 2, i))
    whole = parse.child(head, "dobj", "ccomp", "xcomp", "prep", "auxpass", "prt")
    shared = parse.child(i, "dobj", "prep") is not None and parse.child(i, "auxpass") is None
    return joined and bare and whole is None and shared


def contact(parse: Parse, i: int) -> bool:
    """Whether a relative clause has neither "who", "which" or "that" nor a comma before it: "the plan he
    shared this week".  Such a clause only says which one is meant."""
    under = parse.subtree(i)
    first = min(under)
    noun = parse.words[i].head
    if any(parse.words[c].dep == "relcl" for c in parse.children(noun) if c < i):
        return False  # what stands behind another relative clause
    if parse.words[i].lemma in _SPEECH and parse.words[i].tag == "VBD":
        return False  # "shelled in the last hours the army said": who says it
    if parse.words[first].pos == "DET" and parse.words[first].text.istitle():
        return False  # "… reports - FilmHub The convoy sailed": a sentence whose full stop was lost
    opens = any(
        parse.words[k].tag in _RELATIVES or parse.words[k].text.lower() == "that" for k in under if k < i
    )
    return not opens and first > 0 and parse.words[first - 1].pos != "PUNCT"


def while_it_lasts(parse: Parse, mark: int) -> bool:
    """Whether a "while" says how long something will, must or may be: "must stay shut while the crews search
    it".  It has no comma before it and no other "will" behind it.

    Of 34 such sentences of AllSides' stories 16 were of this kind and four set two things side by side."""
    words = parse.words
    if words[mark].text.lower() not in {"while", "whilst"} or words[mark - 1].pos == "PUNCT":
        return False
    first = next((k for k in range(mark - 1, -1, -1) if words[k].pos == "PUNCT"), -1) + 1
    finite_ones = [w.tag for w in words[mark + 1 : mark + 18] if w.tag in {"VBZ", "VBP", "VBD", "MD"}]
    may = any(w.tag == "MD" and w.sentence == words[mark].sentence for w in words[first:mark])
    return may and finite_ones[:1] not in ([], ["MD"])


_NOBODY = frozenset(
    """those these one ones someone somebody anyone anybody everyone everybody something anything everything
    nothing people person man woman men women""".split()
)
"""What says nothing of whom is told without the clause behind it."""


_WHICHEVER = frozenset("every any each no all whatever only".split())


def defines(parse: Parse, i: int) -> bool:
    """Whether a relative clause right behind its noun only says which one is meant: "was among the senators
    who killed the plan", "the talks that Rehn held", "those who fled"."""
    noun = parse.words[i].head
    first = min(parse.subtree(i))
    opener = parse.words[first]
    if parse.words[first - 1].pos == "PUNCT" or opener.text.lower() not in {"who", "whom", "whose", "that"}:
        return False
    if opener.dep in {"dobj", "pobj"} or parse.words[noun].lemma.lower() in _NOBODY:
        return True
    if any(parse.words[c].text.lower() in _WHICHEVER for c in parse.children(noun) if c < noun):
        return True  # "knows every lawyer who holds talks"
    over = parse.words[noun].head
    one_of = parse.words[over].text.lower() == "of" and parse.words[parse.words[over].head].lemma == "one"
    return one_of or parse.words[over].text.lower() == "among"


def leaves_nothing(parse: Parse, owners: dict[int, int], cuts: dict[int, str]) -> list[int]:
    """The cuts to undo because what they would leave has no finite verb: "Remnants of the fleet | that sank
    in May surfaced off Varo", where the parser gives the verb to the clause that was cut off.

    A toll needs no verb ("two killed and six injured")."""
    wrong = []
    for cut, part in cuts.items():
        if part not in {"relative", "setting", "participle"}:
            continue
        above = owners.get(parse.words[cut].head)
        if above not in owners or above in cuts or tells_toll(parse, above) or toll_phrase(parse, above):
            continue
        mine = [k for k, owner in owners.items() if owner == above]
        if parse.words[above].dep in _HUNG or any(_told(parse, k) for k in mine):
            continue
        under = set(parse.subtree(cut))
        below = [k for k, kind in cuts.items() if k == cut or (k in under and kind in _OF_NOUNS)]
        wrong += [k for k in below if k not in wrong and not toll_participle(parse, k)]
    return wrong


def _told(parse: Parse, i: int) -> bool:
    """Whether a word is a finite verb, or a past tense that the parser takes for a participle, an
    infinitive or a noun: one with a subject of its own or, if a participle, an object ("the deal blindsided
    the port", "the mayor partook in it")."""
    tag = parse.words[i].tag
    if finite(parse, i) or (tag in {"VBN", "VB", "NNS"} and parse.child(i, "nsubj") is not None):
        return True
    return tag == "VBN" and parse.child(i, "dobj", "oprd") is not None


def parts_subject(parse: Parse, border: int, words: Sequence[int]) -> bool:
    """Whether a border would part a subject from its verb, with words that say something of it between them:
    "the choice of Vale, | both of whose sons fish, angered the port"."""
    inside = set(words)
    for i in words:
        if i <= border or parse.words[i].pos not in {"VERB", "AUX"} or not finite(parse, i):
            continue
        own = parse.child(i, *SUBJECTS)
        if own is not None and own in inside and own < border:
            return True
    return False


def strays(parse: Parse, order: Iterable[int], owners: dict[int, int]) -> None:
    """Gives words that the parser joins on without a joint to the clause of the word before them: "cut the
    last road leaving the town | cut off from food", "the seat of a future, | independent state"."""
    for i in order:
        mine = owners[i]
        if parse.words[i].dep != "conj" or mine == i:
            continue
        under = {k for k in parse.subtree(i) if owners.get(k) == mine}
        first = i
        while first - 1 in under:
            first -= 1
        lost = not _jointed(parse, first) and parse.child(i, *SUBJECTS) is None
        while parse.words[first].pos == "PUNCT" and first < i:
            first += 1
        before = first - 1
        noun = _noun_to_verb(parse, i, first)
        while noun and parse.words[before].pos == "PUNCT" and before:
            before -= 1
        if before in owners and owners[before] != mine and (lost or noun):
            owners.update(dict.fromkeys(under, owners[before]))


def _jointed(parse: Parse, first: int) -> bool:
    """Whether a comma or a word like "and" stands before or at word ``first``."""
    near = parse.words[max(0, first - 1) : first + 1]
    return any(w.pos in {"PUNCT", "CCONJ"} or w.text in "[]" or w.text.lower() in _JOINTS for w in near)


def _noun_to_verb(parse: Parse, i: int, first: int) -> bool:
    """Whether the parser joins a noun, which begins at ``first``, to a verb with no "and" between them."""
    word = parse.words[i]
    if word.dep != "conj" or word.pos != "NOUN" or parse.words[word.head].pos != "VERB":
        return False
    return parse.words[first].tag not in {"CD", "DT"} and parse.words[first - 1].pos != "CCONJ"
