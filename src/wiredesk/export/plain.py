"""The brief as plain text, for a terminal, and as Markdown.  Report text is untrusted in both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from wiredesk.export.matrix import Row, rows
from wiredesk.model.views import SECTIONS, Document, Line, Story
from wiredesk.text.wording import count, day, flat, labels

_OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# all of the categories Cc, Cs, Zl and Zp, and what is invisible or turns the order
_STEERS = re.compile(
    f"[\0-\x1f\x7f-\x9f\u00ad\u2028\u2029{_OVERRIDES}\ud800-\udfff\ufeff\U000e0000-\U000e007f]"
)


def harmless(text: str, keep: str = "") -> str:
    """The text without what could steer a terminal or turn the reading order.

    Control characters but those in ``keep`` (a line feed, say) become U+FFFD (tabs and
    line ends a space); bidirectional embeddings, overrides and isolates, and the invisible tag
    characters, become their code in ⟨⟩.  Letters of right-to-left scripts stay.
    """
    return _STEERS.sub(lambda found: _in_place(found[0], keep), text)


def _in_place(letter: str, keep: str) -> str:
    if letter in keep:
        return letter
    if letter in _OVERRIDES or 0xE0000 <= ord(letter) <= 0xE007F:
        return f"⟨{ord(letter):04X}⟩"
    if letter in "\t\r\n\u2028\u2029":
        return " "
    return "" if letter in "\ufeff\u00ad" else "\ufffd"


def wide(text: str) -> int:
    """The columns that a text takes on a terminal: wide letters two, combining marks none."""
    return sum(
        0
        if unicodedata.combining(x) or unicodedata.category(x) == "Cf"
        else 2
        if unicodedata.east_asian_width(x) in "WF"
        else 1
        for x in text
    )


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The text in lines of at most ``width`` columns; a longer word is broken."""
    out: list[str] = []
    line, empty = first, True
    for word in text.split():
        while wide(word) > max(8, width - wide(rest)):
            cut = max(8, width - wide(rest))
            piece = word[:cut]
            while wide(piece) > cut:
                piece = piece[:-1]
            if not empty:
                out.append(line)
            out.append((first if not out else rest) + piece)
            line, empty, word = rest, True, word[len(piece) :]
        if not empty and wide(line) + 1 + wide(word) > width:
            out.append(line)
            line, empty = rest, True
        line += ("" if empty else " ") + word
        empty = False
    if not empty or not out:
        out.append(line)
    return [x.rstrip() for x in out]


def parts(document: Document) -> Iterator[tuple[Story | None, list[tuple[str, list[Line]]]]]:
    """The brief's lines by story, then by section, in reading order."""
    stories = {s.id: s for s in document.stories}
    order = dict.fromkeys("" if line.section == "stories" else line.story for line in document.brief.lines)
    for story in order:
        mine = [x for x in document.brief.lines if ("" if x.section == "stories" else x.story) == story]
        found = [(title, [x for x in mine if x.section == key]) for key, title in SECTIONS]
        yield stories.get(story), [(title, lines) for title, lines in found if lines]


def summary(document: Document) -> str:
    """One line on what was read: "six reports, one story, 14 claims"."""
    stories = count(len(document.stories), "story", "stories")
    return f"{count(len(document.reports), 'report')}, {stories}, {count(len(document.claims), 'claim')}"


def to_text(document: Document, width: int = 88) -> str:
    """The brief for a terminal, plain, lines of at most ``width`` columns (at least 40)."""
    width = max(40, width)
    out: list[str] = []

    def say(text: str, first: str = "", rest: str = "") -> None:
        out.extend(wrapped(harmless(text), width, first, rest))

    if not document.reports:
        out.append("No report was read.")
    told = list(parts(document))
    if len(told) > 1:
        say(summary(document))
        for story, _ in told:
            if story:
                say(f"{flat(story.title) or 'Brief'} ({_span(document, story)})", "  • ", "    ")
    for story, sections in told:
        title = flat(story.title) if story and story.title else "Brief"
        if out:
            out.append("")
        say(title if story or len(document.stories) <= 1 else "Other stories")
        if story:
            say(_span(document, story))
        for heading, lines in sections:
            out += ["", harmless(heading).upper() if story else heading]
            for line in lines:
                body = line.text.split("\n")
                say(body[0], "  • ", "    ")
                for side in body[1:]:
                    say(side, "      – ", "        ")
                if line.standing or line.by:
                    say(stands(line), "    [", "     ")
                    out[-1] += "]"
        if story:
            out += _matrix_text(document, story, width)
    out += _reports_text(document, width)
    for problem in document.problems:
        say(f"Not read: {problem.source}: {problem.why}; {problem.remedy}")
    return "\n".join(out).rstrip() + "\n"


def stands(line: Line) -> str:
    """Where a line stands, in words, and who pinned or wrote it."""
    if not line.by:
        return line.standing
    made = f"{'pinned' if line.section == 'pinned' else 'written'} by {flat(line.by)}"
    return f"{line.standing}; {made}" if line.standing else made


def _span(document: Document, story: Story) -> str:
    mine = [r for r in document.reports if r.id in set(story.reports)]
    claims = sum(1 for c in document.claims if c.story == story.id)
    dates = sorted(r.published[:10] for r in mine if r.published)
    when = (
        "" if not dates else f", {day(dates[0])}" + (f" to {day(dates[-1])}" if dates[-1] != dates[0] else "")
    )
    return f"{count(len(mine), 'report')}, {count(claims, 'claim')}{when}"


def _letters(n: int) -> list[str]:
    return [chr(65 + i) if i < 26 else f"{chr(64 + i // 26)}{chr(65 + i % 26)}" for i in range(n)]


def _matrix_text(document: Document, story: Story, width: int, most: int = 15) -> list[str]:
    """Who carries what, a column a report: q quotes, i reports speech, n narrates; ! disputed."""
    found = [r for r in rows(document, story) if r.carried > 1]
    reports = [r for r in document.reports if r.id in set(story.reports)]
    if not found or not 2 <= len(reports) <= 26 or 2 * len(reports) > width - 30:
        return []
    letters = dict(zip((r.id for r in reports), _letters(len(reports)), strict=True))
    names = labels(document.reports)
    out = ["", "WHO CARRIES WHAT"]
    out += wrapped(
        harmless("; ".join(f"{letters[r.id]} {names[r.id]}" for r in reports)), width, "  ", "    "
    )
    out += wrapped("q quoted, i reported speech, n narrated, ! disputed", width, "  ", "    ")
    out.append("  " + " ".join(letters[r.id] for r in reports))
    for row in found[:most]:
        cells = " ".join(row.cells[r.id][:1] if r.id in row.cells else "·" for r in reports)
        head = f"  {cells} {'!' if row.claim.standing.disputes else ' '} "
        room = width - wide(head)
        words = harmless(flat(row.claim.wording))
        while wide(words) > room:
            words = words[: max(1, len(words) - max(2, wide(words) - room + 1))].rstrip() + "…"
        out.append(head + words)
    if len(found) > most:
        out.append(f"  and {len(found) - most} more")
    return out


def _reports_text(document: Document, width: int, most: int = 40) -> list[str]:
    if not document.reports:
        return []
    names = labels(document.reports)
    out = ["", "REPORTS"]
    for report in document.reports[:most]:
        when = (
            f"{day(report.published)} (from {report.published_from.value})" if report.published else "undated"
        )
        title = f": {flat(report.title)}" if report.title else ""
        text = f"{names[report.id]}, {when}{title}; {report.path}, sha256 {report.sha256[:12]}…"
        out += wrapped(harmless(text), width, "  • ", "    ")
    if len(document.reports) > most:
        out.append(f"  and {len(document.reports) - most:,} more")
    return out


_MARK = re.compile(r"([\\`*_\[\]<>|~$])")
_START = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]))")
_LINK = re.compile(r"(?i)\b(https?|ftp|mailto|javascript|data|www)([:.])")


def escaped(text: str) -> str:
    """The text as Markdown that shows it literally: no markup, link, HTML or table border."""
    text = _MARK.sub(r"\\\1", harmless(text).replace("\n", " "))
    text = _START.sub(lambda m: m[1] + (m[2] + "\\" if m[2].isdigit() else "\\" + m[2]), text)
    text = _LINK.sub(r"\1\\\2", text)
    return re.sub(r"&(?=[#\w]+;)", r"\&", text)


def to_markdown(document: Document) -> str:
    """The brief as Markdown (CommonMark with tables), everything from reports escaped."""
    names = labels(document.reports)
    out: list[str] = []
    if not document.reports:
        out.append("No report was read.")
    for story, sections in parts(document):
        level = "#" if story or len(document.stories) <= 1 else "##"
        out += [
            f"{level} {_heading(story)}",
            "",
        ]
        if story:
            out += [f"*{escaped(_span(document, story))}*", ""]
        for heading, lines in sections:
            if story:
                out += [f"## {heading}", ""]
            out += [entry for line in lines for entry in _bullet(line)] + [""]
        if story:
            out += _matrix_markdown(document, story, names)
    if document.reports:
        out += [
            "## Reports",
            "",
            "| Outlet | Published | How known | Title | File | SHA-256 |",
            "|---|---|---|---|---|---|",
        ]
        for report in document.reports:
            cells = (
                names[report.id],
                day(report.published),
                report.published_from.value,
                flat(report.title or ""),
                report.path,
                report.sha256[:16] + "…",
            )
            out.append("| " + " | ".join(escaped(c) for c in cells) + " |")
        out.append("")
    for problem in document.problems:
        out.append(
            f"- Not read: {escaped(problem.source)}: {escaped(problem.why)}; {escaped(problem.remedy)}"
        )
    return "\n".join(out).rstrip() + "\n"


def _heading(story: Story | None) -> str:
    if story is None:
        return "Other stories"
    return escaped(flat(story.title)) or "Brief"


def _bullet(line: Line) -> Iterable[str]:
    body = line.text.split("\n")
    standing = f" — *{escaped(stands(line))}*" if stands(line) else ""
    yield f"- {escaped(body[0])}{standing}"
    for side in body[1:]:
        yield f"  - {escaped(side)}"


def _matrix_markdown(document: Document, story: Story, names: dict[str, str], most: int = 30) -> list[str]:
    found: list[Row] = [r for r in rows(document, story) if r.carried > 1]
    reports = [r for r in document.reports if r.id in set(story.reports)]
    if not found or not 2 <= len(reports) <= 12:
        return []
    out = [
        "## Who carries what",
        "",
        "| Claim | Standing | " + " | ".join(escaped(names[r.id]) for r in reports) + " |",
    ]
    out.append("|---|---|" + "---|" * len(reports))
    for row in found[:most]:
        disputed = ", disputed" if row.claim.standing.disputes else ""
        cells = [row.cells.get(r.id, "") for r in reports]
        words = flat(row.claim.wording)
        words = words if len(words) <= 160 else words[: words.rfind(" ", 0, 160)] + " …"
        out.append(
            f"| {escaped(words)} | {row.claim.standing.label.replace('_', ' ')}{disputed} | "
            + " | ".join(cells)
            + " |"
        )
    if len(found) > most:
        out.append(f"\nand {len(found) - most} more")
    return [*out, ""]
