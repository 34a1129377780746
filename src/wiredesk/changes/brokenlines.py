"""Which lines of an earlier brief no longer hold, and what broke them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from wiredesk.changes.substance import folded
from wiredesk.model.judgements import Judgement
from wiredesk.model.news import BrokenLine, EditionChange
from wiredesk.model.views import Claim, Document, Line
from wiredesk.text.wording import labels, quoted, said, shown, some, standing_words, written

HOWS = ("withdrawn", "edited", "disputed", "overtaken", "standing", "parted", "gone")
ONE_ORIGIN = {"once": "one origin", "repeated": "one origin"}
"""A claim that is only printed more often stands where it stood."""


def broken_lines(
    before: Document,
    after: Document,
    fresh: frozenset[str],
    judged: Sequence[Judgement],
    edited: Sequence[EditionChange] = (),
) -> tuple[BrokenLine, ...]:
    """The lines of ``before``'s brief that rest on claims and no longer hold, in their order.

    Only what is new in substance breaks a line (``fresh`` statements, ``judged`` judgements): where
    nothing touches its claims it holds, though copies may have moved it or grouped them otherwise.
    """
    if not fresh and not judged and not edited:
        return ()
    look = _Look(before, after, fresh, judged, edited)
    return tuple(b for line in before.brief.lines if line.claims and line.exact and (b := look.broken(line)))


class _Look:
    """The earlier brief's lines against the later document."""

    def __init__(
        self,
        before: Document,
        after: Document,
        fresh: frozenset[str],
        judged: Sequence[Judgement],
        edited: Sequence[EditionChange],
    ) -> None:
        self.was = {c.id: c for c in before.claims}
        self.now = {c.id: c for c in after.claims}
        self.home = {s.id: c.id for c in after.claims for s in c.statements}
        self.new = {c.id for c in after.claims if any(s.id in fresh for s in c.statements)}
        self.whole = {c.id for c in after.claims if all(s.id in fresh for s in c.statements)}
        self.judged = {x for j in judged for x in (j.left, j.right)}
        self.reports = {r.id: r for r in after.reports}
        self.names = labels(after.reports)
        self.people = {a.id: a for a in after.actors}
        self.lost = {i: e.later for e in edited for i in e.gone}
        stands_in = {e.earlier: e.later for e in edited}
        there = {(s.report, folded(s.text)): c.id for c in after.claims for s in c.statements}
        for c in before.claims:
            for s in c.statements:
                again = there.get((stands_in.get(s.report, ""), folded(s.text)))
                if s.id not in self.home and again:
                    self.home[s.id] = again
        self.shown = {c for line in after.brief.lines for c in line.claims}

    def broken(self, line: Line) -> BrokenLine | None:
        """The line as broken, or None where it holds."""
        how: dict[str, list[str]] = {}
        mine: list[str] = []
        parts: list[str] = []
        for claim in (self.was[c] for c in line.claims if c in self.was):
            homes = self._homes(claim)
            lost = [self.lost[s.id] for s in claim.statements if s.id in self.lost]
            if lost:
                how.setdefault("edited", [])
                where = some(list(dict.fromkeys(self.names[r] for r in lost)))
                parts += ["\n", f"{where} no longer has these words"]
            if not homes:
                continue
            mine += homes
            now = self.now[homes[0]]
            for kind, by in self._against(claim, now):
                how.setdefault(kind, []).append(by)
            if self._raised(claim, now, homes):
                how.setdefault("standing", [])
                was, is_ = (standing_words(c, self.names, self.people) for c in (claim, now))
                parts += ["\n", f"stood as {was}, now {is_}"]
            if len(homes) > 1 and self._decided(claim):
                how.setdefault("parted", [])
        if mine and not how and not set(mine) & self.shown and any(self._touched(i) for i in mine):
            how["gone"] = []
        if not how:
            return None
        ordered = [h for h in HOWS if h in how]
        heads: list[str] = []
        for kind in ordered:
            heads += self._because(kind, how[kind])
        text, exact = written([*heads, *parts][1:])
        claims = tuple(dict.fromkeys([*mine, *(i for h in ordered for i in how[h])]))
        return BrokenLine(line, tuple(ordered), text, claims, exact)

    def _homes(self, claim: Claim) -> list[str]:
        """The later claims that hold a claim's statements, the one with most of them first."""
        votes = Counter(self.home[s.id] for s in claim.statements if s.id in self.home)
        return sorted(votes, key=lambda i: (-votes[i], i))

    def _touched(self, id_: str) -> bool:
        if id_ in self.new or self._decided(self.now[id_]):
            return True
        standing = self.now[id_].standing
        return bool({*standing.disputed_by, *standing.withdrawn_by} & self.new)

    def _decided(self, claim: Claim) -> bool:
        about = {claim.id, *claim.standing.newsrooms, *claim.standing.voices}
        about |= {x for s in claim.statements for x in (s.id, s.report)}
        return bool(about & self.judged)

    def _against(self, was: Claim, now: Claim) -> list[tuple[str, str]]:
        """What came up against a claim: how, and the later claim that does it."""
        out = []
        a, b = was.standing, now.standing
        for kind, before, after in (
            ("withdrawn", a.withdrawn_by, b.withdrawn_by),
            ("overtaken", a.superseded_by, b.superseded_by),
            ("disputed", a.disputes, b.disputes),
        ):
            known = {i for c in before if c in self.was for i in self._homes(self.was[c])}
            out += [(kind, i) for i in after if i not in known and (i in self.whole or self._decided(now))]
        return out

    def _raised(self, was: Claim, now: Claim, homes: Sequence[str]) -> bool:
        """Whether the label changed in substance, through something new."""
        one, two = (ONE_ORIGIN.get(c.standing.label, c.standing.label) for c in (was, now))
        if one == two:
            return False
        return now.id in self.new or any(self._decided(self.now[i]) for i in homes) or self._decided(was)

    def _because(self, kind: str, by: Sequence[str]) -> list[str]:
        if kind in ("standing", "edited"):
            return []
        if kind in ("parted", "gone"):
            return ["\n", _SAYS[kind]]
        parts: list[str] = []
        for id_ in dict.fromkeys(by):
            s = shown(self.now[id_])
            opening = said(s, self.reports[s.report], self.names[s.report], self.people)
            parts += ["\n", _SAYS[kind], ": ", *opening, *quoted(s)]
        return parts


_SAYS: Mapping[str, str] = {
    "withdrawn": "now withdrawn",
    "overtaken": "overtaken by a later account",
    "disputed": "now disputed",
    "parted": "its claim was parted or joined by hand",
    "gone": "no longer among the lines of the brief",
}
