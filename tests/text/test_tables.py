"""Tables of numbers in plain text, all invented: which lines are rows, and what each number stands under."""

from __future__ import annotations

import pytest

from wiredesk.text.tables import tables


def told(text: str) -> list[tuple[str, str, str]]:
    """Head, name and number of every number of the tables of a text."""
    out = []
    for table in tables(text.split("\n")):
        for row in table.rows:
            name = ", ".join(c.text for c, _ in row.labels) or (table.over.text if table.over else "")
            out += [(head.text if head else "", name, cell.text) for cell, head in row.numbers]
    return out


TOWNS = [("Killed", "Norvik", "12"), ("Injured", "Norvik", "1,034"), ("Killed", "Lower Tarn", "3")]


@pytest.mark.parametrize(
    "text",
    [
        "Town | Killed | Injured\nNorvik | 12 | 1,034\nLower Tarn | 3 | n/a",
        "| Town | Killed | Injured |\n|---|---:|---|\n| Norvik | 12 | 1,034 |\n| Lower Tarn | 3 | |",
        "Town\tKilled\tInjured\nNorvik\t12\t1,034\nLower Tarn\t3\t-",
        "Town         Killed   Injured\nNorvik          12     1,034\nLower Tarn       3         -",
        "Killed | Injured\nNorvik | 12 | 1,034\nLower Tarn | 3 | –",
        "No. | Town | Killed | Injured\n1 | Norvik | 12 | 1,034\n2 | Lower Tarn | 3 | unknown",
    ],
)
def test_rows_are_found_however_their_cells_are_parted(text: str) -> None:
    assert told(text) == TOWNS


def test_a_list_of_names_and_numbers_is_a_table_named_by_the_line_over_it() -> None:
    assert told("Norvik\nKilled: 14\nInjured: at least 35") == [
        ("Killed", "Norvik", "14"),
        ("Injured", "Norvik", "at least 35"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Home | News | Sport\nWorld | Local | Sea",
        "18:42: The bridge is closed\n17:05: The toll is 12",
        "Norvik | 12 March 2026\nBy Ida Holm | Staff",
        "The storm killed 12.\nIt hurt 34.",
        "Killed: 12",
        "Tel: +44 20 1234\nFax: see below",
    ],
)
def test_menus_clocks_and_prose_are_no_tables(text: str) -> None:
    assert not tables(text.split("\n"))
