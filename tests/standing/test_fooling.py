"""What must not fool the standing: many copies, outlets that cite each other, a voice against itself."""

from __future__ import annotations

import time

from tests.claims.test_disputes import told

from wiredesk.model.views import Claim

TOWNS = "Varo Keld Seld Oskby Heln Tirren Dunmar Illowa Tavrin Varrow".split()
HOAX = "A whale was found in the Ostrin reservoir on Monday and eaten by the villagers"


def _holding(claims: tuple[Claim, ...], words: str) -> list[Claim]:
    return [c for c in claims if any(words in s.text for s in c.statements)]


def _labels(claims: list[Claim]) -> set[str]:
    return {c.standing.label for c in claims if c.standing is not None}


def test_a_hoax_that_ten_outlets_tell_after_each_other_in_a_circle_is_not_corroborated() -> None:
    outlets = [f"{town} Post" for town in TOWNS]
    reports = [
        {
            "outlet": outlet,
            "published": "2031-03-03",
            "text": f"{HOAX}, the {outlets[n - 1]} reported. No one else could be reached.",
        }
        for n, outlet in enumerate(outlets)
    ]
    assert "corroborated" not in _labels(_holding(told(reports).claims, "whale"))


def test_a_hundred_copies_of_one_report_are_one_origin_and_cost_little() -> None:
    text = (
        "Harbour master Ines Calder said the Ostrin ferry will not sail before the end of April. "
        "Police said 12 lorries were waiting at the quay."
    )
    reports = [{"outlet": f"Paper {n}", "published": "2031-03-03", "text": text} for n in range(100)]
    began = time.process_time()
    found = told(reports)
    assert time.process_time() - began < 120
    assert _labels(list(found.claims)) == {"repeated"}
    assert not found.disagreements


def test_a_story_of_one_report_stands_once() -> None:
    found = told([{"outlet": "Varo Courier", "published": "2031-03-03", "text": f"{HOAX}, police said."}])
    assert _labels(list(found.claims)) == {"once"}


def test_a_voice_that_denies_what_it_said_neither_merges_with_itself_nor_counts_twice() -> None:
    yes = "Mayor Tomas Hvel said the harbour will be sold to a bank."
    no = "Mayor Tomas Hvel said the harbour will not be sold to a bank."
    found = told(
        [
            {"outlet": "Varo Courier", "published": "2031-03-03", "text": yes},
            {"outlet": "Keld Herald", "published": "2031-03-03", "text": no},
        ]
    )
    assert [d.kind for d in found.disagreements] == ["polarity"]
    assert "corroborated" not in _labels(list(found.claims))


def test_a_question_and_a_jest_in_quotation_marks_confirm_nothing() -> None:
    said = "Mayor Tomas Hvel said the harbour will be sold."
    asked = "Will the harbour be sold? Ada Merrow asked. “Of course,” she joked, “and the moon with it.”"
    found = told(
        [
            {"outlet": "Varo Courier", "published": "2031-03-03", "text": said},
            {"outlet": "Keld Herald", "published": "2031-03-03", "text": asked},
        ]
    )
    assert "corroborated" not in _labels(list(found.claims))
