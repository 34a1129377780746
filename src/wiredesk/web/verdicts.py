"""What people decided, by what they decided on: suggested against confirmed, notes, pins, ratings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wiredesk.model.judgements import UNDO, Decision, Judgement, in_force, when
from wiredesk.model.views import Claim

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}
"""The Admiralty code's two scales, F and 6 where nobody rated."""

ACTS = {
    ("same_claim", True): "merged two claims",
    ("same_claim", False): "split a passage off its claim",
    ("same_story", True): "put two reports in one story",
    ("same_story", False): "parted two reports",
    ("pin_story", True): "pinned the story",
    ("pin_story", False): "unpinned the story",
    ("same_actor", True): "made two names one voice",
    ("same_actor", False): "parted two names",
    ("speaks_for", True): "said who speaks for whom",
    ("speaks_for", False): "said that one does not speak for another",
    ("copies", True): "marked a report as copied",
    ("copies", False): "marked a report as not copied",
    ("contradicts", True): "set two claims against each other",
    ("contradicts", False): "withdrew a disagreement",
    ("supersedes", True): "said that one claim overtakes another",
    ("supersedes", False): "said that one claim does not overtake another",
    ("accept", True): "confirmed a claim",
    ("accept", False): "rejected a claim",
    ("pin", True): "pinned",
    ("pin", False): "unpinned",
    ("note", True): "wrote a note",
    ("line", True): "wrote a line",
    ("rate", True): "rated",
    ("undo", False): "undid a judgement",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement as a page shows it: ``word`` is suggested, accepted or rejected where it is a
    claim's state; ``act`` what was done, ``text`` the note, grade or line, ``why`` the reason given."""

    id: str = ""
    word: str = "suggested"
    act: str = ""
    by: str = ""
    at: str = ""
    text: str = ""
    why: str = ""


SUGGESTED = Verdict()


def said(judgement: Judgement) -> Verdict:
    """A judgement in words."""
    j = judgement
    word = "accepted" if j.answer else "rejected"
    act = ACTS.get((j.kind, j.answer), j.kind.replace("_", " "))
    why = next((r.message for r in j.reasons if r.message), "")
    return Verdict(j.id, word, act, j.made_by, j.made_at or "", j.value, why)


class Verdicts:
    """What people decided on some things: their decisions that are obeyed, by what each touches."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._on: dict[tuple[str, str], list[Judgement]] = {}
        self._about: dict[str, list[Judgement]] = {}
        for decision in decisions:
            if decision.state != "obeyed":
                continue
            for thing in dict.fromkeys(decision.touches):
                self._on.setdefault((decision.judgement.kind, thing), []).append(decision.judgement)
                self._about.setdefault(thing, []).append(decision.judgement)

    def _last(self, kind: str, *things: str) -> Judgement | None:
        found = [j for t in things for j in self._on.get((kind, t), ())]
        return max(found, key=when) if found else None

    def state(self, claim: Claim) -> Verdict:
        """Whether a person accepted or rejected a claim; else it is the machine's suggestion."""
        found = self._last("accept", claim.id)
        return said(found) if found else SUGGESTED

    def pinned(self, claim: Claim) -> Verdict | None:
        """Who pinned a claim, if that stands."""
        found = self._last("pin", claim.id)
        return said(found) if found and found.answer else None

    def story_pinned(self, story: str) -> Verdict | None:
        """Who pinned a story, if that stands."""
        found = self._last("pin_story", story)
        return said(found) if found and found.answer else None

    def by_hand(self, claim: Claim) -> bool:
        """Whether a person merged or split the claim."""
        return ("same_claim", claim.id) in self._on

    def notes(self, claim: Claim) -> list[Verdict]:
        """The notes on a claim, oldest first."""
        return self.notes_on(claim.id)

    def notes_on(self, *things: str) -> list[Verdict]:
        """The notes on any of some things, oldest first."""
        found = {j.id: j for t in things for j in self._on.get(("note", t), ())}
        return [said(j) for j in sorted(found.values(), key=when)]

    def grade(self, scale: Mapping[str, str], *things: str) -> str:
        """The grade that a person gave, on a scale whose last grade stands where nobody did."""
        found = self._last("rate", *things)
        given = found.value if found else ""
        return given if given in scale else list(scale)[-1]

    def about(self, claim: Claim) -> list[Verdict]:
        """Everything that was decided on a claim, oldest first."""
        return [said(j) for j in self._about.get(claim.id, ())]


def last_of(made: Iterable[Judgement], by: str) -> Judgement | None:
    """The last act of an author that stands and can be undone."""
    return next((j for j in reversed(in_force(made)) if j.made_by == by and j.kind != UNDO), None)
