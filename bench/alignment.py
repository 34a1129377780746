"""How long it takes to say what the reports of one large story say alike, and to take in one more.

    python -m bench alignment                 100, 300 and 1,000 reports, and one more into 100
    python -m bench.alignment 300 5000        stories of other sizes, stage by stage

The story is invented and made by a rule: things that were done, each by somebody to something
somewhere, more of them as the story grows (about ten times the number of reports to the power of .75, as
new matters become rarer), told in several words by voices or by the outlet itself.  Of every ten
reports four print an earlier one, whole or cut.  The statements are made with the reports, so that what
is timed is the alignment: actors, claims, disagreements, standing, cautions, changes, brief.
Seconds are those of one core, with the collector of reference cycles set as the command sets it: what a busy
machine does not lengthen as it does the time by the clock, which main prints beside them.
"""

from __future__ import annotations

import gc
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, log
from pathlib import Path
from random import Random
from typing import Any

from bench.streams import SYLLABLES
from wiredesk.model.ids import content_id
from wiredesk.model.reports import PublishedFrom, Report
from wiredesk.model.spans import OffsetMap, Span
from wiredesk.model.statements import Figure, Force, Mode, Statement, Voice
from wiredesk.model.views import Story
from wiredesk.text.rarity import table

SIZES = (100, 300, 1_000)
FIRST = date(2031, 3, 1)

DOERS = (
    "rescue crews,the water board,engineers,the river guard,union members,the harbour council,dock workers,"
    "inspectors,the rail company,volunteers,soldiers,the health ministry,farmers,teachers,prosecutors,"
    "the insurance company,ferry owners,doctors,shopkeepers,the electricity board,students,the coast guard,"
    "pilots,the parliament,bus drivers,the fire brigade,divers,surveyors,the road office,nurses"
).split(",")
DEEDS = (
    "closed/shut,repaired/mended,inspected/examined,abandoned/left,rebuilt/restored,blocked/barred,"
    "searched/combed,emptied/cleared,seized/took,guarded/protected,photographed/filmed,measured/surveyed,"
    "opened/unlocked,flooded/inundated,evacuated/emptied,demolished/razed,visited/toured,bought/purchased,"
    "sold/auctioned,occupied/held,reinforced/strengthened,lost/mislaid,found/discovered,cleaned/washed,"
    "damaged/harmed,financed/funded,condemned/criticised,praised/lauded,refused/rejected,promised/pledged"
).split(",")
THINGS = (
    "bridge,granary,dam,power station,ferry terminal,hospital,school,tunnel,market hall,lighthouse,reservoir,"
    "warehouse,cable works,library,monastery,railway depot,pumping station,cemetery,court house,museum,"
    "fish market,customs house,water tower,shipyard,brewery,observatory,orchard,sugar mill,quarry,theatre,"
    "stadium,barracks,post office,airfield,canal lock,gasworks,sawmill,vineyard,archive,prison"
).split(",")
KINDS = "old,northern,new,southern,burnt,upper,wooden,lower,municipal,stone,royal,abandoned".split(",")
PLACES = (
    "Ostrava Keld,Marnhill,Tavrin,Lower Seld,Quessant,Brannoch,Illowa,Port Vessel,Dunmar,Kestrel Bay,"
    "Varrow,Heln,Saltmere,Oskby,Tirren,Upper Seld"
).split(",")
PEOPLE = (
    "Ada Merrow,Tomas Hvel,Ines Calder,Rafe Odum,Lena Brisk,Goran Pell,Mina Sorrel,Oskar Twain,Ida Quist,"
    "Bram Holloway,Celia Vance,Piet Larkin"
).split(",")
TAILS = (
    "after the {} of the {},despite a {} {},for the second {} since the {},at the request of the {} {},"
    "because of the {} and the {},under a {} {} contract,while the {} of the {} waited,to make room for {} {}"
).split(",")
COUNTED = "families,workers,passengers,boats,lorries,houses,cattle,sandbags".split(",")
NUMBER = re.compile(r"\b(\d+) (\w+)")
OUTLETS = [f"{a} {b}" for a in (*PLACES[:12], "Coast", "Valley") for b in ("Post", "Herald", "Echo", "Wire")]


@dataclass(frozen=True, slots=True)
class Matter:
    """A thing that was done, as it can be told: two wordings of the act, a figure in some."""

    doer: str
    deeds: tuple[str, str]
    thing: str
    place: str
    tail: str
    counted: str
    number: int

    def told(self, random: Random) -> str:
        """One sentence's words, without its first capital and its full stop."""
        words = f"{self.doer} {random.choice(self.deeds)} the {self.thing} in {self.place}"
        if self.counted and random.random() < 0.8:
            number = self.number if random.random() < 0.9 else self.number + random.randint(1, 9)
            words += f" and moved {number} {self.counted}"
        if random.random() < 0.8:
            words += f" {self.tail}"
        return words


def _matter(random: Random, telling: Sequence[str]) -> Matter:
    figure = random.random() < 0.4
    one, two = random.choice(DEEDS).split("/")
    kind = random.choice(KINDS)
    if random.random() < 0.6:  # most things have a name of their own
        kind = "".join(random.choice(SYLLABLES) for _ in range(3)).capitalize()
    return Matter(
        random.choice(DOERS), (one, two), f"{kind} {random.choice(THINGS)}",
        random.choice(PLACES), _tail(random, telling), random.choice(COUNTED) if figure else "",
        random.randint(12, 900),
    )  # fmt: skip


def _tail(random: Random, telling: Sequence[str]) -> str:
    """How it came about, in words of which some stand in many matters and most in few."""
    one, two = (telling[int(len(telling) * random.random() ** 3)] for _ in range(2))
    return random.choice(TAILS).format(one, two)


def story(count: int, seed: int = 5) -> tuple[list[Report], list[Statement]]:
    """``count`` reports of one invented event, in the order of their publication, and their statements."""
    random = Random(seed)
    telling = [w for w, _ in sorted(table()[1].items(), key=lambda wc: (-wc[1], wc[0])) if w.isalpha()]
    telling = telling[1_500:12_000]
    matters: list[Matter] = []
    reports: list[Report] = []
    made: list[list[tuple[str, str, str]]] = []  # of each report, each sentence's begin, words and end
    statements: list[Statement] = []
    for n in range(count):
        while len(matters) < 10 * (n + 1) ** 0.75:
            matters.append(_matter(random, telling))
        if made and random.random() < 0.4:
            source = made[-1 - int(len(made) * random.random() ** 2)]
            sentences = source[: random.randint(max(1, len(source) // 2), len(source))]
        else:
            # What is new is told more often than what is old.
            chosen = {int(len(matters) * random.random() ** 0.6) for _ in range(random.randint(5, 8))}
            chosen |= set(random.sample(range(CORE), 5))  # what the story is about
            sentences = [_sentence(matters[i].told(random), random) for i in sorted(chosen, key=str)]
        made.append(sentences)
        day = FIRST + timedelta(days=int(21 * n / max(count, 100)))
        report = _report(f"a{seed}-{n:05d}", random.choice(OUTLETS), sentences, day.isoformat())
        reports.append(report)
        statements += _statements(report, sentences)
    return reports, statements


CORE = 8


def _sentence(words: str, random: Random) -> tuple[str, str, str]:
    drawn, who = random.random(), random.choice(PEOPLE)
    if drawn < 0.35:
        return f"{who} said that ", words, "."
    if drawn < 0.5:
        return "", words[0].upper() + words[1:], f", {who} said."
    return "", words[0].upper() + words[1:], "."


def _report(name: str, outlet: str, sentences: list[tuple[str, str, str]], published: str) -> Report:
    text = "\n\n".join("".join(s) for s in sentences)
    return Report(
        id=name, capture=name, path=name, url=None, sha256="", outlet=outlet, title=None,
        published=published, published_from=PublishedFrom.METADATA, language="en", text=text,
        offsets=OffsetMap.identity(len(text)),
    )  # fmt: skip


def _statements(report: Report, sentences: list[tuple[str, str, str]]) -> Iterator[Statement]:
    at = 0
    for before, words, after in sentences:
        start, end = at + len(before), at + len(before) + len(words)
        whole = Span(at, end + len(after))
        said = before.removesuffix(" said that ") if before else after[2:].removesuffix(" said.")
        voice = Voice(said, kind="speaker") if said.strip(".") else Voice(report.outlet or "", kind="outlet")
        low = words.lower()
        doer = next(d for d in DOERS if low.startswith(d))
        act = low[len(doer) :].split()[0]
        thing = next(t for t in THINGS if f" {t} in " in low)
        figures: tuple[Figure, ...] = ()
        if counted := NUMBER.search(words):
            value = float(counted.group(1))
            here = start + counted.start()
            figures = (Figure(here, here + len(counted.group(1)), value, value, "", counted.group(2)),)
        yield Statement(
            content_id("stm", report.id, start, end), report.id, (Span(start, end),), words,
            Mode.INDIRECT if voice.kind == "speaker" else Mode.NARRATED, Force.ASSERTED, voice, whole,
            figures=figures, act=act, actor=doer.removeprefix("the "), object=thing,
        )  # fmt: skip
        at = whole.end + 2


def align(reports: list[Report], statements: list[Statement]) -> dict[str, float]:
    """Seconds by stage for one story."""
    from wiredesk.brief import brief
    from wiredesk.changes import changes
    from wiredesk.changes.mutations import mutations
    from wiredesk.claims import actors, claims, disagreements
    from wiredesk.reuse import lineage, reuse
    from wiredesk.standing import standings
    from wiredesk.standing.cautions import cautioned

    took: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        began = time.process_time()
        out = work()
        took[name] = time.process_time() - began
        return out

    group, said = tuple(reports), tuple(statements)
    edges = timed("lineage", lambda: lineage(reuse(group), group))
    found = timed("actors", lambda: actors(said, group))
    made = timed("claims", lambda: claims("story", said, found, group, {}))
    against = timed("disagreements", lambda: disagreements(made, found, group, {}))
    stood = timed("standing", lambda: standings(made, against, edges, found, group))
    group = timed("cautions", lambda: cautioned(group, stood, ()))
    moved = timed("changes", lambda: changes(stood, group, against, found))
    other = timed("mutations", lambda: mutations(stood, edges, group))
    told = Story("story", "", tuple(r.id for r in reports))
    timed("brief", lambda: brief(group, (told,), stood, against, edges, moved, found, other))
    took["statements"], took["claims_found"] = float(len(said)), float(len(made))
    took["disputes_found"] = float(len(against))
    took["edges_found"] = float(len(edges))
    return took


def more(size: int = 100, count: int = 20, lineages: bool = False) -> list[float]:
    """Seconds that each of ``count`` further reports costs the alignment of a story of ``size``: claims,
    disagreements and standings with what is remembered of the story before; with ``lineages`` copied
    passages, lineage and what copies changed, too."""
    from wiredesk.changes.mutations import mutations
    from wiredesk.claims import actors, claims, disagreements
    from wiredesk.reuse import lineage, reuse
    from wiredesk.standing import standings

    reports, statements = story(size + count)
    took = []
    for n in range(size, size + count + 1):
        group = tuple(reports[:n])
        here = {r.id for r in group}
        said = tuple(s for s in statements if s.report in here)
        began = time.process_time()
        edges = lineage(reuse(group), group)
        if not lineages:
            began = time.process_time()
        found = actors(said, group)
        made = claims("story", said, found, group, {})
        against = disagreements(made, found, group, {})
        stood = standings(made, against, edges, found, group)
        if lineages:
            mutations(stood, edges, group)
        took.append(time.process_time() - began)
    return took[1:]


def told(size: int = 100, count: int = 10) -> list[float]:
    """Seconds that each of ``count`` further reports costs a story of ``size`` told whole, as a desk tells
    it: the report parsed and read, every stage of the plan, the brief, and the document as it is kept."""
    from wiredesk.model.codec import dumps
    from wiredesk.model.views import Brief, Document
    from wiredesk.run.cache import InMemory, Keeper
    from wiredesk.run.local import briefed, tell

    reports, _ = story(size + count)
    keeper = Keeper(InMemory())
    took = []
    for n in range(size, size + count + 1):
        began = time.process_time()
        one = Story("story", "", tuple(r.id for r in reports[:n]))
        found = tell(one, list(reports[:n]), keeper, ())
        bare = Document(
            reports=found.reports, raws=(), stories=(one,), actors=found.actors, places=found.places,
            claims=found.claims, disagreements=found.disagreements, lineage=found.lineage,
            changes=found.changes, brief=Brief(()),
        )  # fmt: skip
        dumps(briefed(bare, (), whole=False))
        took.append(time.process_time() - began)
    return took[1:]


def p95(seconds: Sequence[float]) -> float:
    """The 95th percentile, by the nearest rank."""
    ordered = sorted(seconds)
    return ordered[ceil(0.95 * len(ordered)) - 1]


STAGES = ("actors", "claims", "disagreements", "standing")


def run(shared: Path) -> dict[str, float]:
    """Seconds of one core to align stories of 100, 300 and 1,000 reports, the exponent by which they grow,
    one report more (in milliseconds), and 400 copies of one report."""
    gc.set_threshold(200_000, 50, 100)
    out: dict[str, float] = {}
    spent, every = {}, {}
    for size in SIZES:
        took = align(*story(size))
        spent[size] = sum(took[s] for s in STAGES)
        out[f"aligned_{size}-"] = round(spent[size], 2)
        every[size] = sum(v for k, v in took.items() if k not in COUNTS)
        out[f"everything_{size}-"] = round(every[size], 2)
        out[f"edges_a_report_{size}-"] = round(took["edges_found"] / size, 1)
    wide = log(SIZES[-1] / SIZES[0])
    out["exponent-"] = round(log(spent[SIZES[-1]] / spent[SIZES[0]]) / wide, 3)
    out["exponent_everything-"] = round(log(every[SIZES[-1]] / every[SIZES[0]]) / wide, 3)
    out["one_more_p95_ms-"] = round(1_000 * p95(more()))
    out["one_more_lineage_p95_ms-"] = round(1_000 * p95(more(lineages=True)))
    out["one_more_told_p95_ms-"] = round(1_000 * p95(told()))
    out["copies_400-"] = round(sum(align(*copies(400))[s] for s in STAGES), 2)
    return out


COUNTS = ("statements", "claims_found", "disputes_found", "edges_found")


def copies(count: int) -> tuple[list[Report], list[Statement]]:
    """One report of twelve sentences, printed by ``count`` papers."""
    random = Random(7)
    telling = [w for w, _ in sorted(table()[1].items()) if w.isalpha()]
    sentences = [_sentence(_matter(random, telling).told(random), random) for _ in range(12)]
    reports = [_report(f"k{n:04d}", f"Paper {n}", sentences, FIRST.isoformat()) for n in range(count)]
    return reports, [s for r in reports for s in _statements(r, sentences)]


def main(argv: list[str]) -> None:
    """Print seconds by stage for stories of some sizes."""
    gc.set_threshold(200_000, 50, 100)
    for size in map(int, argv or ["100"]):
        made = story(size)
        began = time.perf_counter()
        took = align(*made)
        clock = time.perf_counter() - began
        core = sum(v for k, v in took.items() if k not in COUNTS)
        told = {k: round(v, 2) for k, v in took.items()}
        print(f"{size}: {core:.1f} s of a core, {clock:.1f} by the clock", told, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
