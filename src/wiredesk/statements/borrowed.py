"""What a clause borrows from the rest of its sentence, so that it can be read alone.

"The Front took two villages and wounded six guards" says two things, the second of the Front; "raided the
camp, killing four" says who killed.  The subject becomes a span of the second, and none of its slots: its
figures and places are told by the first clause.  In a reading of a hundred statements of fa-kes fourteen
lacked it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wiredesk.model.parses import Parse
from wiredesk.statements.antecedents import tells_of_noun
from wiredesk.statements.clauses import Clause
from wiredesk.statements.contact import lent_noun
from wiredesk.statements.events import EVENT_NOUNS
from wiredesk.statements.fates import STATUS
from wiredesk.statements.force import SPEECH_ACTS
from wiredesk.statements.losses import COUNTED, raises_toll, tells_toll, toll_participle
from wiredesk.statements.negations import negated
from wiredesk.statements.news import STANCES
from wiredesk.statements.plans import LONGEST_LEAD
from wiredesk.statements.sentences import SUBJECTS, finite

_KINDS = frozenset({"coordinate", "participle"})
_ASIDE = frozenset({"relcl", "acl", "appos", "advcl"})
_CORE = frozenset({"det", "compound", "amod", "nummod", "poss", "nmod"})


def lent(parse: Parse, clause: Clause, sentence: Sequence[int]) -> Clause:
    """The clause with all that it borrows."""
    clause = _second_relative(parse, clause, sentence)
    words = sorted({*clause.borrowed, *borrowed(parse, clause, sentence), *_killer(parse, clause, sentence)})
    words = words or list(lent_noun(parse, clause.words[0]))
    return replace(clause, borrowed=tuple(words)) if words else clause


def _second_relative(parse: Parse, clause: Clause, sentence: Sequence[int]) -> Clause:
    """The second of two relative clauses with their noun for its pronoun: "Vale, who left the port in May
    and | [who] owes ten boats"."""
    first, head = clause.words[0], parse.words[clause.head]
    who = parse.words[first]
    joined = head.dep == "conj" and who.tag in {"WP", "WDT"} and who.dep in {"nsubj", "nsubjpass"}
    if not joined or who.head != clause.head or parse.low[first - 1] not in {"and", "but"}:
        return clause
    for k in range(first - 2, max(0, first - 40), -1):
        own = parse.child(k, "nsubj", "nsubjpass") if parse.words[k].dep == "relcl" else None
        if own is not None and parse.low[own] == parse.low[first]:
            over = parse.words[k].head
            noun = _phrase(parse, over) if tells_of_noun(parse, replace(clause, noun=over)) else []
            if noun and noun[-1] < own and set(noun) <= set(sentence):
                return replace(clause, words=clause.words[1:], borrowed=tuple(noun))
            break
    return clause


def of_subject(parse: Parse, clause: Clause) -> tuple[int, ...]:
    """The subject of whom a noun and its relative clause are told: "Vale is an admiral who has led three
    ports" says it of Vale, and not of an admiral.

    Of sixty statements of AllSides that were read strictly two named nobody so."""
    if clause.kind != "relative" or clause.noun is None:
        return ()
    noun, first = parse.words[clause.noun], parse.words[clause.words[0]]
    verb = noun.head
    own = parse.child(verb, "nsubj") if noun.dep == "attr" and parse.lemmas[verb] == "be" else None
    told = first.tag in {"WP", "WDT"} and first.dep in {"nsubj", "nsubjpass"} and first.head == clause.head
    if own is None or not told or not tells_of_noun(parse, clause) or clause.noun + 4 < clause.words[0]:
        return ()
    any_one = any(parse.low[c] in {"a", "an"} for c in parse.children(clause.noun) if c < clause.noun)
    if not any_one or negated(parse, verb) or parse.words[own].tag in {"WP", "WDT", "EX"}:
        return ()
    return tuple(_phrase(parse, own))


def borrowed(parse: Parse, clause: Clause, sentence: Sequence[int]) -> tuple[int, ...]:
    """The words of the subject that ``clause`` lacks, with "have" or "was" where it shares them, in order;
    none where it has a subject, none can be told, or it is too long to be repeated.  ``sentence`` holds the
    words that may be borrowed."""
    head = parse.words[clause.head]
    goes_on = clause.kind in _KINDS or (clause.kind == "main" and _opens(parse, clause))
    if not goes_on or clause.lead or (clause.noun is not None and not _on_verb(parse, clause)):
        return ()
    mine = parse.child(clause.head, *SUBJECTS)
    if head.pos not in {"VERB", "AUX"} or (mine is not None and not _far(parse, clause, mine)):
        return ()
    if _behind_day(parse, clause):
        return ()
    if (noun := _nominal(parse, clause)) is not None:
        who = _phrase(parse, noun)
        return tuple(who) if who and who[-1] < clause.words[0] and set(who) <= set(sentence) else ()
    verb = _verb(parse, clause.head) if mine is None else clause.head
    own = parse.child(verb, "nsubj", "nsubjpass") if verb is not None else None
    if verb is None or own is None or own > min(clause.words):
        return ()
    if not finite(parse, clause.head) and head.tag in {"VBG", "VBN"} and not _his(parse, clause, verb):
        return ()
    who = _phrase(parse, _noun(parse, own, verb))
    helps = []
    if clause.kind in {"coordinate", "main"} and _shares_help(parse, clause.head, verb):
        helps = [c for c in parse.children(verb) if c < verb and parse.words[c].dep in {"aux", "auxpass"}]
    words = tuple(sorted({*who, *helps}))
    if not who or parse.words[who[-1]].text[-1] in "'’" or words[-1] >= clause.words[0]:
        return ()
    return words if set(words) <= set(sentence) else ()


def _shares_help(parse: Parse, i: int, verb: int) -> bool:
    """Whether a verb has the "was" or "has" of the one it goes on from: "was named by Vale and confirmed by
    the council", where the parser takes "confirmed" for a past too, "’s served them and been praised"."""
    if any(
        parse.words[c].tag in {"VBD", "VBZ", "VBP", "MD"}
        for c in parse.children(i)
        if parse.words[c].dep in {"aux", "auxpass"}
    ):
        return False
    by = any(parse.low[c] == "by" for c in parse.children(i) if c > i)
    passive = parse.child(verb, "auxpass") is not None and by
    passive = passive and parse.child(i, "dobj", "ccomp") is None and parse.words[i].tag == "VBD"
    been = parse.child(i, "auxpass") is not None and parse.child(verb, "aux") is not None
    return passive or (parse.words[i].tag == "VBN" and (been or not finite(parse, i)))


def _killer(parse: Parse, clause: Clause, sentence: Sequence[int]) -> tuple[int, ...]:
    """The subject of a verb in the active that a share of a toll is shown with: "[The raid] killed … two
    women"."""
    if clause.kind != "share" or clause.under is None or clause.under not in clause.words:
        return ()
    own = parse.child(clause.under, "nsubj")
    killed = STATUS.get(parse.words[clause.under].lemma.lower()) in {"killed", "wounded"}
    killed = killed and parse.child(clause.under, "dobj") is not None  # not "ten died including two"
    if not killed or own is None or parse.words[clause.under].tag not in {"VBD", "VBG"}:
        return ()
    who = _phrase(parse, _noun(parse, own, clause.under))
    fits = bool(who) and who[-1] < min(clause.words) and set(who) <= set(sentence)
    return tuple(who) if fits else ()


def shared_verb(parse: Parse, first: Clause, then: Clause, words: Sequence[int]) -> tuple[int, ...]:
    """The words before the number of a toll that govern the next one, too: "[The blast left] five dead | and
    47 others injured", "[gave a toll of] 44 dead | and 140 injured"; none where the number is what was
    killed ("Five were killed and 47 others injured").

    Of 2,100 statements of 140 reports of fa-kes thirteen lacked them."""
    gap = [k for k in range(first.words[-1] + 1, then.words[0]) if parse.words[k].pos != "PUNCT"]
    if [parse.words[k].text.lower() for k in gap] not in (["and"], []) or first.kind == "share":
        return ()
    told = [k for k in then.words if finite(parse, k) and parse.words[k].tag != "VBN"]
    told = [
        k for k in told if parse.words[k].text.lower() not in _FATES or parse.child(k, "dobj") is not None
    ]
    if told or not _toll(parse, then):
        return ()
    last = range(max(0, len(first.words) - 6), len(first.words))
    number = next((n for n in last if _is_count(parse, first.words[n])), None)
    if number is None or not _toll(parse, replace(first, words=first.words[number:])):
        return ()
    while number and parse.words[first.words[number - 1]].text.lower() in _ABOUT:
        number -= 1
    before = first.words[:number]
    if not before or (
        parse.words[before[-1]].text.lower() not in _GOVERNS and parse.words[before[-1]].pos != "VERB"
    ):
        return ()
    if parse.lemmas[before[-1]] in _TELLS:
        return ()
    who = borrowed(parse, first, words)
    shown = tuple(sorted({*who, *before}))
    if len(shown) <= LONGEST_LEAD:
        return shown
    verb = next((k for k in reversed(before) if parse.words[k].pos == "VERB"), None)
    own = parse.child(verb, "nsubj") if verb is not None else None
    if verb is None or own is None:
        return ()
    shown = tuple(sorted({*_core(parse, own), *(k for k in before if k >= verb)}))
    return shown if len(shown) <= LONGEST_LEAD and min(shown) < verb else ()


_GOVERNS = frozenset({"of", "to"})
_TELLS = frozenset("count report record document confirm register".split())
"""Verbs by which somebody tells a toll, whose voice it has: "The watch counted 24 dead, dozens wounded"."""
_ABOUT = frozenset("at least about some more than around nearly over only".split())


def _is_count(parse: Parse, i: int) -> bool:
    word = parse.words[i]
    number = word.tag == "CD" and word.ent not in {"DATE", "TIME", "MONEY", "PERCENT"}
    return number or word.text.lower() in COUNTED


def _toll(parse: Parse, clause: Clause) -> bool:
    """Whether a clause begins with a number and says within six words what befell so many, with no "was"
    before that."""
    low = [parse.words[k].text.lower() for k in clause.words]
    skipped = next((n for n, word in enumerate(low) if word not in _ABOUT), 0)
    if not _is_count(parse, clause.words[min(skipped, len(low) - 1)]):
        return False
    fate = next((n for n, word in enumerate(low) if word in _FATES), None)
    return fate is not None and fate <= skipped + 5 and not {"was", "were", "been"} & set(low[:fate])


_FATES = frozenset({"dead", "killed", "wounded", "injured", "missing", "hurt"})


def shared_count(parse: Parse, first: Clause, then: Clause) -> tuple[int, ...]:
    """Who were counted, where a toll ends in a bare number and the next names them: "killed 28 | and wounded
    30 Dorn guards in the port"; none of "and 30 others"."""
    last = parse.words[first.words[-1]]
    verb = last.head
    bare = last.tag == "CD" and last.dep == "dobj" and parse.words[verb].lemma in {"kill", "wound", "injure"}
    noun = parse.child(then.head, "dobj")
    if not bare or noun is None or STATUS.get(parse.words[then.head].lemma.lower()) is None:
        return ()
    near = [k for k in parse.subtree(noun) if k in then.words and k > then.head]
    number = next((n for n, k in enumerate(near) if parse.words[k].tag == "CD"), None)
    if number is None or parse.words[noun].lemma.lower() == "other" or then.words[0] - first.words[-1] > 2:
        return ()
    rest = near[number + 1 :]
    return (
        tuple(rest) if rest and parse.words[rest[0]].text.lower() not in {"more", "other", "others"} else ()
    )


_CAUSES = frozenset("in by when after during from due because".split())
_UNDER = frozenset({"prep", "agent", "advcl", "mark", "advmod", "npadvmod"})


def shared_cause(parse: Parse, first: Clause, then: Clause) -> tuple[int, ...]:
    """The end of ``then`` that tells what killed or wounded the people of ``first``, too: "Five were killed
    on Monday and 90 others wounded | in rocket attacks on Varo"; none where ``first`` tells it itself.

    Of a hundred statements of fa-kes that were read, three lacked it."""
    gap = range(first.words[-1] + 1, then.words[0])
    linked = [parse.words[k].text.lower() for k in gap if parse.words[k].pos != "PUNCT"]
    if len(linked) > 1 or not set(linked) <= {"and", "while"} or not _hurt(parse, first):
        return ()
    if not _hurt(parse, then) or _told_how(parse, [k for k in first.words if k > first.head]):
        return ()
    for n, k in enumerate(then.words):
        if k > then.head and parse.words[k].text.lower() in _CAUSES and parse.words[k].dep in _UNDER:
            end = then.words[n:]
            return end if _told_how(parse, end) and end[-1] - end[0] == len(end) - 1 else ()
    return ()


def _hurt(parse: Parse, clause: Clause) -> bool:
    """Whether a clause says that people were killed or hurt, and no more than how many and where."""
    word = parse.words[clause.head]
    hurt = word.tag == "VBN" and STATUS.get(word.lemma.lower()) in {"killed", "wounded"}
    if clause.kind == "share" or not hurt:
        return False
    return tells_toll(parse, clause.head) and parse.child(clause.head, "dobj") is None


def _told_how(parse: Parse, words: Sequence[int]) -> bool:
    """Whether some words name what kills: by whom, in which attack, when what was done."""
    for k in words:
        word = parse.words[k]
        if word.lemma.lower() in EVENT_NOUNS or word.text.lower() in {"by", "when", "after", "due"}:
            return True
    return False


def _opens(parse: Parse, clause: Clause) -> bool:
    """Whether a clause that was parted from the one before it by its words begins with its verb."""
    head = parse.words[clause.head]
    before = [parse.words[k].pos for k in clause.words if k < clause.head]
    return head.dep in {"conj", "advcl"} and set(before) <= {"ADV", "AUX", "PART", "PUNCT"}


def _far(parse: Parse, clause: Clause, own: int) -> bool:
    """Whether the subject of a toll stands in another clause: "the bomb that hit the port | killing 12"."""
    return toll_participle(parse, clause.head) and own not in clause.words and own < clause.words[0]


def _nominal(parse: Parse, clause: Clause) -> int | None:
    """The noun that the parser takes a sentence for whose first verb it takes to describe another noun, where
    a second verb goes on from that: "A blast claimed by the Front killed two | and wounded four"."""
    word = parse.words[clause.head]
    over = parse.words[word.head]
    told = word.dep == "conj" and word.tag == "VBD" and over.dep == "acl" and over.tag == "VBD"
    if not told:
        return None
    i = word.head
    while parse.words[i].head != i:
        i = parse.words[i].head
        if parse.words[i].pos in {"VERB", "AUX"} and parse.words[i].tag != "VBN":
            return None
    return i if parse.words[i].pos in {"NOUN", "PROPN"} else None


def _behind_day(parse: Parse, clause: Clause) -> bool:
    """Whether a subject stands behind a day and the parser takes both for one: "on Friday Rehn fled"."""
    near = parse.words[clause.head - 1]
    if clause.head - 1 not in clause.words or near.tag != "NNP" or near.dep != "pobj" or near.ent == "DATE":
        return False
    return any(parse.words[c].ent == "DATE" for c in parse.children(clause.head - 1))


def _on_verb(parse: Parse, clause: Clause) -> bool:
    """Whether a participle behind a comma hangs on a verb, whose subject it goes on to tell of: "Rehn limited
    the catch, angering the fishermen"; not one that tells what else he says ("…, calling it a fraud"), whose
    voice is his.

    Of three hundred statements of AllSides, fa-kes and local papers that were read, six lacked it; of
    thirteen longer ones in 180 reports eleven read better with it."""
    head = parse.words[clause.head]
    if clause.kind != "participle" or head.tag != "VBG" or head.dep != "advcl":
        return False
    between = range(head.head + 1, clause.words[0])
    if any(finite(parse, k) and parse.child(k, *SUBJECTS) is not None for k in between):
        return False  # "is looking for what broke, flooding the pier"
    return head.lemma not in SPEECH_ACTS | STANCES | _OF_THE_WHOLE


_OF_THE_WHOLE = frozenset({"mean", "result", "include"})
"""Participles of what was told before, and not of its subject: "…, meaning that nobody may fish"."""


def _his(parse: Parse, clause: Clause, verb: int) -> bool:
    """Whether a participle tells what the subject of ``verb`` did: not "Six were held in a raid, wounding
    two", nor "Six died, bringing the toll to 61", nor, without a comma, "must help the people | fleeing the
    coast"."""
    if clause.kind == "coordinate" and parse.words[clause.head].tag == "VBN":
        return True
    active = parse.words[clause.head].tag == "VBG"
    hurts = {clause.head, parse.words[clause.head].head} if active else {clause.head}
    suffered = parse.child(verb, "nsubjpass", "auxpass") is not None and not _acted(parse, clause.head, verb)
    suffered = suffered and any(toll_participle(parse, k) for k in hurts)
    if active and (suffered or raises_toll(parse, clause.head)):
        return False
    first = clause.words[0]
    word = parse.words[clause.head]
    joined = active and word.dep == "conj" and toll_participle(parse, word.head)
    return (
        joined or toll_participle(parse, clause.head) or (first > 0 and parse.words[first - 1].pos == "PUNCT")
    )


def _acted(parse: Parse, i: int, verb: int) -> bool:
    """Whether a verb in the active stands between a participle and the verb whose subject both have: "was
    fired and landed on the port killing two"."""
    for _ in range(8):
        i = parse.words[i].head
        if i == verb:
            return False
        if parse.words[i].tag == "VBD" and parse.child(i, "auxpass") is None:
            return True
    return False


def _verb(parse: Parse, i: int) -> int | None:
    """The verb with a subject of its own that a verb without one goes on from, or hangs on."""
    seen = {i}
    while len(seen) < 12:
        above = parse.words[i].head
        if above in seen or parse.words[above].sentence != parse.words[i].sentence:
            return None
        seen.add(above)
        i = above
        told = parse.words[i].pos in {"VERB", "AUX"} and not _under_place(parse, i)
        if told and parse.child(i, "nsubj", "nsubjpass") is not None:
            return i
    return None


def _under_place(parse: Parse, i: int) -> bool:
    """Whether the parser makes a clause of a place and what was done there: "fired on the port killing two";
    not one of "with a shell falling on the port"."""
    word = parse.words[i]
    return word.dep == "pcomp" and parse.words[word.head].text.lower() != "with"


def _noun(parse: Parse, own: int, verb: int) -> int:
    """The noun that "who" or "which" stands for, or the subject itself."""
    if parse.words[own].tag in {"WP", "WDT"} and parse.words[verb].dep == "relcl":
        return parse.words[verb].head
    return own


def _parts(parse: Parse, k: int) -> bool:
    """Whether a mark parts words, as the hyphens of "a 16-year-old" do not."""
    word = parse.words[k]
    glued = word.text == "-" and parse.words[k - 1].end == word.start
    return word.pos == "PUNCT" and not (glued and parse.words[k + 1].start == word.end)


def _phrase(parse: Parse, who: int) -> list[int]:
    """The noun phrase of a subject without what is only said of it besides; none for "it", "there" and "who"
    that stand for nothing near."""
    word = parse.words[who]
    if word.tag in {"WP", "WDT", "EX"} or word.pos not in {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"}:
        return []
    aside = {k for c in parse.children(who) if parse.words[c].dep in _ASIDE for k in parse.subtree(c)}
    words = [k for k in parse.subtree(who) if k not in aside]
    while parse.words[words[0]].text.lower() in _MARKS and words[0] < who:
        words = words[1:]
    cut = next((n for n, k in enumerate(words) if k > who and _parts(parse, k)), len(words))
    words = words[:cut]
    if len(words) > LONGEST_LEAD:
        words = sorted({*_core(parse, who), *_whose(parse, who)})
    return words if len(words) <= LONGEST_LEAD else []


_MARKS = frozenset({"as", "while", "after", "when", "because", "since"})


def _core(parse: Parse, noun: int) -> set[int]:
    """A noun with what stands right before it."""
    return {
        noun,
        *(k for c in parse.children(noun) if parse.words[c].dep in _CORE for k in parse.subtree(c)),
    }


def _whose(parse: Parse, noun: int) -> set[int]:
    """Of whom or what a noun is, without which it is half of a name: "the handful [of guards]"."""
    of = next((c for c in parse.children(noun) if parse.words[c].text.lower() == "of" and c > noun), None)
    what = parse.child(of, "pobj") if of is not None else None
    return {of, *_core(parse, what)} if of is not None and what is not None else set()
