"""The statements of one report: who said what, and what the outlet itself tells, clause by clause."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from wiredesk.model.ids import content_id
from wiredesk.model.parses import Parse
from wiredesk.model.reports import Report
from wiredesk.model.spans import Span, joined, merged
from wiredesk.model.statements import Figure, Force, Mode, PlaceMention, Statement, TimeMention, Voice
from wiredesk.statements.clauses import Clause, clauses
from wiredesk.statements.conditions import follows_condition
from wiredesk.statements.control import control
from wiredesk.statements.events import Event, event
from wiredesk.statements.figures import figures
from wiredesk.statements.force import SPEECH_ACTS, force, negated
from wiredesk.statements.page import SPEECH, Page, Said, Sentence, Word, page
from wiredesk.statements.parts import asides, parts, shared_tolls
from wiredesk.statements.sentences import CLOSERS, OPENERS, SUBJECTS, finite, runs
from wiredesk.statements.when import about


def read(
    report: Report,
    parses: Sequence[Parse],
    said: Sequence[Said],
    places: Sequence[PlaceMention],
    times: Sequence[TimeMention],
) -> tuple[Statement, ...]:
    """The statements of a report in text order, given its attributions, places and times."""
    at = page(report, parses, places, times)
    usable = _usable(at)
    speech = [s for s in said if _is_speech(at, s)]
    marks = _marks(at, [s for s in said if s not in speech])
    owner = _owners(at, speech)
    out: list[Statement] = []
    by_speech: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for (n, i), index in sorted(owner.items()):
        if i in usable[n]:
            by_speech[index][n].append(i)
    for index in sorted(by_speech):
        out.extend(_attributed(at, speech[index], by_speech[index], marks))
    frames = _frames(at, speech)
    for n, sentence in enumerate(at.sentences):
        words = [i for i in sentence.words if i in usable[n] and (n, i) not in owner]
        out.extend(_narrated(at, n, words, frames, marks))
    return _unique(_offers(at, out))


def _usable(at: Page) -> list[set[int]]:
    """The words of each sentence that are body; where there is nothing but a headline, that."""
    skip = [s for s in (at.report.headline, *at.report.furniture) if s is not None]
    out = [set(s.words) - set(s.within(skip)) for s in at.sentences]
    if any(
        s.parse.words[i].text[0].isalnum() for s, words in zip(at.sentences, out, strict=True) for i in words
    ):
        return out
    return [set(s.words) for s in at.sentences]


def _is_speech(at: Page, said: Said) -> bool:
    """Whether an attribution's content stands as a statement without the clause that brings it in:
    somebody's words, and a clause or a whole quotation rather than a phrase."""
    if said.kind not in SPEECH and said.mode is not Mode.DIRECT:
        return False
    words = at.words(said.content)
    if not at.english or not words:
        return bool(words)
    if said.kind == "said" and _under_preposition(at, words):
        return False
    return _clausal(at, words) or (said.mode is Mode.DIRECT and len(words) > 7)


def _under_preposition(at: Page, words: Sequence[Word]) -> bool:
    """Whether the content is only what a verb's preposition governs ("did not respond to requests")."""
    inside = set(words)
    n, top = words[0]
    parse = at.sentences[n].parse
    while (n, parse.words[top].head) in inside and parse.words[top].head != top:
        top = parse.words[top].head
    return parse.words[top].dep == "pobj" and parse.words[top].head < words[0][1]


def _clausal(at: Page, words: Sequence[Word]) -> bool:
    """Whether some words are a clause: a finite verb on top, not one inside a noun phrase."""
    inside = set(words)
    for n, i in words:
        parse = at.sentences[n].parse
        if not finite(parse, i):
            continue
        above = i
        while parse.words[above].dep in {"conj", "aux", "auxpass"} and (n, parse.words[above].head) in inside:
            above = parse.words[above].head
        if parse.words[above].dep not in {"relcl", "acl"} and (n, parse.words[above].head) not in inside:
            return True
        if parse.words[above].dep == "ROOT" or parse.words[above].dep == "ccomp":
            return True
    return False


def _marks(at: Page, said: Sequence[Said]) -> dict[Word, Said]:
    """Attributions that only colour the clause in which they stand, by the words of their cues."""
    out: dict[Word, Said] = {}
    for one in said:
        if one.cue is not None:
            for word in at.words([one.cue]):
                out.setdefault(word, one)
    return out


def _owners(at: Page, speech: Sequence[Said]) -> dict[Word, int]:
    """Whose words each word is: the shortest attribution that holds it.  The source and cue of
    another attribution are nobody's."""
    order = sorted(range(len(speech)), key=lambda k: -sum(len(s) for s in speech[k].content))
    out: dict[Word, int] = {}
    for index in order:
        one = speech[index]
        for word in at.words([*one.source, *([one.cue] if one.cue else [])]):
            outer = out.get(word)
            if outer is not None and _holds(speech[outer], one):
                del out[word]
        for word in at.words(one.content):
            out[word] = index
    _extend(at, speech, out)
    return out


def _extend(at: Page, speech: Sequence[Said], owner: dict[Word, int]) -> None:
    """ "She said she never used it, but had bought it": a further predicate goes with the first."""
    cues = set(at.words([s.cue for s in speech if s.cue is not None]))
    for n in {n for n, _ in owner}:
        parse = at.sentences[n].parse
        for i in at.sentences[n].words:
            if parse.words[i].dep == "ccomp" and (n, parse.words[i].head) in cues and (n, i) not in owner:
                own = parse.child(i, *SUBJECTS)
                holder = owner.get((n, own)) if own is not None else None
                if holder is not None and own is not None and own < i:
                    for k in parse.subtree(i):
                        owner.setdefault((n, k), holder)
                continue
            whose = owner.get((n, parse.words[i].head))
            if (n, i) in owner or whose is None or parse.words[i].dep != "conj" or not finite(parse, i):
                continue
            if parse.child(i, *SUBJECTS) is not None or speech[whose].mode is Mode.DIRECT:
                continue
            under = parse.subtree(i)
            if len(under) < 60 and not any((n, k) in cues for k in under):
                for k in under:
                    owner.setdefault((n, k), whose)


def _holds(outer: Said, inner: Said) -> bool:
    """Whether an attribution stands inside the content of another."""
    return inner.cue is not None and any(s.covers(inner.cue) for s in outer.content)


def _frames(at: Page, speech: Sequence[Said]) -> dict[int, tuple[set[int], set[int]]]:
    """By sentence: the words of its attributions' sources and cues, and those of the cues alone."""
    out: dict[int, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for one in speech:
        for n, i in at.words(one.source):
            out[n][0].add(i)
        for n, i in at.words([one.cue] if one.cue else []):
            out[n][0].add(i)
            out[n][1].add(i)
    return out


def _attributed(
    at: Page, said: Said, words: dict[int, list[int]], marks: dict[Word, Said]
) -> list[Statement]:
    cue = _lemmas(at, said.cue)
    out: list[Statement] = []
    for n in sorted(words):
        sentence = at.sentences[n]
        if not any(sentence.parse.words[i].text[0].isalnum() for i in words[n]):
            continue
        made = []
        for clause in _pieces(at, sentence, words[n]):
            mark = next((marks[n, i] for i in clause.words if (n, i) in marks), None)
            inner = _lemmas(at, mark.cue) if mark and mark.kind != "noun" else ()
            made.append(_statement(at, sentence, clause, said, (*cue, *inner), mark))
        out.extend(made)
    return out


def _offers(at: Page, statements: Sequence[Statement]) -> list[Statement]:
    """The statements with two neighbours made one where the second states what follows if the first
    comes true, in one voice's words: in a quotation the first may stand under a verb of its own
    ("The Front proposes that they stop …. In return, it will …")."""
    out: list[Statement] = []
    for one in sorted(statements, key=lambda s: (s.spans, s.id)):
        before = out[-1] if out else None
        if (
            before is not None
            and one.voice.kind == "speaker"
            and one.voice.name == before.voice.name
            and follows_condition(re.findall(r"\w+|[^\w\s]", one.text[:80]))
            and not re.search(r"\w", at.report.text[before.spans[-1].end : one.spans[0].start])
        ):
            out[-1] = _offer(at, before, one)
        else:
            out.append(one)
    return out


def _offer(at: Page, before: Statement, after: Statement) -> Statement:
    """Two sentences that make one conditional offer: "We ask X. In return, we will Y"."""
    spans = merged([*before.spans, *after.spans])
    if len(spans) > 1 and all(
        not at.report.text[a.end : b.start].strip(" .,!?\u00a0") for a, b in pairwise(spans)
    ):
        spans = (Span(spans[0].start, spans[-1].end),)
    return replace(
        _renamed(at, after, spans),
        force=Force.CONDITIONAL,
        condition=Span(before.spans[0].start, before.spans[-1].end),
        sentence=Span(before.sentence.start, after.sentence.end),
        figures=tuple(dict.fromkeys((*before.figures, *after.figures))),
        places=tuple(dict.fromkeys((*before.places, *after.places))),
        about=after.about or before.about,
    )


def _renamed(at: Page, statement: Statement, spans: tuple[Span, ...]) -> Statement:
    return replace(
        statement,
        id=content_id(
            "s", at.report.id, [(s.start, s.end) for s in spans], statement.mode, statement.voice.name
        ),
        spans=spans,
        text=joined(spans, at.report.text),
    )


def _pieces(at: Page, sentence: Sentence, words: Sequence[int]) -> list[Clause]:
    """The clauses of some words, each with the noun that its relative or participle describes."""
    if not at.english:
        return [Clause(tuple(words), words[0], "main")]
    shares = dict.fromkeys(shared_tolls(sentence.parse, words), "share")
    shares |= dict.fromkeys(asides(sentence.parse, words), "aside")
    found: list[Clause] = []
    for part in parts(sentence.parse, words, sentence.conditions):
        made = clauses(sentence.parse, part, sentence.conditions)
        if made and part[0] in shares:
            made[0] = _besides(sentence.parse, made[0], shares[part[0]])
        found.extend(made)
    out = []
    for clause in found:
        describes = clause.kind == "relative" or sentence.parse.words[clause.head].dep == "acl"
        if describes and clause.noun is not None:
            out.append(_with_noun(sentence.parse, clause, set(words)))
        elif clause.lead:
            out.append(replace(clause, words=(*clause.lead, *clause.words)))
        else:
            out.append(clause)
    return out


def _besides(parse: Parse, clause: Clause, kind: str) -> Clause:
    """A share of a toll, or an aside, whose head is the verb after its preposition."""
    acts = [i for i in clause.words if parse.words[i].tag == "VBG"] if kind == "aside" else []
    return replace(clause, kind=kind, head=acts[0] if acts else clause.head)


def _with_noun(parse: Parse, clause: Clause, inside: set[int]) -> Clause:
    """A relative clause or participle with the noun phrase before it, where that stands next to it."""
    assert clause.noun is not None
    if parse.words[clause.noun].pos not in {"NOUN", "PROPN", "PRON"}:
        return clause
    before = [k for k in parse.subtree(clause.noun) if k < clause.words[0] and k in inside]
    reach = [k for k in before if k in range(min(before), clause.words[0])] if before else []
    if not reach or clause.words[0] - min(reach) > 14:
        return clause
    return Clause(
        tuple(sorted({*range(min(reach), clause.words[0]), *clause.words} & inside)),
        clause.head,
        clause.kind,
        clause.noun,
    )


def _narrated(
    at: Page,
    n: int,
    words: Sequence[int],
    frames: dict[int, tuple[set[int], set[int]]],
    marks: dict[Word, Said],
) -> list[Statement]:
    """What the outlet tells in its own voice in sentence ``n``, outside other people's words."""
    sentence = at.sentences[n]
    parse = sentence.parse
    if not any(parse.words[i].text[0].isalnum() for i in words):
        return []
    framed, cues = frames.get(n, (set(), set()))
    cut_up = len(words) < len(sentence.words)
    out = []
    for clause in _pieces(at, sentence, words):
        kept = _without_frame(parse, clause, framed, cues) if at.english and (cues or cut_up) else clause
        if kept is None or len(kept.words) < 2:
            continue
        mark = next((marks[n, i] for i in kept.words if (n, i) in marks), None)
        cue = _lemmas(at, mark.cue) if mark and mark.kind != "noun" else ()
        made = _statement(at, sentence, kept, _colour(at, mark), cue, mark)
        if not at.english or _says_something(parse, kept, made):
            out.append(made)
    return out


def _says_something(parse: Parse, clause: Clause, made: Statement) -> bool:
    """Not a subheading, a label or a link ("The situation in Varo", "Read also")."""
    if any(f.status for f in made.figures):
        return True
    letters = [parse.words[i].text for i in clause.words if parse.words[i].text[0].isalpha()]
    if len(letters) < 3:
        return False
    shouted = sum(w.isupper() for w in letters) * 2 > len(letters)
    return shouted or any(parse.words[i].pos in {"VERB", "AUX"} for i in clause.words)


def _colour(at: Page, mark: Said | None) -> Said:
    """The attribution of a narrated clause: the outlet's, or that of the act of speech it tells."""
    own = Said((), (), None, Mode.NARRATED, Voice(at.report.outlet or "", "outlet"))
    if mark is None or mark.kind in {"hearsay", "seems", "adverb", "noun"} or not mark.voice.name:
        return own
    lemmas = set(_lemmas(at, mark.cue))
    if mark.kind in {"act", "thought"} and not lemmas & SPEECH_ACTS:
        return own
    mode = Mode.INDIRECT if mark.mode is Mode.INDIRECT else Mode.MIXED
    return replace(mark, content=(), mode=mode)


def _without_frame(parse: Parse, clause: Clause, framed: set[int], cues: set[int]) -> Clause | None:
    """What is left of a clause once the attribution in it is taken out, or None where that is nothing:
    "Before his death Rehn tried to deny it, tweeting that …" keeps all but the tweet."""
    words = list(clause.words)
    mine = set(words) & cues
    if mine and clause.head in mine:
        return _beside_frame(parse, words, mine, framed)
    for cue in mine:
        gone = set(parse.subtree(cue)) - {clause.head}
        words = [i for i in words if i not in gone]
    rest = [i for i in words if i not in framed and parse.words[i].pos != "PUNCT"]
    verbal = any(parse.words[i].pos in {"VERB", "AUX"} for i in rest)
    nominal = clause.kind in {"relative", "participle"}
    if len(rest) < 4 or not (verbal or nominal):
        return None
    if clause.kind == "main" and not finite(parse, clause.head) and len(rest) < 8:
        return None
    while words and (parse.words[words[-1]].pos == "PUNCT" or parse.words[words[-1]].dep == "cc"):
        words.pop()
    if not words or parse.words[words[-1]].text.lower() in {"as", "that", "whether", "if"}:
        return None
    return replace(clause, words=tuple(words))


def _beside_frame(parse: Parse, words: Sequence[int], cues: set[int], framed: set[int]) -> Clause | None:
    """The longest clause that only hangs on the frame: "said Rehn, who added that …", "After the port
    burned, Rehn said"."""
    inside = set(words)
    best: tuple[int, int] | None = None
    for i in words:
        if (
            parse.words[i].dep not in {"advcl", "relcl", "ccomp", "conj"}
            or i in framed
            or not finite(parse, i)
        ):
            continue
        under = set(parse.subtree(i)) & inside
        if parse.child(i, "nsubj", "nsubjpass") is None or under & cues:
            continue
        size = sum(1 for k in under if parse.words[k].pos != "PUNCT" and k not in framed)
        if size >= 6 and (best is None or size > best[0]):
            best = size, i
    if best is None:
        return None
    kept = [i for i in parse.subtree(best[1]) if i in inside]
    while kept and parse.words[kept[-1]].pos == "PUNCT":
        kept.pop()
    return Clause(tuple(kept), best[1], "setting")


def _lemmas(at: Page, cue: Span | None) -> tuple[str, ...]:
    if cue is None:
        return ()
    return tuple(at.sentences[n].parse.words[i].lemma.lower() for n, i in at.words([cue]))


def _statement(
    at: Page, sentence: Sentence, clause: Clause, said: Said, cue: Sequence[str], mark: Said | None
) -> Statement:
    parse, text, words = sentence.parse, at.report.text, clause.words
    spans = _quoted_edges(text, [sentence.place(a, b) for a, b in runs(words)], said)
    condition = _condition(sentence, clause, spans) if at.english else None
    happening = event(parse, clause.head, clause.noun) if at.english else Event("", "", "", clause.head)
    toponyms = at.places_in(spans)
    held = control(parse, words, _toponyms(at, sentence, words, toponyms)) if at.english else None
    what = Force.ASSERTED
    asks = text[spans[-1].end : spans[-1].end + 1] == "?" or text[: spans[-1].end].endswith(("?", '?"', "?”"))
    if at.english:
        what = force(parse, words, clause.head, cue, conditional=condition is not None, question=asks)
        if what is Force.ASSERTED and clause.under is not None:
            what = force(parse, words, clause.under, cue, conditional=False, question=False)
        if what is Force.ASSERTED and mark is not None and mark.kind in {"hearsay", "seems", "adverb"}:
            what = Force.HEDGED
    if what in {Force.CONDITIONAL, Force.DEMANDED, Force.PROMISED, Force.ASKED}:
        held = None  # nobody holds a place because he is asked to leave it
    counted = _counted(at, sentence, clause)
    return Statement(
        id=_id(at, spans, said.mode, said.voice),
        report=at.report.id,
        spans=spans,
        text=joined(spans, text),
        mode=said.mode,
        force=what,
        voice=said.voice,
        sentence=sentence.span,
        cue=said.cue,
        source=said.source,
        condition=condition,
        about=about(sentence, clause, at.times_in(sentence.span), at.report.published),
        places=toponyms,
        figures=counted,
        control=held,
        act=happening.act,
        actor=happening.actor,
        object=happening.object,
        negated=at.english and (negated(parse, happening.verb) != _lacks(parse, clause)),
        background=at.english
        and said.mode is Mode.NARRATED
        and held is None
        and not any(f.status for f in counted)
        and _background(parse, clause),
    )


def _lacks(parse: Parse, clause: Clause) -> bool:
    """ "without telling the mayor": the mayor was not told."""
    return clause.kind == "aside" and parse.words[clause.words[0]].text.lower() == "without"


def _counted(at: Page, sentence: Sentence, clause: Clause) -> tuple[Figure, ...]:
    """The figures of a clause; those of a share are of what the whole toll is of."""
    parse, amounts = sentence.parse, at.amounts[sentence.paragraph]
    whole = None
    if clause.kind == "share":
        before = [i for i in sentence.words if i < clause.words[0]]
        told = [f for f in figures(parse, sentence.at, before, amounts) if f.status]
        whole = (told[0].of, told[0].status) if told else None
    return figures(parse, sentence.at, clause.words, amounts, whole)


def _id(at: Page, spans: Sequence[Span], mode: Mode, voice: Voice) -> str:
    return content_id("s", at.report.id, [(s.start, s.end) for s in spans], mode, voice.name)


def _toponyms(
    at: Page, sentence: Sentence, words: Sequence[int], found: Sequence[PlaceMention]
) -> list[tuple[int, int, str]]:
    """Toponyms as (start, end, name) in the paragraph; the parser's where no gazetteer gave any."""
    if at.places:
        return [(p.start - sentence.at, p.end - sentence.at, p.name) for p in found]
    parse, inside = sentence.parse, set(words)
    out = []
    for where, label in parse.entities:
        if label in {"GPE", "LOC"} and set(where) <= inside:
            start, end = parse.words[where[0]].start, parse.words[where[-1]].end
            out.append((start, end, parse.text[start:end]))
    return out


def _condition(sentence: Sentence, clause: Clause, spans: Sequence[Span]) -> Span | None:
    inside = set(clause.words)
    for found in sentence.conditions:
        mine = [i for i in found.antecedent if i in inside]
        if mine and (mine[0] == found.antecedent[0] or len(mine) * 2 > len(found.antecedent)):
            place = sentence.place(mine[0], mine[-1])
            if any(s.covers(place) for s in spans):
                return place
            return next((s for s in spans if s.overlaps(place)), None)
    return None


def _quoted_edges(text: str, spans: list[Span], said: Said) -> tuple[Span, ...]:
    """The spans with the quotation marks and the comma or full stop before a closing mark that stand
    at their edges, as far as the attribution's content reaches."""
    out = []
    for span in spans:
        start, end = span.start, span.end
        limit = next((c for c in said.content if c.start <= start and end <= c.end), None)
        if limit is not None:
            if limit.start < start and all(ch in OPENERS or ch.isspace() for ch in text[limit.start : start]):
                start = limit.start
            tail = text[end : limit.end]
            closing = len(tail) - len(tail.lstrip(".,!?;: \u00a0…"))
            if tail[closing:] and all(ch in CLOSERS for ch in tail[closing:].strip()):
                end = limit.end
            elif (
                text[start] in OPENERS
                and text[end - 1] not in CLOSERS
                and end < len(text)
                and text[end] in CLOSERS
            ):
                end += 1
        elif _open_quote(text[start:end]) and (close := _closing(text, end)):
            end = close
        out.append(Span(start, end))
    return merged(out)


def _open_quote(words: str) -> bool:
    """Whether a quotation begins in ``words`` and does not end there."""
    return words.count("“") > words.count("”") or words.count('"') % 2 == 1


def _closing(text: str, end: int) -> int | None:
    """The end of the closing mark that stands at ``end``, a comma or full stop before it passed over."""
    for at in (end, end + 1):
        if at < len(text) and text[at] in '”"' and text[end:at].strip(".,!?") == "":
            return at + 1
    return None


def _background(parse: Parse, clause: Clause) -> bool:
    """Standing description: a present-tense "is", without time, figure of people or event."""
    word = parse.words[clause.head]
    if word.lemma not in {
        "be",
        "lie",
        "border",
        "include",
        "consist",
        "comprise",
        "host",
    } or word.tag not in {"VBZ", "VBP"}:
        return False
    if any(parse.words[i].ent in {"DATE", "TIME"} for i in clause.words):
        return False
    return parse.child(clause.head, "attr", "dobj", "prep", "advmod") is not None and not any(
        parse.words[c].dep == "expl" for c in parse.children(clause.head)
    )


def _unique(found: Iterable[Statement]) -> tuple[Statement, ...]:
    kept: dict[str, Statement] = {}
    for statement in found:
        kept.setdefault(statement.id, statement)
    return tuple(sorted(kept.values(), key=lambda s: (s.spans[0].start, s.spans[-1].end, s.id)))
