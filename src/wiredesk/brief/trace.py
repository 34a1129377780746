"""The chain from a line of the brief to the bytes of a capture, every link of it checked."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass

from wiredesk.brief.rewordings import rewording_of
from wiredesk.errors import NotFound
from wiredesk.model.editions import EditionPassage
from wiredesk.model.ids import sha256
from wiredesk.model.reports import Report
from wiredesk.model.spans import Span, joined
from wiredesk.model.statements import Statement
from wiredesk.model.views import Claim, Document, Line
from wiredesk.text.wording import flat, labels

ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252", "iso-8859-1",
    "windows-1251", "iso-8859-7", "windows-1253", "iso-8859-2", "windows-1250", "koi8-r",
    "windows-1256", "gb18030", "shift_jis", "euc-jp", "euc-kr", "big5", "mac-roman", "iso-8859-15",
    "windows-1254", "windows-1255", "iso-8859-5",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """One passage, from its words to its bytes.

    ``clean`` is in the report's text, ``raw`` in the decoded input, ``data`` in the capture's
    bytes (None where the bytes are not at hand).  ``faults`` says what did not hold, in words;
    a sound link has none.
    """

    claim: str
    statement: str
    report: str
    label: str
    path: str
    sha256: str
    voice: str
    clean: Span
    words: str
    raw: Span
    raw_words: str
    data: Span | None
    encoding: str | None
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """What a line or a claim rests on.  ``line`` is None where a claim was asked for."""

    id: str
    text: str
    standing: str
    line: Line | None
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]

    @property
    def sound(self) -> bool:
        """Whether every link holds (and there is a link, for what rests on claims)."""
        return not any(link.faults for link in self.links) and (bool(self.links) or not self.claims)


def trace(
    document: Document,
    key: str,
    capture: Callable[[Report], bytes | None] | None = None,
    edition: Callable[[str], tuple[Report, str, bytes]] | None = None,
) -> Trace:
    """The chain of a line or claim: line, claims, statements, clean spans, raw spans, bytes.

    ``key`` is a line's or claim's id, or the beginning of one that no other shares.  ``capture``
    gives the captured bytes of a report, or None; without it the chain ends at the raw text.
    ``edition`` reads a capture again (its report, decoded input and bytes), for the words of an earlier
    edition in a line that says what an outlet changed; without it these end at the document's evidence.
    Raises :class:`wiredesk.errors.NotFound`.
    """
    lines = {line.id: line for line in document.brief.lines}
    claims = {claim.id: claim for claim in document.claims}
    ids = (*lines, *claims)
    found = [i for i in ids if i == key] or [i for i in ids if key and i.startswith(key)]
    if len(found) != 1:
        many = f"there are {len(lines)} lines and {len(claims)} claims"
        if found:
            many = f"{len(found)} lines and claims begin with it"
        raise NotFound(
            f"no single line or claim {key!r}: {many}; `wiredesk brief --format json` prints the ids"
        )
    line = lines.get(found[0])
    rests = tuple(claims[c] for c in (line.claims if line else (found[0],)) if c in claims)
    raws = dict(zip((r.id for r in document.reports), document.raws, strict=True))
    reports = {r.id: r for r in document.reports}
    names = labels(document.reports)
    held: dict[str, _Bytes] = {}
    links = []
    for claim in rests:
        for statement in claim.statements:
            report = reports[statement.report]
            if report.id not in held:
                held[report.id] = _Bytes(report, raws[report.id], capture(report) if capture else None)
            links += _links(claim, statement, report, raws[report.id], held[report.id], names[report.id])
    told = rewording_of(line, document.reworded, document.reports, names) if line else None
    if told:
        links += [_edition_link(p, edition, names[told.report]) for p in (told.was, told.now) if p]
    if line:
        return Trace(line.id, line.text, line.standing, line, rests, tuple(links))
    return Trace(rests[0].id, rests[0].wording, rests[0].standing.label, None, rests, tuple(links))


def _links(
    claim: Claim, statement: Statement, report: Report, raw: str, data: _Bytes, label: str
) -> list[Link]:
    out = []
    whole: list[str] = []
    if flat(joined(statement.spans, report.text)) != flat(statement.text):
        whole.append("the statement's words are not those of its spans")
    for span in statement.spans:
        faults = list(whole)
        if span.end > len(report.text):
            faults.append(f"the span ends at {span.end}, the text at {len(report.text)}")
        at = report.offsets.raw(span)
        if at.end > len(raw):
            faults.append(f"the raw span ends at {at.end}, the input at {len(raw)}")
        words, there = span.of(report.text), at.of(raw)
        if not _reads_back(report, span, at, raw):
            faults.append("the raw words are neither these words nor repairs of them")
        where, encoding, why = data.find(at)
        if why:
            faults.append(why)
        who = statement.voice.name or label
        link = Link(
            claim.id, statement.id, report.id, label, report.path, report.sha256, who, span, words, at, there,
            where, encoding, tuple(faults),
        )  # fmt: skip
        out.append(link)
    return out


def _edition_link(
    passage: EditionPassage, edition: Callable[[str], tuple[Report, str, bytes]] | None, label: str
) -> Link:
    """The words of an edition, back to the bytes of its capture."""
    if edition is None:
        return Link(
            "", "", passage.report, label, "", "", label, passage.span, passage.words, passage.raw,
            passage.words, None, None,
        )  # fmt: skip
    report, raw, held = edition(passage.capture)
    faults = []
    if report.id != passage.report:
        faults.append(f"the capture reads as report {report.id}, not {passage.report}")
    if passage.span.of(report.text) != passage.words:
        faults.append("the edition does not have these words there")
    at = report.offsets.raw(passage.span)
    if at != passage.raw:
        faults.append(f"the raw span is [{at.start}, {at.end}) when read again")
    elif not _reads_back(report, passage.span, at, raw):
        faults.append("the raw words are neither these words nor repairs of them")
    where, encoding, why = _Bytes(report, raw, held).find(at)
    return Link(
        "", "", report.id, label, report.path, report.sha256, label, passage.span, passage.words, at,
        at.of(raw), where, encoding, (*faults, *([why] if why else [])),
    )  # fmt: skip


def _reads_back(report: Report, span: Span, at: Span, raw: str) -> bool:
    """Whether each unchanged segment under the span is equal, letter by letter, on both sides."""
    covered = 0
    for seg in report.offsets.segments:
        low, high = max(seg.clean, span.start), min(seg.clean_end, span.end)
        if low >= high:
            continue
        covered += high - low
        if seg.same:
            start = seg.raw + low - seg.clean
            end = start + high - low
            if report.text[low:high] != raw[start:end] or start < at.start or end > at.end:
                return False
    return covered == len(span)


class _Bytes:
    """A capture's bytes with the encoding under which they are the decoded input."""

    def __init__(self, report: Report, raw: str, data: bytes | None) -> None:
        self.raw, self.data, self.why = raw, data, ""
        self.encoding: str | None = None
        self.errors, self.skip = "strict", 0
        if data is None:
            return
        if sha256(data) != report.sha256:
            self.why = f"the bytes' SHA-256 is {sha256(data)}, the report's is {report.sha256}"
        for errors in ("strict", "replace", "surrogateescape", "ignore"):
            for name in ENCODINGS:
                try:
                    text = data.decode(name, errors)
                except (UnicodeError, ValueError):
                    continue
                if text == raw or text == "\ufeff" + raw:
                    self.encoding, self.errors, self.skip = name, errors, len(text) - len(raw)
                    return
        self.why = self.why or "the bytes decode to the input under no known encoding"

    def find(self, span: Span) -> tuple[Span | None, str | None, str]:
        """The byte range of a raw span, the encoding, and what is wrong ("" if nothing)."""
        if self.data is None or self.encoding is None:
            return None, self.encoding, self.why
        start, end = self._byte(span.start + self.skip), self._byte(span.end + self.skip)
        name = self.encoding
        if name == "utf-16":  # only the whole has a byte order mark
            name = "utf-16-be" if self.data[:2] == b"\xfe\xff" else "utf-16-le"
        again = self.data[start:end].decode(name, self.errors)
        wrong = "" if again == span.of(self.raw) else "the bytes do not decode to the raw words"
        return Span(start, end), self.encoding, self.why or wrong

    def _byte(self, offset: int) -> int:
        """The byte at which code point ``offset`` begins, by decoding in halving blocks."""
        if offset <= 0 or self.data is None or self.encoding is None:
            return 0
        decoder = codecs.getincrementaldecoder(self.encoding)(self.errors)
        done = seen = 0
        block = 1 << 16
        while done < len(self.data):
            state = decoder.getstate()
            got = len(decoder.decode(self.data[done : done + block]))
            if seen + got >= offset and block > 1:
                decoder.setstate(state)
                block = max(1, block // 4)
                continue
            done, seen = done + min(block, len(self.data) - done), seen + got
            if seen >= offset:
                return done
        return len(self.data)


def render(found: Trace) -> str:
    """The trace as text for a terminal or a file: one indented block a passage."""
    out = [f"{'line' if found.line else 'claim'} {found.id}", f"  {found.text}"]
    if found.standing:
        out.append(f"  {found.standing}")
    claim = ""
    for link in found.links:
        if link.claim and link.claim != claim:
            claim = link.claim
            wording = next(c.wording for c in found.claims if c.id == claim)
            out.append(f"claim {claim}: {flat(wording)}")
        what = f"statement {link.statement}" if link.statement else f"edition {link.report}"
        out.append(f"  {what}, {link.label}, voice: {link.voice}")
        out.append(f"    text  [{link.clean.start}, {link.clean.end})  {flat(link.words)}")
        same = link.raw_words == link.words
        out.append(
            f"    raw   [{link.raw.start}, {link.raw.end})  "
            f"{'the same words' if same else flat(link.raw_words)}"
        )
        if link.data is not None:
            out.append(f"    bytes [{link.data.start}, {link.data.end}) of {link.path}, {link.encoding}")
        out.append(f"    sha256 {link.sha256}")
        out += [f"    BROKEN: {fault}" for fault in link.faults] or ["    ok"]
    passages = len(found.links)
    out.append(f"{passages} passages, every link checked" if found.sound else f"{passages} passages, BROKEN")
    return "\n".join(out)
