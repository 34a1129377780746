"""The answer keys are well formed, fit the public data, and hold no words of it."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from wiredesk.model.views import LABELS

BENCH = Path(__file__).resolve().parents[2] / "bench"
PATHS = sorted((BENCH / "keys").rglob("*.json"))
each_key = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def bench_keys() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("bench_keys", BENCH / "keys.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def test_there_are_fourteen_keys_to_develop_on_and_others_set_aside() -> None:
    held = [path for path in PATHS if path.parent.name == "held"]
    assert len(PATHS) - len(held) >= 14
    assert len({path.stem for path in PATHS}) == len(PATHS)


def test_no_report_is_in_two_keys() -> None:
    seen: dict[str, str] = {}
    for path in PATHS:
        for report in read(path)["reports"]:
            assert report not in seen, f"{report} is in {seen[report]} and {path.stem}"
            seen[report] = path.stem


@each_key
def test_a_key_has_the_fields_that_the_scorer_reads(path: Path) -> None:
    key = read(path)
    assert set(key) == {"story", "source", "reports", "claims", "contradictions"}
    assert len(key["reports"]) >= 3
    assert 15 <= len(key["claims"]) <= 32
    for claim in key["claims"]:
        assert set(claim) == {"id", "kind", "canonical", "evidence", "standing", "disputed"}
        assert claim["evidence"], claim["id"]
    ids = [claim["id"] for claim in key["claims"]]
    assert len(ids) == len(set(ids))


@each_key
def test_a_key_holds_offsets_and_no_words_of_a_report(path: Path) -> None:
    key = read(path)
    assert max(len(text) for text in strings(key)) <= 200
    for claim in key["claims"]:
        for passage in claim["evidence"]:
            assert set(passage) <= {"report", "start", "end", "speaker"}


@each_key
def test_standing_labels_fit_the_number_of_reports(path: Path) -> None:
    for claim in read(path)["claims"]:
        reports = {passage["report"] for passage in claim["evidence"]}
        assert claim["standing"] in LABELS, claim["id"]
        assert (len(reports) == 1) == (claim["standing"] in ("once", "one_newsroom")) or (
            len(reports) > 1 and claim["standing"] == "one_newsroom"
        ), claim["id"]


@each_key
def test_disputed_claims_are_those_of_the_contradictions(path: Path) -> None:
    key = read(path)
    ids = {claim["id"] for claim in key["claims"]}
    sides: set[str] = set()
    for left, right in key["contradictions"]:
        assert left != right
        assert {left, right} <= ids
        sides |= {left, right}
    assert {claim["id"] for claim in key["claims"] if claim["disputed"]} == sides
    pairs = [frozenset(pair) for pair in key["contradictions"]]
    assert len(pairs) == len(set(pairs))


@each_key
def test_a_passage_belongs_to_one_claim(path: Path) -> None:
    key = read(path)
    passages = [passage for claim in key["claims"] for passage in claim["evidence"]]
    for one, other in combinations(passages, 2):
        if one["report"] == other["report"]:
            assert one["end"] <= other["start"] or other["end"] <= one["start"], (one, other)
    assert {passage["report"] for passage in passages} == set(key["reports"])


@pytest.mark.shared
@each_key
def test_every_passage_reads_back_as_whole_words(
    path: Path, shared: Path, bench_keys: ModuleType, tmp_path: Path
) -> None:
    made, reports = bench_keys.materialise(shared, path, tmp_path)
    raw = {file.name: file.read_bytes().decode("utf-8") for file in reports.iterdir()}
    for claim in read(made)["claims"]:
        for passage in claim["evidence"]:
            text = raw[passage["report"]]
            start, end = passage["start"], passage["end"]
            assert text[start:end] == passage["text"]
            assert passage["text"] == passage["text"].strip()
            assert not (text[start - 1].isalnum() and text[start].isalnum()), passage["text"]
            assert end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum()), passage["text"]


@pytest.mark.shared
def test_a_document_that_is_the_key_scores_full_marks(
    shared: Path, bench_keys: ModuleType, tmp_path: Path
) -> None:
    made, _ = bench_keys.materialise(shared, PATHS[0], tmp_path)
    key = read(made)
    pairs = [tuple(pair) for pair in key["contradictions"]]
    claims = [
        {
            "id": claim["id"],
            "standing": {
                "label": claim["standing"],
                "disputed_by": [pair for pair in pairs if claim["id"] in pair],
            },
            "statements": [
                {
                    "id": f"{claim['id']}-{number}",
                    "report": passage["report"],
                    "spans": [{"start": passage["start"], "end": passage["end"]}],
                    "voice": {"name": passage.get("speaker", "")},
                }
                for number, passage in enumerate(claim["evidence"])
            ],
        }
        for claim in key["claims"]
    ]
    document = {
        "reports": [{"id": name, "path": name, "text": ""} for name in key["reports"]],
        "claims": claims,
        "disagreements": [{"left": left, "right": right} for left, right in pairs],
    }
    figures = bench_keys.score(document, made, shared)
    shares = bench_keys.FIGURES[:-1]
    assert {name: figures[name] for name in shares} == dict.fromkeys(shares, 1.0)
    assert figures["false_corroboration"] == 0


@pytest.mark.shared
def test_a_passage_outside_its_text_is_named(shared: Path, bench_keys: ModuleType, tmp_path: Path) -> None:
    key = read(PATHS[0])
    key["claims"][0]["evidence"][0]["end"] = 10**9
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(key), encoding="utf-8")
    with pytest.raises(ValueError, match=key["claims"][0]["id"]):
        bench_keys.materialise(shared, broken, tmp_path / "made")


def test_the_bench_names_the_keys_that_there_are() -> None:
    command = [sys.executable, str(BENCH / "keys.py"), "no-such-key"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 2
    assert PATHS[0].stem in done.stderr
