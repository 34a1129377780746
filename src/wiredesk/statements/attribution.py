"""Attribution: who said what, for direct, indirect, mixed and narrated speech in a whole report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wiredesk.model.parses import Parse
from wiredesk.model.spans import Span
from wiredesk.model.statements import Mode, Voice
from wiredesk.statements import voices as _voices
from wiredesk.statements.quotes import Quoted, quoted
from wiredesk.statements.reported import Frame, frames
from wiredesk.statements.voices import Heard


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words and whose they are.  All spans are in the report's text.

    ``source`` is the phrase that names the speaker, empty for "it is said to" and for a
    quotation that only goes on; ``cue`` the words that bring the content in, None for a
    quotation that only goes on; ``content`` is in several spans where a cue interrupts it,
    quotation marks included.  ``kind`` says what the cue does: "said", "according",
    "speaker" (a name and a colon), "continued"; "act" ("pledged to", "denied the charge"),
    "thought", "noun" ("their claim that"); and "hearsay", "seems", "adverb", where the outlet
    hedges and names nobody.
    """

    source: tuple[Span, ...]
    cue: Span | None
    content: tuple[Span, ...]
    mode: Mode
    voice: Voice
    kind: str = "said"


def attributions(text: str, paragraphs: Sequence[Span], parses: Sequence[Parse]) -> list[Attribution]:
    """The attributions of a report, in the order of their content.

    ``parses[i]`` is of ``paragraphs[i]``, its offsets relative to that paragraph.  Never raises
    on odd text; a paragraph without a parse still gives its quotations.
    """
    marks = [quoted(parse) for parse in parses]
    heard: list[Heard] = []
    for n, (span, parse, mark) in enumerate(zip(paragraphs, parses, marks, strict=False)):
        heard.extend(Heard(n, span.start, frame) for frame in _with_orphans(frames(parse, mark), mark))
    heard = _over_paragraphs(text, paragraphs, marks, heard)
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
    return out


def _with_orphans(found: list[Frame], mark: Quoted) -> list[Frame]:
    """The frames, and one for each quotation of speech that none of them holds."""
    held = [r for f in found for r in f.content]
    orphans = []
    for one in mark.speech:
        if not any(s < one.end and one.start < e for s, e in held):
            orphans.append(Frame("continued", -1, None, (), None, ((one.start, one.end),)))
    return sorted([*found, *orphans], key=lambda f: (f.content[0] if f.content else (0, 0), f.head))


def _over_paragraphs(
    text: str, paragraphs: Sequence[Span], marks: Sequence[Quoted], heard: list[Heard]
) -> list[Heard]:
    """Cues whose quotation is the next paragraph ("He said:") take it over."""
    return heard


def _mode(frame: Frame, mark: Quoted) -> Mode:
    """Direct where all of the content is quoted, indirect where none, mixed between."""
    if frame.kind in ("hearsay", "seems", "adverb"):
        return Mode.INDIRECT
    total = inside = 0
    for start, end in frame.content:
        total += end - start
        for one in mark.marks:
            if one.start < end and start < one.end:
                inside += min(end, one.end) - max(start, one.start)
    if not total or not inside:
        return Mode.INDIRECT
    return Mode.DIRECT if inside >= total - 2 else Mode.MIXED
