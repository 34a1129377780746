"""Why a claim stands where it stands."""

from __future__ import annotations

from collections import Counter, defaultdict

from wiredesk.claims.explained import Comparison, comparisons
from wiredesk.claims.grouping import THRESHOLD
from wiredesk.model.reasons import Point, Section, Why
from wiredesk.model.statements import Statement
from wiredesk.model.views import OWN, Claim, Disagreement, Reason
from wiredesk.standing.credibility import SCALE
from wiredesk.standing.reasons import RULES
from wiredesk.text.wording import capital, count, flat, outlets, some
from wiredesk.why.look import Look, short

MISSING = {
    "once": "It would be attested if another newsroom, with no shared origin, gave the same voice, and "
    "corroborated if two newsrooms gave two voices that do not speak for each other.",
    "repeated": "More copies change nothing. It would be corroborated if a newsroom outside this origin had "
    "it from another voice.",
    "one_newsroom": "All voices came through one newsroom. It would be corroborated if another newsroom had "
    "it from one of them, or from another voice, by itself.",
    "attested": "That it was said is well carried; whether it is so rests on what stands below. It would be "
    "corroborated if two of the newsrooms could be paired with two voices that do not depend on each other.",
    "corroborated": "No more than this is said: two newsrooms, two voices, no shared origin found. Nobody "
    "here rules on truth.",
}
"""What it would take to stand higher."""

OWN_ACCOUNTS = (
    "Each newsroom tells it in its own voice, but in words so unlike that they may not tell the same. It "
    "would be corroborated if two of them told it alike, or if two named voices said it."
)

HEADINGS = (
    ("newsroom", "Who reported it, once copying is undone"),
    ("voice", "Whose word it is"),
    ("not_counted", "What was not counted, and why"),
    ("no_shared_origin", "How far that goes"),
)
GROUPS = {
    "newsroom": "newsroom", "one_origin": "newsroom", "voice": "voice", "unnamed": "voice",
    "own_account": "voice", "quoted": "not_counted", "apart": "not_counted", "not_counted": "not_counted",
    "without_figure": "not_counted", "no_shared_origin": "no_shared_origin", "pairing": "no_shared_origin",
}  # fmt: skip


def why_claim(look: Look, claim: Claim, asked: str) -> Why:
    """The answer for one claim: its label and the rule, newsrooms, voices, what was not counted, what
    speaks against it, why its statements are one claim, and what is near it and is not."""
    standing = claim.standing
    answer = f"{short(claim.wording)} stands as {standing.label.replace('_', ' ')}: {RULES[standing.label]}."
    if standing.withdrawn_by:
        answer += " It was withdrawn."
    elif standing.superseded_by:
        answer += " A later account overtook it."
    elif standing.disputes:
        answer += f" {capital(count(len(standing.disputes), 'other claim'))} cannot hold beside it."
    sections = [
        Section("Where it stands", tuple(_label(look, claim))),
        *_reasons(look, claim),
        *_against(look, claim),
        *_mutated(look, claim),
        *_one_claim(look, claim),
        *_near(look, claim),
        *_ratings(look, claim),
    ]
    return Why("claim", asked, (claim.id,), answer, tuple(s for s in sections if s.points))


def _label(look: Look, claim: Claim) -> list[Point]:
    rule = next((r for r in claim.standing.because if r.rule == "label"), None)
    words = rule.message.partition(" (")[2].rstrip(")") if rule else ""
    out = [Point(f"{look.standing(claim)}." + (f" Counted: {words}." if words else ""))]
    own = claim.standing.label == "attested" and all(v.startswith(OWN) for v in claim.standing.voices)
    out.append(Point(OWN_ACCOUNTS if own else MISSING[claim.standing.label]))
    grade = next((r for r in claim.standing.because if r.rule == "credibility"), None)
    if grade:
        out.append(Point(f"Suggested credibility (Admiralty code, 1 to 6): {grade.message}."))
    return out


def _reasons(look: Look, claim: Claim) -> list[Section]:
    by: dict[str, list[Point]] = defaultdict(list)
    for reason in claim.standing.because:
        group = GROUPS.get(reason.rule)
        if group is None or (reason.rule in ("quoted", "apart") and len(claim.standing.newsrooms) < 2):
            continue
        passages = () if group == "no_shared_origin" else look.cited(reason.statements)
        by[group].append(Point(f"{reason.message}.", passages))
        if reason.rule == "one_origin":
            by[group] += _copied(look, reason)
    spoken = by.get("voice", [])
    shown = {p.statement for point in spoken for p in point.passages}
    by["newsroom"] = [
        Point(p.text, tuple(x for x in p.passages if x.statement not in shown)) for p in by["newsroom"]
    ]
    return [Section(heading, tuple(by[key])) for key, heading in HEADINGS]


def _copied(look: Look, reason: Reason) -> list[Point]:
    """The lineage that joins reports to one origin: which from which, how much, and how that is known."""
    members = {look.statements[i].report for i in reason.statements if i in look.statements}
    edges = [x for x in look.document.lineage if x.source in members and x.target in members]
    out = []
    for edge in sorted(edges, key=lambda x: (-x.share, x.source, x.target))[:4]:
        one, two = look.names[edge.source], look.names[edge.target]
        way = f"{two} took from {one}" if edge.directed else f"{one} and {two} share words"
        out.append(Point(f"{way}: {edge.share:.0%} of the shorter report, {edge.kind}; {edge.why}."))
    if len(edges) > 4:
        out.append(Point(f"And {len(edges) - 4} more such pairs."))
    return out + _from_elsewhere(look, members)


def _from_elsewhere(look: Look, members: set[str]) -> list[Point]:
    """Of words that very many print, the reports outside a claim that share them with several of its own."""
    found: dict[str, list[str]] = defaultdict(list)
    for edge in look.document.lineage:
        mine = edge.target if edge.source == edge.crowd else edge.source
        if edge.crowd and mine in members and edge.crowd not in members:
            found[edge.crowd].append(mine)
    ranked = sorted((-len(mine), other) for other, mine in found.items() if len(mine) > 1)
    return [
        Point(
            f"{outlets([look.names[r] for r in sorted(found[other])], 5)} share words with "
            f"{look.names[other]}, which was among the first to print what very many print."
        )
        for _, other in ranked[:2]
    ]


def _against(look: Look, claim: Claim) -> list[Section]:
    disputes: list[Point] = []
    updates: list[Point] = []
    for d in sorted(look.clashes.get(claim.id, ()), key=lambda d: (d.kind, d.left, d.right)):
        other = look.claims[d.right if d.left == claim.id else d.left]
        point = Point(said_of(d, other, look), look.cited([s.id for s in other.statements], 2))
        (updates if d.later else disputes).append(point)
    return [
        Section("What cannot hold beside it", tuple(disputes)),
        Section("What came before it or after it", tuple(updates)),
    ]


CLOCKS = {
    "outlets": "the outlets' clock decides the order: when each was published",
    "text": "the words themselves decide the order, not when they were printed or read",
}


def said_of(d: Disagreement, other: Claim, look: Look) -> str:
    """A disagreement in a sentence: kind, reason, which clock decides, and where the other side stands."""
    kind = f"Update, {d.update}" if d.update else d.kind.capitalize()
    clock = f" ({CLOCKS[d.clock]})" if d.clock in CLOCKS and d.later else ""
    return f"{kind}: {d.why}{clock} The other side: {look.standing(other)} [{other.id}]."


MUTATED = {
    "attribution_lost": "an attribution was lost: {was} said it, the copy says it itself",
    "hedge_dropped": "a hedge was dropped (“{was}”)",
    "condition_lost": "a condition was lost (“{was}”)",
    "status_changed": "{was} became {now}",
    "figure_rounded_up": "{was} was rounded up to {now}",
    "figure_changed": "{was} became {now}",
}


def _mutated(look: Look, claim: Claim) -> list[Section]:
    mine = {s.id for s in claim.statements}
    points = []
    for m in look.document.mutations:
        if m.source in mine or m.target in mine:
            where = look.names[look.statements[m.target].report]
            text = f"In {where}, {MUTATED[m.kind].format(was=m.was, now=m.now)} ({m.why})."
            points.append(Point(text, look.cited([m.source, m.target])))
    return [Section("What was changed on the way", tuple(points[:6]))]


def _one_claim(look: Look, claim: Claim) -> list[Section]:
    """Why the members are one claim: each wording with the one that it is likest to."""
    wordings: dict[str, list[Statement]] = defaultdict(list)
    for s in claim.statements:
        wordings[flat(s.text).strip('“”" ,.').lower()].append(s)
    points = []
    for same in wordings.values():
        if len(same) > 1:
            where = some(sorted({look.names[s.report] for s in same}), 4)
            points.append(Point(f"The same words in {where}: {short(same[0].text, 120)}."))
    faces = [same[0].id for same in wordings.values()]
    if len(faces) > 1:
        best: dict[str, Comparison] = {}
        for c in comparisons(look.facts(claim.story), faces, faces):
            for i in (c.left, c.right):
                if i not in best or c.score > best[i].score:
                    best[i] = c
        for c in list(dict.fromkeys(best[i] for i in faces if i in best))[:6]:
            points.append(Point(merge_words(c, look), look.cited([c.left, c.right])))
    points += _judged(look, claim)
    return [Section("Why these statements are one claim", tuple(points))]


def merge_words(c: Comparison, look: Look) -> str:
    """A comparison of two statements of one claim in a sentence."""
    for_it = [b.removeprefix("for it: ") for b in c.because if b.startswith("for it")]
    against = [b.removeprefix("against it: ") for b in c.because if b.startswith("against")]
    text = f"{short(look.statements[c.left].text, 90)} and {short(look.statements[c.right].text, 90)}: "
    if c.bar:
        return f"{text}apart by themselves ({c.bar}); joined through another member or by hand."
    text += "; ".join(for_it) if for_it else "alike in words"
    if against:
        text += f"; against it: {'; '.join(against)}"
    via = "" if c.score >= THRESHOLD else f", below {THRESHOLD} by itself: joined through other members"
    return f"{text} (score {c.score:.2f} of 1{via})."


def _judged(look: Look, claim: Claim) -> list[Point]:
    """What people judged that bears on the claim, ratings apart."""
    out = []
    for d in look.document.decisions:
        j = d.judgement
        if j.kind == "rate" or claim.id not in d.touches:
            continue
        why = "; ".join(r.message for r in j.reasons if r.message) or "no reason given"
        answer = "yes" if j.answer else "no"
        out.append(Point(f"{j.made_by} judged: {j.kind.replace('_', ' ')}, {answer} ({why}), {j.made_at}."))
    return out


def _near(look: Look, claim: Claim, most: int = 3) -> list[Section]:
    """The claims nearest to this one that are neither it nor against it, and why not."""
    facts = look.facts(claim.story)
    against = {claim.id, *claim.standing.disputed_by}
    words = Counter(
        t.stem for f in facts if look.home.get(f.id) == claim.id for t in (*f.words, *f.condition)
    )
    near: dict[str, float] = {}
    for f in facts:
        home = look.home.get(f.id)
        if home and home not in against:
            shared = sum(t.weight for t in {t.stem: t for t in f.words}.values() if t.stem in words)
            near[home] = max(near.get(home, 0.0), shared)
    points = []
    for id_ in sorted(near, key=lambda i: (-near[i], i))[: 2 * most]:
        other = look.claims[id_]
        rights = [s.id for s in other.statements[:6]]
        found = comparisons(facts, [s.id for s in claim.statements[:6]], rights)
        if found and near[id_] > 4:
            c = max(found, key=lambda c: (c.score, c.left))
            points.append(
                Point(f"Not one with {short(other.wording, 110)} [{other.id}]: {apart_words(c)}", ())
            )
        if len(points) == most:
            break
    return [Section("What is near it, and is neither it nor against it", tuple(points))]


def apart_words(c: Comparison) -> str:
    """Why two statements are not one claim, and why they do not clash, in a sentence."""
    against = [b.removeprefix("against it: ") for b in c.because if b.startswith("against")]
    apart = c.bar or (f"too little speaks for it (score {c.score:.2f}, {THRESHOLD} is needed)")
    if not c.bar and against:
        apart += f": {'; '.join(against[:2])}"
    return f"{apart}. No clash: {c.both_hold}." if c.both_hold else f"{apart}."


def _ratings(look: Look, claim: Claim) -> list[Section]:
    """People's ratings of the claim, its outlets and its voices: beside everything else, in nothing."""
    outlets = {f"{OWN}{look.reports[s.report].outlet}" for s in claim.statements}
    about = {claim.id, *outlets, *(s.voice.actor for s in claim.statements), *claim.standing.voices}
    points = []
    for d in look.document.decisions:
        j = d.judgement
        if j.kind != "rate" or not about & set(d.touches):
            continue
        of = "this claim" if claim.id in d.touches else j.left
        scale = f" ({SCALE[int(j.value)]})" if j.value in "123456" and j.value else ""
        points.append(Point(f"{j.made_by} rates {of} {j.value}{scale}, {j.made_at}."))
    return [Section("What people rated (never mixed into the rest)", tuple(points))]
