"""What people judge: kept with author and moment, taken back, listed with what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wiredesk.decisions import anchored, fitting, reference
from wiredesk.decisions import log as edit_log
from wiredesk.errors import NotFound, UnfitJudgement
from wiredesk.model.ids import content_id
from wiredesk.model.judgements import KINDS, UNDO, Decision, Judgement, Reason, in_force
from wiredesk.model.views import Document
from wiredesk.store.desk_file import DeskFile


def author(by: str) -> None:
    """Raise UnfitJudgement unless ``by`` names a person: no machine judges under that name."""
    if not by.strip() or by.startswith("stage:"):
        raise UnfitJudgement(f"{by!r} is no author; expected the name of the person who judges")


def judge(
    file: DeskFile, story: Callable[[str], Document], clock: Callable[[], str], kind: str, left: str,
    right: str, answer: bool, by: str, reason: str, value: str, evidence: Sequence[str],
) -> Judgement:  # fmt: skip
    """Keep a judgement (:meth:`wiredesk.desk.Desk.judge`); ``story`` gives the story of an id."""

    def holding(id_: str) -> Document | None:
        try:
            return story(id_)
        except NotFound:
            return None

    if kind not in KINDS:
        raise UnfitJudgement(f"no view obeys a judgement of kind {kind!r}; expected {', '.join(KINDS)}")
    author(by)
    anchors = anchored(holding, kind, left, right, answer, evidence)
    if kind == "pin_story" and answer and not value.strip():
        value = story(left).stories[0].title
    value = fitting(kind, value, anchors)
    sides = [reference(a) for a in anchors if a.side != "evidence"]
    left, right = (*sides, "")[:2]
    at = clock()
    made = Judgement(
        content_id("j", kind, left, right, answer, by, at, value),
        kind, left, right, answer, 1.0, (Reason("person", reason),), by, at,
        _stood(file, kind, left, right), value, anchors,
    )  # fmt: skip
    file.add_judgements([made])
    return made


def _stood(file: DeskFile, kind: str, left: str, right: str) -> str | None:
    """The judgement in force of the same sides, which a new one replaces."""
    if kind in ("note", "line"):
        return None
    sides = {(left, right), (right, left)} if KINDS[kind].symmetric else {(left, right)}
    standing = [j for j in in_force(file.judgements()) if j.kind == kind and (j.left, j.right) in sides]
    return standing[-1].id if standing else None


def undo(file: DeskFile, clock: Callable[[], str], judgement: str, by: str, reason: str) -> Judgement:
    """Take a judgement back (:meth:`wiredesk.desk.Desk.undo`)."""
    author(by)
    every = file.judgements()
    found = [j for j in every if j.id == judgement] or [
        j for j in every if judgement and j.id.startswith(judgement)
    ]
    if len(found) != 1:
        raise NotFound(
            f"no single judgement {judgement!r} among {len(every)}; `wiredesk log` prints their ids"
        )
    if found[0] not in in_force(every):
        by_whom = next((f" (by {j.id})" for j in reversed(every) if j.replaces == found[0].id), "")
        raise UnfitJudgement(f"{found[0].id} is replaced or undone already{by_whom}; undo that instead")
    at = clock()
    made = Judgement(
        content_id("j", UNDO, found[0].id, by, at), UNDO, found[0].id, "", False, 1.0,
        (Reason("person", reason),), by, at, found[0].id,
    )  # fmt: skip
    file.add_judgements([made])
    return made


def log(every: tuple[Judgement, ...], story: Callable[[str], Document]) -> tuple[Decision, ...]:
    """Judgements, oldest first, and what became of each in the story that it is about."""
    stories: dict[str, tuple[Decision, ...]] = {}
    found: list[Decision] = []
    for j in in_force(every):
        for report in dict.fromkeys(a.report for a in j.anchors if a.report):
            if report not in stories:
                try:
                    document = story(report)
                    stories.update((r.id, document.decisions) for r in document.reports)
                except NotFound:
                    stories[report] = ()
            found += [d for d in stories[report] if d.judgement.id == j.id][:1]
            if found and found[-1].judgement.id == j.id:
                break
    return edit_log(every, found)
