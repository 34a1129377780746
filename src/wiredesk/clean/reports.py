"""A capture becomes a report."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Any

from wiredesk.clean import outlets, pagedates, pagekind, pasted, published
from wiredesk.clean.assembling import assemble, ordered
from wiredesk.clean.decoding import decoded
from wiredesk.clean.pagedates import PageDates, Said
from wiredesk.clean.pasted import Pasted
from wiredesk.clean.published import Published
from wiredesk.clean.wrapped import unwrapped
from wiredesk.model.ids import content_id
from wiredesk.model.reports import (
    READ_LIMIT,
    Capture,
    Caution,
    Dropped,
    Hints,
    PublishedFrom,
    Report,
    paragraphs,
)
from wiredesk.model.spans import OffsetMap, Span
from wiredesk.text.language import language as certain_language
from wiredesk.text.language import of_paragraphs
from wiredesk.text.repair import repair

_DECOR = re.compile(r"^[\s\W]*(?=[\w\"“‘'«(\[¿¡#@$€£])|(?<=[\w\"”’'»)\].!?%])[^\w\"”’'»)\].!?%]*$")


def clean(capture: Capture) -> Report:
    """The report of a capture: body, headline, byline, dateline, outlet, dates and language, with the
    map of its text to the raw text of :func:`decode` and every range that was dropped, with why.

    Never raises: what is empty or damaged gives a report with cautions.
    """
    raw, encoding = decoded(capture.data, capture.media, capture.hints.charset)
    hints = capture.hints
    meta: dict[str, Any] = {}
    base = OffsetMap.identity(len(raw))
    source, extracted = raw, False
    stated = pagedates.PageDates(None, None)
    if capture.media == "text/html":
        from wiredesk.clean import markup, pages

        page = markup.nodes(raw)
        source, meta = pages.body(raw, hints.url)
        extracted = bool(source.strip())
        source = pages.with_title(source, meta.get("title"), page) if extracted else page.text
        base = markup.align(source, page)
        stated = pagedates.dates(raw, hints.url or meta.get("url"), meta.get("date"))
    text, offsets, repairs = repair(source)
    if base.segments and source is not raw:
        offsets = offsets.then(base)
        repairs = tuple(
            replace(r, start=s.start, end=s.end) for r in repairs for s in [base.raw(Span(r.start, r.end))]
        )
    if not extracted:
        text, unbroken = unwrapped(text)
        offsets = unbroken.then(offsets)
    found = pasted.read(text, hints.title or meta.get("title"), extracted)
    body, joined, where = assemble(text, [span for span, _ in found.kept], found.going_on)
    to_raw = ordered(joined.then(offsets))
    drops = _raw_drops(found, offsets)
    if capture.media == "text/html":
        drops = markup.left_out(page, to_raw, drops)
    headline, furniture, corrections, title = _parts(found, where, body)
    url = hints.url or meta.get("url")
    outlet, outlet_from, credits_ = outlet_of(hints.outlet, url, found, body, text)
    if outlet_from not in ("given with the report", "its address") and meta.get("sitename"):
        outlet, outlet_from = str(meta["sitename"]), "the page names its site"
    when, page_date = published_of(hints, stated, url, found, body)
    changed = updated_of(hints, stated, found, when)
    cautions = _cautions(body, outlet, when, page_date, encoding, raw)
    shown = body or (page.text if capture.media == "text/html" else "")
    if not_report := pagekind.kind(hints.title or meta.get("title") or title, shown):
        said = f"this looks like {not_report}, no report: open its address in a browser and save that page"
        cautions = (*cautions, Caution("not_article", said))
    spoken = language(body)
    made = Report(
        id=content_id("r", hints.id or PurePath(capture.path).name, capture.sha256),
        capture=capture.id, path=capture.path, url=url, sha256=capture.sha256,
        outlet=outlet, title=hints.title or meta.get("title") or title, published=when.value,
        published_from=when.source, language=spoken, text=body, offsets=to_raw,
        dropped=tuple(Dropped(s.start, s.end, why) for s, why in drops),
        repairs=repairs, cautions=cautions, headline=headline, furniture=furniture,
        byline=found.byline or meta.get("author"), dateline=found.dateline.place if found.dateline else None,
        credits=credits_, outlet_from=outlet_from, page_date=page_date, published_day=when.day,
        published_at=when.at, updated=changed.value if changed else None,
        updated_from=changed.where if changed else None, languages=languages(body, spoken),
        corrections=corrections,
    )  # fmt: skip
    return replace(made, cautions=(*cautions, *_unread(made)))


def _unread(report: Report) -> tuple[Caution, ...]:
    """The caution that names the paragraphs that are read for quotations and figures alone, or none."""
    rows = zip(report.paragraphs(), report.unread(), (*report.languages,), strict=True)
    found = [(span, code or report.language or "") for span, other, code in rows if other]
    if not found:
        return ()
    codes = ", ".join(sorted({code for _, code in found}))
    which = "this report is" if len(found) == len(report.languages) else f"{len(found)} of its paragraphs are"
    message = f"{which} not in English ({codes}): only direct quotations and figures are read there"
    return (Caution("unread_language", message, tuple(report.offsets.raw(span) for span, _ in found)),)


def _raw_drops(found: Pasted, offsets: OffsetMap) -> list[tuple[Span, str]]:
    return [(offsets.raw(span), why) for span, why in found.dropped if len(span)]


def _parts(
    found: Pasted, where: list[Span], body: str
) -> tuple[Span | None, tuple[Span, ...], tuple[Span, ...], str | None]:
    headline, title = None, None
    furniture: list[Span] = []
    corrections: list[Span] = []
    for (_, role), span in zip(found.kept, where, strict=True):
        words = span.of(body)
        if role == "headline":
            title = _DECOR.sub("", words)
            at = span.start + words.index(title)
            headline = Span(at, at + len(title))
        elif role in ("byline", "credit", "caption", "masthead", "dateline", "correction"):
            furniture.append(span)
            if role == "correction":
                corrections.append(span)
    if found.dateline:
        for row in found.lines:
            if "dateline" in row.notes:
                begin = body.find(row.text[int(row.notes["dateline"]) :][: found.dateline.end])
                if begin >= 0:
                    furniture.append(Span(begin, begin + found.dateline.end))
    return headline, tuple(sorted(furniture)), tuple(corrections), title


def outlet_of(
    hint: str | None, url: str | None, found: Pasted, body: str, text: str
) -> tuple[str | None, str, tuple[str, ...]]:
    """The outlet, how it is known, and the agencies credited."""
    agencies = outlets.agencies()
    credited: list[str] = []
    line = found.dateline
    if line and line.agency:
        credited.append(agencies.get(line.agency.lower(), line.agency))
    for row in found.credit_lines:
        credited += [
            name
            for form, name in agencies.items()
            if re.search(rf"\b{re.escape(form)}\b", row, re.I if len(form) > 6 else 0)
        ]
    credits_ = tuple(dict.fromkeys(credited))
    if hint and hint.strip():
        return hint.strip(), "given with the report", credits_
    if url and (name := outlets.of_url(url)):
        return name, "its address", credits_
    if found.outlet:
        return outlets.usual(found.outlet), "its masthead", credits_
    if own := outlets.of_text(text):
        return own[0], own[1], credits_
    if line and line.agency:
        return credits_[0], "dateline", credits_
    return None, "unknown", credits_


def published_of(
    hints: Hints, stated: PageDates, url: str | None, found: Pasted, body: str
) -> tuple[Published, str | None]:
    """The publication date with how it is known, and the page's date where that is another."""
    head = found.headline.number if found.headline else None
    prose = next((r for r in found.lines if r.why is None and r.prose), None)
    page_date, own = None, None
    for at, number in found.stamps:
        before = number < (head if head is not None else prose.number if prose else 0)
        first_prefix = prose is not None and number == prose.number
        if before and at.weekday and not at.label and not first_prefix:
            page_date = page_date or at.value
        elif own is None or (at.label and not at.updated):
            own = at.value
    if hints.published and (value := published.any_date(hints.published)):
        source = PublishedFrom.FEED if hints.feed else PublishedFrom.METADATA
        return Published(value, source, at=pagedates.minute(hints.published)), page_date
    if stated.published:
        at_address = stated.published.where == pagedates.ADDRESS
        source = PublishedFrom.URL if at_address else PublishedFrom.METADATA
        return Published(stated.published.day, source, at=pagedates.minute(stated.published.value)), page_date
    if own:
        return Published(own, PublishedFrom.METADATA), page_date
    if url and (value := published.of_url(url)):
        return Published(value, PublishedFrom.URL), page_date
    day = None
    if found.dateline and found.dateline.date:
        value, day = published.of_dateline(found.dateline.date, None)
        if value:
            return Published(value, PublishedFrom.DATELINE), page_date
    if prose and not day:
        value, day = published.of_lead(prose.text)
        if value:
            return Published(value, PublishedFrom.TEXT), page_date
    return Published(None, PublishedFrom.UNKNOWN, day), page_date


def updated_of(hints: Hints, stated: PageDates, found: Pasted, when: Published) -> Said | None:
    """The last change that the outlet states, and where: the page's markup, the feed, a line of the text.

    None where it is not said, or said to be before publication, or the same moment as it.
    """
    said = stated.updated
    if said is None and hints.updated and (value := pagedates.moment(hints.updated)):
        said = pagedates.Said(value, "feed")
    if said is None:
        line = next((at for at, _ in found.stamps if at.updated), None)
        said = pagedates.Said(line.value, "text") if line else None
    if said is None or (when.value and said.day < when.value) or said.value in (when.value, when.at):
        return None
    return said


def _cautions(
    body: str, outlet: str | None, when: Published, page_date: str | None, encoding: str, raw: str
) -> tuple[Caution, ...]:
    out: list[Caution] = []
    if len(body) > READ_LIMIT:
        message = f"longer than {READ_LIMIT:,} characters: what comes after them is not read for statements"
        out.append(Caution("too_long", message))
    if not body:
        out.append(Caution("empty", "no text is left of this report once the page around it is taken away"))
    if encoding.endswith("!"):
        spans = tuple(Span(m.start(), m.end()) for m in list(re.finditer("\ufffd+", raw))[:20])
        out.append(
            Caution("invalid_bytes", f"bytes that are not valid {encoding[:-1]}: shown as U+FFFD", spans)
        )
    if outlet is None:
        out.append(Caution("no_outlet", "nothing in this report says which outlet it is of"))
    if when.value is None:
        said = f"; it says only the day {when.day}" if when.day else ""
        out.append(Caution("no_date", f"nothing in this report says when it was published{said}"))
    if page_date:
        far = when.value and abs((date.fromisoformat(page_date) - date.fromisoformat(when.value)).days) > 7
        if far or when.value is None:
            out.append(
                Caution(
                    "page_date",
                    f"the page shows {page_date}, which is the day of the page, not of the report",
                )
            )
    return tuple(out)


def language(text: str) -> str | None:
    """ISO 639-1 code of the language of most of the text, None where there are no words."""
    if sum(c.isalpha() for c in text[:20000]) < 12:
        return None
    if certain := certain_language(text):
        return certain
    return _classified(text[:20000])


def languages(body: str, whole: str | None) -> tuple[str | None, ...]:
    """The language of each paragraph that is read, in order; None where too short to tell."""
    spans = paragraphs(body)
    return tuple(of_paragraphs([span.of(body) for span in spans], whole, _classified))


def _classified(text: str) -> str:
    import py3langid  # its model takes long to load: only where words and script leave it open

    return str(py3langid.classify(text)[0])
