"""One story as its pages show it: the export page's lookups, and what only a desk adds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from wiredesk.export.page import View
from wiredesk.model.reports import Report
from wiredesk.model.statements import Statement
from wiredesk.model.views import Claim, Disagreement, Document, Story
from wiredesk.text.wording import flat, shown, speaker
from wiredesk.web.verdicts import Verdicts

ALIKE = 6_000  # words of two variants up to which they are compared word by word


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words of a variant; ``differs`` where the wording beside it has others."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Variant:
    """One member of a claim beside the claim's wording: its words with what differs marked, and
    whether it is the wording itself."""

    statement: Statement
    report: Report
    who: str
    runs: tuple[Run, ...]
    own: bool


class Reading(View):
    """What the templates of a story's pages look up: everything in :class:`export.page.View`, with
    people's verdicts and the moments of capture beside it."""

    def __init__(self, document: Document, verdicts: Verdicts, captured: Mapping[str, str]) -> None:
        super().__init__(document)
        self.story: Story = document.stories[0]
        self.verdicts = verdicts
        self.captured = captured
        self.claim_of = {s.id: c for c in document.claims for s in c.statements}

    def title(self) -> str:
        """The story's title."""
        return flat(self.story.title) or next(
            (flat(r.title) for r in self.document.reports if r.title), "Untitled"
        )

    def one(self, line_claims: Sequence[str]) -> Claim | None:
        """The one claim that a line rests on, if it is one."""
        found = [self.claims[c] for c in line_claims if c in self.claims]
        return found[0] if len(found) == 1 else None

    def variants(self, claim: Claim) -> list[Variant]:
        """The members of a claim, its wording first, each beside that wording."""
        face = shown(claim)
        members = sorted(
            claim.statements,
            key=lambda s: (s.id != face.id, self.reports[s.report].published or "9999", s.id),
        )
        return [
            Variant(
                s,
                self.reports[s.report],
                speaker(s.voice, "own account", self.people),
                (Run(flat(s.text), False),) if s.id == face.id else compared(flat(face.text), flat(s.text)),
                s.id == face.id,
            )
            for s in members
        ]

    def against(self, claim: Claim) -> list[tuple[Disagreement, Claim]]:
        """What a claim disagrees with, with the other claim."""
        out = []
        for d in self.document.disagreements:
            if claim.id in (d.left, d.right):
                other = self.claims.get(d.right if d.left == claim.id else d.left)
                if other is not None:
                    out.append((d, other))
        return out

    def near(self, claim: Claim, most: int = 12) -> list[Claim]:
        """The story's other claims, those of the likest words first: what one might merge it with."""
        mine = _words(claim.wording)
        scored = [
            (len(mine & w) / max(1, len(mine | w)), c)
            for c in self.document.claims
            if c.id != claim.id and (w := _words(c.wording))
        ]
        return [c for score, c in sorted(scored, key=lambda x: (-x[0], x[1].id))[:most] if score > 0]

    def spoken(self, actor: str) -> list[tuple[Claim, list[Statement]]]:
        """What an actor says, claim by claim."""
        out = []
        for claim in self.document.claims:
            mine = [s for s in claim.statements if s.voice.actor == actor]
            if mine:
                out.append((claim, mine))
        return out

    def voices(self) -> list[tuple[str, str, int]]:
        """The story's voices: actor id, name, number of statements; the most heard first."""
        tally: dict[str, int] = {}
        for claim in self.document.claims:
            for s in claim.statements:
                if s.voice.actor in self.people and s.voice.kind != "outlet":
                    tally[s.voice.actor] = tally.get(s.voice.actor, 0) + 1
        return sorted(
            ((i, self.people[i].name, n) for i, n in tally.items()), key=lambda x: (-x[2], x[1], x[0])
        )

    def carried(self, claims: Iterable[Claim], report: str) -> list[tuple[Claim, Statement]]:
        """The statements of a report with their claims, in the order of the text."""
        found = [(c, s) for c in claims for s in c.statements if s.report == report]
        return sorted(found, key=lambda x: (x[1].spans, x[1].id))


def compared(face: str, other: str) -> tuple[Run, ...]:
    """The words of ``other``; those that ``face`` does not have in that place are marked."""
    a, b = face.split(), other.split()
    if len(a) + len(b) > ALIKE:
        return (Run(other, False),)
    left, right = _plain(a), _plain(b)
    runs: list[Run] = []
    for op, _, _, low, high in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if low < high:
            runs.append(Run(" ".join(b[low:high]), op != "equal"))
    return tuple(runs)


def _plain(words: Sequence[str]) -> list[str]:
    return [re.sub(r"^\W+|\W+$", "", w).casefold() for w in words]


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{4,}|\d+", text.lower()))
