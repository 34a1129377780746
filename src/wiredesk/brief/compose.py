"""The lines of one story, section by section: what to show, in which order, and where to stop."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from wiredesk.brief.disputes import hubs
from wiredesk.brief.figures import figures
from wiredesk.brief.lineage import lineage
from wiredesk.brief.part import COMMON, SIDES, Part
from wiredesk.brief.rewordings import rewording_lines
from wiredesk.model.reports import PublishedFrom
from wiredesk.model.statements import Force, Mode, Statement
from wiredesk.model.views import OWN, UNNAMED, Change, Claim, Line
from wiredesk.text.wording import Exact, capital, count, file_name, flat, outlets, some, sources


def lines(part: Part) -> list[Line]:
    """All lines of one story, in reading order."""
    ranked = part.ranked(part.claims)
    disputed = _disputes(part)
    newest = [_latest(part, c) for c in ranked if _opens(part, c)]
    central = list({c.id: c for c in newest}.values())
    lead = _distinct(part, central or ranked, part.most("lead"), most_of_one=2)
    out = [part.line("lead", part.telling(c), [c], part.standing(c)) for c in lead]
    seen = [*lead]
    agreed, rest = _agreed(part, ranked, seen)
    out += [part.line("agreed", part.telling(c), [c], part.standing(c)) for c in agreed] + part.more(
        "agreed", rest
    )
    out += disputed
    out += figures(part)
    told = {c for line in disputed for c in line.claims}.union(*_overtaken(part))
    seen += [*agreed, *rest, *part.ranked(part.by_claim[c] for c in told if c in part.by_claim)]
    out += _once(part, ranked, seen)
    for change in _shown_changes(part):
        claims = [part.by_claim[c] for c in change.claims if c in part.by_claim]
        out.append(part.line("changed", _reworded(change), claims, reports=change.reports))
    out += rewording_lines(part)
    out += lineage(part)
    return out + _careful(part)


def _shown_changes(part: Part) -> Sequence[Change]:
    return part.changes[: part.most("changed")]


def _overtaken(part: Part) -> list[set[str]]:
    """The claims of each account that the changes show with the later one that overtook it."""
    return [set(c.claims) for c in _shown_changes(part) if c.kind == "update"]


def _reworded(change: Change) -> list[str]:
    parts: list[str] = []
    at = 0
    for span in change.exact:
        parts += [change.text[at : span.start], Exact(span.of(change.text))]
        at = span.end
    return [*parts, change.text[at:]]


_HANGING = re.compile(r"[^,;:]{1,80}?\s(?:who|which)\s")  # "scholars who offered help": no sentence


_CLAUSE = re.compile(  # "When it began, for instance": a clause without its sentence
    r"(?:when|while|as|although|though|because|since|after|before|if|whether)\b"
    r"(?!.*, \S+ \S+ \S+ \S+)",
    re.I,
)
_HUNG = re.compile(r"\b(?:when|while|as|after|before|since|because|although|though)\s+$", re.I)
_BEFORE = 12  # characters before a statement in which such a word stands
_LEANING = re.compile(  # what goes on from a sentence before, or talks to the reader
    r"(?:moreover|however|meanwhile|instead|indeed|also|still|yet|thus|therefore|furthermore|then(?!-)|"
    r"nevertheless|besides|similarly|perhaps|maybe|in fact|of course|for (?:example|instance)|in other words|"
    r"on the other hand|in addition|at the same time|as a result|after all|let[’']s|you|we|i|our|my|your)\b",
    re.I,
)
_CAPTION = re.compile(  # "Guards stand at the dam, May 15, 2031": the words below a picture
    r",? (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4}\W*$"
)
_LOOSE = re.compile(r"(?:it|its|this|that|these|those|which|who|and|but)\b", re.I)


def _opens(part: Part, claim: Claim) -> bool:
    """Whether a claim may stand in the lead: news, in words that stand on their own feet."""
    statement, _ = part.face(claim)
    if claim.kind in ("background", "opinion", "caveat") or statement.force is Force.ASKED:
        return False
    words = statement.text.lstrip("\"“‘' ")
    narrated = statement.voice.kind == "outlet"
    if (
        len(words.split()) < 5
        or len(re.findall(r"\b[a-z]{2,}", words)) < 3
        or (narrated and not statement.act)
    ):
        return False
    if narrated and (not words[:1].isalnum() or words[:1].islower() or _HANGING.match(words)):
        return False
    if narrated and (_LEANING.match(words) or _CAPTION.search(words)):
        return False
    if _CLAUSE.match(words) or _hung(part, statement):
        return False
    loose = "and|but|which|who|that|so|it|this|these|those"
    if narrated:
        loose += "|he|she|they|his|her|their"
    elif statement.voice.named and statement.mode is Mode.INDIRECT:
        loose += "|they|their"  # who they are is said in words that are not there
    return not re.match(rf"(?:{loose})\b", words, re.I)


def _hung(part: Part, statement: Statement) -> bool:
    """Whether a statement is told without the "when" or "after" that hangs it on another: it tells what led
    to the news."""
    at = statement.spans[0].start if statement.spans else 0
    return _HUNG.search(part.by_report[statement.report].text[max(0, at - _BEFORE) : at]) is not None


def _latest(part: Part, claim: Claim) -> Claim:
    """The account that a claim was overtaken by and nothing overtook since, the weightiest; itself where
    there is none that may stand in the lead."""
    seen, found = {claim.id}, [claim]
    for at in found:
        later = [part.by_claim[i] for i in at.standing.superseded_by if i in part.by_claim]
        found += [c for c in later if c.id not in seen]
        seen |= {c.id for c in later}
    last = [c for c in found if not c.standing.superseded_by and _opens(part, c)]
    return part.ranked(last)[0] if last else claim


def _alike(part: Part, one: Claim, two: Claim) -> bool:
    """Whether a reader would take two claims for the same news: nearly the same words, or two
    conditional offers of one voice."""
    (a, left), (b, right) = part.face(one), part.face(two)
    if len(left & right) >= 0.6 * max(1, min(len(left), len(right))):
        return True
    same = bool(a.voice.actor) and a.voice.actor == b.voice.actor and a.voice.kind != "outlet"
    return same and a.condition is not None and b.condition is not None and len(left & right) >= 3


def _distinct(
    part: Part, claims: Sequence[Claim], most: int, seen: Sequence[Claim] = (), most_of_one: int = 3
) -> list[Claim]:
    """The first claims that are not like one before them, or in ``seen``; a speaker has at most
    ``most_of_one`` of them."""
    out: list[Claim] = []
    heard: dict[str, int] = {}
    for claim in claims:
        voice = part.face(claim)[0].voice
        key = (voice.actor or voice.name) if voice.kind != "outlet" else ""
        if key and heard.get(key, 0) >= most_of_one:
            continue
        if any(claim is c or _alike(part, claim, c) for c in (*seen, *out)):
            continue
        heard[key] = heard.get(key, 0) + 1
        out.append(claim)
        if len(out) == most:
            break
    return out


def _agreed(part: Part, ranked: Sequence[Claim], seen: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """Attested and corroborated claims beside the lead: those to show, and the rest of them."""
    ids = {c.id for c in seen}
    carried = [
        c for c in ranked if c.standing.label in ("attested", "corroborated") and c.kind != "background"
    ]
    carried = [c for c in carried if c.id not in ids]
    carried.sort(key=lambda c: (c.standing.label != "corroborated", -part.weight[c.id], c.id))
    told = ((c, part.face(c)[0].text) for c in carried)
    clear = [c for c, words in told if len(words.split()) >= 4 and not _LOOSE.match(words)]
    show = _distinct(part, clear, part.most("agreed"), seen)
    return show, [c for c in carried if c not in show]


_DISPUTE = {
    "figure": "The figure differs",
    "date": "The date differs",
    "control": "Who holds it differs",
    "polarity": "Asserted and denied",
    "condition": "The condition differs",
    "name": "The name differs",
    "scope": "How far it reaches differs",
    "update": "Later accounts differ",
    "place": "The place differs",
    "definition": "How it is counted differs",
    "translation": "The translations differ",
}


def _disputes(part: Part) -> list[Line]:
    """One line a dispute: a claim, and all that cannot hold beside it, each side on a line of
    its own.  Every pair is in one line; only pairs that clash are set against each other.  What a later
    account overtook is no dispute where it stands among the changes."""
    overtaken = _overtaken(part)
    pairs = [
        (d.kind, d.left, d.right)
        for d in part.disagreements
        if d.left in part.by_claim and d.right in part.by_claim and d.left != d.right
        if d.kind != "update" or {d.left, d.right} not in overtaken
    ]

    @cache
    def told(claim: str) -> tuple[str, ...]:
        found = part.by_claim[claim]
        carried = sources(found, part.names)
        statement, _ = part.face(found)
        parts = ["\n", *part.telling(found, alone=False, limit=150)]
        if not (statement.voice.kind == "outlet" and len(carried) == 1):
            parts.append(f" — {outlets(carried)}")
        return tuple(parts)

    out: list[Line] = []
    for kind, hub, others in hubs(pairs, part.weight):
        claims = [part.by_claim[hub], *part.ranked(part.by_claim[c] for c in others)]
        parts: list[str] = [_DISPUTE.get(kind, "The accounts differ"), ":"]
        for claim in claims[:SIDES]:
            parts += told(claim.id)
        if len(claims) > SIDES:
            parts.append(f"\nand {len(claims) - SIDES} more, in the matrix")
        rooms = len({n for c in claims for n in c.standing.newsrooms})
        words = (
            f"{count(len(claims), 'account')}, {count(rooms, 'newsroom')}, {count(_voices(claims), 'voice')}"
        )
        out.append(part.line("disputed", parts, claims, words))
    out.sort(key=lambda line: (-max(part.weight[c] for c in line.claims), line.id))
    rest = out[part.most("disputed") :]
    shown_claims = {c for line in out[: part.most("disputed")] for c in line.claims}
    left_out = dict.fromkeys(c for line in rest for c in line.claims if c not in shown_claims)
    return out[: part.most("disputed")] + part.more("disputed", [part.by_claim[c] for c in left_out])


def _voices(claims: Sequence[Claim]) -> int:
    """How many voices the sides of a dispute have: those known by name, and one for each side that has only
    unnamed ones, unless it and another side call them the same ("officials")."""
    unnamed: list[set[str]] = []
    for claim in claims:
        heard = {v for v in claim.standing.voices if not v.startswith(OWN)}
        if heard == {UNNAMED}:
            called = {flat(s.voice.name).lower() for s in claim.statements if s.voice.kind != "outlet"}
            same = [names for names in unnamed if names & called]
            unnamed = [names for names in unnamed if not names & called] + [called.union(*same)]
    return len({v for c in claims for v in c.standing.voices} - {UNNAMED}) + len(unnamed)


def _once(part: Part, ranked: Sequence[Claim], seen: Sequence[Claim]) -> list[Line]:
    ids = {c.id for c in seen}
    alone = [
        c for c in ranked if c.id not in ids and c.standing.label in ("once", "repeated", "one_newsroom")
    ]
    proper = [c for c in alone if _opens(part, c)]
    most = part.most("once") if len(part.reports) > 1 else 2 * part.most("once")
    whole = [c for c in alone if not _CLAUSE.match(part.face(c)[0].text)] or ([] if seen else alone)
    show = _distinct(part, proper or whole, most, seen, most_of_one=2)
    show.sort(key=lambda c: (c.standing.label == "once", -part.weight[c.id], c.id))
    kept = {c.id for c in show}
    out = [part.line("once", part.telling(c), [c], part.standing(c)) for c in show]
    return out + part.more("once", [c for c in alone if c.id not in kept])


_GATHERED = {
    "no_date": "No date of its own",
    "no_outlet": "No outlet named",
    "peers": "No date of its own, dated from the other reports",
}
"""Cautions that many reports share: one line for all of them."""


def _careful(part: Part) -> list[Line]:
    out: list[tuple[int, Line]] = []
    gathered: dict[str, list[str]] = {}
    for report in part.reports:
        notes: list[str] = []
        for caution in report.cautions:
            if caution.code in _GATHERED:
                gathered.setdefault(caution.code, []).append(report.id)
            elif caution.code != "date_inferred" or len(part.reports) <= 6:
                notes += ["; " if notes else "", flat(caution.message).rstrip(".")]
        if not any("date" in c.code for c in report.cautions):
            if report.published_from is PublishedFrom.PEERS:
                gathered.setdefault("peers", []).append(report.id)
            elif report.published is None:
                gathered.setdefault("no_date", []).append(report.id)
        if notes:
            line = part.line("careful", [capital(part.names[report.id]), ": ", *notes], reports=[report.id])
            weight = sum(c.code not in COMMON for c in report.cautions)
            out.append((-weight, line))
    out.sort(key=lambda x: (x[0], x[1].id))
    found = [line for _, line in out]
    rest = found[part.most("careful") :]
    found = found[: part.most("careful")]
    for code, words in _GATHERED.items():
        if code in gathered:
            members = [r for r in part.reports if r.id in gathered[code]]
            who = outlets([part.names[r.id] for r in members], 6)
            if code == "no_outlet":
                files = some([file_name(r) for r in members], 6)
                who = f"report {files}" if len(members) == 1 else f"reports {files}"
            found.append(part.line("careful", [words, ": ", who], reports=gathered[code]))
    if rest:
        ids = [r for line in rest for r in line.reports]
        found.append(part.line("careful", [f"and {len(rest)} more, in the reports"], reports=ids))
    return found
