"""Standing on copying cascades whose true origins are known: is each planted claim labelled as it stands?

    python -m bench standing            the figures
    python bench/standing.py --verbose  and every planted claim that is labelled otherwise

The cascades are those of ``bench/cascades.py`` (a first report, copies of it verbatim, edited and as agency
copy, independent reports), with facts planted whose standing follows from who says them where: two speakers
in two newsrooms, one speaker in two, two speakers in one.  All of it is invented.  Then the first report is
copied again and again, and no label may rise.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from bench.cascades import OUTLETS, PEOPLE, PLACES, ROLES, cascade
from wiredesk.model.reports import Report
from wiredesk.model.spans import OffsetMap
from wiredesk.model.views import LABELS, Claim, Story
from wiredesk.run.cache import InMemory, Keeper
from wiredesk.run.local import tell

FACTS = (
    ("the night train from {place} was cancelled because of a broken axle",
     "a broken axle forced the cancellation of the night train from {place}"),
    ("the lighthouse keeper of {place} resigned after a quarrel over wages",
     "after a quarrel over wages the lighthouse keeper of {place} has resigned"),
    ("the old granary in {place} will be sold to a brewery in the autumn",
     "in the autumn a brewery will buy the old granary in {place}"),
    ("the orchestra of {place} lost its instruments in a fire",
     "a fire destroyed the instruments of the orchestra of {place}"),
    ("the bakers of {place} refused to pay the new flour tax",
     "the new flour tax will not be paid, the bakers of {place} having refused"),
    ("the reservoir above {place} holds water for six weeks",
     "there is water for six weeks in the reservoir above {place}"),
    ("the bishop of {place} sold the monastery library to a collector",
     "a collector bought the monastery library from the bishop of {place}"),
    ("customs officers in {place} seized a cargo of smuggled amber",
     "a cargo of smuggled amber was seized by customs officers in {place}"),
)  # fmt: skip
"""Invented facts, each in two wordings."""


@dataclass(frozen=True)
class Planted:
    """A passage whose claim has a known standing: the words in each report that carries it."""

    label: str
    where: tuple[tuple[str, str], ...]  # report id, words


def planted(seed: int) -> tuple[list[Report], list[Planted], list[str]]:
    """The reports of one event, what is planted in them, and the first report's paragraphs' text."""
    made = cascade(seed)
    random = Random(10_000 + seed)
    place = random.choice(PLACES)
    one, two = random.sample(PEOPLE, 2)
    role, other = random.sample(ROLES, 2)
    facts = [tuple(w.format(place=place) for w in f) for f in random.sample(FACTS, 4)]
    family = [r for r in made.reports if r.id[-1] in "0123"]
    rest = [r for r in made.reports if r.id[-1] not in "0123"]
    outlet = next(o for o in OUTLETS if o not in {r.outlet for r in made.reports})
    first = [
        f"{one}, the {role}, said that {facts[0][0]}.",
        f"{one}, the {role}, said that {facts[1][0]}.",
        f"{one}, the {role}, said that {facts[2][0]}. {two}, the {other}, said that {facts[2][1]}.",
        f"{one}, the {role}, said that {facts[3][0]}.",
    ]
    alone = [
        f"{two}, the {other}, said that {facts[0][1]}.",
        f"{one}, the {role}, said that {facts[1][1]}.",
    ]
    grown = [_with(r, first) for r in family]
    source = grown[0]
    own = replace(
        source, id=f"c{seed:05d}-9", capture=f"c{seed:05d}-9", path=f"c{seed:05d}-9", outlet=outlet, text="",
        offsets=OffsetMap.identity(0), published="2031-03-02", credits=(),
    )  # fmt: skip
    own = _with(own, ["Reporters in the valley asked for themselves.", *alone])
    ids = [r.id for r in grown]
    carried = [
        Planted("corroborated", (*((i, facts[0][0]) for i in ids), (own.id, facts[0][1]))),
        Planted("attested", (*((i, facts[1][0]) for i in ids), (own.id, facts[1][1]))),
        Planted("one_newsroom", tuple((i, w) for i in ids for w in facts[2])),
        Planted("repeated", tuple((i, facts[3][0]) for i in ids)),
    ]
    for paragraph in source.text.split("\n\n")[: -len(first)]:
        plain = paragraph.rstrip(".")
        if "“" in paragraph or len(plain.split()) < 8:
            continue
        holders = [r.id for r in grown if plain in r.text]
        if holders:
            label = "once" if len(holders) == 1 and not _edited_holds(plain, grown) else "repeated"
            carried.append(Planted(label, tuple((i, plain) for i in holders)))
    for r in rest:
        for paragraph in r.text.split("\n\n"):
            plain = paragraph.rstrip(".")
            if "“" not in paragraph and len(plain.split()) >= 8 and not any(plain in g.text for g in grown):
                carried.append(Planted("once", ((r.id, plain),)))
    return [*grown, *rest, own], carried, [source.text]


def _edited_holds(plain: str, grown: Sequence[Report]) -> bool:
    """Whether an edited copy holds most of a sentence's words: then it is in two reports."""
    words = set(plain.lower().split())
    return any(
        len(words & set(p.lower().rstrip(".").split())) >= 0.6 * len(words)
        for r in grown[1:]
        for p in r.text.split("\n\n")
    )


def _with(report: Report, paragraphs: Sequence[str]) -> Report:
    text = "\n\n".join([*filter(None, [report.text]), *paragraphs])
    return replace(report, text=text, offsets=OffsetMap.identity(len(text)))


def told(reports: Sequence[Report], keeper: Keeper) -> tuple[Claim, ...]:
    """The claims of the reports as one story, with their standings."""
    story = Story("story-bench", "", tuple(sorted(r.id for r in reports)))
    return tell(story, sorted(reports, key=lambda r: r.id), keeper, ()).claims


def found(one: Planted, claims: Sequence[Claim], texts: dict[str, str]) -> Claim | None:
    """The claim that holds most of a planted passage."""
    votes: Counter[str] = Counter()
    for report, words in one.where:
        start = texts[report].find(words)
        end = start + len(words)
        for claim in claims:
            for s in claim.statements:
                if s.report == report:
                    votes[claim.id] += sum(
                        max(0, min(end, x.end) - max(start, x.start)) for x in s.spans if start >= 0
                    )
    best = min(votes, key=lambda i: (-votes[i], i), default=None)
    return next((c for c in claims if c.id == best and votes[c.id] > 0), None)


def run(shared: Path | None = None, count: int = 24, verbose: bool = False) -> dict[str, float]:
    """Labels exactly right, overall and by label; false corroborations; labels raised by copies."""
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    false = raised = 0
    keeper = Keeper(InMemory())
    for seed in range(count):
        reports, carried, _ = planted(seed)
        texts = {r.id: r.text for r in reports}
        claims = told(reports, keeper)
        copies = [
            replace(
                reports[0], id=f"{reports[0].id}x{n}", path=f"copy{n}", outlet=f"Copy {n}", published=None
            )
            for n in range(3)
        ]
        more = told([*reports, *copies], keeper)
        for one in carried:
            mine, again = (found(one, c, texts) for c in (claims, more))
            label = mine.standing.label if mine else "none"
            every[one.label] += 1
            right[one.label] += label == one.label
            false += label == "corroborated" != one.label
            if mine and again:
                raised += _rank(again.standing.label) > _rank(label)
            if verbose and label != one.label:
                print(f"{seed} wants {one.label}, has {label}: {one.where[0][1][:90]}")
    total = sum(every.values())
    out = {"claims": float(total), "label_exact": round(sum(right.values()) / total, 4)}
    for label in LABELS:
        if every[label]:
            out[f"{label}_exact"] = round(right[label] / every[label], 4)
    out["false_corroboration-"] = round(false / total, 4)
    out["raised_by_copies-"] = round(raised / total, 4)
    return out


def _rank(label: str) -> int:
    """Labels by how much they claim; a copy may make "once" into "repeated", which claims no more."""
    return {"none": 0, "once": 0, "repeated": 0, "one_newsroom": 1, "attested": 2, "corroborated": 3}[label]


def main() -> None:
    """Print the figures, one a line."""
    for name, value in run(verbose="--verbose" in sys.argv).items():
        print(f"{name:28} {value:g}")


if __name__ == "__main__":
    main()
