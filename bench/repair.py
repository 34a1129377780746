"""How much damage is undone, and how much healthy text is harmed.

    python bench/repair.py [SHARED]

Twelve languages of invented sentences (tests/cases/repair_languages.json), each sentence alone and all
together, encoded in UTF-8 and read through twelve wrong tables; a paragraph counts when it comes back
exactly.  Healthy: the same sentences, and every paragraph of the public data: each must stay as it is
but for invisible signs and spaces.  ``restored_ftfy`` and ``harmed_ftfy`` are ftfy's on the same, where it is
installed: its ``fix_encoding``, which straightens no quotation marks.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from wiredesk.text.repair import repair

HERE = Path(__file__).resolve().parent
CASES = HERE.parent / "tests" / "cases" / "repair_languages.json"
TWELVE = ("fr", "de", "es", "pl", "cs", "tr", "vi", "ru", "el", "ar", "fa", "zh")
TABLES = (
    "cp1252", "latin-1", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso8859-2", "iso8859-7/cp1252",
    "mac-roman", "koi8-r", "cp437",
)  # fmt: skip
DAMAGED = re.compile("â€|[\x80-\x84\x86-\x9f]|Ã[\x80-\xbf]")
MORE = ("cp1255", "cp1256", "cp1258", "iso8859-7", "iso8859-15", "cp850", "koi8-u", "iso8859-5", "cp866")


def misread(text: str, table: str) -> str:
    """UTF-8 of a text read through a wrong table; ``a/b`` takes bytes 80-9F from b."""
    high, _, low = table.partition("/")
    out = []
    for byte in text.encode("utf-8"):
        page = low if low and 0x80 <= byte < 0xA0 else high
        try:
            out.append(bytes((byte,)).decode(page))
        except UnicodeDecodeError:
            out.append(chr(byte))
    return "".join(out)


def healthy(shared: Path) -> Iterator[str]:
    """Paragraphs that nobody damaged, of the public data."""
    for name in ("allsides", "incidents"):
        with (shared / f"data/stories/{name}.jsonl").open(encoding="utf-8") as rows:
            for row in rows:
                yield from filter(None, json.loads(row)["text"].split("\n"))
    with (shared / "data/reports/fa-kes.csv").open(encoding="latin-1", newline="") as table:
        for found in csv.DictReader(table):
            yield found["article_content"]


def _peer() -> Callable[[str], str] | None:
    try:
        import ftfy
    except ImportError:
        return None
    fix: Callable[[str], str] = ftfy.fix_encoding
    return fix


def run(shared: Path) -> dict[str, float]:
    """``restored`` and ``restored_more`` (share of damaged paragraphs that come back exactly),
    ``restored_twice``, ``harmed`` (healthy paragraphs changed), ``healthy`` (how many there were),
    ``mb_per_second`` on healthy text."""
    cases: dict[str, list[str]] = json.loads(CASES.read_text(encoding="utf-8"))
    out: dict[str, float] = {}
    for label, languages, tables in (
        ("restored", TWELVE, TABLES),
        ("restored_more", tuple(cases), TABLES + MORE),
    ):
        good = total = 0
        for language in languages:
            for text in [*cases[language], " ".join(cases[language])]:
                for table in tables:
                    bad = misread(text, table)
                    total += 1
                    ok = repair(bad)[0] == text
                    good += ok
                    if not ok and "-v" in sys.argv and label in sys.argv:
                        print(
                            language,
                            table,
                            repr(text[:60]),
                            "\n    ",
                            repr(bad[:60]),
                            "\n    ",
                            repr(repair(bad)[0][:60]),
                        )
        out[label] = good / total
    theirs = _peer()
    if theirs:
        damaged = [
            (text, misread(text, table))
            for language in TWELVE
            for text in [*cases[language], " ".join(cases[language])]
            for table in TABLES
        ]
        out["restored_ftfy"] = sum(theirs(bad) == text for text, bad in damaged) / len(damaged)
    good = total = 0
    for language in TWELVE:
        text = " ".join(cases[language])
        for table in ("cp1252", "latin-1", "cp1250", "cp1251"):
            total += 1
            good += repair(misread(misread(text, table), table))[0] == text
    out["restored_twice"] = good / total
    harmed, size = 0, 0
    paragraphs = [s for texts in cases.values() for s in texts] + list(healthy(shared))
    began = time.perf_counter()
    for text in paragraphs:
        size += len(text)
        if DAMAGED.search(text):
            continue  # public text that came damaged
        for fix in repair(text)[2]:
            if fix.was.strip(
                "\u00ad\u200b\u200c\u200d\u200e\u200f\ufeff\u2060\u202a\u202c"
            ) and not fix.was.startswith("&"):
                harmed += 1
                if "-v" in sys.argv and "harmed" in sys.argv:
                    print(repr(text[max(0, fix.start - 20) : fix.end + 20]), repr(fix.was), repr(fix.now))
                break
    out["mb_per_second"] = size / 1e6 / (time.perf_counter() - began)
    out["harmed-"], out["healthy"] = harmed, len(paragraphs)
    if theirs:
        out["harmed_ftfy"] = sum(theirs(t) != t for t in paragraphs if not DAMAGED.search(t))
    return out


def main() -> None:
    """Print the figures, one a line."""
    given = [a for a in sys.argv[1:] if Path(a).is_dir()]
    for name, value in run(Path(given[0]) if given else HERE.parents[1] / "shared").items():
        print(f"{name:16} {value:.4f}")


if __name__ == "__main__":
    main()
