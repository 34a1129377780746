"""Why answers for every line and claim of the example, in words that hold their passages."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest

from wiredesk.desk import Desk
from wiredesk.errors import NotFound
from wiredesk.export.why import why_json, why_text
from wiredesk.model.reasons import Why
from wiredesk.model.views import Document
from wiredesk.text.wording import flat
from wiredesk.why import why


@cache
def example() -> Document:
    with Desk(cache=False) as desk:
        desk.add(["examples/orvel-dam"])
        return desk.document()


def claim(words: str) -> str:
    return next(c.id for c in example().claims if words in flat(c.wording))


def text(found: Why) -> str:
    return " ".join(why_text(found, 400).split())


def test_every_line_of_the_brief_has_an_answer_with_passages_that_read_back() -> None:
    document = example()
    reports = {r.id: r for r in document.reports}
    raws = dict(zip((r.id for r in document.reports), document.raws, strict=True))
    for line in document.brief.lines:
        found = why(document, line.id)
        assert found.about == "line"
        assert found.sections, line.text
        cited = [c for s in found.sections for p in s.points for c in p.passages]
        assert cited or not line.claims
        for c in cited:
            words = "".join(flat(x.of(reports[c.report].text)) for x in c.spans)
            assert "".join(c.words.split(" … ")).replace(" ", "") == words.replace(" ", "")
            assert all(x.end <= len(raws[c.report]) for x in c.raw)
        json.dumps(why_json(found))


def test_every_claim_says_its_label_and_what_it_would_take_to_stand_higher() -> None:
    document = example()
    for c in document.claims:
        said = text(why(document, c.id))
        assert c.standing.label.replace("_", " ") in said
        assert "Suggested credibility" in said
        assert (
            c.standing.label == "corroborated"
            or "would be corroborated" in said
            or "and corroborated" in said
        )


def test_a_merge_is_explained_by_what_the_statements_share() -> None:
    said = text(why(example(), claim("is ready to leave the dam at once")))
    assert "WHY THESE STATEMENTS ARE ONE CLAIM" in said
    assert "of the telling words" in said or "the same quoted words" in said


def test_a_clash_is_explained_with_its_kind_and_both_sides() -> None:
    document = example()
    d = next(d for d in document.disagreements if d.kind == "figure")
    found = why(document, d.left, d.right)
    assert found.about == "clash"
    assert "a clash of figure" in found.answer
    assert d.why in text(found)
    sides = {c.statement for s in found.sections for p in s.points for c in p.passages}
    for id_ in (d.left, d.right):
        assert sides & {s.id for c in document.claims if c.id == id_ for s in c.statements}


def test_two_claims_that_can_both_hold_say_why_they_are_not_one_and_do_not_clash() -> None:
    found = why(example(), claim("supplies water to about 80,000"), claim("most had broken bones"))
    assert found.about == "two_claims"
    assert "can both hold" in found.answer
    assert "Not one claim" in text(found)


def test_two_members_of_one_claim_are_one_claim() -> None:
    many = max(example().claims, key=lambda c: len(c.statements))
    assert why(example(), many.statements[0].id, many.statements[-1].id).about == "one_claim"


def test_words_find_the_claim_that_holds_them_or_list_what_may_be_meant() -> None:
    assert claim("most had broken bones") in why(example(), "broken bones").claims
    several = why(example(), "the dam")
    assert several.about == "candidates"
    assert len(several.candidates) > 1
    assert several.candidates[0].claim in why_text(several)


def test_the_beginning_of_an_id_will_do() -> None:
    id_ = claim("most had broken bones")
    assert why(example(), id_[:9]).claims == (id_,)
    assert why(example(), id_.partition("-")[2][:6]).claims == (id_,)


def test_words_that_no_claim_holds_are_not_found() -> None:
    with pytest.raises(NotFound, match="neither an id nor words"):
        why(example(), "zeppelin moorings")


def test_a_person_s_rating_is_told_beside_everything_else_and_changes_none_of_it() -> None:
    ticks = iter(f"2031-03-{n:02d}T00:00:00.000000Z" for n in range(1, 20))
    with Desk(cache=False, clock=lambda: next(ticks)) as desk:
        desk.add(["examples/orvel-dam"])
        id_ = claim("most had broken bones")
        bare = desk.why(id_)
        desk.judge("rate", id_, by="Ada", value="2", reason="the ward's own register")
        rated = desk.why(id_)
    assert "Ada rates this claim 2 (probably true)" in text(rated)
    assert rated.sections[: len(bare.sections)] == bare.sections
    assert rated.answer == bare.answer


def test_what_sets_two_claims_apart_is_told_in_the_words_of_the_reports() -> None:
    document = example()
    printed = {w for r in document.reports for w in re.findall(r"\w+", r.text)}
    told = " ".join(text(why(document, line.id)) for line in document.brief.lines)
    acts = re.findall(r"the acts differ \(“(.+?)”, “(.+?)”\)", told)
    assert acts
    assert {word for pair in acts for word in pair} <= printed
