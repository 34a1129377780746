from __future__ import annotations

import json
from dataclasses import replace

import brief_document
import jsonschema
import pytest

from wiredesk import export
from wiredesk.model.statements import PlaceMention
from wiredesk.model.views import Document

DOCUMENTS = [brief_document.document, brief_document.empty, brief_document.hostile]


@pytest.mark.parametrize("made", DOCUMENTS)
def test_the_document_is_what_its_schema_says(made) -> None:  # type: ignore[no-untyped-def]
    data = json.loads(export.render(made(), "json"))
    jsonschema.Draft202012Validator.check_schema(export.schema())
    jsonschema.Draft202012Validator(export.schema()).validate(data)


def test_every_span_of_a_statement_reads_back_to_its_words() -> None:
    document = brief_document.document()
    raws = {r.id: raw for r, raw in zip(document.reports, document.raws, strict=True)}
    for claim in export.to_json(document)["claims"]:
        for s in claim["statements"]:
            words = " … ".join(raws[s["report"]][p["start"] : p["end"]] for p in s["spans"])
            assert words == s["text"]


def test_cues_conditions_and_figures_are_raw_offsets_too() -> None:
    document = brief_document.document()
    raws = {r.id: raw for r, raw in zip(document.reports, document.raws, strict=True)}
    data = export.to_json(document)
    found = [s for c in data["claims"] for s in c["statements"]]

    def words(s: dict, at: dict) -> str:  # type: ignore[type-arg]
        return raws[s["report"]][at["start"] : at["end"]]

    assert "said by telephone" in {words(s, s["cue"]) for s in found if s["cue"]}
    assert "only if women get the vote" in {words(s, s["condition"]) for s in found if s["condition"]}
    assert {"57", "At least 40", "Over 4,000"} <= {words(s, f) for s in found for f in s["figures"]}


def test_repairs_and_dropped_ranges_are_as_they_stand_in_the_raw_input() -> None:
    document = brief_document.document()
    data = export.to_json(document)
    for report, raw in zip(data["reports"], document.raws, strict=True):
        for repair in report["repairs"]:
            assert raw[repair["start"] : repair["end"]] == repair["was"] == "cafÃ©"
        for dropped in report["dropped"]:
            assert raw[dropped["start"] : dropped["end"]] in (
                "CLICK HERE TO WIN",
                "Subscribe to the Northern Post for one crown a week!",
            )


def test_every_id_that_the_document_names_exists() -> None:
    data = export.to_json(brief_document.document())
    reports, claims = {r["id"] for r in data["reports"]}, {c["id"] for c in data["claims"]}
    assert {x for d in data["disagreements"] for x in (d["left"], d["right"])} <= claims
    assert {x for d in data["lineage"] for x in (d["from"], d["to"])} <= reports
    for line in data["brief"]["lines"]:
        assert set(line["claims"]) <= claims
        assert set(line["reports"]) <= reports
    assert {x for c in data["claims"] for x in c["standing"]["disputed_by"]} <= claims


def test_the_same_document_gives_the_same_bytes() -> None:
    brief_document.document.cache_clear()
    one = brief_document.document()
    brief_document.document.cache_clear()
    two: Document = brief_document.document()
    for format_ in export.FORMATS:
        assert export.render(one, format_) == export.render(two, format_)


def test_lone_surrogates_do_not_stop_the_document() -> None:
    from dataclasses import replace

    document = brief_document.document()
    first = replace(document.reports[0], title="a \udce9 b")
    text = export.render(replace(document, reports=(first, *document.reports[1:])), "json")
    text.encode("utf-8")
    json.loads(text)


def test_an_unknown_format_is_named_with_those_that_exist() -> None:
    with pytest.raises(ValueError, match="text, html, md, json, csv"):
        export.render(brief_document.empty(), "docx")


def test_place_names_that_are_nowhere_on_the_map_are_listed_with_their_statements() -> None:
    document = brief_document.document()
    claim = document.claims[0]
    first = claim.statements[0]
    nowhere = PlaceMention(first.spans[0].start, first.spans[0].start + 4, "Varo", None)
    changed = replace(claim, statements=(replace(first, places=(nowhere,)), *claim.statements[1:]))
    data = export.to_json(replace(document, claims=(changed, *document.claims[1:])))
    assert data["unplaced"] == [{"name": "Varo", "statements": [first.id]}]
    jsonschema.Draft202012Validator(export.schema()).validate(data)
    assert export.to_json(document)["unplaced"] == []
