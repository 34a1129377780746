"""What tables of figures say, all invented: who was hurt where, and by whose count."""

from __future__ import annotations

from varo_courier import report

from wiredesk.model.spans import Span, joined
from wiredesk.model.statements import Statement
from wiredesk.resources.parser import parse
from wiredesk.statements import statements

TABLE = "Town | Killed | Injured\n\nNorvik | 12 | 34\n\nAbrin | 0 | 21\n\nTotal | 12 | 55"
AFTER = "\n\nThe mayor said that the bridge was closed."


def read(text: str, **more: object) -> tuple[Statement, ...]:
    made = report(text, **more)  # type: ignore[arg-type]
    return statements(made, parse([s.of(made.text) for s in made.paragraphs()]))


def tolls(found: tuple[Statement, ...]) -> list[tuple[str, str | None, float | None, str]]:
    return [
        (",".join(p.name for p in s.places), f.status, f.low, s.voice.name) for s in found for f in s.figures
    ]


def test_each_number_of_a_row_is_a_figure_with_its_fate_and_place() -> None:
    found = read(TABLE + AFTER)
    assert tolls(found) == [
        ("Norvik", "killed", 12.0, "Varo Courier"),
        ("", "killed", 12.0, "Varo Courier"),
        ("Norvik", "wounded", 34.0, "Varo Courier"),
        ("Abrin", "wounded", 21.0, "Varo Courier"),
        ("", "wounded", 55.0, "Varo Courier"),
    ]
    assert "Killed … Norvik … 12" in [s.text for s in found]
    assert any("bridge was closed" in s.text and s.voice.name != "Varo Courier" for s in found)
    assert all(s.text == joined(s.spans, TABLE + AFTER) for s in found)


def test_figures_are_of_whoever_gave_the_table() -> None:
    for before, after, who in (
        ("The harbour office published the following figures on Monday.\n\n", "", "harbour office"),
        ("| Dead by town, according to the fire service | | |\n\n", "", "fire service"),
        ("It rained.\n\n", "\n\nSource: Tarn Health Board", "Tarn Health Board"),
    ):
        found = [s for s in read(before + TABLE + after) if s.figures]
        assert {s.voice.name.removeprefix("The ").removeprefix("the ") for s in found} == {who}, before


def test_a_table_of_places_across_and_of_other_things_is_read_too() -> None:
    across = read("Town | Norvik | Abrin\n\nKilled | 12 | 3\n\nHouses destroyed | 40 | 8" + AFTER)
    assert {(f.of, f.status, f.low) for s in across for f in s.figures} == {
        ("people", "killed", 12.0), ("people", "killed", 3.0),
        ("house", "destroyed", 40.0), ("house", "destroyed", 8.0),
    }  # fmt: skip
    days = read("Date | Cases\n\n2 May 2031 | 12\n\n3 May 2031 | 40" + AFTER)
    assert [(s.about.first, s.figures[0].of) for s in days if s.about and s.figures] == [
        ("2031-05-02", "case"),
        ("2031-05-03", "case"),
    ]


def test_a_list_of_losses_is_read_and_its_headline_is_none_of_it() -> None:
    text = "Blast in Abrin\n\nKilled: 12\n\nInjured: at least 30" + AFTER
    found = read(text, headline=Span(0, 14))
    assert [s.text for s in found][:2] == ["Killed: 12", "Injured: at least 30"]
    assert [(f.status, f.low, f.high) for s in found for f in s.figures] == [
        ("killed", 12.0, 12.0),
        ("wounded", 30.0, None),
    ]


def test_years_ranks_and_prices_count_nobody() -> None:
    assert not [
        s for s in read("Town | Year | Price\n\nNorvik | 1,204 | 34\n\nAbrin | 800 | 21") if s.figures
    ]
