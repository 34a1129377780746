"""What a copy changed of what it was made from; all reports are invented."""

from __future__ import annotations

import random

import pytest
from tests.changes.test_since import document

from wiredesk.changes.mutations import mutations
from wiredesk.model.mutations import Mutation

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


@pytest.mark.parametrize(
    ("kind", "was", "now"),
    [
        ("attribution_lost", "The mayor of Varo, Ada Quell, said that 940", "940"),
        ("hedge_dropped", "had reportedly been", "had been"),
        ("condition_lost", " if the council repairs the quay", ""),
        ("status_changed", "940 people were wounded", "940 people were killed"),
        ("figure_rounded_up", "940 people", "1,000 people"),
        ("figure_changed", "940 people", "340 people"),
    ],
)
def test_what_a_copy_changed_has_a_name(kind: str, was: str, now: str) -> None:
    found = changed(was, now)
    assert [m.kind for m in found] == [kind]
    assert found[0].directed


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
