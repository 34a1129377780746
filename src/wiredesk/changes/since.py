"""What is new between two moments of our clock: a pure fold over the two documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from wiredesk.changes.brokenlines import broken_lines
from wiredesk.changes.edited import edited
from wiredesk.changes.substance import new_in_substance
from wiredesk.model.judgements import Judgement
from wiredesk.model.news import NEWS_KINDS, EditionChange, News, SinceThen
from wiredesk.model.statements import Statement
from wiredesk.model.views import Claim, Disagreement, Document
from wiredesk.text.wording import count, labels, quoted, said, shown, speaker, written


def since(
    before: Document | None,
    after: Document,
    judged: Sequence[Judgement] = (),
    at: str | None = None,
) -> SinceThen:
    """What ``after`` holds in substance that ``before`` did not, and which lines of its brief broke.

    ``before`` is None where nothing had been captured yet: then all is new.  ``judged`` are the
    judgements made in between, ``at`` the moment of ``before`` (ISO, our clock).  A further copy of a
    known report is listed in ``copies`` and is news of no kind.
    """
    fresh = new_in_substance(before, after)
    new_reports = sorted({r.id for r in after.reports} - {r.id for r in (before.reports if before else ())})
    telling = {s.report for c in after.claims for s in c.statements if s.id in fresh}
    changed = edited(before, after)
    telling |= {e.later for e in changed}
    news = _News(after, fresh)
    found = [
        *news.meetings(),
        *news.claims(),
        *news.voices(),
        *news.editions(changed),
        *news.judgements(judged),
    ]
    order = {k: n for n, k in enumerate(NEWS_KINDS)}
    return SinceThen(
        since=at,
        as_of=after.as_of,
        reports=tuple(new_reports),
        copies=tuple(r for r in new_reports if r not in telling),
        news=tuple(sorted(found, key=lambda n: (order[n.kind], n.reports, n.text))),
        broken=broken_lines(before, after, fresh, judged, changed) if before else (),
        editions=changed,
    )


def as_one(documents: Sequence[Document]) -> Document:
    """Documents of several stories (at least one) as if they were one story's: what was known before they
    grew together."""
    first, *more = documents
    for other in more:
        first = replace(
            first,
            reports=(*first.reports, *other.reports),
            raws=(*first.raws, *other.raws),
            stories=(*first.stories, *other.stories),
            actors=(*first.actors, *other.actors),
            claims=(*first.claims, *other.claims),
            disagreements=(*first.disagreements, *other.disagreements),
            lineage=(*first.lineage, *other.lineage),
        )
    return first


class _News:
    """The finders of news, with what they all look up."""

    def __init__(self, after: Document, fresh: frozenset[str]) -> None:
        self.after, self.fresh = after, fresh
        self.by_id = {c.id: c for c in after.claims}
        self.reports = {r.id: r for r in after.reports}
        self.names = labels(after.reports)
        self.people = {a.id: a for a in after.actors}
        self.told: set[str] = set()

    def is_new(self, claim: Claim) -> bool:
        """Whether nothing of a claim was known, neither a member nor the original of one."""
        return all(s.id in self.fresh for s in claim.statements)

    def meetings(self) -> list[News]:
        """What a new claim does to one that was known: withdraws, reverses, disputes or overtakes it."""
        out = []
        for d in sorted(self.after.disagreements, key=lambda d: (d.left, d.right)):
            if d.left not in self.by_id or d.right not in self.by_id:
                continue
            sides = [self.by_id[d.left], self.by_id[d.right]]
            fresh = [c for c in sides if self.is_new(c)]
            if not fresh:
                continue
            now = next((c for c in fresh if c.id == d.later), fresh[-1])
            was = sides[0] if now is sides[1] else sides[1]
            out.append(self._meeting(d, was, now))
            self.told.add(now.id)
        return out

    def _meeting(self, d: Disagreement, was: Claim, now: Claim) -> News:
        one, two = shown(was), shown(now)
        same = bool(one.voice.actor) and one.voice.actor == two.voice.actor and one.voice.kind != "outlet"
        if d.update == "withdrawn":
            kind, head = "withdrawn", "Withdrawn"
        elif d.kind in ("figure", "definition") or d.update == "toll":
            kind, head = "figure", "New figure by the same voice" if same else "New figure"
        elif same:
            kind, head = "reversal", "Reversed by the same voice"
        else:
            kind, head = "dispute", "Later account" if d.kind == "update" else "New dispute"
        parts = [head, ":\n", *self._said(one), "\n", *self._said(two)]
        return self._news(kind, parts, (was.id, now.id), (two.report,))

    def claims(self) -> list[News]:
        """Claims of which nothing was known, told in the words of the member that speaks best for them."""
        out = []
        for claim in sorted(self.after.claims, key=lambda c: c.id):
            if claim.id in self.told or not self.is_new(claim):
                continue
            face = shown(claim)
            kind = "figure" if claim.kind == "figure" else "claim"
            out.append(self._news(kind, self._said(face), (claim.id,), (face.report,)))
        return out

    def voices(self) -> list[News]:
        """Named speakers of whom nothing was heard before."""
        heard: set[str] = set()
        first: dict[str, tuple[Claim, Statement]] = {}
        for claim in sorted(self.after.claims, key=lambda c: c.id):
            for s in claim.statements:
                if s.voice.kind == "outlet" or not s.voice.named:
                    continue
                who = s.voice.actor or s.voice.name
                if s.id not in self.fresh:
                    heard.add(who)
                elif who not in first or s.id < first[who][1].id:
                    first[who] = (claim, s)
        out = []
        for who in sorted(set(first) - heard):
            claim, s = first[who]
            parts = ["First heard here: ", speaker(s.voice, "", self.people), f" in {self.names[s.report]}"]
            out.append(self._news("voice", parts, (claim.id,), (s.report,)))
        return out

    def editions(self, changed: Iterable[EditionChange]) -> list[News]:
        """Articles that were printed anew in other words."""
        out = []
        for e in changed:
            more = sum(
                s.id in self.fresh for c in self.after.claims for s in c.statements if s.report == e.later
            )
            lost = count(len(e.gone), "statement")
            counts = f"{count(more, 'statement')} new, {lost} of the earlier edition gone"
            out.append(
                self._news("edition", [f"{self.names[e.later]} changed its report: {counts}"], (), (e.later,))
            )
        return out

    def judgements(self, judged: Sequence[Judgement]) -> list[News]:
        """What people judged in between."""
        home = {s.id: c.id for c in self.after.claims for s in c.statements}
        out = []
        for j in judged:
            why = "; ".join(r.message for r in j.reasons)
            answer = "yes" if j.answer else "no"
            text = f"{j.made_by} judged {j.kind.replace('_', ' ')}: {answer}" + (f" ({why})" if why else "")
            about = [home.get(x, x) for x in (j.left, j.right)]
            out.append(News("judgement", text, tuple(dict.fromkeys(x for x in about if x in self.by_id)), ()))
        return out

    def _said(self, s: Statement) -> list[str]:
        return [*said(s, self.reports[s.report], self.names[s.report], self.people), *quoted(s)]

    def _news(self, kind: str, parts: Sequence[str], claims: Sequence[str], reports: Sequence[str]) -> News:
        text, exact = written(parts)
        return News(kind, text, tuple(claims), tuple(reports), exact)
