"""The ground check: a line of a brief says nothing that its spans do not say.

A line has the reports' own words (``Line.exact``) and the brief's.  The former must stand,
letter by letter, in one statement that the line rests on, with its condition, and cut only
where " …" shows it and nothing telling is lost.  The latter must come from a closed list, or be
a name of a voice or an outlet, or a number that can be counted.  All else raises.

An earlier edition's words, which no report has any more, stand only in a line of the section "changed"
that rests on no claim, whole, beside the later ones, as the document's ``reworded`` has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wiredesk.brief.rewordings import rewording_of
from wiredesk.errors import UngroundedLine
from wiredesk.model.editions import Rewording
from wiredesk.model.reports import Report
from wiredesk.model.statements import Mode, Statement
from wiredesk.model.views import Actor, Brief, Claim, Line
from wiredesk.text.wording import MONTHS, NUMBERS, TELLING, day, flat, labels, standing_words

WORDS = (
    frozenset(
        """
    a about account accounts actor after against agency alive all also an and are as asserted at be before
    between broadcast but by came carried condition conference copied copy copying counted counts court
    date dated dates day days dead demand denial denied did died differ different differs disputed
    document down each earlier edited email facebook far fell figure first for found from give given
    gives had has heard hedged here holds how i in instagram interview is it its known last later letter
    matrix more much name named new news newsroom newsrooms no none not now of on one only or origin
    other others out outlet overtaken own part passage phone place post press print printed promise
    proof question quotation quoted reaches rejected report reported reports resolution reversed revised
    rose said same share shared short passages outlets only judged desk
    shorter side since source speak speaks speech spoke statement stories story telegram than
    that the their then there they this to translation translations twitter unknown unnamed up value
    values verified video voice voices was went were when which while who whole with withdrawn withdrew word
    words x youtube
    among attribution befell corrected brief changed claim dispute dropped hedge lost rounded way
    edition hand heard joined line lines longer parted statements stood
    added became editions passages says saying so took without wordings
    blog book briefing column editorial memo op-ed radio release television tiktok whatsapp
    """.split()
    )
    | {"%"}
    | frozenset(w for n in NUMBERS for w in n.split())
    | frozenset(m.lower() for m in MONTHS)
)
"""The brief's own words, lower case.  A word that is not here must come from the evidence."""

_TOKEN = re.compile(r"[^\W_]+(?:['’.,:/-][^\W_]+)*|%")
_JOINTS = re.compile(r"['’.,:/-]")
_QUOTES = '"“”„«»'


def check(
    brief: Brief,
    claims: Sequence[Claim],
    reports: Sequence[Report],
    actors: Sequence[Actor] = (),
    reworded: Sequence[Rewording] = (),
) -> None:
    """Raise :class:`wiredesk.errors.UngroundedLine`, naming the line, if one is not grounded."""
    grounds = Grounds.of(claims, reports, actors, reworded)
    for line in brief.lines:
        grounds.check(line)


@dataclass(frozen=True, slots=True)
class Grounds:
    """All that the lines of one document may rest on, looked up once for as many lines as there are."""

    claims: Mapping[str, Claim]
    reports: Mapping[str, Report]
    names: dict[str, str]
    people: dict[str, Actor]
    reworded: Sequence[Rewording]

    @staticmethod
    def of(
        claims: Sequence[Claim],
        reports: Sequence[Report],
        actors: Sequence[Actor] = (),
        reworded: Sequence[Rewording] = (),
    ) -> Grounds:
        """What lines rest on in a document of these claims, reports, actors and rewordings."""
        return Grounds(
            {c.id: c for c in claims}, {r.id: r for r in reports}, labels(reports),
            {a.id: a for a in actors}, reworded,
        )  # fmt: skip

    def check(self, line: Line) -> None:
        """Raise :class:`wiredesk.errors.UngroundedLine` if a line is not grounded."""
        if not line.grounded and line.by:
            return  # a person's own words, shown as such
        rests = [self.claims[c] for c in line.claims if c in self.claims]
        if len(rests) < len(line.claims):
            missing = str(set(line.claims) - self.claims.keys())
            raise _bad(line, "rests on a claim that does not exist", missing)
        members = [s for c in rests for s in c.statements]
        where = [
            self.reports[r]
            for r in dict.fromkeys([*line.reports, *(s.report for s in members)])
            if r in self.reports
        ]
        edited = [r for r in self.reworded if r.report in line.reports] if line.section == "changed" else []
        if rewording_of(line, edited, where, self.names) is None:
            for span in line.exact:
                _exact(line, span.of(line.text), members, where)
            _quotes(line, members, _printed(members, where, self.names, self.people))
        _own(line, members, where, self.names, self.people, edited)
        if len(rests) == 1 and line.exact and line.section in ("lead", "agreed", "once", "pinned", "own"):
            words = standing_words(rests[0], self.names, self.people)
            if not line.standing.startswith(words):
                raise _bad(line, f"stands as {words!r}", line.standing)


def _bad(line: Line, what: str, found: str) -> UngroundedLine:
    return UngroundedLine(
        f"line {line.id} ({line.section}) {line.text!r}: {found!r} {what}; "
        "a line may hold only exact words of its spans, names of its voices and outlets, "
        "and the brief's own words"
    )


def _pieces(words: str) -> list[str]:
    return [p for p in (piece.strip() for piece in words.split(" …")) if p]


def _in_order(pieces: Sequence[str], text: str) -> bool:
    at = 0
    for piece in pieces:
        found = text.find(piece.lstrip("… "), at)
        if found < 0:
            return False
        at = found + len(piece.lstrip("… "))
    return True


def _exact(line: Line, words: str, members: Sequence[Statement], reports: Sequence[Report]) -> None:
    by = {r.id: r for r in reports}
    for statement in members:
        report = by.get(statement.report)
        if report is None:
            continue
        if statement.cue and words and words in flat(statement.cue.of(report.text)):
            return
        for figure in statement.figures:
            shown = flat(report.text[figure.start : figure.end])
            if words.startswith(shown) and len(words) <= len(shown) + 45 and words in flat(report.text):
                return
        if line.section == "figures" and any(words == flat(s.of(report.text)) for s in statement.spans):
            return  # the name of a row beside its number
    if line.section == "changed" and any(words == flat(n.of(r.text)) for r in reports for n in r.corrections):
        return
    pieces = _pieces(words)
    found = [s for s in members if _in_order(pieces, flat(s.text))]
    faults = [fault for s in found if (fault := _short(words, s, by.get(s.report)))]
    if found and len(faults) < len(found):
        return
    if faults:
        raise _bad(line, faults[0], words)
    if line.section == "stories" and any(_in_order(pieces, flat(r.title or "")) for r in reports):
        return
    raise _bad(line, "stands in none of its spans", words)


def _short(words: str, statement: Statement, report: Report | None) -> str:
    """What a cut statement has lost that it must not lose; "" where it is whole or cut with care."""
    whole = flat(statement.text)
    kept = words.removesuffix(" …").rstrip()
    at = whole.find(kept)
    before, after = (whole[:at], whole[at + len(kept) :]) if at >= 0 else ("", "")
    if re.search(r"\w", before):
        return "begins in the middle of its span"
    if re.search(r"\w", after) and not words.endswith(" …"):
        return "is cut and does not show it"
    telling = {w.lower().strip(".,;:!?\"'“”‘’()") for w in after.split()} & TELLING
    if telling or re.search(r"\d", after):
        return f"cuts off {', '.join(sorted(telling)) or 'a figure'}"
    if statement.condition and report:
        condition = flat(statement.condition.of(report.text))
        if condition in whole and not _in_order(_pieces(condition), words):
            return f"lacks the condition {condition!r}"
    return ""


def _printed(
    members: Sequence[Statement],
    reports: Sequence[Report],
    names: dict[str, str],
    people: dict[str, Actor],
) -> list[str]:
    """The names with a quotation mark in them that a line may print as they are: 'The "Daily" Post'."""
    known = [names[r.id] for r in reports]
    known += [x for s in members for x in (s.voice.name, s.voice.role, s.voice.medium, *s.voice.chain) if x]
    known += [people[s.voice.actor].name for s in members if s.voice.actor in people]
    return [flat(n) for n in dict.fromkeys(known) if set(n) & set(_QUOTES)]


def _quotes(line: Line, members: Sequence[Statement], names: Sequence[str]) -> None:
    """A quotation mark of the brief's own hugs the exact words of a direct quotation; one of a
    name's belongs to that."""
    inside = [False] * (len(line.text) + 1)
    for name in names:
        for found in re.finditer(re.escape(name), line.text, re.I):
            inside[found.start() : found.end()] = [True] * len(name)
    for span in line.exact:
        for i in range(span.start, span.end):
            inside[i] = True
    spans = {(s.start, s.end): s.of(line.text) for s in line.exact}
    if line.section == "careful":
        return  # cautions quote names of their own report, with spans of their own
    for i, letter in enumerate(line.text):
        if inside[i] or letter not in _QUOTES:
            continue
        words = next((w for (a, b), w in spans.items() if a == i + 1 or b == i), None)
        pieces = _pieces(words or "")
        quoted = (s for s in members if s.mode in (Mode.DIRECT, Mode.MIXED) or set(s.text) & set(_QUOTES))
        if not words or not any(_in_order(pieces, flat(s.text)) for s in quoted):
            raise _bad(line, "is quoted though no span quotes it", words or letter)


def _own(
    line: Line,
    members: Sequence[Statement],
    reports: Sequence[Report],
    names: dict[str, str],
    people: dict[str, Actor],
    edited: Sequence[Rewording] = (),
) -> None:
    own, at = [], 0
    for span in line.exact:
        own.append(line.text[at : span.start])
        at = span.end
    own.append(line.text[at:])
    tokens = dict.fromkeys(_TOKEN.findall(" ".join([*own, line.standing])))
    foreign = [t for t in tokens if t.lower() not in WORDS and t.lower().rstrip("s") not in WORDS]
    if not foreign:
        return
    known = _evidence(members, reports, names, people)
    if line.section == "careful":
        known |= {t.lower() for r in reports for c in r.cautions for t in _TOKEN.findall(flat(c.message))}
    numbers = _numbers(line, members, reports) | {str(n) for n in range(len(edited) + 1)}
    numbers |= {n for r in edited for n in (*day(r.since).split(), *day(r.until).split())}
    for token in foreign:
        low = token.lower()
        if low in known:
            continue
        if any(c.isdigit() for c in token):
            if low.replace(",", "") not in numbers:
                raise _bad(line, "is a number that is in none of its spans and counts nothing", token)
            continue
        if all(p in known or p in WORDS for p in _JOINTS.split(low) if p):
            continue
        raise _bad(line, "is not a word of the brief, nor a name of the evidence", token)


def _evidence(
    members: Iterable[Statement], reports: Sequence[Report], names: dict[str, str], people: dict[str, Actor]
) -> set[str]:
    told: list[str] = [names.get(r.id, "") for r in reports]
    for statement in members:
        voice = statement.voice
        told += [voice.name, voice.role or "", voice.medium or "", voice.group or "", *voice.chain]
        actor = people.get(voice.actor or "")
        if actor:
            told.append(actor.name)
        for figure in statement.figures:
            told += [figure.of, figure.status or "", figure.unit]
    out: set[str] = set()
    for token in {token.lower() for text in set(told) for token in _TOKEN.findall(text)}:
        out.add(token)
        out.update(p for p in _JOINTS.split(token) if p)
    return out


def _numbers(line: Line, members: Sequence[Statement], reports: Sequence[Report]) -> set[str]:
    """Numbers that a line may hold: of its figures, its dates, and what it counts."""
    out = {str(n) for n in range(len(line.claims) + 1)} | {str(n) for n in range(len(reports) + 1)}
    out |= {str(n) for n in range(len(members) + 1)}
    for statement in members:
        for figure in statement.figures:
            out |= {f"{v:g}" for v in (figure.low, figure.high) if v is not None}
        if statement.about:
            out |= set(day(statement.about.first).split()) | set(day(statement.about.last).split())
    for published in {report.published for report in reports}:
        out |= set(day(published).split())
    if line.section == "lineage":
        out |= {str(n) for n in range(101)}
    return out
