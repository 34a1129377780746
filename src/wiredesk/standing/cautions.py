"""What to be careful about in a report as a whole: each a reason with spans, never a verdict."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from wiredesk.model.reports import Caution, Report
from wiredesk.model.spans import Span
from wiredesk.model.statements import Place, Statement
from wiredesk.model.views import Claim
from wiredesk.text.calendars import other_calendar_readings

FAR = 14  # days between a page's date and the events from which it cannot be the report's own
SHARED = 0.05  # share of a report's statements that another report makes too, at most
FEW = 4  # figures that a report must have alone before that says anything
ALONE = 0.8  # share of a report's figures that no other report has
CALENDARS = {
    "solar hijri": frozenset({"geonames:1149361", "geonames:130758"}),
    "islamic": frozenset({"geonames:102358"}),
}
"""Calendars in official use beside or instead of the Gregorian, by country: Afghanistan and Iran
(Solar Hijri), Saudi Arabia (Islamic).  Without this, one date in four would fit by chance."""
PEERS = 3  # reports that a story must have before "nobody else has it" says anything

_ACRONYM = re.compile(
    r"((?:[A-Z][\w'’-]+\s+(?:(?:of|for|the|and|in)\s+){0,2}){1,6}[A-Z]?[\w'’-]*)\s*\(([A-Z]{2,6})\)"
)
_HEAD_OF = re.compile(
    r"\b([A-Z][\w'’-]+(?:[ \t]+[A-Z][\w'’-]+){0,3}), (?:the )?"
    r"(?:head|leader|chief|chairman|chairwoman|president|commander) of (?:the )?"
    r"((?:[A-Z][\w'’-]+)(?:\s+(?:of\s+|for\s+)?[A-Z][\w'’-]+){1,5}+)"
)
_MINOR = frozenset("of for the and in".split())


def cautioned(
    reports: tuple[Report, ...], claims: tuple[Claim, ...], places: tuple[Place, ...]
) -> tuple[Report, ...]:
    """The reports of one story, in order, each with what the others make one careful about."""
    statements = {s.id: s for c in claims for s in c.statements}
    by_report: dict[str, list[Statement]] = defaultdict(list)
    for s in sorted(statements.values(), key=lambda s: (s.report, s.spans, s.id)):
        by_report[s.report].append(s)
    days = _event_days(reports)
    calendars = _calendars(places)
    shared = {s.id for c in claims if len({x.report for x in c.statements}) > 1 for s in c.statements}
    out = []
    for report in reports:
        found = [
            *_several_names(report),
            *_page_date(report, days),
            *_calendar(report, by_report[report.id], days, calendars),
            *_alone(report, by_report[report.id], reports, shared),
        ]
        answered = {"page_date"} if any(c.code == "page_date_far" for c in found) else set()
        kept = [c for c in report.cautions if c.code not in answered]
        out.append(replace(report, cautions=(*kept, *found)))
    return tuple(out)


def _raw(report: Report, spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(report.offsets.raw(s) for s in spans)


def _event_days(reports: Sequence[Report]) -> tuple[date, date] | None:
    known = sorted(date.fromisoformat(r.published) for r in reports if r.published)
    return (known[0], known[-1]) if known else None


def _several_names(report: Report) -> list[Caution]:
    """One acronym spelled out in two or more ways: careless, or machine-spun text."""
    forms: dict[str, dict[str, Span]] = defaultdict(dict)
    for m in _ACRONYM.finditer(report.text):
        words = m.group(1).split()
        letters = m.group(2)
        long = _spelled(words, letters)
        if long is None:
            continue
        key = " ".join(w.lower() for w in long if w.lower() not in _MINOR)
        end = m.end(1)
        start = report.text.rfind(long[0], m.start(1), end)
        forms[letters].setdefault(key, Span(start, m.end()))
    out = []
    for _, names in sorted(forms.items()):
        _add_headed(report.text, names)
        if len(names) > 1:
            spans = sorted(names.values())
            said = ", ".join(f"“{s.of(report.text)}”" for s in spans)
            message = f"names one group in {len(names)} ways: {said}"
            out.append(Caution("group_named_differently", message, _raw(report, spans)))
    return out


def _add_headed(text: str, names: dict[str, Span]) -> None:
    """Add what else the head of a so named group is said to head ("X, leader of the ..."), where
    it shares a telling word with a known name but is no short form of it."""
    headed: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for m in _HEAD_OF.finditer(text):
        key = " ".join(w.lower() for w in m.group(2).split() if w.lower() not in _MINOR)
        headed[m.group(1)].append((key, Span(m.start(2), m.end(2))))
    for said in headed.values():
        if not any(key in names for key, _ in said):
            continue
        for key, span in said:
            told = set(key.split())
            if any(told & set(n.split()) for n in names) and not any(
                told <= set(n.split()) or set(n.split()) <= told for n in names
            ):
                names[key] = span


def _spelled(words: Sequence[str], letters: str) -> list[str] | None:
    """The end of ``words`` that the acronym may stand for: as many telling words as letters, give
    or take one, the first beginning with the first letter."""
    for n in range(1, len(words) + 1):
        tail = list(words[-n:])
        telling = [w for w in tail if w.lower() not in _MINOR]
        if (
            tail[0][0].upper() == letters[0]
            and tail[0].lower() not in _MINOR
            and len(letters) - 1 <= len(telling) <= len(letters) + 1
            and len(telling) >= 2
        ):
            return tail
    return None


def _page_date(report: Report, days: tuple[date, date] | None) -> list[Caution]:
    """A date of the page that is far from when the other reports were published."""
    if not report.page_date or days is None or report.published:
        return []
    at = date.fromisoformat(report.page_date)
    gap = min(abs((at - d).days) for d in days)
    if gap < FAR:
        return []
    return [
        Caution(
            "page_date_far",
            f"no date of its own: the page says {at.isoformat()}, {gap} days from the dated reports "
            f"({days[0].isoformat()}" + (f" to {days[1].isoformat()})" if days[1] != days[0] else ")"),
        )
    ]


def _calendars(places: Sequence[Place]) -> frozenset[str]:
    """The calendars besides the Gregorian that the countries of the story date by."""
    countries = {p.id for p in places}
    return frozenset(name for name, homes in CALENDARS.items() if countries & homes)


def _calendar(
    report: Report, statements: Sequence[Statement], days: tuple[date, date] | None, calendars: frozenset[str]
) -> list[Caution]:
    """A day of the month that fits the story only when read in a calendar of the story's countries."""
    if days is None:
        return []
    near = days[0]
    out: list[Caution] = []
    seen: set[str] = set()
    for s in statements:
        if s.about is None or s.about.precision not in ("day", "time") or s.about.first in seen:
            continue
        at = date.fromisoformat(s.about.first)
        words = report.text[s.about.start : s.about.end]
        if min(abs((at - d).days) for d in days) <= 2 or not re.search(r"\b\d{1,2}\b", words):
            continue
        seen.add(s.about.first)
        for calendar, iso in other_calendar_readings(at.month, at.day, near.isoformat()):
            if calendar in calendars and days[0] <= date.fromisoformat(iso) <= days[1]:
                message = (
                    f"gives “{words}” where the other reports are of {iso}: day {at.day} of a month of the "
                    f"{calendar} calendar is {iso}, so the month may have been swapped"
                )
                out.append(Caution("calendar", message, _raw(report, [Span(s.about.start, s.about.end)])))
                break
    return out


def _alone(
    report: Report, statements: Sequence[Statement], reports: Sequence[Report], shared: set[str]
) -> list[Caution]:
    """A report that says next to nothing that any other report of its story says; ``shared`` are the
    statements, by id, of the claims that several reports make.

    At most ``SHARED`` of its statements belong to a claim that another report makes too, and at
    least ``FEW`` of its figures, and ``ALONE`` of all of them, stand in no other report.  A long
    report has many figures of its own, but shares the core of the event; a machine-spun one
    shares only its topic.  Chosen on the development answer keys, where no report is like that.
    """
    if len(reports) < PEERS or not statements:
        return []
    if sum(s.id in shared for s in statements) > SHARED * len(statements):
        return []
    other = "\n".join(r.text for r in reports if r.id != report.id).lower()
    words = {f: report.text[f.start : f.end] for s in statements for f in s.figures}
    alone = {f: w for f, w in words.items() if w.lower() not in other}
    if len(alone) < FEW or len(alone) < ALONE * len(words):
        return []
    some = ", ".join(f"“{w}”" for w in list(alone.values())[:5])
    message = (
        f"says almost nothing that another report says, and {len(alone)} of its figures are its own: {some}"
    )
    return [Caution("particulars_alone", message, _raw(report, [Span(f.start, f.end) for f in alone]))]
