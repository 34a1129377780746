"""Which act of speech a narrated clause tells: its own verb, and not one in a clause beside it.

"The choice surprised many because Holm endorsed Vale" is no words of Holm's, "a bill opposed by the firms
would fail" none of the firms'.  Chosen on a reading of 700 statements of 270 reports of AllSides, fa-kes and
local papers, sixteen of which gave the newsroom's telling to somebody whom it names.
"""

from __future__ import annotations

from wiredesk.model.parses import Parse
from wiredesk.statements import cues
from wiredesk.statements.clauses import Clause
from wiredesk.statements.force import DEEDS
from wiredesk.statements.news import QUOTES
from wiredesk.statements.one import lemmas
from wiredesk.statements.page import Page, Said
from wiredesk.statements.sentences import finite

_ASIDE = frozenset({"relcl", "advcl", "ccomp", "acl", "pcomp", "csubj"})
"""What a clause that only stands beside or inside another is to it."""
_ONWARD = frozenset({"forward", "ahead", "off", "down", "away"})
"""What makes a deed of "press", "call", "back" and "push": "pressed ahead", "called off the search"."""
_MOVES = frozenset({"press", "call", "back", "push"})
_REACTS = frozenset({"respond", "react"})
_FINDS = frozenset({"find", "discover", "locate", "learn"})
"""Verbs that, told of people and a thing, tell what happened to them: "officers found a man dead"."""


_WITH = frozenset("in with by through on of at via".split())
"""Prepositions of the paper or the words by which something is done."""


def governs(parse: Parse, clause: Clause, i: int) -> bool:
    """Whether word ``i`` of a clause tells it, or is joined to what does: no verb of a finite clause beside
    it ("… because Holm endorsed him"), nor one that describes a thing ("a bill opposed by the firms", "the
    courage to demand it") or says how ("by asking questions").  A participle that goes on with the subject
    ("met reporters, urging calm"; "a statement accusing the firm") counts, unless its thing only says
    when or why ("it began after a report accusing the firm")."""
    k = i
    seen = set()
    described = parse.words[i].dep == "acl" and parse.words[i].tag == "VBG"
    while k != clause.head and k not in seen:
        seen.add(k)
        word = parse.words[k]
        if word.head == k or word.head not in clause.words:
            return True
        if word.dep == "advcl" and word.lemma.lower() in _AS_TOLD and _as(parse, k):
            return True
        if word.dep in _ASIDE and (finite(parse, k) or word.dep == "pcomp"):
            return False
        if word.dep in {"acl", "advcl"} and word.tag in {"VBN", "VBD"}:
            return False
        if described and word.dep == "prep" and word.text.lower() not in _WITH:
            return False
        if word.dep == "acl" and word.tag == "VB":
            return k != i and parse.words[word.head].lemma.lower() in cues.NOUNS
        k = word.head
    return True


def told_with(at: Page, n: int, clause: Clause, marks: dict[tuple[int, int], Said]) -> Said | None:
    """The first attribution by whose cue a clause of sentence ``n`` is told, or None."""
    parse = at.sentences[n].parse
    for i in clause.words:
        mark = marks.get((n, i))
        if mark is None:
            continue
        if mark.kind in {"hearsay", "seems", "adverb"} or _holds(at, n, clause, mark):
            return mark
        if governs(parse, clause, _top(parse, n, i, mark, marks)):
            return mark
    return None


_AS_TOLD = frozenset("say tell note report write put explain argue observe remark mention announce".split())


def _as(parse: Parse, k: int) -> bool:
    """Whether "as" opens the clause of a verb: "the bill failed, as Ida Holm notes"."""
    return any(
        parse.words[c].dep == "mark" and parse.words[c].text.lower() == "as" for c in parse.children(k)
    )


def _holds(at: Page, n: int, clause: Clause, mark: Said) -> bool:
    """Whether a clause is told with "… , a senator said" inside or behind it."""
    return mark.kind in {"said", "according"} and (n, clause.head) in at.words(mark.content)


def _top(parse: Parse, n: int, i: int, mark: Said, marks: dict[tuple[int, int], Said]) -> int:
    """The word of a cue on which its other words hang."""
    while parse.words[i].head != i and marks.get((n, parse.words[i].head)) is mark:
        i = parse.words[i].head
    return i


def acts(at: Page, mark: Said) -> set[str]:
    """The lemmas of what is done with a cue: of its verbs and nouns, not of "clear" in "steered clear of", a
    verb that only says how ("stopped short of confirming") or one that its particle makes a deed."""
    out = set()
    for n, i in at.words([mark.cue]) if mark.cue is not None else []:
        parse = at.sentences[n].parse
        word = parse.words[i]
        lemma = word.lemma.lower()
        clear = lemma == "clear" and parse.words[word.head].lemma.lower() == "make"  # "made clear that …"
        if (word.pos not in {"VERB", "AUX", "NOUN"} and not clear) or word.dep == "pcomp":
            continue
        behind = parse.words[i + 1].text.lower() if i + 1 < len(parse.words) else ""
        out_loud = lemma == "call" and any(parse.low[c] == "out" for c in parse.children(i))
        if out_loud or (lemma in _MOVES and behind in _ONWARD):
            continue
        out.add(lemma)
    return out


def only_happens(at: Page, mark: Said) -> bool:
    """Whether a cue of speech without a clause of its own tells what people did: "police responded to the
    scene", "deputies found a man dead"; not what a paper finds ("the review found no fault")."""
    done = acts(at, mark)
    if done & _REACTS or ("plead" in done and "guilty" in lemmas(at, mark.cue)):
        return True
    if not done & _FINDS:
        return False
    heads = [at.sentences[n].parse.words[i] for n, i in at.words(mark.source)]
    people = cues.UNNAMED | cues.ROLES
    return any(
        w.text.lower() in people or w.lemma.lower() in people or w.tag == "PRP" or w.ent == "PERSON"
        for w in heads
    )


_CALLS = frozenset("call report tip".split())
_LAWMEN = frozenset(
    "police detective investigator officer deputy agent authority prosecutor official".split()
)


_UNNAMED = frozenset("name identify quote".split())


def befalls(at: Page, mark: Said) -> bool:
    """Whether a cue of speech tells whom somebody questions ("was questioned by detectives"), what calls he
    got ("received the first calls about a fire"), whom he works for ("has been reporting for the Courier")
    or that he will not be named ("asked not to be named"): all of it the newsroom's."""
    for n, i in at.words([mark.cue] if mark.cue is not None else []):
        parse = at.sentences[n].parse
        lemma = parse.lemmas[i]
        if parse.words[i].pos != "VERB":
            continue
        if lemma in {"receive", "get", "take", "field"} and (thing := parse.child(i, "dobj")) is not None:
            return parse.lemmas[thing] in _CALLS
        if lemma == "question" and parse.child(i, "auxpass") is not None:
            by = parse.child(i, "agent")
            who = parse.child(by, "pobj") if by is not None else None
            return who is not None and parse.lemmas[who] in _LAWMEN
        if lemma == "ask" and (act := parse.child(i, "xcomp", "ccomp")) is not None:
            return parse.lemmas[act] in _UNNAMED and parse.child(act, "neg") is not None
        if lemma == "report" and parse.child(i, "ccomp", "dobj") is None:
            return i + 1 < len(parse.words) and parse.low[i + 1] == "for"
    return False


_DONE = frozenset("order agree decline refuse plead".split())
"""Verbs of what is done by saying so.  Not "condemn", "praise", "back" or "offer": whoever quotes a position
and whoever only tells of it have it from one mouth, and two newsrooms with one voice corroborate nothing."""
_DECLARED = frozenset(
    """truce ceasefire cease-fire pause region state war emergency autonomy administration caliphate holiday
    mourning bankruptcy candidacy curfew lockdown""".split()
)
"""What is made by declaring it."""
_OWNED = frozenset("responsibility attack bombing blast explosion raid strike shooting".split())


def does_by_saying(at: Page, mark: Said, done: set[str]) -> bool:
    """Whether an act of speech only tells what somebody did with words, in the newsroom's: "ordered a
    count", "agreed to pay", "claimed responsibility"; not where his words are quoted.

    In the keys of AllSides and fa-kes that are not set aside, the editors give such an act to nobody, and
    hold a plea or a claim told by several newsrooms for corroborated."""
    if done & DEEDS:
        return True
    for n, i in at.words([mark.cue] if mark.cue is not None else []):
        parse = at.sentences[n].parse
        lemma = parse.words[i].lemma.lower()
        if parse.words[i].pos not in {"VERB", "AUX"} or lemma not in done:
            continue
        if any(parse.words[k].text in QUOTES for k in parse.subtree(i)):
            return False
        thing = parse.child(i, "dobj", "nsubjpass")
        if lemma == "claim":
            return thing is not None and parse.words[thing].lemma.lower() in _OWNED
        if lemma == "declare":
            return thing is not None and parse.lemmas[thing] in _DECLARED
        if lemma in _DONE:
            kids = [parse.words[c] for c in parse.children(i)]
            return not any(w.dep in {"ccomp", "oprd"} or w.text.lower() == "as" for w in kids)
    return False


__all__ = ["acts", "befalls", "does_by_saying", "governs", "only_happens", "told_with"]
