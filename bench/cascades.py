"""Copying cascades with a known true graph: who took what from whom, and how.

    python -m bench.cascades

Everything is invented.  A first newsroom writes a report of an event: sentences of its own and
quotations of a speaker.  Others copy it, shorten and reorder it, edit its words by a table of
paraphrases, render its quotations in other words, drop attributions and hedges, change a figure,
put an agency's credit before it; and some report the event independently, quoting the same
speaker.  ``run`` scores :mod:`wiredesk.reuse` on the pairs.  ``cascade`` serves other benches.
"""

# ruff: noqa: E501  (the invented sentences are one line each)

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from random import Random

from bench.reuse import minhash
from wiredesk.model.reports import PublishedFrom, Report
from wiredesk.model.spans import OffsetMap, Span
from wiredesk.model.statements import Force, Mode, Statement, Voice
from wiredesk.reuse import COPYING, lineage, reuse
from wiredesk.stories.grouping import joined

PLACES = (
    "Ostrava Keld,Marnhill,Tavrin,Lower Seld,Quessant,Brannoch,Illowa,Port Vessel,Dunmar,Kestrel Bay".split(
        ","
    )
)
PEOPLE = "Ada Merrow,Tomas Hvel,Ines Calder,Rafe Odum,Lena Brisk,Goran Pell,Mina Sorrel,Oskar Twain".split(
    ","
)
ROLES = "mayor,police chief,governor,spokeswoman,harbour master,minister,union leader,judge".split(",")
BODIES = "the Harbour Council,the Northern Front,the Water Board,the Rail Union,the River Guard".split(",")
AGENCIES = "Norpress,Meridian Wire,KLT".split(",")
OUTLETS = [
    f"{a} {b}"
    for a in "Keld Marn Tavrin Seld Quess Bran Port Dun".split()
    for b in "Post Herald Echo".split()
]

SENTENCES = (
    "{n} people were killed and {m} wounded when a {vehicle} overturned near the {site} in {place} on {day}",
    "Residents of {place} said they heard two loud blasts shortly before the {site} went dark",
    "The road between {place} and {other} has been closed since {day}, and {k} families were moved to a school",
    "According to {body}, repairs to the {site} will take at least {m} weeks and cost {k} million crowns",
    "Witnesses reportedly saw {n} men run from the {site} towards the old quarter of {other}",
    "A court in {other} had ordered the {site} shut in the spring, but the order was apparently never enforced",
    "Rescue teams from {other} reached the {site} after {n} hours and pulled {m} people from the rubble",
    "The owner of the {vehicle}, a company registered in {other}, did not answer questions sent on {day}",
    "{body} opened an inquiry and asked for all records of the {site} kept since the storm of last winter",
    "Schools in {place} stay closed until further notice, and ferries to {other} run every {n} hours only",
    "Officials allegedly ignored {m} warnings about cracks in the {site} over the past {n} years",
    "Hospitals in {other} said {m} of the wounded were children who had been on their way to a swimming lesson",
)
QUOTES = (
    "We will not reopen the {site} until every family in {place} has been told the truth about what happened",
    "The government must withdraw its inspectors from {place} and immediately release the {n} workers it arrested",
    "Our teams are ready to stop the strike at once if {body} ends its attacks on the crews in {place} and {other}",
    "I reject the report of {body}, and I call on the people of {other} to remain calm and help their neighbours",
    "This disaster could have been prevented if the money promised for the {site} had been spent in {place}",
    "{body} is committed to settling the dispute over the {site} peacefully and in line with the law of the province",
)
# Another translator's words for the same: applied in order, to quotations or to whole texts.
PARAPHRASES = (
    ("will not reopen", "refuse to open again"), ("has been told the truth", "learns the truth"),
    ("what happened", "the events"), ("must withdraw its inspectors", "should pull its inspectors out"),
    ("immediately release", "free without delay"), ("it arrested", "it detained"),
    ("are ready to stop the strike at once", "stand ready to end the strike immediately"),
    ("ends its attacks on", "halts its assaults on"), ("I reject", "I do not accept"),
    ("call on the people of", "appeal to the citizens of"), ("remain calm", "keep calm"),
    ("help their neighbours", "assist their neighbours"), ("could have been prevented", "was avoidable"),
    ("the money promised for", "the funds pledged for"), ("had been spent", "had been used"),
    ("is committed to settling the dispute", "is determined to resolve the disagreement"),
    ("peacefully and in line with the law", "by peaceful means and according to the laws"),
    ("every family", "each family"), ("until", "before"),
)  # fmt: skip
EDITS = (
    ("were killed", "died"), ("shortly before", "just before"), ("has been closed", "has been shut"),
    ("were moved", "were taken"), ("at least", "no less than"), ("towards", "in the direction of"),
    ("had ordered", "ordered"), ("pulled", "recovered"), ("did not answer", "would not answer"),
    ("opened an inquiry", "started an inquiry"), ("until further notice", "for now"),
    ("over the past", "during the last"), ("on their way", "travelling"), ("heard two loud blasts", "heard blasts"),
)  # fmt: skip
HEDGES = re.compile(r"\b(?:reportedly|apparently|allegedly) ")
ATTRIBUTION = re.compile(r"^According to [^,]+, (\w)|^Residents of [^,]+ said they heard")


@dataclass(frozen=True)
class Cascade:
    """Reports of one event and the truth about them: ``kind`` per pair of report ids (smaller
    first) that have one origin, ``source`` per copy: the report that it was made from, ``says`` for
    each report what each of its paragraphs says: the number of a sentence or quotation of the event."""

    reports: tuple[Report, ...]
    kind: dict[tuple[str, str], str]
    source: dict[str, str]
    says: dict[str, tuple[int, ...]]


def _report(name: str, outlet: str, paragraphs: list[str], published: str) -> Report:
    text = "\n\n".join(paragraphs)
    return Report(
        id=name, capture=name, path=name, url=None, sha256="", outlet=outlet, title=None, published=published,
        published_from=PublishedFrom.METADATA, language="en", text=text, offsets=OffsetMap.identity(len(text)),
    )  # fmt: skip


def _filled(pattern: str, random: Random, place: str, other: str, body: str, site: str) -> str:
    text = pattern.format(
        n=random.randint(2, 9), m=random.randint(10, 60), k=random.randint(70, 900), place=place, other=other,
        body=body, site=site, vehicle=random.choice(("tanker", "coach", "crane", "cargo barge")),
        day=random.choice(("Monday", "Tuesday", "Wednesday", "Thursday")),
    )  # fmt: skip
    return text[0].upper() + text[1:]


def _reworded(text: str, table: tuple[tuple[str, str], ...]) -> str:
    for was, now in table:
        text = text.replace(was, now)
    return text


def cascade(seed: int) -> Cascade:
    """One event: a first report, copies of several kinds, and independent reports; the same for
    the same seed, and nothing shared with other seeds but the forms of sentences."""
    random = Random(seed)
    place, other = random.sample(PLACES, 2)
    body, person, role = random.choice(BODIES), random.choice(PEOPLE), random.choice(ROLES)
    site = random.choice(("bridge", "power station", "grain silo", "dam", "ferry terminal", "cable works"))
    prose = [_filled(s, random, place, other, body, site) for s in random.sample(SENTENCES, 9)]
    quotes = [_filled(q, random, place, other, body, site) for q in random.sample(QUOTES, 3)]
    outlets = random.sample(OUTLETS, 8)

    def said(quote: str, verb: str) -> str:
        return f"“{quote},” {person}, the {role}, {verb} in a statement."

    first = list(enumerate([f"{s}." for s in prose[:6]] + [said(q, "said") for q in quotes]))
    random.shuffle(first)
    copies = {
        "verbatim": first[: random.randint(5, 8)],
        "edited": _edited(first, random),
        "agency": [(first[0][0], f"{place.upper()} ({random.choice(AGENCIES)}) — {first[0][1]}"), *first[1:]],
    }
    made = [_report(f"c{seed:05d}-0", outlets[0], [p for _, p in first], "2031-03-01")]
    says = {made[0].id: tuple(k for k, _ in first)}
    source, kind = {}, {}
    family = [made[0].id]
    for n, (name, paragraphs) in enumerate(sorted(copies.items()), 1):
        copy = _report(f"c{seed:05d}-{n}", outlets[n], [p for _, p in paragraphs], f"2031-03-{1 + n:02d}")
        says[copy.id] = tuple(k for k, _ in paragraphs)
        made.append(copy)
        source[copy.id] = made[0].id
        for older in family:
            kind[older, copy.id] = "edited" if "edited" in (name, kind.get((made[0].id, older))) else name
        family.append(copy.id)
    # Independent newsrooms on the same event: one with its own translation of the quotations.
    own = [f"{s}." for s in prose[6:]]
    renderings = [said(_reworded(q, PARAPHRASES), "wrote") for q in quotes[:2]]
    made.append(_report(f"c{seed:05d}-7", outlets[6], [own[0], *renderings, own[1]], "2031-03-02"))
    made.append(
        _report(f"c{seed:05d}-8", outlets[7], [own[2], "Trams in the valley ran as usual."], "2031-03-02")
    )
    says[made[-2].id] = (10, 6, 7, 11)  # its own sentences, and the first two quotations
    says[made[-1].id] = (12, 13)
    for member in family:
        text = next(r.text for r in made if r.id == member)
        if sum(q.split(",")[0][:40] in text for q in quotes[:2]):
            kind[member, made[-2].id] = "retranslated"
    return Cascade(tuple(made), kind, source, says)


def _edited(paragraphs: list[tuple[int, str]], random: Random) -> list[tuple[int, str]]:
    """Shortened, reordered, reworded, without hedges and attributions, with another figure."""
    kept = [(k, p) for k, p in paragraphs if "“" in p or random.random() < 0.8]
    out = []
    for k, p in kept:
        p = HEDGES.sub("", _reworded(p, EDITS))
        p = ATTRIBUTION.sub(lambda m: m.group(1).upper() if m.group(1) else "People heard", p)
        out.append((k, p))
    random.shuffle(out)
    figure = re.compile(r"\b\d\d\b")
    for i, (k, p) in enumerate(out):
        if figure.search(p):
            out[i] = k, figure.sub(str(random.randint(10, 99)), p, count=1)
            break
    return out


def run(shared: Path | None = None, count: int = 60) -> dict[str, float]:
    """F1 of same-origin pairs by kind, of direction where times are known, seconds."""
    made = [cascade(seed) for seed in range(count)]
    reports = [r for c in made for r in c.reports]
    gold = {pair: kind for c in made for pair, kind in c.kind.items()}
    start = time.perf_counter()
    found = [u for c in made for u in reuse(c.reports)]  # each event alone: seeds share sentence forms
    out = {"reports": float(len(reports)), "seconds": round(time.perf_counter() - start, 1)}
    copied = {(u.left, u.right) for u in found if u.kind in COPYING}
    spoken = {"retranslated", "quotation"}  # where much of the wording is kept it is the same quotation
    quoted = {(u.left, u.right) for u in found if any(p.kind in spoken for p in u.passages)}
    wrong = [p for p in copied if p not in gold or gold[p] == "retranslated"]
    for kind in ("verbatim", "edited", "agency"):
        truth = {p for p, k in gold.items() if k == kind}
        hit = len(truth & copied)
        precision = hit / (hit + len(wrong)) if hit else 0.0
        recall = hit / len(truth)
        out[f"{kind}_pair_f1"] = round(2 * precision * recall / (precision + recall), 4) if hit else 0.0
    truth = {p for p, k in gold.items() if k == "retranslated"}
    same = {p for p, k in gold.items() if k != "retranslated"}
    hit, extra = len(truth & quoted), len(quoted - truth - same)
    out["retranslated_pair_f1"] = round(2 * hit / (2 * hit + extra + len(truth) - hit), 4)
    out["retranslated_taken_for_copying"] = round(len(truth & copied) / len(truth), 4)
    directed = {(x.source, x.target) for x in lineage(found, reports) if x.directed}
    known = {(source, copy) for c in made for copy, source in c.source.items()}
    out["direction_right"] = round(len(known & directed) / len(known), 4)
    bare = [replace(r, published=None, published_from=PublishedFrom.UNKNOWN) for r in reports]
    out["directed_without_times"] = float(sum(x.directed for x in lineage(found, bare)))
    out.update(newsrooms_of_claims(made))
    for kind, n in sorted(Counter(gold.get((u.left, u.right), "none") for u in found).items()):
        out[f"found_{kind}"] = float(n)
    return out


def newsrooms_of_claims(made: list[Cascade]) -> dict[str, float]:
    """How often the number of newsrooms behind a claim is exact, for claims that several reports
    carry: ours, counting outlets, and MinHash at .5 (where rensa is installed).

    A claim is a sentence or quotation of an event with every paragraph that renders it.  The copies
    are one newsroom; who renders a quotation anew is another.
    """
    from wiredesk.standing.newsrooms import newsrooms

    right: Counter[str] = Counter()
    total = 0
    for one in made:
        by_id = {r.id: r for r in one.reports}
        edges = lineage(reuse(one.reports), one.reports)
        same = minhash(list(one.reports)) if find_spec("rensa") else set()
        carriers: dict[int, list[Statement]] = {}
        for report in one.reports:
            for k, span in zip(one.says[report.id], report.paragraphs(), strict=True):
                carriers.setdefault(k, []).append(_stated(report, span))
        for statements in carriers.values():
            here = sorted({s.report for s in statements})
            if len(here) < 2:
                continue
            total += 1
            copies = one.source.keys() | set(one.source.values())
            truth = len({"origin" if r in copies else r for r in here})
            root = joined(
                len(here), [(a, b) for a in range(len(here)) for b in range(a) if (here[b], here[a]) in same]
            )
            right["newsrooms_exact"] += len(newsrooms(statements, edges, by_id)) == truth
            right["newsrooms_exact_outlets"] += len({by_id[r].outlet for r in here}) == truth
            right["newsrooms_exact_minhash"] += len({root(n) for n in range(len(here))}) == truth
    return {"claims": float(total), **{k: round(n / total, 4) for k, n in sorted(right.items())}}


def _stated(report: Report, span: Span) -> Statement:
    text = span.of(report.text)
    mode = Mode.MIXED if "“" in text else Mode.NARRATED
    return Statement(
        f"{report.id}:{span.start}", report.id, (span,), text, mode, Force.ASSERTED, Voice(""), span
    )


def main() -> None:
    """Print the figures, one a line."""
    for name, value in run(None, int(sys.argv[1]) if sys.argv[1:] and sys.argv[1].isdigit() else 60).items():
        print(f"{name:32} {value:g}")


if __name__ == "__main__":
    main()
