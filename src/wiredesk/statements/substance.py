"""What somebody urges, vows, expects or calls a thing, without himself and his verb.

"Ana Vale urged the council to close the pier" has a voice and a force of its own: what is hers are the words
"the council to close the pier", as they would be behind "said that".  Where her verb takes no more than a
thing ("condemned the raid"), the words without it say nothing, and the clause stays whole; so it does where a
verb carries the judgement itself ("criticized the mayor for waiting").  What a thing is called keeps the
verb, without which it is no sentence: "[called] the raid a crime".

Chosen on 530 such clauses in 260 reports of fa-kes and AllSides: of three hundred statements that were read
before, thirteen had the speaker and his verb among his own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wiredesk.model.parses import Parse
from wiredesk.statements import cues
from wiredesk.statements.cast import is_day
from wiredesk.statements.clauses import Clause
from wiredesk.statements.fates import STATUS
from wiredesk.statements.force import CLAIMS, DENY, SPEECH_ACTS, TURN_DOWN
from wiredesk.statements.page import Page, Said
from wiredesk.statements.sentences import CLOSERS, OPENERS, SUBJECTS, finite

_NAMES = cues.words("call label brand dub term deem")
"""Verbs that say what a thing is held to be."""
_HOLDS = cues.words("describe characterize characterise portray label brand denounce dismiss condemn")
"""Verbs that say so with "as"."""
_TELLS = (SPEECH_ACTS | cues.THINK | {"show"}) - {"plan", "seek", "need", "commit"}
"""Verbs whose infinitive or participle is what is said or wanted; not "continued to" or "tried to"."""
_WANTS = cues.words(
    "demand call press appeal push propose recommend request urge vow pledge promise threaten"
)
"""Verbs whose object is what somebody wants done."""
_TALLIES = cues.words("report record document count")
"""Verbs whose object is what somebody counted: "reported five more deaths in the port"."""
_LEAST = 3


def substance(at: Page, n: int, clause: Clause, mark: Said) -> Clause | None:
    """The clause without whoever ``mark`` gives it to and his verb, headed by the verb of what he wants,
    means or holds to be; None where the clause is told whole."""
    parse = at.sentences[n].parse
    cue = [i for m, i in at.words([mark.cue] if mark.cue is not None else []) if m == n]
    verb = next((i for i in cue if _in_paper(parse, i, clause)), None) or _verb(parse, cue)
    if verb is None or any(m == n and i > verb for m, i in at.words(mark.source)):
        return None
    if verb != clause.head and not _in_paper(parse, verb, clause):
        return None
    found = _content(parse, verb)
    if found is None or found[1] not in clause.words or _goes_on(parse, found[1]):
        return None
    if _when(parse, verb, clause.words):
        return None
    first, head = found
    before = [i for i in clause.words if i < first]
    if any(i in before for c in at.sentences[n].conditions for i in c.antecedent):
        return None
    words = _without_occasion(parse, verb, head, [i for i in clause.words if i >= first])
    while words and parse.words[words[0]].text in CLOSERS:
        words = words[1:]
    if len(words) > 2 and is_day(parse.words[words[0]].text) and parse.low[words[1]] == "to":
        words = words[1:]  # "vowed on Monday to make …", whatever the parser takes Monday for
    if sum(parse.words[i].text[0].isalnum() for i in words) < _LEAST:
        return None
    return replace(
        clause, words=tuple(words), head=head, kind="main", noun=None, lead=(), under=None, borrowed=()
    )


def _in_paper(parse: Parse, verb: int, clause: Clause) -> bool:
    """Whether a participle says what stands in the paper or speech that the clause tells of: "gave a speech
    calling Rehn a liar", "sent a letter urging the council to wait"."""
    word = parse.words[verb]
    if word.tag != "VBG" or word.dep not in {"acl", "advcl"} or verb not in clause.words:
        return False
    given = parse.child(clause.head, "dobj")
    if parse.lemmas[clause.head] not in _GIVES:
        return False
    paper = given is not None and parse.lemmas[given] in cues.MEDIA.keys() | _SPEECHES
    return paper and word.head in {given, clause.head} and parse.child(clause.head, "neg") is None


_GIVES = cues.words("give deliver make release issue send sign write post publish share file")
_SPEECHES = cues.words("speech address remark sermon tirade rant plea message")


def with_name(at: Page, n: int, clause: Clause, said: Said) -> Clause:
    """The clause of what somebody calls a thing with the verb by which he does: "calling [the raid a crime]".

    Of 5,600 statements of 180 reports of fa-kes and AllSides 27 were a thing and a name for it alone."""
    parse = at.sentences[n].parse
    cue = [i for m, i in at.words([said.cue] if said.cue is not None else []) if m == n]
    verb = next((i for i in cue if parse.words[i].pos == "VERB"), None)
    if verb is None or parse.lemmas[verb] not in _NAMES | {"describe"} or max(cue) >= clause.words[0]:
        return clause
    gap = [k for k in range(max(cue) + 1, clause.words[0]) if parse.words[k].text[0].isalnum()]
    if gap or max(cue) != verb or any(finite(parse, k) for k in clause.words):
        return clause
    return replace(clause, borrowed=tuple(sorted({*clause.borrowed, verb})))


def _verb(parse: Parse, cue: list[int]) -> int | None:
    """The verb of a cue, in the active voice, on which the rest of it hangs: none of "was urged", "did not
    call", "would not offer", "a crowd estimated to number ten"."""
    tops = [i for i in cue if parse.words[i].pos == "VERB" and parse.words[i].head not in set(cue) - {i}]
    if len(tops) != 1:
        return None
    kids = [parse.words[c] for c in parse.children(tops[0])]
    if any(w.dep in {"auxpass", "nsubjpass", "neg"} or w.tag == "MD" for w in kids):
        return None
    done = parse.words[tops[0]].tag != "VBN" or any(w.dep == "aux" for w in kids)
    return tops[0] if done else None


def _content(parse: Parse, verb: int) -> tuple[int, int] | None:
    """The first word and the head of what stands behind a verb of speech: of the clause that it brings in,
    with whoever is to do it; of what a thing is called, with the thing."""
    lemma = parse.words[verb].lemma.lower()
    kids = [c for c in parse.children(verb) if c > verb]
    thing = next((c for c in kids if parse.words[c].dep in {"dobj", "dative"}), None)
    for c in kids:
        word, first = parse.words[c], min(parse.subtree(c))
        named = thing if thing is not None and thing < c else None
        if first < verb:
            continue
        if lemma in _NAMES and word.dep in {"oprd", "ccomp"} and not finite(parse, c) and word.tag != "VB":
            whom = named is not None or parse.words[first].pos in {"PROPN", "PRON"}
            return (verb, c) if whom else (first, c)
        if lemma in DENY | TURN_DOWN and word.dep == "dobj" and word.lemma.lower() in CLAIMS:
            return _claimed(parse, verb, c)
        if word.dep in {"ccomp", "xcomp"} and word.pos in {"VERB", "AUX"}:
            return _clause(parse, verb, c, named)
        if word.dep != "prep" or named is None:
            continue
        if word.text.lower() == "as" and lemma in _HOLDS:
            held = parse.child(c, "pobj", "amod", "pcomp")
            return (verb, held) if held is not None else None
    return _wanted(parse, verb, kids)


def _wanted(parse: Parse, verb: int, kids: list[int]) -> tuple[int, int] | None:
    """The same of a thing that somebody demands or vows, where it is told at length: "demanded [the release
    of all who were held]", "called for [a halt to the raids]"."""
    lemma = parse.words[verb].lemma.lower()
    if lemma not in _WANTS | _TALLIES:
        return None
    wanted = next((c for c in kids if parse.words[c].dep == "dobj"), None)
    if lemma in _TALLIES and (wanted is None or not _toll(parse, wanted)):
        return None
    asked = next(
        (c for c in kids if parse.words[c].dep == "prep" and parse.words[c].text.lower() == "for"), None
    )
    if asked is not None and lemma in {"call", "press", "appeal", "push"}:
        wanted = parse.child(asked, "pobj")
        done = parse.child(asked, "pcomp")
        if wanted is None and done is not None and parse.words[done].tag == "VBG":
            return (first, done) if (first := min(parse.subtree(done))) > asked else None
    elif lemma in {"call", "press", "appeal", "push"}:
        return None
    if wanted is None or wanted < verb or parse.words[wanted].pos != "NOUN":
        return None
    under = parse.subtree(wanted)
    return (under[0], wanted) if len(under) > _LEAST and under[0] > verb else None


def _toll(parse: Parse, noun: int) -> bool:
    """Whether a noun tells how many died or were hurt: "five more deaths", "66 journalists killed in May"."""
    low = parse.words[noun].lemma.lower()
    counted = any(parse.words[c].pos == "NUM" for c in parse.children(noun)) or low in _CROWDS
    near = {low, *(parse.words[k].text.lower() for k in parse.subtree(noun))}
    return counted and bool(near & STATUS.keys() or near & _LOSSES)


_CROWDS = frozenset("dozen hundred thousand score ten".split())
_LOSSES = frozenset("death deaths casualties fatalities casualty".split())


def _clause(parse: Parse, verb: int, c: int, thing: int | None) -> tuple[int, int] | None:
    """The same of a clause: "believe [it is late]", "urged [Rehn to act]", "denied [taking bribes]"."""
    first = min(parse.subtree(c))
    opener = parse.words[first]
    if opener.pos == "PUNCT" and opener.text not in OPENERS:
        return None
    if finite(parse, c):
        if parse.child(c, *SUBJECTS) is None or opener.tag in {"WP", "WRB", "WDT"}:
            return None
        return first + (opener.text.lower() == "that"), c
    lemma = parse.words[verb].lemma.lower()
    helped = {parse.words[k].text.lower() for k in parse.children(c) if parse.words[k].dep == "aux"}
    done = parse.words[c].tag == "VBN" and {"to", "have"} <= helped  # "claims to have taken two towns"
    told = done or parse.words[c].tag in {"VB", "VBG"}
    if not told or lemma not in _TELLS or parse.words[first - 1].text == ",":
        return None
    if thing is not None:
        return (min(parse.subtree(thing)), c) if lemma != "call" else None
    asked = [k for k in parse.children(verb) if verb < k < first and parse.words[k].text.lower() in _ON]
    doer = parse.child(asked[0], "pobj") if asked else None
    if lemma == "call" and doer is None:
        return None
    return (min(parse.subtree(doer)) if doer is not None else first), c


def _claimed(parse: Parse, verb: int, noun: int) -> tuple[int, int] | None:
    """The same of what is claimed and somebody denies: "denied reports that [he took bribes]"; not where it
    is told whose claim it is ("Rehn's claim that …"), which is told with it."""
    owners = (parse.words[c] for c in parse.children(noun))
    if any(w.dep in {"poss", "agent"} or w.text.lower() in {"by", "from"} for w in owners):
        return None
    for c in (*parse.children(noun), *parse.children(verb)):
        first = min(parse.subtree(c))
        that = parse.words[first].text.lower() == "that" and first > noun
        if that and parse.words[c].dep in {"acl", "ccomp", "relcl"} and finite(parse, c):
            own = parse.child(c, *SUBJECTS)
            return (first + 1, c) if own is not None and own > first else None
    return None


_ON = frozenset({"on", "upon", "for"})


def _goes_on(parse: Parse, head: int) -> bool:
    """Whether another of the speaker's deeds is joined to words that have no finite verb: "urged her to wait
    and met the mayor"."""
    joined = [c for c in parse.children(head) if parse.words[c].dep == "conj" and finite(parse, c)]
    return bool(joined) and not finite(parse, head)


def _when(parse: Parse, verb: int, words: Sequence[int]) -> bool:
    """Whether what happened meanwhile is told before it: "as the raids went on, he urged them to stop"."""
    before = [c for c in parse.children(verb) if c < verb and c in words and parse.words[c].dep == "advcl"]
    return any(finite(parse, c) and parse.child(c, *SUBJECTS) is not None for c in before)


_OCCASIONS = frozenset({"prep", "npadvmod", "advmod"})


def _without_occasion(parse: Parse, verb: int, head: int, words: list[int]) -> list[int]:
    """The words without the end that tells when or where it was said: "… to wait, in a letter on Monday"."""
    for c in reversed([c for c in parse.children(verb) if c > head]):
        under, last = parse.subtree(c), words[-1] if words else head
        mark = c == last and parse.words[c].dep == "punct" and parse.words[c].text not in CLOSERS
        beside = parse.words[c].dep in _OCCASIONS and max(under) == last
        if not mark and (not beside or any(parse.words[k].pos == "VERB" for k in under)):
            break
        words = [i for i in words if i < min(under)]
    return words


__all__ = ["substance", "with_name"]
