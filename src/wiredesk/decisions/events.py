"""Stories joined and parted by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wiredesk.model.ids import story_id
from wiredesk.model.judgements import Judgement
from wiredesk.model.reports import Report
from wiredesk.model.views import Story


def regrouped(
    stories: Sequence[Story], reports: Sequence[Report], judgements: Iterable[Judgement]
) -> tuple[Story, ...]:
    """The stories, by id, as people's ``same_story`` judgements of two reports want them.

    "One event" joins the two stories that hold them, under the title of the larger; "another event"
    takes the second report out of the first's story, together with reports that were judged to be
    of one event with it.  A changed story's id comes from its earliest report, as every story's.
    """
    asked = [j for j in judgements if j.kind == "same_story"]
    home = {r: s.id for s in stories for r in s.reports}
    members = {s.id: set(s.reports) for s in stories}
    title = {s.id: s.title for s in stories}
    by_id = {r.id: r for r in reports}
    touched: set[str] = set()
    with_it: dict[str, set[str]] = {}
    for j in asked:
        if j.left not in home or j.right not in home:
            continue
        a, b = home[j.left], home[j.right]
        if j.answer:
            family = with_it.get(j.left, {j.left}) | with_it.get(j.right, {j.right})
            for r in family:
                with_it[r] = family
            if a == b:
                continue
            larger = max((a, b), key=lambda s: (len(members[s]), s))
            other = b if larger == a else a
            for r in members.pop(other):
                home[r] = larger
                members[larger].add(r)
            touched.add(larger)
        elif a == b:
            family = with_it.get(j.right, {j.right})
            if j.left in family:
                family = {j.right}
            leaving = family & members[a]
            new = f"parted:{j.id}"
            members[new], title[new] = set(leaving), by_id[j.right].title or ""
            members[a] -= leaving
            for r in leaving:
                home[r] = new
            touched |= {a, new}
    if not touched:
        return tuple(stories)
    kept = {s.id: s for s in stories}
    out = [kept[s] for s in members if s not in touched]
    for s in touched & set(members):
        first = min(members[s], key=lambda r: (by_id[r].published or "9999", r))
        shown = title[s] or by_id[first].title or " ".join(by_id[first].text.split()[:12])
        out.append(Story(story_id(first), shown, tuple(sorted(members[s]))))
    return tuple(sorted(out, key=lambda s: s.id))
