"""What a copy changed of what it was made from; all reports are invented."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from tests.changes.test_since import document

from wiredesk.changes.mutations import mutations
from wiredesk.model.mutations import Mutation

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "mutations.jsonl").read_text("utf-8").splitlines()
]
REST = (
    " Ferries to Seld ran every two hours only, and the schools of the valley stayed shut until further "
    "notice. Engineers from the coast were expected in the town on the following morning with two pumps."
)
FIRST = (
    "The mayor of Varo, Ada Quell, said that 940 people were wounded when the grain silo on the quay "
    "collapsed. The silo had reportedly been cracked for years. The crews of the port will return to work if "
    "the council repairs the quay." + REST
)


def changed(was: str, now: str, later: str = "2031-03-04") -> tuple[Mutation, ...]:
    assert was in FIRST
    one = {"id": "a", "outlet": "Varo Courier", "title": "Silo collapses in Varo", "published": "2031-03-03"}
    two = {"id": "b", "outlet": "Seld Echo", "title": "Silo collapses in Varo", "published": later}
    return document({**one, "text": FIRST}, {**two, "text": FIRST.replace(was, now)}).mutations


@pytest.mark.parametrize("case", [c for c in CASES if c["found"]], ids=lambda c: c["name"].replace(" ", "_"))
def test_what_a_copy_changed_has_a_name(case: dict[str, str]) -> None:
    found = changed(case["was"], case["now"])
    assert [m.kind for m in found] == [case["kind"]]
    assert found[0].directed


@pytest.mark.parametrize(
    "case", [c for c in CASES if not c["found"]], ids=lambda c: c["name"].replace(" ", "_")
)
def test_what_a_copy_says_in_other_words_is_not_called_so(case: dict[str, str]) -> None:
    assert case["kind"] not in [m.kind for m in changed(case["was"], case["now"])]


def test_a_faithful_copy_changed_nothing() -> None:
    assert changed("quay", "quay") == ()


def test_a_copy_that_names_its_source_better_lost_nothing() -> None:
    assert changed("had reportedly been cracked", "had reportedly been cracked, an engineer said,") == ()


def test_between_reports_of_one_day_the_direction_is_not_known() -> None:
    (found,) = changed("had reportedly been", "had been", later="2031-03-03")
    assert (found.kind, found.directed) == ("hedge_dropped", False)


def test_two_newsrooms_without_a_shared_passage_lost_nothing() -> None:
    made = document(
        {"id": "a", "outlet": "Varo Courier", "title": "Silo collapses in Varo", "published": "2031-03-03",
         "text": "Mayor Ada Quell said the grain silo in Varo collapsed."},
        {"id": "b", "outlet": "Seld Echo", "title": "Silo collapses in Varo", "published": "2031-03-04",
         "text": "The grain silo in Varo collapsed."},
    )  # fmt: skip
    assert made.mutations == ()


def test_order_changes_nothing() -> None:
    one = {"id": "a", "outlet": "Varo Courier", "title": "Silo collapses in Varo", "published": "2031-03-03"}
    made = document(
        {**one, "text": FIRST},
        {**one, "id": "b", "outlet": "Seld Echo", "text": FIRST.replace("940", "1,000")},
        {**one, "id": "c", "outlet": "Keld Herald", "text": FIRST.replace("reportedly ", "")},
    )
    claims, lineage = list(made.claims), list(made.lineage)
    random.Random(3).shuffle(claims)
    random.Random(4).shuffle(lineage)
    assert mutations(claims, lineage, made.reports[::-1]) == made.mutations != ()
