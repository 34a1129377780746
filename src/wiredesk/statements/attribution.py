"""Attribution: who said what, for direct, indirect, mixed and narrated speech in a whole report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wiredesk.model.parses import Parse
from wiredesk.model.spans import Span
from wiredesk.model.statements import Mode, Voice
from wiredesk.statements import doubts, tagger
from wiredesk.statements import voices as _voices
from wiredesk.statements.agreement import agreed
from wiredesk.statements.closing import closing, inverted
from wiredesk.statements.contact import told_of_noun
from wiredesk.statements.denials import denying
from wiredesk.statements.extent import only_calls, to_its_bounds
from wiredesk.statements.inlaid import inlaid
from wiredesk.statements.interviews import turns
from wiredesk.statements.labels import announced, block_quoted, posts, soundbites
from wiredesk.statements.listeners import without_listener
from wiredesk.statements.quotes import Quoted, quoted
from wiredesk.statements.reach import in_reach
from wiredesk.statements.relatives import happened, interposed, written
from wiredesk.statements.reported import Frame, addressed, frames, plain, tells
from wiredesk.statements.setphrases import as_said, counted, in_papers, quoted_as, said_that
from wiredesk.statements.sources import set_right
from wiredesk.statements.standins import Heard
from wiredesk.statements.whole import to_the_end, to_the_sayer
from wiredesk.statements.witnessed import witnesses


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words and whose they are.  All spans are in the report's text.

    ``source`` is the phrase that names the speaker, empty for "it is said to" and for a
    quotation that only goes on; ``cue`` the words that bring the content in, None for a
    quotation that only goes on; ``content`` is in several spans where a cue interrupts it,
    quotation marks included.  ``kind`` says what the cue does: "said", "according",
    "speaker" (a name and a colon), "post" (signed below), "continued"; "act" ("pledged to",
    "denied the charge"), "denial" (", which he denies"), "thought", "noun" ("their claim that"); and
    "hearsay", "seems", "adverb", where the outlet hedges and names nobody; "doubtful" where everything
    was asked for: words that may be somebody's, by a cue that is not to be trusted.
    """

    source: tuple[Span, ...]
    cue: Span | None
    content: tuple[Span, ...]
    mode: Mode
    voice: Voice
    kind: str = "said"


def attributions(
    text: str, paragraphs: Sequence[Span], parses: Sequence[Parse], *, doubtful: bool = False
) -> list[Attribution]:
    """The attributions of a report, in the order of their content.

    With ``doubtful`` all that may be one, attitudes and acts too, as PolNeAR marks them: cues are weighed
    by what they bring (:mod:`doubts`), and words that have some chance to be a content come without cue,
    source and voice, as kind "doubtful".  Statements are made without.

    ``parses[i]`` is of ``paragraphs[i]``, its offsets relative to that paragraph.  Never raises
    on odd text; a paragraph without a parse still gives its quotations.
    """
    marks = [quoted(parse) for parse in parses]
    by_rules = [ruled(parse, mark) for parse, mark in zip(parses, marks, strict=True)]
    weights = tagger.model()
    rules_found = [r.found for r in by_rules]
    read, guessed = None, list[list[doubts.Guess]]()
    if weights is not None and doubtful:
        guessed = doubts.guesses(parses, marks, rules_found, weights)
        read = [doubts.trusted_frames(of) for of in guessed]
    elif weights is not None:
        read = tagger.read(parses, marks, rules_found, weights)
    heard: list[Heard] = []
    unsure: list[Attribution] = []
    turned = turns(paragraphs, parses)
    for n, (span, mark, rules) in enumerate(zip(paragraphs, marks, by_rules, strict=False)):
        found = _closed(rules.found if read is None else _both(rules, read[n], mark), rules.last, mark)
        if n in turned:
            found = _in_turn(turned[n], found)
        heard.extend(Heard(n, span.start, frame) for frame in _with_orphans(found, mark))
        if guessed:
            unsure += [_unsure(of, span, mark) for of in doubts.doubtful_contents(guessed[n], found)]
    heard = over_paragraphs(paragraphs, parses, marks, heard)
    out = []
    for one, voice in zip(heard, _voices.resolve(text, paragraphs, parses, marks, heard), strict=True):
        frame = one.frame
        content = tuple(Span(one.offset + s, one.offset + e) for s, e in frame.content)
        out.append(
            Attribution(
                source=tuple(Span(one.offset + s, one.offset + e) for s, e in frame.source),
                cue=None if frame.cue is None else Span(one.offset + frame.cue[0], one.offset + frame.cue[1]),
                content=content,
                mode=_mode(frame, marks[one.paragraph]),
                voice=voice,
                kind=frame.kind,
            )
        )
    if unsure:
        out = sorted(
            [*out, *unsure], key=lambda a: min(((c.start, c.end) for c in a.content), default=(0, 0))
        )
    return out


def _in_turn(turn: Frame, found: Sequence[Frame]) -> list[Frame]:
    """The turn of an interview, and what it tells of others' words."""
    label = turn.source[0] if turn.source else (0, 0)
    inner = [f for f in found if f.source and not (f.source[0][0] <= label[1] and label[1])]
    return [turn, *(f for f in inner if f.kind != "speaker")]


def _unsure(content: Sequence[tuple[int, int]], paragraph: Span, mark: Quoted) -> Attribution:
    frame = Frame("doubtful", -1, None, (), None, tuple(content))
    spans = tuple(Span(paragraph.start + s, paragraph.start + e) for s, e in content)
    return Attribution((), None, spans, _mode(frame, mark), Voice(""), "doubtful")


def _with_orphans(found: list[Frame], mark: Quoted) -> list[Frame]:
    """The frames, and one for each quotation of speech that none of them holds."""
    held = [r for f in found for r in f.content]
    orphans = []
    found = list(found)
    for one in mark.speech:
        if not any(s < one.end and one.start < e for s, e in held):
            cued = next((k for k, f in enumerate(found) if _brings_in(f, one.end, mark)), None)
            if cued is not None:
                frame = found[cued]
                found[cued] = replace(frame, content=((one.start, one.end), *frame.content))
                continue
            whose = inlaid(mark, one, found)
            if whose is not None:
                orphans.append(whose)
    return sorted([*found, *orphans], key=lambda f: (f.content[0] if f.content else (0, 0), f.head))


def _brings_in(frame: Frame, end: int, mark: Quoted) -> bool:
    """Whether a frame's source and cue stand right behind a quotation: "…!" Vale cried. "…" """
    if frame.cue is None or not frame.source or frame.kind != "said" or not frame.content:
        return False
    start = min(frame.cue[0], frame.source[0][0])
    return end <= start <= end + 3 and frame.content[0][0] > start and "\n" not in mark.parse.text[end:start]


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rules' frames of a paragraph, those of speakers at a sentence's end, and those of labels."""

    found: list[Frame]
    last: list[Frame]
    labelled: list[Frame]


def ruled(parse: Parse, mark: Quoted) -> Ruled:
    """What the rules alone find in a paragraph."""
    found = frames(parse, mark)
    last = [
        *closing(parse, mark),
        *inverted(parse, mark),
        *counted(parse, mark),
        *in_papers(parse, mark),
        *quoted_as(parse, mark),
    ]
    last += [*as_said(parse, mark), *witnesses(parse, mark)]
    last += [
        *told_of_noun(parse, mark),
        *interposed(parse, mark),
        *written(parse, mark),
        *happened(parse, mark),
        *denying(parse, mark),
    ]
    labelled = [*posts(parse), *soundbites(parse, mark)]
    last += labelled
    heads = {f.head for f in found if f.kind == "said" and f.source and tells(mark, f.content)}
    found = [*found, *(f for f in said_that(parse, mark) if f.head not in heads)]
    return Ruled([f for f in found if not _across(f, labelled)], last, labelled)


def _both(rules: Ruled, read: list[Frame], mark: Quoted) -> list[Frame]:
    """The trained taggers' frames of a paragraph, and the rules' for quotations that these leave
    unattributed."""
    found = rules.found
    learned = agreed(read, found, mark)
    for frame in found:
        if frame.kind == "speaker":
            clear = not any(f.cue and frame.cue and _touch([f.cue], [frame.cue]) for f in learned)
            if clear:
                learned = [f for f in learned if f.source or f.content != frame.content]
        else:
            spoken = any(mark.speech_around(start) is not None for start, _ in frame.content)
            clear = (spoken or frame.kind == "according") and bool(frame.source)
            clear = clear and not any(
                f.head == frame.head or _touch(f.content, frame.content) for f in learned
            )
            if not clear and plain(mark, frame):
                mine = [f for f in learned if f.head == frame.head]
                clear = not any(f.source and tells(mark, f.content) for f in mine)
                clear = clear or _cut_short(mine, frame, mark)
                clear = clear and not any(
                    f.kind in ("said", "according") and f.source and f not in mine and _crosses(f, frame)
                    for f in learned
                )
                if clear:
                    learned = [f for f in learned if f.head != frame.head]
        if clear:
            learned.append(frame)
    return [f for f in learned if not _across(f, rules.labelled)]


def _cut_short(learned: Sequence[Frame], ruled: Frame, mark: Quoted) -> bool:
    """Whether the taggers stop within the words that the rules read up to the comma before whoever says them:
    "The van was found at ten | on the pier, Ida Holm told the Courier"."""
    if len(learned) != 1 or len(learned[0].content) != 1 or len(ruled.content) != 1 or not ruled.source:
        return False
    (start, end), (first, last) = learned[0].content[0], ruled.content[0]
    closed = mark.parse.text[last : ruled.source[0][0]].strip() == ","
    return start == first and end < last and closed


def _across(frame: Frame, labelled: Sequence[Frame]) -> bool:
    """Whether a frame holds words of a labelled speaker and more than these."""
    if not labelled:
        return False
    held = [r for f in labelled for r in f.content]
    return any(s < b and a < e and not (a <= s and e <= b) for s, e in frame.content for a, b in held) or any(
        a <= s and e <= b and frame.cue is not None and not a <= frame.cue[0] < b
        for s, e in frame.content
        for a, b in held
    )


def _closed(found: list[Frame], last: list[Frame], mark: Quoted) -> list[Frame]:
    """The frames with those of speakers at a sentence's end in the place of their own cues' frames."""
    heads = {f.head for f in last}
    mine = [f.cue for f in last if f.cue is not None]
    out = [f for f in found if f.head not in heads and not (f.cue and _touch([f.cue], mine))]
    out = [without_listener(set_right(f, mark), mark.parse) for f in (*out, *last)]
    out = [_before_closer(f, last, mark) for f in out]
    out = to_the_sayer(to_the_end(in_reach(out, mark), mark), mark)
    out = [to_its_bounds(f, mark) for f in out if not only_calls(f, mark)]
    return sorted(out, key=lambda f: (f.content[0] if f.content else (0, 0), f.head))


def _before_closer(frame: Frame, last: Sequence[Frame], mark: Quoted) -> Frame:
    """A frame whose words end before a speaker who is named behind them: "Rehn said on Monday he would stay
    and called for calm | the Courier reported"."""
    closers = [f for f in last if f is not frame and f.kind == "said" and f.cue and len(f.source) == 1]
    kept = []
    for s, e in frame.content:
        for f in closers:
            start, cue = f.source[0][0], f.cue or (0, 0)
            behind = s + 12 < start < e and start < cue[0] and mark.parse.text[cue[1] : e].count(" ") < 8
            spoken = frame.cue is not None and frame.cue[1] <= s and f.head != frame.head
            if behind and spoken and any(a < start <= b + 2 for a, b in f.content):
                e = start
        while e > s and mark.parse.text[e - 1] in " ,":
            e -= 1
        kept.append((s, e))
    return replace(frame, content=tuple(kept)) if tuple(kept) != frame.content else frame


def _crosses(one: Frame, other: Frame) -> bool:
    """Whether two contents share words and neither holds the whole of the other."""
    for s, e in one.content:
        for a, b in other.content:
            if s < b and a < e and not (a <= s and e <= b) and not (s <= a and b <= e):
                return True
    return False


def _touch(left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]]) -> bool:
    return any(s < b and a < e for s, e in left for a, b in right)


def over_paragraphs(
    paragraphs: Sequence[Span], parses: Sequence[Parse], marks: Sequence[Quoted], heard: list[Heard]
) -> list[Heard]:
    """Joins what a paragraph's end cuts in two.

    A quotation that its paragraph leaves open takes in the next paragraph's; "She said:" at a
    paragraph's end takes the quotation below it, or the paragraph where that is set without marks.
    """
    by_paragraph: dict[int, list[int]] = {}
    for k, one in enumerate(heard):
        by_paragraph.setdefault(one.paragraph, []).append(k)
    out: list[Heard | None] = list(heard)
    for n in range(1, len(paragraphs)):
        orphan = next((k for k in by_paragraph.get(n, ()) if heard[k].frame.kind == "continued"), None)
        if orphan is None and (block := block_quoted(parses[n - 1], parses[n], marks[n])) is not None:
            shift = paragraphs[n].start - paragraphs[n - 1].start
            mine = by_paragraph.get(n - 1, ())
            known = next((k for k in mine if _same_cue(out[k], block[0])), None)
            if known is None:
                out.append(Heard(n - 1, paragraphs[n - 1].start, _moved_in(*block, shift)))
            elif (owner := out[known]) is not None and not owner.frame.content:
                out[known] = Heard(n - 1, owner.offset, _moved_in(owner.frame, block[1], shift))
            continue
        if orphan is None or heard[orphan].frame.content[0][0] > 1:
            continue
        before = _owner(n - 1, paragraphs, parses, marks, by_paragraph, out)
        if before is None:
            continue
        known, frame = before
        shift = paragraphs[n].start - paragraphs[n - 1].start
        if known is None:
            out.append(Heard(n - 1, paragraphs[n - 1].start, _moved_in(frame, heard[orphan].frame, shift)))
        else:
            owner = out[known]
            if owner is None:
                continue
            shift = paragraphs[n].start - owner.offset
            frame = owner.frame
            if addressed(parses[owner.paragraph], frame):
                frame = _listened(frame, marks[owner.paragraph])
            if frame.kind == "act" and parses[n - 1].text.rstrip().endswith(":"):
                frame = replace(frame, kind="said", content=())  # "released this statement on Monday:"
            out[known] = Heard(owner.paragraph, owner.offset, _moved_in(frame, heard[orphan].frame, shift))
            by_paragraph.setdefault(n, []).append(known)
        out[orphan] = None
    kept = [one for one in out if one is not None]
    return sorted(
        kept, key=lambda h: (h.paragraph, h.frame.content[0] if h.frame.content else (0, 0), h.frame.head)
    )


def _owner(
    n: int,
    paragraphs: Sequence[Span],
    parses: Sequence[Parse],
    marks: Sequence[Quoted],
    by_paragraph: dict[int, list[int]],
    heard: Sequence[Heard | None],
) -> tuple[int | None, Frame] | None:
    """The frame of paragraph ``n`` whose words go on below it; with None: one not yet heard."""
    mark, parse = marks[n], parses[n]
    open_ended = mark.marks and not mark.marks[-1].closed and mark.marks[-1].end >= len(parse.text) - 1
    if open_ended:
        last = mark.marks[-1]
        for k in by_paragraph.get(n, ()):
            one = heard[k]
            if one is None or one.frame.kind == "continued":
                continue
            base = one.offset - paragraphs[n].start
            if any(base + s < last.end and last.start < base + e for s, e in one.frame.content):
                return k, one.frame
        return None
    if parse.text.rstrip().endswith(":"):
        frame = announced(parse)
        if frame is not None:
            known = next((k for k in by_paragraph.get(n, ()) if _same_cue(heard[k], frame)), None)
            return known, frame
    return None


def _same_cue(one: Heard | None, frame: Frame) -> bool:
    return one is not None and one.frame.head == frame.head


def _listened(owner: Frame, mark: Quoted) -> Frame:
    """The frame without content that is only its listener ("told the crowd:")."""
    kept = tuple(r for r in owner.content if len(mark.parse.text[r[0] : r[1]].split()) > 4)
    return Frame(owner.kind, owner.head, owner.cue, owner.source, owner.source_head, kept)


def _moved_in(owner: Frame, orphan: Frame, shift: int) -> Frame:
    added = tuple((s + shift, e + shift) for s, e in orphan.content)
    return Frame(owner.kind, owner.head, owner.cue, owner.source, owner.source_head, (*owner.content, *added))


def _mode(frame: Frame, mark: Quoted) -> Mode:
    """Direct where all of the content is quoted, indirect where none, mixed between."""
    if frame.kind in ("hearsay", "seems", "adverb"):
        return Mode.INDIRECT
    if frame.kind == "post":
        return Mode.DIRECT
    total = inside = 0
    size = len(mark.parse.text)
    for start, end in frame.content:
        total += end - start
        if start >= size:  # joined from a paragraph below, where only quotations are
            inside += end - start
            continue
        for one in mark.marks:
            if one.start < end and start < one.end:
                inside += min(end, one.end) - max(start, one.start)
    if not total or not inside:
        return Mode.INDIRECT
    return Mode.DIRECT if inside >= total - 2 else Mode.MIXED
