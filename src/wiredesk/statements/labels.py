"""Speakers named by a mark and not a verb: "Name: …", a dash and a name, "She said:" at a paragraph's end,
the signature of an embedded post, the SOUNDBITE lines of agencies' video scripts."""

from __future__ import annotations

import re

from wiredesk.model.parses import Parse, Word
from wiredesk.statements import cues
from wiredesk.statements.phrases import Frame, cue_range, source_ranges, subject_of, trim
from wiredesk.statements.quotes import Quoted
from wiredesk.statements.speakers import can_speak

_SPEAKER = re.compile(
    r"^[\"“”']?(?:(?:From|Via|Per) (?:the )?(?=[A-Z]))?(?P<name>[A-Z][\w.’' -]{0,40}?(?:\([^)]{1,40}\))?)"
    r"(?P<what>(?:, [^:,.!?\"“”]{2,50}){0,3})\s*:\s+(?=\S)"
)
"""A name, what he is ("JONAS REYL, NORTHWATER SPOKESMAN"), and a colon."""


_CREDIT = re.compile(
    r"^([\"“”„«](?:[^\n]{8,}))([\"“”»])\s*([―—–-]{1,2})\s*([A-Z][\w.'’-]+(?:\s+[\w.'’-]+){0,5}),?\s*$"
)


SIGNATURE = re.compile(r"[—–-]{1,2} ?(?P<name>[^\n—–()]{2,60}?) ?\(@\w{1,20}\)(?: ?\w+ \d{1,2}, \d{4})?")
"""Who signs an embedded post, and when: "— Ilse Brandt (@ilse) May 4, 2031"."""

_HANDLED = re.compile(
    r"^(?P<name>[^\W\d_a-z][^\n()—–:,]{2,50}?) (?P<handle>\(@\w{1,20}\))\s+"
    r"(?=[^\Wa-z]|[#@“\"'.])(?P<words>\S.{12,})$",
    re.S,
)
"""An embedded post that opens with who posts it: "Ilse Brandt (@ilse) THE PIER IS OPEN"; not what is told of
him ("Ilse Brandt (@ilse) writes for the Courier").  Thirteen of 13 in reports of AllSides that were read."""

_SOUNDBITE = re.compile(
    r"\b(?P<cue>(?:SOUNDBITE|UPSOUND) *\((?P<language>[^()\n]{2,40})\)),? *(?P<name>[^:\n\"“”]{2,140}?) *: *"
)
"""The line of a video script that brings in what somebody says on the tape (AP, Reuters, AFP)."""

_HEADINGS = cues.words("""
    summary restriction restrictions storyline shotlist note notes update updates background photo photos
    video watch read related editor editors correction clarification source sources date location format
    length copyright breaking live more also topics tags key points contact previous previously story stories
    earlier developing exclusive opinion analysis gallery slideshow listen click advertisement headline
    headlines trending recap below above pictured
""")
"""Words that stand before a colon and are no speaker."""


_DATED = re.compile(r"(?:[A-Z][a-z]{2,8}\.? )?\d{1,4}(?:, \d{4})?|(?:\w+ )*\d{1,2}")
"""A day before a colon, in a list of what happened when: "July 28: …"."""
_FROM = re.compile(r"^(?:From|Via) (?:the )?(?=[A-Z])")
_LITTLE = cues.words("on the to for with a an in at by from about what how why is are")
"""Words that a heading in capitals has and the label of a speaker has not."""


def credit(parse: Parse) -> Frame | None:
    """A quotation with a dash and a name after it, alone in its paragraph (pull quotes, letters)."""
    match = _CREDIT.match(parse.text) if parse.text[:1] in '"“”„«' else None
    if match is None:
        return None
    head = next((i for i, w in enumerate(parse.words) if w.start >= match.start(4)), -1)
    if head < 0:
        return None
    return Frame("speaker", -1, match.span(3), (match.span(4),), head, ((match.start(1), match.end(2)),))


def colon(parse: Parse, quoted: Quoted, found: list[Frame]) -> Frame | None:
    """ "Name: what they said" at a paragraph's start (headlines, transcripts)."""
    match = _SPEAKER.match(parse.text)
    if match is None or len(match.group(1).split()) > 6:
        return None
    name, at = match["name"], match.end("name")
    begin = match.end(1) - len(_FROM.sub("", name))  # "From the Varo Post: “…”"
    if match["what"] and not _presented(parse, match):
        return None
    if set(name.lower().split()) & _HEADINGS or _DATED.fullmatch(name):
        return None
    if name.isupper() and name != "A" and set(name.lower().split()) & _LITTLE:
        return None  # "BUILDING ON THE PAST: …", the heading of a part
    inside = [i for i, w in enumerate(parse.words) if w.start < at]
    if not inside or (not name.isupper() and any(parse.words[i].pos in ("VERB", "AUX") for i in inside)):
        return None
    shouted = name.isupper() and len(name) > 2  # the label of a transcript ("VALE: We told the firm …")
    named = any(parse.words[i].pos == "PROPN" or parse.words[i].ent == "PERSON" for i in inside)
    if not shouted and not named and name not in ("Q", "A"):
        return None
    content = trim(parse, match.end(), len(parse.text))
    if content is None or any(f.cue and f.cue[0] < at for f in found):
        return None
    colon = parse.text.index(":", at)
    head = max((i for i in inside if parse.words[i].pos == "PROPN"), default=inside[-1])
    return Frame("speaker", -1, (colon, colon + 1), ((begin, at),), head, (content,))


def _presented(parse: Parse, match: re.Match[str]) -> bool:
    """Whether a label with a comma is a person and what he is ("Nora Lund, teacher:"), and no sentence."""
    inside = [w for w in parse.words if w.start < match.end("name")]
    said = [w for w in parse.words if match.end("name") <= w.start < match.end("what")]
    if match["name"].isupper() and (match["what"].isupper() or _ON_WHAT.fullmatch(match["what"])):
        return 1 < len(inside) < 6
    people = 1 < len(inside) < 5 and all(w.ent == "PERSON" for w in inside)
    return people and len(said) < 10 and not any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in said)


_ON_WHAT = re.compile(r", (?:on|about) .*")
"""What somebody speaks of, behind his name in capitals: "IDA HOLM, on the harbour: …"."""


def posts(parse: Parse) -> list[Frame]:
    """Embedded posts: what stands in a paragraph before "— Name (@handle) May 4, 2031", or behind "Name
    (@handle)" where the paragraph opens so, is Name's words."""
    out = []
    opened = _HANDLED.match(parse.text) if "(@" in parse.text[:80] else None
    if opened is not None and SIGNATURE.search(parse.text) is None:
        head = next((i for i, w in enumerate(parse.words) if w.start >= opened.start("name")), -1)
        content = trim(parse, opened.start("words"), opened.end("words"))
        if content is not None and head >= 0:
            out.append(Frame("post", -1, opened.span("handle"), (opened.span("name"),), head, (content,)))
        return out
    start = 0
    for match in SIGNATURE.finditer(parse.text):
        content = trim(parse, start, match.start())
        head = next((i for i, w in enumerate(parse.words) if w.start >= match.start("name")), -1)
        if content is not None and head >= 0 and content[1] - content[0] > 12:
            cue = (match.start(), match.start("name"))
            name = match.span("name")
            cue = (cue[0], cue[0] + len(parse.text[slice(*cue)].rstrip()))
            out.append(Frame("post", -1, cue, (name,), head, (content,)))
        start = match.end()
    return out


def soundbites(parse: Parse, quoted: Quoted) -> list[Frame]:
    """What is said on tape in a video script: "SOUNDBITE (French) Ana Vale, mayor: “…”"."""
    out = []
    for match in _SOUNDBITE.finditer(parse.text):
        quotation = quoted.around(match.end())
        head = next((i for i, w in enumerate(parse.words) if w.start >= match.start("name")), -1)
        if quotation is None or quotation.start != match.end() or head < 0:
            continue
        content = (quotation.start, quotation.end)
        out.append(Frame("speaker", -1, match.span("cue"), (match.span("name"),), head, (content,)))
    return out


_PAPER = re.compile(r"\b(According to) ([^:.;\n]{2,80}):\s*$")


_WORDS = re.compile(r"\b[Ii]n ((?:[A-Z][\w.-]+ ){0,4}[A-Z][\w.-]+)(?:'s|’s|’|') ((?:own |exact )?words):\s*$")


def block_quoted(before: Parse, parse: Parse, mark: Quoted) -> tuple[Frame, Frame] | None:
    """The cue of a paragraph that ends in it ("The court explains:") and the words below it, where these are
    set as a paragraph of their own without quotation marks; None for others.

    Only where the verb of saying, or whom it is told, stands right before the colon: so four of four of 26
    paragraphs below a colon in 300 reports of AllSides, fa-kes and local papers; the rest were lists and the
    outlet's own.  Those told to somebody came later: three of three in 600 reports."""
    text = parse.text
    if not before.text.rstrip().endswith(":") or len(text) < BLOCK or mark.around(0) is not None:
        return None
    cue = announced(before)
    last = next((i for i in range(len(before.words) - 1, -1, -1) if before.words[i].text[0].isalnum()), -1)
    if cue is None or cue.kind != "said" or not cue.source or not last - 6 < cue.head <= last:
        return None
    told = before.words[cue.head + 1 : last + 1]
    if told and (before.lemmas[cue.head] != "tell" or not all(_may_listen(w) for w in told)):
        return None
    if before.words[cue.head].tag not in ("VBD", "VBZ", "VBP") or _cued(parse):
        return None
    if text.lstrip()[0] in _LISTED and not _FOR_A_NAME.match(text):
        return None
    words = [w for s, e in cue.source for w in before.words if s <= w.start < e]
    if not can_speak(words) or SIGNATURE.search(text):
        return None
    return cue, Frame("said", cue.head, cue.cue, cue.source, cue.source_head, ((0, len(text.rstrip())),))


BLOCK = 40
"""Characters that a paragraph set as a quotation has at least."""
_LISTED = frozenset("•·►*-–—1[(")
_FOR_A_NAME = re.compile(r"\s*\[[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}\] [a-z]")
"""A name put into somebody's words: "[Holm] asserted that …"."""


def _may_listen(word: Word) -> bool:
    """Whether a word may belong to whom something is told: "the Varo Post"."""
    return word.text[:1].isupper() or word.text == "the"


def _cued(parse: Parse) -> bool:
    """Whether a paragraph ends in a colon itself."""
    return parse.text.rstrip().endswith(":")


def in_heading(parse: Parse, frame: Frame) -> bool:
    """Whether somebody speaks in a line of the page that leads to another report ("Bo Orsk: Reyl shouted at
    crews"), without a full stop: the quotation below it is not his."""
    return frame.kind == "speaker" and not frame.label and parse.text.rstrip()[-1:] not in _STOPS


_STOPS = frozenset('.!?"”’…:)]')


def announced(parse: Parse) -> Frame | None:
    """The cue at the end of a paragraph that stops at a colon ("She said:", "According to the Courier:"),
    without content."""
    paper = _PAPER.search(parse.text)
    if paper is not None:
        head = next((i for i, w in enumerate(parse.words) if w.start >= paper.start()), -1)
        return Frame("according", head, paper.span(1), (paper.span(2),), None, ())
    worded = _WORDS.search(parse.text)
    if worded is not None:
        head = next((i for i, w in enumerate(parse.words) if w.start >= worded.start(1)), -1)
        return Frame("said", head, worded.span(2), (worded.span(1),), head, ())
    for i in range(len(parse.words) - 1, max(-1, len(parse.words) - 40), -1):
        word = parse.words[i]
        if word.sentence != parse.words[-1].sentence:
            return None
        if word.pos == "VERB" and word.lemma.lower() in cues.SAY:
            subject = subject_of(parse, i)
            if subject is None:
                continue
            return Frame("said", i, cue_range(parse, i), source_ranges(parse, subject, i), subject, ())
    return None
