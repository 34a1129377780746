"""Answer keys for stories of several outlets: score the brief of each against what an editor found.

    python bench/keys.py                     the development keys, one line a story, and the means
    python bench/keys.py --read              the keys that were set aside once and have been read since
    python bench/keys.py --held              the set-aside keys (look at the figures, not at the misses)
    python bench/keys.py --verbose convoy    what was missed in one story
    python bench/keys.py --documents DIR     score documents DIR/<key>.json that were made before

A key (``bench/keys/*.json``, ``bench/keys/held/*.json``) names passages by report id and by offsets
in the ``text`` field of the public data in ``../shared/data``; it holds no words of any report.
:func:`materialise` puts the words back, in a temporary folder, in the form that
``../shared/answer-keys/score.py`` reads.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
KEYS = HERE / "keys"
READ = KEYS / "read"
HELD = KEYS / "held"
SHARED = Path(os.environ.get("WIREDESK_SHARED", HERE.parents[1] / "shared"))

FIGURES = (
    "covered",
    "same_claim_p",
    "same_claim_r",
    "same_claim_f",
    "voice",
    "standing",
    "disputed_p",
    "disputed_r",
    "clashes_r",
    "false_corroboration",
)
"""The figures of score.py that a key of this kind has, in the order of the table."""

CLASHES = ("disputed_p", "disputed_r", "clashes_r")
"""Figures that a story without clashing claims does not have."""

SOURCES = ("allsides", "fa-kes", "incidents")


def keys(folder: Path = KEYS) -> list[Path]:
    """The keys of a folder, in order of name: the first development keys, unless given another."""
    return sorted(folder.glob("*.json"))


@cache
def articles(shared: Path, source: str) -> Mapping[str, Mapping[str, str]]:
    """The articles of a source by id, each with ``title``, ``text``, and if known ``outlet``, ``date``.

    fa-kes.csv is not valid UTF-8; undecodable bytes become U+FFFD, one each, and offsets count those.
    Its dates are month/day/year and come out as ISO dates.  Where an id is given twice the first wins.
    Raises KeyError for a source that is not one of :data:`SOURCES`.
    """
    if source == "fa-kes":
        path = shared / "data" / "reports" / "fa-kes.csv"
        out: dict[str, Mapping[str, str]] = {}
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            for row in csv.DictReader(file):
                month, day, year = (int(part) for part in row["date"].split("/"))
                found = {
                    "outlet": row["source"],
                    "date": date(year, month, day).isoformat(),
                    "title": row["article_title"],
                    "text": row["article_content"],
                }
                out.setdefault(row["unit_id"], found)
        return out
    if source not in SOURCES:
        raise KeyError(f"no source {source!r}: a key's source is one of {', '.join(SOURCES)}")
    out = {}
    with (shared / "data" / "stories" / f"{source}.jsonl").open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            out.setdefault(row["id"], row)
    return out


def printed(article: Mapping[str, str]) -> str:
    """An article as one text, in which the labels' offsets count: its title, an empty line, its text."""
    return f"{' '.join((article['title'] or '').split())}\n\n{article['text']}"


def spans(told: str) -> tuple[tuple[int, int], ...]:
    """The spans of a label: "12-40,52-60"."""
    return tuple((int(a), int(b)) for a, b in (part.split("-") for part in told.split(",")))


def materialise(shared: Path, key_path: Path, into: Path) -> tuple[Path, Path]:
    """The key with its words, and the folder of its reports, written under ``into``.

    Each report becomes ``reports/<id>.txt``: its title, an empty line, its text; every offset is
    moved accordingly, so that it counts code points of that file.  Outlet and date of publication
    are left out of the key, for the files do not give them.  Returns (``into/key.json``,
    ``into/reports``).  Raises KeyError where the data lacks a report of the key, ValueError where
    a passage lies outside its text.
    """
    key = json.loads(key_path.read_text(encoding="utf-8"))
    known = articles(shared, key["source"])
    folder = into / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    raw: dict[str, str] = {}
    shift: dict[str, int] = {}
    for name in key["reports"]:
        raw[name] = printed(known[name])
        shift[name] = len(raw[name]) - len(known[name]["text"])
        (folder / f"{name}.txt").write_bytes(raw[name].encode("utf-8"))
    claims = []
    for claim in key["claims"]:
        evidence = []
        for passage in claim["evidence"]:
            name = passage["report"]
            start, end = passage["start"] + shift[name], passage["end"] + shift[name]
            if not shift[name] <= start < end <= len(raw[name]):
                raise ValueError(
                    f"{key_path.name}: a passage of claim {claim['id']} is [{passage['start']}, "
                    f"{passage['end']}) of {name}, whose text has {len(raw[name]) - shift[name]} characters"
                )
            evidence.append(
                {**passage, "report": f"{name}.txt", "start": start, "end": end, "text": raw[name][start:end]}
            )
        claims.append({**claim, "evidence": evidence})
    unknown = {"outlet": None, "published": None, "title": None}
    made = {
        "story": key["story"],
        "reports": {f"{name}.txt": unknown for name in key["reports"]},
        "claims": claims,
        "contradictions": key["contradictions"],
    }
    path = into / "key.json"
    path.write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")
    return path, folder


def _scorer(shared: Path, *arguments: str) -> str:
    command = [sys.executable, str(shared / "answer-keys" / "score.py"), *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def _scored(document: Mapping[str, Any], key_path: Path, shared: Path, *options: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.json"
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        return _scorer(shared, *options, str(key_path), str(path))


def score(document: Mapping[str, Any], key_path: Path, shared: Path = SHARED) -> dict[str, float]:
    """The figures of score.py for a document against a key that :func:`materialise` wrote."""
    found = json.loads(_scored(document, key_path, shared, "--json"))
    return {name: float(value) for name, value in found.items()}


def missed(document: Mapping[str, Any], key_path: Path, shared: Path = SHARED) -> str:
    """What score.py prints for a reader: the figures, then each thing that was missed."""
    return _scored(document, key_path, shared)


def brief(reports: Path) -> dict[str, Any]:
    """The JSON document that ``wiredesk brief REPORTS --format json`` prints for a folder; made in this
    process, which has the parser loaded from the second key on."""
    from wiredesk.desk import Desk
    from wiredesk.export import render

    with Desk() as desk:
        desk.add([str(reports)])
        document: dict[str, Any] = json.loads(render(desk.document(), "json"))
    return document


def run(shared: Path, folder: Path = KEYS) -> dict[str, float]:
    """The mean of every figure over the keys, and ``worst_false_corroboration``, the most in one story;
    these last two end in ``-``, since lower is better."""
    rows = [row for _, row, _ in _rows(shared, keys(folder), None, False)]
    return {f"{k}-" if k.endswith("false_corroboration") else k: v for k, v in _means(rows).items()}


def _means(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Means over the stories that have the figure at all (see :func:`_rows`)."""
    if not rows:
        return {}
    there = {name: [row[name] for row in rows if name in row] for name in FIGURES}
    means = {name: sum(values) / len(values) for name, values in there.items() if values}
    means["worst_false_corroboration"] = max(row["false_corroboration"] for row in rows)
    return means


def _cells(row: Mapping[str, float]) -> str:
    return "".join(f"{row[name]:13.3f}" if name in row else f"{'-':>13}" for name in FIGURES)


def _rows(
    shared: Path, paths: Sequence[Path], documents: Path | None, told: bool
) -> Iterator[tuple[Path, dict[str, float], str]]:
    for path in paths:
        with tempfile.TemporaryDirectory() as folder:
            key, reports = materialise(shared, path, Path(folder))
            if documents is None:
                document = brief(reports)
            else:
                document = json.loads((documents / path.name).read_text(encoding="utf-8"))
            row = score(document, key, shared)
            if not json.loads(path.read_text(encoding="utf-8"))["contradictions"]:
                # score.py gives 0 or 1 where there is nothing to find: neither says anything
                row = {name: value for name, value in row.items() if name not in CLASHES}
            yield path, row, missed(document, key, shared) if told else ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; see the text at the top of this file."""
    parser = argparse.ArgumentParser(description="Score briefs against the answer keys in bench/keys.")
    parser.add_argument("names", nargs="*", help="names of keys (all of them, unless given)")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--read", dest="folder", action="store_const", const=READ, help="those read since")
    which.add_argument("--held", dest="folder", action="store_const", const=HELD, help="the set-aside keys")
    parser.set_defaults(folder=KEYS)
    parser.add_argument("--verbose", metavar="KEY", help="what was missed in one story")
    parser.add_argument("--documents", type=Path, metavar="DIR", help="read DIR/<key>.json, run nothing")
    parser.add_argument("--write", type=Path, metavar="DIR", help="write DIR/<key>/, run nothing")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of the public data")
    asked = parser.parse_args(arguments)
    names = [asked.verbose] if asked.verbose else asked.names
    paths = [path for path in keys(asked.folder) if not names or path.stem in names]
    if not paths:
        there = ", ".join(path.stem for path in keys(asked.folder))
        parser.error(f"no key named {', '.join(names)}; there are {there}")
    if asked.write:
        for path in paths:
            print(materialise(asked.shared, path, asked.write / path.stem)[0])
        return 0
    print(f"{'story':16}" + "".join(f"{name[:12]:>13}" for name in FIGURES))
    rows = []
    for path, row, text in _rows(asked.shared, paths, asked.documents, bool(asked.verbose)):
        rows.append(row)
        print(f"{path.stem:16}" + _cells(row), flush=True)
        if text:
            print(text)
    print(f"{'mean':16}" + _cells(_means(rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
