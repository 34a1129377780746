"""Putting findings in words: what a line may say around a report's exact words.

A line is made of parts.  An :class:`Exact` part is copied from a report, letter by letter; every
other word comes from the functions here, which say who speaks, through what, and how a claim
stands.  Nothing is paraphrased.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from wiredesk.model.reports import Report
from wiredesk.model.spans import Span
from wiredesk.model.statements import Force, Mode, Statement, Voice
from wiredesk.model.views import OWN, UNNAMED, Actor, Claim

NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

# Words whose loss turns a sentence into another: a passage is never cut before one of them.
TELLING = frozenset(
    [
        "no",
        "not",
        "never",
        "none",
        "nobody",
        "nothing",
        "neither",
        "nor",
        "without",
        "cannot",
        "n't",
        "unless",
        "if",
        "once",
        "until",
        "provided",
        "except",
        "but",
        "only",
        "may",
        "might",
        "could",
        "would",
        "should",
        "reportedly",
        "allegedly",
        "apparently",
        "possibly",
        "probably",
        "perhaps",
        "likely",
        "unlikely",
        "unconfirmed",
        "unverified",
        "claimed",
        "alleged",
        "suspected",
        "believed",
        "about",
        "around",
        "some",
        "least",
        "most",
        "nearly",
        "almost",
        "up",
        "over",
        "under",
        "more",
        "less",
        "than",
        "after",
        "before",
    ]
)

LIMIT = 230  # code points of a report's words in one line: about two lines of a page


class Exact(str):
    """Words of a report, letter by letter (runs of white space made one space)."""

    __slots__ = ()


def written(parts: Iterable[str]) -> tuple[str, tuple[Span, ...]]:
    """The parts as one text, and the ranges of it that are a report's own words."""
    out, spans, at = [], [], 0
    for part in parts:
        if isinstance(part, Exact) and part:
            spans.append(Span(at, at + len(part)))
        out.append(str(part))
        at += len(part)
    return "".join(out), tuple(spans)


def flat(text: str) -> str:
    """The text with every run of white space made one space."""
    return " ".join(text.split())


def count(n: int, one: str, many: str | None = None) -> str:
    """A number and its noun: "one report", "two reports", "14 reports"."""
    word = NUMBERS[n] if 0 <= n < len(NUMBERS) else f"{n:,}"
    return f"{word} {one if n == 1 else many or one + 's'}"


def listed(items: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1] if items else ""


def each_once(people: Iterable[str]) -> list[str]:
    """Names in order, each once: "Officials" and "officials" are one."""
    first: dict[str, str] = {}
    for name in people:
        first.setdefault(name.casefold(), name)
    return list(first.values())


def some(items: Sequence[str], most: int = 4) -> str:
    """The items as a list, cut after ``most`` of them: "A, B and 3 more"."""
    if len(items) <= most:
        return listed(items)
    return ", ".join(items[: most - 1]) + f" and {len(items) - most + 1} more"


_UNNAMED = re.compile(r"^an unnamed outlet \((?:report )?(.+)\)$")


def outlets(names: Sequence[str], most: int = 5) -> str:
    """Labels of reports as a list, the unnamed outlets together: "A, B and two unnamed outlets
    (reports X, Y)"."""
    known = [n for n in names if not _UNNAMED.match(n)]
    files = [m[1] for n in names if (m := _UNNAMED.match(n))]
    if len(files) < 2:
        return some(names, most)
    shown = ", ".join(files[:most]) + (f" and {len(files) - most} more" if len(files) > most else "")
    together = f"{count(len(files), 'unnamed outlet')} (reports {shown})"
    more = [f"{len(known) - most} more"] if len(known) > most else []
    return listed([*known[:most], *more, together])


def day(iso: str | None) -> str:
    """ "5 September 2021" for an ISO date or time; "an unknown date" for None."""
    try:
        when = date.fromisoformat((iso or "")[:10])
    except ValueError:
        return "an unknown date"
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def file_name(report: Report) -> str:
    """The last part of the report's path without its ending, cut at twelve characters."""
    stem = re.sub(r"\.\w{1,5}$", "", re.split(r"[/\\]", report.path.rstrip("/\\"))[-1]) or report.id
    return stem if len(stem) <= 12 else stem[:9] + "…"


def labels(reports: Sequence[Report]) -> dict[str, str]:
    """A short name for each report by id: its outlet; where several reports are one outlet's,
    the outlet and the file; where none is known, "an unnamed outlet (report FILE)"."""
    often: dict[str, int] = {}
    for report in reports:
        if report.outlet:
            often[report.outlet] = often.get(report.outlet, 0) + 1
    out = {}
    for report in reports:
        if report.outlet and often[report.outlet] == 1:
            out[report.id] = flat(report.outlet)
        elif report.outlet:
            out[report.id] = f"{flat(report.outlet)} (report {file_name(report)})"
        else:
            found = re.match(r"\w+://(?:[^/?#@]*@)?([^/:?#]+)", report.url or "")
            host = found[1] if found else ""
            out[report.id] = f"an unnamed outlet ({host or 'report ' + file_name(report)})"
    return out


def shortened(statement: Statement, text: str | None = None, limit: int = LIMIT) -> str:
    """The statement's words, cut with " …" near ``limit`` where nothing telling is lost.

    A passage is left whole where the rest holds its condition, a negation, a hedge or a figure.
    """
    words = flat(statement.text if text is None else text)
    if len(words) <= limit * 1.25:
        return words
    cut = words.rfind(" ", 0, limit)
    while 0 < cut < len(words):
        rest = words[cut:]
        telling = {w.lower().strip(".,;:!?\"'“”‘’()") for w in rest.split()}
        if statement.condition is None and not telling & TELLING and not re.search(r"\d|n['’]t\b", rest):
            return words[:cut].rstrip(" ,;:–—-") + " …"
        more = words.find(" ", cut + 1)
        if more < 0 or len(words) - more < limit // 4:
            return words
        cut = more
    return words


_FRAGMENT = re.compile(
    r"^(and|but|or|so|which|who|that|as|while|when|where|it|its|he|she|they|this|these|those|his|her|their|"
    r"him|them)\b",
    re.I,
)


HEAD = 300  # characters: a statement that begins so early is in a report's opening


def shown(claim: Claim) -> Statement:
    """The member whose words a line shows: of those that stand on their own feet (a fragment, "which it
    denied", does not) one that a report opens with, where an outlet tells the news itself and not what led
    to it; else the one of the claim's wording.  On 170 stories of AllSides so chosen words hold more of the
    reports' titles than those of the wording alone."""
    spoken = any(s.voice.kind != "outlet" for s in claim.statements)

    def poor(s: Statement) -> int:
        text = s.text.lstrip("\"“‘'«„ ")
        fragment = 2 if _FRAGMENT.match(text) else 0
        if spoken and s.voice.kind == "outlet":
            fragment += 1  # whose words they are is part of what a line says
        if says_who(s):
            fragment += 1
        stub = 3 if len(text.split()) < 4 else 0
        return fragment + stub + (len(text) > 2 * LIMIT)

    def rank(s: Statement) -> tuple[int, bool, bool, int, str]:
        at = s.spans[0].start if s.spans else sys.maxsize
        return poor(s), at > HEAD, s.text != claim.wording, at, s.id

    return min(claim.statements, key=rank)


_MEDIA = {
    "facebook": "on Facebook",
    "twitter": "on Twitter",
    "x": "on X",
    "telegram": "on Telegram",
    "youtube": "on YouTube",
    "instagram": "on Instagram",
    "tweet": "on Twitter",
    "statement": "in a statement",
    "interview": "in an interview",
    "letter": "in a letter",
    "post": "in a post",
    "speech": "in a speech",
    "press conference": "at a press conference",
    "news conference": "at a news conference",
    "resolution": "in a resolution",
    "report": "in a report",
    "document": "in a document",
    "video": "in a video",
    "court": "in court",
    "broadcast": "in a broadcast",
    "email": "by email",
    "phone": "by phone",
    "telephone": "by phone",
    "press release": "in a press release",
    "memo": "in a memo",
    "blog": "in a blog",
    "column": "in a column",
    "editorial": "in an editorial",
    "op-ed": "in an op-ed",
    "book": "in a book",
    "briefing": "at a briefing",
    "radio": "on the radio",
    "television": "on television",
    "whatsapp": "on WhatsApp",
    "tiktok": "on TikTok",
}


def through(voice: Voice) -> str:
    """What the words came through, with its preposition: "on Facebook", "to CNN"; "" if unknown."""
    medium = flat(voice.medium or "")
    if not medium:
        return "to " + listed([flat(c) for c in voice.chain]) if voice.chain else ""
    low = medium.lower()
    if low.startswith("told "):
        return "to " + medium[5:]
    return _MEDIA.get(low, f"in {medium}")


def speaker(voice: Voice, label: str, actors: Mapping[str, Actor], role: bool = True) -> str:
    """Whose words, for a reader: "Ana Ruiz (mayor)", "officials (unnamed)", or the outlet's
    label for its own account."""
    if voice.kind == "outlet" or not voice.name:
        return label
    actor = actors.get(voice.actor or "")
    name = flat(actor.name if actor and actor.kind == "person" else voice.name)
    if not voice.named and not (actor and actor.kind == "person"):
        return f"{name} (unnamed)"
    if re.search(r"\b(?:for|of|at|in|to|with|and|the)$", voice.role or ""):
        role = False  # cut off before its end
    if role and voice.role and flat(voice.role).lower() not in name.lower() and len(voice.role) <= 60:
        return f"{name} ({flat(voice.role)})"
    return name


_SPEECH = re.compile(
    r"^(said|says|told|wrote|writes|added|claimed|claims|tweeted|posted|announced|announces|denied|denies|"
    r"warned|warns|demanded|demands|urged|urges|promised|pledged|vowed|insisted|stressed|confirmed|confirms|"
    r"stated|states|noted|asserted|argued|asked|asks|reported|reports|estimated|accused|called|declared|"
    r"explained|acknowledged|admitted|rejected|predicted|suggested|expressed|reiterated|appealed|threatened)\b",
    re.I,
)

_FORCES = {
    Force.DENIED: "a denial",
    Force.DEMANDED: "a demand",
    Force.PROMISED: "a promise",
    Force.ASKED: "a question",
    Force.HEDGED: "hedged",
    Force.UNVERIFIED: "not verified",
}


def capital(text: str) -> str:
    """The text with its first letter a capital, where it is a plain lower-case letter and not
    part of a name such as "iTele"."""
    return text[:1].upper() + text[1:] if text[:2].islower() or text[1:2] == " " else text


def says_who(statement: Statement) -> bool:
    """Whether a statement's own words say who speaks, and how: "…, which the union denies"."""
    return statement.cue is not None and any(span.covers(statement.cue) for span in statement.spans)


def said(statement: Statement, report: Report, label: str, actors: Mapping[str, Actor]) -> list[str]:
    """The opening of a line, up to its colon: speaker, cue and medium, or whose own account.

    The cue is shown in its own words where it is a plain verb of saying; otherwise a force that
    is not plain assertion is named, so that a demand never reads as a fact.
    """
    voice = statement.voice
    force = _FORCES.get(statement.force)
    if says_who(statement):
        return [capital(label), ": "]
    if voice.kind == "outlet" or not voice.name:
        return [capital(label), f", own account, {force}" if force else ", own account", ": "]
    who: list[str] = [capital(speaker(voice, label, actors))]
    cue = flat(statement.cue.of(report.text)) if statement.cue else ""
    cue = re.sub(r"[\s,:]*\bthat$|[\s,:]+$", "", cue)
    told = cue.lower().endswith(("told", "tells"))
    bare = told and not through(voice).startswith("to ")
    if cue and not bare and len(cue) <= 50 and _SPEECH.match(cue) and not re.search('["“”«»]', cue):
        who += [" ", Exact(cue)]
        if not through(voice) or (statement.mode is Mode.DIRECT and not told):
            return [*who, ": "]
        medium = through(voice)
        if medium.lower() in cue.lower() or medium.split()[-1].lower() in cue.lower():
            return [*who, ": "]
        if told:
            medium = medium.removeprefix("to ")
        return [*who, " ", medium, ": "]
    if through(voice):
        who += [", ", through(voice)]
    return [*who, f" ({force}): " if force else ": "]


def quoted(statement: Statement, limit: int = LIMIT) -> list[str]:
    """The statement's words as parts: as they stand, less a comma at the end.

    A direct quotation whose marks lie outside the span, or of which one lies outside, gets them:
    a long quotation is several statements, and only the first opens it.
    """
    words = shortened(statement, limit=limit).rstrip(",; -–—")
    comma = re.search(r"(?<=\w),([\"”’]{1,2})$", words)
    if comma:
        return [*_opened(statement, words), Exact(words[: comma.start()]), comma[1]]
    return [*_opened(statement, words), Exact(words), *_closed(statement, words)]


def _opened(statement: Statement, words: str) -> list[str]:
    if statement.mode is not Mode.DIRECT or re.match("[\"“„«‹「'‘]", words):
        return []
    return ["“"] if not re.search("[“„«]", words) or re.search("^[^“]*”", words) else []


def _closed(statement: Statement, words: str) -> list[str]:
    if statement.mode not in (Mode.DIRECT, Mode.MIXED):
        return []
    whole = words.removesuffix(" …")
    if whole.count("“") > whole.count("”"):
        return ["”"]
    if whole.count("«") > whole.count("»"):
        return ["»"]
    if whole.count('"') % 2:
        return ['"'] if whole.startswith('"') or not whole.endswith('"') else []
    if (
        statement.mode is Mode.DIRECT
        and not re.search('["“”„«»‹›「」]', whole)
        and not re.match("['‘]", whole)
    ):
        return ["”"]
    return []


def sources(claim: Claim, names: Mapping[str, str]) -> list[str]:
    """Labels of the reports that carry the claim, in the order of its statements."""
    return list(dict.fromkeys(names[s.report] for s in claim.statements if s.report in names))


def _way(spoken: Sequence[Statement]) -> str:
    """What one voice's words came through, where the reports agree: a plain "statement" does not
    speak against "on Facebook" where two reports name that."""
    ways: dict[str, set[str]] = {}
    for s in spoken:
        if through(s.voice):
            ways.setdefault(through(s.voice), set()).add(s.report)
    if len(ways) == 1:
        (way, said_in), reports = next(iter(ways.items())), {s.report for s in spoken}
        return way if 2 * len(said_in) >= len(reports) else ""
    sure = [way for way, said_in in ways.items() if way != "in a statement" and len(said_in) > 1]
    rest = [way for way in ways if way not in (*sure, "in a statement")]
    return sure[0] if len(sure) == 1 and not rest else ""


def standing_words(claim: Claim, names: Mapping[str, str], actors: Mapping[str, Actor]) -> str:
    """Where a claim stands: "four newsrooms, one voice: Ana Ruiz, on Facebook"."""
    standing = claim.standing
    reports = len({s.report for s in claim.statements})
    own = {v for v in standing.voices if v.startswith(OWN)}
    heard = set(standing.voices) - own
    heard -= {UNNAMED} if len(heard) > 1 else set()  # an unnamed voice adds none to a named one
    spoken = [s for s in claim.statements if s.voice.kind != "outlet" and s.voice.name]
    if not spoken:
        own, heard = own | heard, set()
    newsrooms = max(1, len(set(standing.newsrooms)))
    who = ""
    if spoken and len(heard) == 1:
        known = [s for s in spoken if s.voice.named] or spoken
        people = [speaker(s.voice, names.get(s.report, ""), actors, role=False) for s in known]
        people = each_once(people)
        who = some(people, 3) + (", who speak as one" if len(people) > 1 else "")
        if len(people) == 1 and (way := _way(spoken)):
            who += ", " + way
    voices = count(len(heard), "voice") if heard else ""
    accounts = count(len(own), "own account") if own else ""
    if standing.label == "repeated":
        text = f"{count(reports, 'report')}, one origin" + (f": {who}" if who else "")
    elif standing.label == "one_newsroom":
        text = "one newsroom, " + " and ".join(x for x in (voices, accounts) if x)
    elif standing.label == "attested":
        text = f"{count(newsrooms, 'newsroom')}, {voices or accounts}" + (f": {who}" if who else "")
        text += f"; and {accounts}" if voices and accounts else "" if voices else "; no shared origin found"
    elif standing.label == "corroborated":
        each = " and ".join(x for x in (voices, accounts) if x) if heard else "each its own account"
        text = f"{count(newsrooms, 'newsroom')} that did not copy each other, {each}; no shared origin found"
    elif spoken:
        text = "one newsroom, one voice"
    else:
        text = "one newsroom, its own account"
    if text == "one newsroom, one voice" and who and says_who(shown(claim)):
        text += f": {who}"
    if standing.withdrawn_by:
        text += "; withdrawn"
    if standing.superseded_by:
        text += "; overtaken by a later account"
    return text + ("; disputed" if standing.disputes else "")
