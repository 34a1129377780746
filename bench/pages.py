"""How much of the main text of public pages is found, ours beside the libraries, in one run.

    python -m bench pages            with $WIREDESK_PAGES naming the folder of the public page sets

The folder holds checkouts of public repositories, by their names; each that is missing is left out and said:

- ``trafilatura`` (adbar/trafilatura, ``tests/``): 990 pages in many languages; for each, up to six pieces of
  text that belong to its main text and up to six that do not.  F1 of pieces as its own ``evaluate.py`` counts
  them: a piece is found where it stands in the result, spaces aside.
- ``article-extraction-benchmark`` (Scrapinghub): 181 pages with their whole bodies; F1 of words in fours.

``ours`` is the text of the report: whole for the pieces, some of which are headlines; without its headline
for the bodies, which have none.  A library that is not installed is left out.  Pages a second are of the
reading alone.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from wiredesk.clean import clean
from wiredesk.model.ids import sha256
from wiredesk.model.reports import Capture, Hints, Report

VARIABLE = "WIREDESK_PAGES"
CUT = "\x1f"


def folder() -> Path | None:
    """Where the public page sets lie, or None, with a line that says so."""
    given = os.environ.get(VARIABLE)
    if given and Path(given).is_dir():
        return Path(given)
    print(
        f"bench: skipped: no public page sets: set ${VARIABLE} to a folder with checkouts of trafilatura, "
        "article-extraction-benchmark, htmldate",
        file=sys.stderr,
    )
    return None


def report(data: bytes, url: str | None = None) -> Report:
    """The report of the bytes of a page."""
    hints = Hints(url=url)
    return clean(Capture("c", "page", sha256(data), data, "2026-01-01T00:00:00Z", "text/html", hints))


def ours(data: bytes) -> str:
    """The text of the report of a page, its headline apart by :data:`CUT` where it stands first."""
    found = report(data)
    head = found.headline.end if found.headline else 0
    return found.text[:head] + CUT + found.text[head:]


def _trafilatura(data: bytes) -> str:
    import trafilatura

    return trafilatura.extract(data, include_comments=False, include_tables=True) or ""


def _fast(data: bytes) -> str:
    import trafilatura

    return trafilatura.extract(data, include_comments=False, include_tables=True, fast=True) or ""


def _resiliparse(data: bytes) -> str:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(bytes_to_str(data, detect_encoding(data)))
    return str(extract_plain_text(tree, main_content=True))


def _justext(data: bytes) -> str:
    import justext

    words = justext.get_stoplist("English") | justext.get_stoplist("German")
    return "\n".join(p.text for p in justext.justext(data, words) if not p.is_boilerplate)


def _readability(data: bytes) -> str:
    from lxml import html
    from readability import Document
    from trafilatura.utils import decode_file

    return str(html.fromstring(Document(decode_file(data)).summary()).text_content())


READERS: dict[str, Callable[[bytes], str]] = {
    "ours": ours,
    "trafilatura": _trafilatura,
    "trafilatura_fast": _fast,
    "resiliparse": _resiliparse,
    "readability": _readability,
    "justext": _justext,
}


def installed() -> dict[str, Callable[[bytes], str]]:
    """The readers whose library is here."""
    out = {}
    for name, reader in READERS.items():
        try:
            reader(b"<html><body><p>A page of one line.</p></body></html>")
        except ImportError:
            print(f"bench: {name} is not installed and left out", file=sys.stderr)
            continue
        except Exception:
            pass  # a library that fails on a page fails below too, page by page
        out[name] = reader
    return out


def pieces(root: Path) -> Iterator[tuple[str, bytes, dict[str, list[str]]]]:
    """Address, bytes, and what belongs in and out of each page of trafilatura's set."""
    tests = root / "trafilatura" / "tests"
    gold = json.loads((tests / "evaldata.json").read_text("utf-8"))
    for url, item in gold.items():
        for part in ("cache", "eval"):
            if (path := tests / part / item["file"]).is_file():
                yield url, path.read_bytes(), item
                break


def bodies(root: Path) -> Iterator[tuple[str, bytes, str]]:
    """Key, bytes and body of each page of Scrapinghub's set."""
    checkout = root / "article-extraction-benchmark"
    gold = json.loads((checkout / "ground-truth.json").read_text("utf-8"))
    for key, want in gold.items():
        yield key, gzip.decompress((checkout / "html" / f"{key}.html.gz").read_bytes()), want["articleBody"]


def fours(text: str) -> Counter[str]:
    """The words of a text in fours, lower case."""
    words = re.findall(r"\w+", text.lower())
    return Counter(" ".join(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _read(reader: Callable[[bytes], str], data: bytes) -> tuple[str, float]:
    began = time.perf_counter()
    try:
        text = reader(data) or ""
    except Exception:  # a crash is a page not read, as it would be for its user
        text = ""
    return text, time.perf_counter() - began


def run(shared: Path, root: Path | None = None) -> dict[str, float]:
    """``pieces_NAME`` and ``bodies_NAME`` (F1 of each reader), ``pages_a_second_NAME``."""
    root = root or folder()
    out: dict[str, float] = {}
    if root is None:
        return out
    readers = installed()
    spent = dict.fromkeys(readers, 0.0)
    pages = 0
    if (root / "trafilatura").is_dir():
        counts = {name: [0, 0, 0] for name in readers}
        for _, data, item in pieces(root):
            pages += 1
            for name, reader in readers.items():
                text, took = _read(reader, data)
                spent[name] += took
                text = _spaced(text.replace(CUT, ""))
                found = sum(_spaced(w) in text for w in item["with"])
                wrong = sum(_spaced(w) in text for w in item["without"])
                for i, n in enumerate((found, wrong, len(item["with"]) - found)):
                    counts[name][i] += n
        for name, (right, wrong, missed) in counts.items():
            out[f"pieces_{name}"] = 2 * right / (2 * right + wrong + missed)
    if (root / "article-extraction-benchmark").is_dir():
        sums = {name: [0.0, 0.0] for name in readers}
        total = 0
        for _, data, body in bodies(root):
            pages, total = pages + 1, total + 1
            want = fours(body)
            for name, reader in readers.items():
                text, took = _read(reader, data)
                spent[name] += took
                got = fours(text.partition(CUT)[2] if name == "ours" else text)
                same = sum((got & want).values())
                sums[name][0] += same / max(1, sum(got.values()))
                sums[name][1] += same / max(1, sum(want.values()))
        for name, (precision, recall) in sums.items():
            out[f"bodies_{name}"] = 2 * precision * recall / (precision + recall) / total
    for name, seconds in spent.items():
        out[f"pages_a_second_{name}"] = pages / seconds if seconds else 0.0
    return out
