"""What became of each judgement: obeyed, replaced, undone, or lapsed, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wiredesk.decisions.events import concerned
from wiredesk.decisions.finding import Statements, find_actor
from wiredesk.model.judgements import CREDIBILITY, UNDO, Anchor, Decision, Judgement, in_force, when
from wiredesk.model.views import Actor, Claim, Document

GONE = "the words it is about are not read as a statement of a report that is here"
NOT_HERE = "a report that it is about is not here"
NO_NAME = "nobody here bears a name that it is about"
OUTDONE = "a later judgement decides otherwise"


def log(judgements: Iterable[Judgement], decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Every judgement, oldest first: those in force as ``decisions`` have them, the others
    "replaced" or "undone", with the id of what did it."""
    every = sorted(judgements, key=when)
    alive = {j.id for j in in_force(every)}
    known = {d.judgement.id: d for d in decisions}
    by = {j.replaces: j for j in every if j.replaces and j.id in alive}
    out: list[Decision] = []
    for j in every:
        if j.id in known:
            out.append(known[j.id])
        elif j.id in alive:
            out.append(Decision(j, "obeyed"))
        else:
            one = by.get(j.id) or max((k for k in every if k.replaces == j.id), key=when)
            state = "undone" if one.kind == UNDO else "replaced"
            out.append(Decision(j, state, f"by {one.made_by}, {one.id}"))
    return tuple(out)


def review(document: Document, judgements: Iterable[Judgement], whole: bool = True) -> tuple[Decision, ...]:
    """How each judgement in force bears on a document, oldest first.

    In the document of a ``whole`` desk one that bears on nothing is "lapsed"; from that of a single
    story it is left out, unless it is of a report of that story.
    """
    at = _Index(document, whole)
    here = {r.id for r in document.reports}
    out: list[Decision] = []
    for j in in_force(judgements):
        if j.kind == UNDO:
            continue
        fault, touches = at.bears(j)
        if not whole and not (touches and not fault) and not any(a.report in here for a in j.anchors):
            continue
        out.append(Decision(j, "lapsed" if fault else "obeyed", fault, tuple(dict.fromkeys(touches))))
    return tuple(out)


class _Index:
    """A document, by the ids that judgements are about."""

    def __init__(self, document: Document, whole: bool) -> None:
        self.document = document
        self.whole = whole
        self.statements = Statements(s for c in document.claims for s in c.statements)
        self.claim_of = {s.id: c for c in document.claims for s in c.statements}
        self.story_of = {r: s.id for s in document.stories for r in s.reports}
        self.edges = {frozenset((x.source, x.target)): x for x in document.lineage}
        self.clashes = {(d.left, d.right): d for d in document.disagreements}
        self.outlets = {r.outlet for r in document.reports if r.outlet}

    def bears(self, j: Judgement) -> tuple[str, list[str]]:
        """What is wrong ("" if nothing) and the ids that a judgement bears on."""
        if j.kind in ("same_actor", "speaks_for"):
            return self._names(j)
        if j.kind in ("copies", "same_story"):
            return self._reports(j)
        if j.kind == "pin_story":
            return self._pinned(j)
        if j.kind == "rate" or j.kind == "note":
            return self._of_one(j)
        left = self._claim(j, "left", j.left)
        if j.kind in ("accept", "pin"):
            return ("", [left.id]) if left else (GONE, [])
        if j.kind == "line":
            rests = [a for a in j.anchors if a.side == "evidence"]
            found = [self.claim_of[s.id].id for a in rests if (s := self.statements.find(a.key, a))]
            story = self._story(j)
            if len(found) < len(rests):
                return f"{len(rests) - len(found)} of its {len(rests)} passages: {GONE}", [*found, *story]
            return "", [*found, *story]
        right = self._claim(j, "right", j.right)
        if left is None or right is None:
            return GONE, [c.id for c in (left, right) if c]
        both = [left.id, right.id]
        if j.kind == "same_claim":
            return ("" if (left.id == right.id) is j.answer else OUTDONE), both
        if left.id == right.id:
            return "both sides are one claim", [left.id]
        clash = self.clashes.get((min(both), max(both)))
        there = clash is not None and (j.kind == "contradicts" or clash.kind == "update")
        return ("" if there is j.answer else OUTDONE), both

    def _claim(self, j: Judgement, side: str, key: str) -> Claim | None:
        found = self.statements.find(key, j.anchor(side))
        return self.claim_of[found.id] if found else None

    def _story(self, j: Judgement) -> list[str]:
        return [self.story_of[a.report] for a in j.anchors if a.report in self.story_of][:1]

    def _names(self, j: Judgement) -> tuple[str, list[str]]:
        found = [find_actor(j.anchor(side), self._near(j.anchor(side))) for side in ("left", "right")]
        touches = [a.id for a in found if a]
        left, right = found
        if left is None or right is None:
            return NO_NAME, touches
        if j.kind == "speaks_for":
            return ("" if (left.speaks_for == right.id) is j.answer else OUTDONE), touches
        if (left.id == right.id) is j.answer:
            return "", touches
        if not j.answer and j.anchors[0].key == j.anchors[1].key:
            return f"both are printed {j.anchors[0].key!r}: a name is not parted from itself", touches
        return OUTDONE, touches

    def _near(self, anchor: Anchor | None) -> Sequence[Actor]:
        """The actors of the anchor's story first: two stories may each have a Halvik."""
        if anchor is None or anchor.report not in self.story_of:
            return self.document.actors
        mine = {
            s.voice.actor
            for c in self.document.claims
            if c.story == self.story_of[anchor.report]
            for s in c.statements
        }
        return sorted(self.document.actors, key=lambda a: a.id not in mine)

    def _reports(self, j: Judgement) -> tuple[str, list[str]]:
        if j.left not in self.story_of or j.right not in self.story_of:
            there = [r for r in (j.left, j.right) if r in self.story_of]
            if j.kind == "same_story" and not self.whole and there:
                return ("" if not j.answer else NOT_HERE), [*there, *(self.story_of[r] for r in there)]
            return NOT_HERE, there
        together = self.story_of[j.left] == self.story_of[j.right]
        if j.kind == "same_story":
            touches = [j.left, j.right, self.story_of[j.left], self.story_of[j.right]]
            return ("" if together is j.answer else OUTDONE), touches
        if not together:
            return "the two reports are of different stories", [j.left, j.right]
        edge = self.edges.get(frozenset((j.left, j.right)))
        return ("" if (edge is not None) is j.answer else OUTDONE), [j.left, j.right]

    def _pinned(self, j: Judgement) -> tuple[str, list[str]]:
        homes = sorted({self.story_of[r] for r in concerned(j) if r in self.story_of})
        if not homes:
            return NOT_HERE, []
        return ("" if len(homes) == 1 or not j.answer else OUTDONE), homes

    def _of_one(self, j: Judgement) -> tuple[str, list[str]]:
        anchor = j.anchor("left")
        if anchor is None:
            return GONE, []
        if anchor.kind == "outlet":
            actors = [a.id for a in self.document.actors if a.kind == "outlet" and anchor.key in a.names]
            known = anchor.key in self.outlets or actors
            touches = [f"outlet:{anchor.key}", *actors] if known else []
            return "" if known else "no report of that outlet is here", touches
        if anchor.kind == "report":
            here = anchor.key in self.story_of
            return ("", [anchor.key]) if here else (NOT_HERE, [])
        if anchor.kind == "name":
            actors = [
                a.id for a in self.document.actors if find_actor(anchor, (a,)) and self._meant(anchor, a.id)
            ]
            return ("", actors) if actors else (NO_NAME, [])
        claim = self._claim(j, "left", j.left)
        if claim is None:
            return GONE, []
        if j.kind == "rate" and j.value == CREDIBILITY[0] and claim.standing.label != "corroborated":
            return f"1 needs two independent voices; the claim stands {claim.standing.label}", [claim.id]
        return "", [claim.id]

    def _meant(self, anchor: Anchor, actor: str) -> bool:
        if not anchor.report:
            return True
        first = find_actor(anchor, self._near(anchor))
        return first is not None and first.id == actor
