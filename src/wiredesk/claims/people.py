"""Actors: the people and bodies of a story under all their names, and who speaks for whom."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from wiredesk.claims.names import Name, is_institution, name, same_body, same_person, similar, surname_of
from wiredesk.claims.words import plain
from wiredesk.model.ids import content_id
from wiredesk.model.reports import Report
from wiredesk.model.statements import Mode, Statement, Voice
from wiredesk.model.views import Actor, Reason

DEFINED = re.compile(
    r"((?:[A-Z][\w’'-]+\s+)(?:(?:of|for|the|and|in|[A-Z][\w’'-]+)\s+){0,7})\(([A-Z][A-Z&.]{1,8})\)"
)
SPOKESMAN = re.compile(
    r"\b(spokes(?:man|woman|person|men|people)|press secretary|representative|leader|head|chief|"
    r"commander|director|chairman|president|minister|official|secretary|chair|ceo|lawyer|attorney)\b",
    re.I,
)


def actors(statements: Sequence[Statement], reports: Sequence[Report]) -> tuple[Actor, ...]:
    """The voices of the statements, and the bodies that they speak for, each under all its names.

    Outlets come first by name, then the rest.  The result does not depend on the order of the
    input.  Names that common nouns stand for ("officials") are of kind "unnamed", one actor a
    report: two reports' officials are never taken for one.
    """
    found, _ = directory(statements, reports)
    return found


def directory(
    statements: Sequence[Statement], reports: Sequence[Report]
) -> tuple[tuple[Actor, ...], tuple[Reason, ...]]:
    """The actors, and the reason of every join of two names."""
    printed = Counter(_voices(statements))
    definitions = _definitions(reports)
    # Whoever has spokesmen is a body, unless its name is a person's: lawyers, too, speak for people.
    spoken_for = {
        s.voice.group for s in statements if s.voice.group and not _a_person(s.voice.group, printed)
    }
    bodies = sorted(
        {n for n in printed if name(n).kind == "organisation" or n in spoken_for} | set(definitions)
    )
    people = sorted({n for n in printed if name(n).kind == "person"} - set(bodies))
    reasons: list[Reason] = []
    quoted = _quoted(statements)
    groups = [*_joined_people(people, quoted, reasons), *_joined_bodies(bodies, definitions, reasons)]
    out: list[Actor] = []
    for group in groups:
        kind = "organisation" if group[0] in bodies else "person"
        best = max(group, key=lambda n: (kind == "person" and _whole(n), printed[n], len(n), n))
        out.append(Actor(content_id("act", kind, *sorted(group)), _display(best), tuple(sorted(group)), kind))
    out.extend(_unnamed(statements))
    out.extend(_outlets(statements, reports))
    out = _speaking(out, statements)
    return tuple(sorted(out, key=lambda a: (a.kind, a.name, a.id))), tuple(reasons)


def actor_of(statement: Statement, found: Iterable[Actor]) -> Actor | None:
    """The actor whose words a statement is, or None where it is not among ``found``."""
    wanted = voice_key(statement)
    return next((a for a in found if wanted in a.names), None)


def has_name(voice: Voice) -> bool:
    """Whether a speaker is somebody of that name in every report: a person or body by name, or a country's
    or town's own institution ("the Ostmark interior ministry"), and not "officials"."""
    parsed = name(voice.name)
    return parsed.kind != "unnamed" and (voice.named or is_institution(parsed))


def voice_key(statement: Statement) -> str:
    """What a statement's voice is listed under in :attr:`Actor.names`."""
    voice = statement.voice
    if voice.kind == "outlet":
        return voice.name or f"the report {statement.report}"
    if not has_name(voice):
        return f"{voice.name or 'unnamed'} in {statement.report}"
    return voice.name


def with_actors(statements: Sequence[Statement], found: Sequence[Actor]) -> tuple[Statement, ...]:
    """The statements with ``voice.actor`` filled."""
    index = {n: a.id for a in found for n in a.names}
    return tuple(_with_actor(s, index.get(voice_key(s))) for s in statements)


MOST = 60_000
"""So many statements are remembered with their actor in a process: what is the very same object is quickly
found to be the same."""

_kept: dict[str, tuple[Statement, Statement]] = {}


def _with_actor(statement: Statement, actor: str | None) -> Statement:
    known = _kept.get(statement.id)
    if known is not None and known[0] == statement and known[1].voice.actor == actor:
        return known[1]
    made = replace(statement, voice=replace(statement.voice, actor=actor))
    if len(_kept) > MOST:
        _kept.clear()
    _kept[statement.id] = statement, made
    return made


def root(actor: str | None, found: Iterable[Actor]) -> str | None:
    """The id of whom an actor speaks for in the end; its own id where it speaks for itself."""
    index = {a.id: a for a in found}
    seen: set[str] = set()
    while actor in index and index[actor].speaks_for and actor not in seen:
        seen.add(actor)
        actor = index[actor].speaks_for
    return actor


def _a_person(group: str, printed: Iterable[str]) -> bool:
    """Whether what somebody speaks for is a person: by a full name, one with an initial, or the
    surname of a voice that the story names in full."""
    parsed = name(group)
    if parsed.kind != "person":
        return False
    if len(parsed.words) == 2 or any(len(w) == 1 for w in parsed.words[1:-1]):
        return True
    return any(surname_of(parsed, name(n)) for n in printed if name(n).kind == "person")


def _voices(statements: Sequence[Statement]) -> Iterable[str]:
    for s in statements:
        if s.voice.kind == "speaker" and has_name(s.voice):
            yield s.voice.name
        if s.voice.group and name(s.voice.group).kind != "unnamed":
            yield s.voice.group


def _definitions(reports: Sequence[Report]) -> dict[str, str]:
    """Long names to the acronyms that the reports give them: "National Resistance Front (NRF)"."""
    out: dict[str, str] = {}
    for report in reports:
        for match in DEFINED.finditer(report.text):
            words = match.group(1).split()
            letters = match.group(2).replace(".", "")
            # The name is the shortest run of words before the bracket that begins with its first letter
            # and holds as many capitals as the acronym has letters.
            for start in range(len(words) - 1, -1, -1):
                run = words[start:]
                capitals = [w for w in run if w[0].isupper()]
                if run[0][0] == letters[0] and len(capitals) >= len(letters):
                    out[" ".join(run)] = letters
                    break
    return out


def _quoted(statements: Sequence[Statement]) -> dict[str, set[str]]:
    """The first six words of every quotation, by the name of its voice."""
    out: dict[str, set[str]] = defaultdict(set)
    for s in statements:
        words = plain(s.text).split()
        if s.voice.kind == "speaker" and s.mode is Mode.DIRECT and len(words) >= 4:
            out[s.voice.name].add(" ".join(words[:6]))
    return out


def _middle_name(left: Name, right: Name) -> bool:
    """Whether two names differ in middle names alone: "Ada Lin" and "Ada Brook Lin"."""
    a, b = left.words, right.words
    return len(a) >= 2 and len(b) >= 2 and similar(a[0], b[0]) and similar(a[-1], b[-1])


def _joined_people(people: list[str], quoted: dict[str, set[str]], reasons: list[Reason]) -> list[list[str]]:
    parsed = {n: name(n) for n in people}
    full = [n for n in people if len(parsed[n].words) >= 2]
    groups: list[list[str]] = []
    for n in sorted(full, key=lambda n: (-len(parsed[n].words), n)):
        # All members must be the same person as n: "A. Rehn" joins no two Rehns.
        fits = [g for g in groups if all(_one_of(parsed[n], parsed[m], g) for m in g)]
        if len(fits) == 1:
            why = _one_of(parsed[n], parsed[fits[0][0]], fits[0])
            reasons.append(Reason("same_actor", f"“{n}” is “{fits[0][0]}”: {why}"))
            fits[0].append(n)
            continue
        # A middle name more or less is another man, unless both are quoted with the same words.
        spoke = [
            g
            for g in groups
            if any(
                _middle_name(parsed[n], parsed[m]) and quoted.get(n, set()) & quoted.get(m, set()) for m in g
            )
        ]
        if len(spoke) == 1:
            reasons.append(Reason("same_actor", f"“{n}” is “{spoke[0][0]}”: quoted with the same words"))
            spoke[0].append(n)
        else:
            groups.append([n])
    for n in sorted(people, key=lambda n: (not parsed[n].suffix, n)):
        if len(parsed[n].words) >= 2:
            continue
        fits = [g for g in groups if any(surname_of(parsed[n], parsed[m]) for m in g)]
        if not fits:
            fits = [
                g
                for g in groups
                if any(len(parsed[m].words) == 1 and _alike(parsed[n], parsed[m]) for m in g)
            ]
        fits = [g for g in fits if parsed[n].suffix or not _called_junior(parsed[m] for m in g)]
        if len(fits) == 1:
            reasons.append(
                Reason("same_actor", f"“{n}” is “{fits[0][0]}”: the only bearer of that name in the story")
            )
            fits[0].append(n)
        else:
            groups.append([n])
    return groups


def _one_of(found: Name, member: Name, group: Iterable[str]) -> str | None:
    """Why a name is a member's: by itself, or since another member's initial stands between them,
    as "Ada B. Lin" between "Ada Lin" and "Ada Brook Lin"."""
    between = (
        why
        for m in group
        if any(len(w.strip(".")) == 1 for w in name(m).words[1:-1]) and (why := same_person(found, name(m)))
    )
    within = (
        why
        for m in group
        if len(name(m).words) > 2 and len(found.words) == 2 and (why := same_person(found, name(m)))
        if found.words[0][0] != name(m).words[0][0] and found.words[0] in name(m).words[1:-1]
    )
    return same_person(found, member) or next(between, None) or next(within, None)


def _called_junior(group: Iterable[Name]) -> bool:
    """Whether a story writes "Vale Jr.": then plain "Vale" is his father."""
    return any(m.suffix and len(m.words) == 1 for m in group)


def _alike(left: Name, right: Name) -> bool:
    return bool(left.words and right.words) and similar(left.words[0], right.words[0])


def _joined_bodies(bodies: list[str], defined: dict[str, str], reasons: list[Reason]) -> list[list[str]]:
    groups: list[list[str]] = []
    votes = Counter(defined.values())
    by_acronym: dict[str, list[str]] = defaultdict(list)
    for long, short in sorted(defined.items()):
        by_acronym[short].append(long)
    for n in sorted(bodies, key=lambda n: (-len(name(n).words), n)):
        parsed = name(n)
        joined = None
        for g in groups:
            why = next((w for m in g if (w := same_body(parsed, name(m)))), None)
            if why is None and len(parsed.words) == 1 and votes[n] == 1 and by_acronym[n][0] in g:
                why = f"a report writes “{by_acronym[n][0]} ({n})”"
            if why:
                reasons.append(Reason("same_actor", f"“{n}” is “{g[0]}”: {why}"))
                joined = g
                break
        if joined is None and len(parsed.words) == 1 and not parsed.words[0].isupper():
            # "the Observatory" is the one body of that kind that the story names in full.
            kin = [
                g
                for g in groups
                if any(parsed.words[0] in name(m).words and len(name(m).words) > 2 for m in g)
            ]
            if len(kin) == 1:
                reasons.append(
                    Reason("same_actor", f"“{n}” is “{kin[0][0]}”: the only one of its kind in the story")
                )
                joined = kin[0]
        if joined is None:
            groups.append([n])
        else:
            joined.append(n)
    return groups


def _whole(printed: str) -> bool:
    """Whether a person's name has two words and more, initials left aside: of such names the one that is
    printed most is shown, "Ida Holm" and not "Ida K. Holm" of her one tweet."""
    return sum(len(w) > 1 for w in name(printed).words) > 1


def _unnamed(statements: Sequence[Statement]) -> list[Actor]:
    keys = {
        voice_key(s): s.voice.name or "unnamed"
        for s in statements
        if s.voice.kind == "speaker" and not has_name(s.voice)
    }
    return [
        Actor(content_id("act", "unnamed", k), shown, (k,), "unnamed") for k, shown in sorted(keys.items())
    ]


def _outlets(statements: Sequence[Statement], reports: Sequence[Report]) -> list[Actor]:
    outlets = {r.id: r.outlet for r in reports}
    names: dict[str, set[str]] = defaultdict(set)
    for report, outlet in outlets.items():
        key = outlet or f"the report {report}"
        names[key].update((key, f"the report {report}"))
    for s in statements:
        if s.voice.kind == "outlet":
            names[outlets.get(s.report) or s.voice.name or f"the report {s.report}"].add(voice_key(s))
    return [
        Actor(content_id("act", "outlet", k), k, tuple(sorted(v)), "outlet") for k, v in sorted(names.items())
    ]


_FOR_THEMSELVES = re.compile(
    r"\b(?:sen|senators?|rep|(?:us|u\.s\.|state) representative|congress(?:man|men|woman|women)|lawmakers?|"
    r"legislators?|members?|mps?|assembly(?:man|woman)|council(?:man|woman)|councill?ors?|candidates?|nominees?|"
    r"strategists?|experts?|analysts?|professors?|lecturers?|researchers?|scholars?|historians?|economists?|"
    r"students?|pupils?|teachers?|coach(?:es)?|players?|residents?|neighbo[u]?rs?|witness(?:es)?|natives?|"
    r"brothers?|sisters?|mothers?|fathers?|parents?|relatives?|family|friends?|cousins?|uncles?|aunts?|husbands?|"
    r"wi(?:fe|ves)|sons?|daughters?|grand(?:mother|father|parent|son|daughter)s?|supporters?|critics?|"
    r"journalists?|columnists?|commentators?|writers?|authors?|bloggers?|judges?|justices?|pastors?|"
    r"business(?:man|woman|men)|physicians?|voters?|survivors?|victims?|fans?|activists?|customers?|patients?|"
    r"former(?:ly)?|ex|one-?time)\b",
    re.I,
)
"""Roles beside a body or a place for which nobody speaks: "Arizona senator", "Varo resident", "former police
chief".  Of 345 voices with a role and a group in reports of 130 stories labelled whole 87 are such."""

_MOUTHPIECE = re.compile(
    r"\bspokes(?:man|woman|person|men|people)\b|\bpress secretary\b|\b(?:attorney|lawyer)s?\b", re.I
)

_LEGISLATURE = re.compile(
    r"^(?:the |state |u\.?s\.? )*(?:senate|house|congress|parliament|assembly)"
    r"(?: (?:majority|minority|democratic|republican))?$",
    re.I,
)
"""Bodies for which their members and leaders do not speak; their committees have chairmen who do."""


def _for_themselves(voice: Voice) -> bool:
    """Whether what stands beside a voice is no body that it speaks for."""
    role = (voice.role or voice.name or "").replace(voice.group or "", " ")
    if _MOUTHPIECE.search(role):
        return False
    return bool(_FOR_THEMSELVES.search(role) or _LEGISLATURE.match(voice.group or ""))


def _speaking(found: list[Actor], statements: Sequence[Statement]) -> list[Actor]:
    """Fill ``speaks_for`` from the group and role that the reports print beside a voice."""
    index = {n: a for a in found for n in a.names}
    bodies = [a for a in found if a.kind == "organisation"]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for s in statements:
        voice = s.voice
        me = index.get(voice_key(s))
        if voice.kind != "speaker" or me is None or _for_themselves(voice):
            continue
        group = index.get(voice.group) if voice.group else None
        if group is None and voice.role and SPOKESMAN.search(voice.role):
            group = next(
                (
                    b
                    for b in bodies
                    for n in sorted(b.names, key=len, reverse=True)
                    if re.search(rf"\b{re.escape(n)}\b", voice.role)
                ),
                None,
            )
        if group is not None and group.id != me.id and group.kind != "outlet":
            votes[me.id][group.id] += 1
    out = []
    for actor in found:
        counted = votes.get(actor.id)
        best = min(counted, key=lambda g: (-counted[g], g)) if counted else None
        # A body does not speak for the person who speaks for it.
        if best and votes.get(best, Counter()).get(actor.id) and actor.kind == "organisation":
            best = None
        out.append(replace(actor, speaks_for=best) if best else actor)
    return out


def _display(printed: str) -> str:
    parsed = name(printed)
    if parsed.kind == "person":
        return " ".join(w if len(w) > 1 else f"{w.upper()}." for w in parsed.words) + (
            f" {parsed.suffix.capitalize()}." if parsed.suffix in ("jr", "sr") else ""
        )
    text = re.sub(r"^(the|a|an)\s+", "", re.sub(r"\s*\([^)]*\)?", "", printed), flags=re.I)
    return re.sub(r"\s+(?:in|on|at|by|via|from)(?:\s+(?:a|an|the|its|their))?$", "", text).strip()
