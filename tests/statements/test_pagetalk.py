"""What a page says to its readers is no statement; what looks like it and is news stays.

Every sentence is invented."""

from __future__ import annotations

import pytest
from varo_courier import report

from wiredesk.resources.parser import parse
from wiredesk.statements import statements
from wiredesk.statements.pagetalk import page_talk

NEWS = "The army took the town of Sela on Monday."


@pytest.mark.parametrize(
    "talk",
    [
        "Click here to check on the tides in your area.",
        "(Published Sunday, July 13, 2031)",
        "Reach Vale at (803) 555-0101.",
        "All rights reserved.",
        "(Source: Varo Harbour Office)",
        "[RELATED: Pier guard, 16, named; two charged with murder]",
        "Text PIER to 51414 to get breaking news alerts on your phone.",
        "Follow us on Twitter @VaroCourier and LIKE us on Facebook for updates",
        "Stay with the Courier for updates.",
        "To support the mayor's recovery, click here.",
        "0:52 Raw video shows the pier of Norvik on fire",
        "Copyright 2031 by Varo Courier - All rights reserved.",
        "This story has been updated with additional information.",
        "--This report was last updated at 2:50 p.m.",
        "Oops, you haven't selected any newsletters.",
        "Please enable Javascript to watch this video",
        "Please sign in.",
        "By signing up, you agree to our Privacy Policy.",
        "Get the Courier stories you care about delivered to your inbox.",
        "Never miss a story again sign up to our channel and we'll keep you up to speed.",
        "Watch the full video below.",
        "RECALL: Pier fire sends seven to hospital",
        "COAST NEWS INVESTIGATES: What would your child do with a flare gun?",
        "MUST WATCH: Vale pushes back against the port",
        "More:In naming Vale, the port betrays its plans",
    ],
)
def test_what_a_page_says_to_its_readers_is_no_statement(talk: str) -> None:
    made = report(f"{NEWS} {talk}")
    assert [s.text for s in statements(made, parse([made.text]))] == [NEWS.rstrip(".")]


@pytest.mark.parametrize(
    "news",
    [
        "Click the switch and the pier lights up, Vale said.",
        "Published reports on Sunday said that the army took Sela.",
        "Copyright law protects the songs of Varo.",
        "Related charges against the mayor were dropped.",
        "9:45 Police have come to the pier.",
        "Two boats burned at 7:30 p.m. when a shell hit the pier.",
        "“Follow us,” the captain told the crew.",
        "Reach of the storm grew on Monday.",
        "More than forty boats were lost.",
        "WATCH: The mayor said on Monday that the pier is closed.",
        "HOLM: I saw the pier burn",
        "By signing up for the fleet you agree to sail, Vale told the crews.",
        "See more boats than last year, the harbour did not.",
        "The mayor posted on Facebook that the pier is closed.",
        "This report was updated by the council in March because two piers were missing from its first list.",
    ],
)
def test_news_that_looks_like_it_stays(news: str) -> None:
    assert page_talk(news) == []


def test_labels_of_pictures_are_left_out_of_their_captions() -> None:
    caption = "Photo: Varo Video Image 3 of 14 Caption Close Guards search the pier of Sela on Monday."
    assert [caption[a:b] for a, b in page_talk(caption)] == ["Photo: Varo Video Image 3 of 14 Caption Close"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (
            "Storm sinks three boats off Sela - YouTube The mayor said the pier was lost.",
            "Storm sinks three boats off Sela - YouTube",
        ),
        ("Storm sinks three boats off Sela - YouTube", "Storm sinks three boats off Sela - YouTube"),
        (
            "Guards search a burned boat at the pier of Sela on Monday (Reuters Photo) Two sailors drowned.",
            "Guards search a burned boat at the pier of Sela on Monday (Reuters Photo)",
        ),
        ("The harbour has a channel of its own - YouTube has taken it down.", None),
        ("The mayor told the agency (AFP) that the pier was lost.", None),
    ],
)
def test_titles_and_captions_run_into_a_sentence_are_left_out(line: str, title: str | None) -> None:
    assert [line[a:b] for a, b in page_talk(line)] == ([title] if title else [])
