"""Times: expressions found and resolved on TimeBank (TempEval-3, task A).

    python bench/times.py              figures of both parts and speed
    python bench/times.py --peers      dateparser on the part held, where it is installed
    python bench/times.py --errors     what is missed, found too often and valued otherwise, in the part read

The rules were chosen on the documents whose SHA-1 of the file name is not divisible by three
("read"); the others ("held") were never looked at.  The creation time is the anchor and is not scored.
``strict`` wants the same span, ``value`` an overlapping span and the same TIMEX3 value.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

from wiredesk.text.times import times

SHARED = Path(os.environ.get("WIREDESK_SHARED", Path(__file__).resolve().parents[2] / "shared"))
Gold = dict[tuple[int, int], str]


def document(path: Path) -> tuple[str, str, Gold]:
    """Text without tags, creation time, and values of the TIMEX3 spans of a TimeML file."""
    raw = path.read_text(encoding="utf-8")
    created = re.search(r'<DCT>.*?value="([^"]*)"', raw, re.DOTALL)
    text, gold, opened = "", {}, []
    for piece in re.split(r"(<[^>]*>)", raw[raw.index("<TEXT>") + 6 : raw.index("</TEXT>")]):
        if piece.startswith("<TIMEX3"):
            value = re.search(r'\bvalue="([^"]*)"', piece)
            opened.append((len(text), value[1] if value else ""))
        elif piece.startswith("</TIMEX3"):
            start, value_ = opened.pop()
            gold[(start, len(text))] = value_
        elif not piece.startswith("<"):
            text += html.unescape(piece)
    return text, created[1][:10] if created else "", gold


def documents(shared: Path, held: bool) -> Iterator[tuple[str, str, Gold]]:
    """The documents of one part, in order of their names."""
    for path in sorted((shared / "data" / "times" / "TimeBank").glob("*.tml")):
        third = int(hashlib.sha1(path.name.encode(), usedforsecurity=False).hexdigest(), 16) % 3
        if (third == 0) is held:
            yield document(path)


def _f1(hits: int, found: int, gold: int) -> float:
    return 2 * hits / (found + gold) if found + gold else 0.0


def run(shared: Path) -> dict[str, float]:
    """Strict and value F1 of both parts and of all, and megabytes a second."""
    out: dict[str, float] = {}
    total = [0, 0, 0, 0]
    size, took = 0, 0.0
    for part in ("read", "held"):
        strict = value = found = gold = 0
        for text, created, truth in documents(shared, part == "held"):
            began = time.process_time()
            mentions = times(text, created)
            took += time.process_time() - began
            size += len(text)
            found, gold = found + len(mentions), gold + len(truth)
            used: set[int] = set()
            for (start, end), expected in truth.items():
                for i, m in enumerate(mentions):
                    if i not in used and m.start < end and start < m.end:
                        used.add(i)
                        strict += (m.start, m.end) == (start, end)
                        value += m.value == expected
                        break
        out[f"strict_f1_{part}"], out[f"value_f1_{part}"] = _f1(strict, found, gold), _f1(value, found, gold)
        total = [a + b for a, b in zip(total, (strict, value, found, gold), strict=True)]
    out["strict_f1"] = _f1(total[0], total[2], total[3])
    out["value_f1"] = _f1(total[1], total[2], total[3])
    out["megabytes_a_second"] = size / took / 1e6 if took else 0.0
    return out


def peers(shared: Path) -> dict[str, float]:
    """Strict and value F1 of dateparser's ``search_dates`` (from the creation time) on the held part.

    It gives moments, not TIMEX3 values: its value is the day, so a month or a duration is never right.
    """
    from datetime import datetime

    from dateparser.search import search_dates

    strict = value = found = gold = size = 0
    began = time.process_time()
    for text, created, truth in documents(shared, True):
        settings = {"RELATIVE_BASE": datetime.fromisoformat(created)}
        at, mentions = 0, []
        for words, moment in search_dates(text, languages=["en"], settings=settings) or []:
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                mentions.append((start, at, moment.date().isoformat()))
        size, found, gold = size + len(text), found + len(mentions), gold + len(truth)
        used: set[int] = set()
        for (start, end), expected in truth.items():
            for i, (first, last, day) in enumerate(mentions):
                if i not in used and first < end and start < last:
                    used.add(i)
                    strict += (first, last) == (start, end)
                    value += day == expected
                    break
    speed = size / (time.process_time() - began) / 1e6
    return {
        "dateparser_strict_f1_held": _f1(strict, found, gold),
        "dateparser_value_f1_held": _f1(value, found, gold),
        "dateparser_megabytes_a_second": speed,
    }


def errors(shared: Path) -> None:
    """Print every difference in the part that is read."""
    for text, created, truth in documents(shared, False):
        mentions = times(text, created)
        for (start, end), expected in truth.items():
            over = next((m for m in mentions if m.start < end and start < m.end), None)
            words = text[start:end].replace("\n", " ")
            if over is None:
                print(f"missed\t{words}\t{expected}")
            elif over.value != expected:
                print(f"value\t{words}\t{expected}\t{over.value}\t{created}")
            elif (over.start, over.end) != (start, end):
                print(f"span\t{words}\t{text[over.start : over.end]!r}")
        for m in mentions:
            if not any(m.start < e and s < m.end for s, e in truth):
                print(f"extra\t{text[m.start : m.end]!r}\t{m.value}")


def main() -> None:
    """Print the figures, one a line."""
    parser = argparse.ArgumentParser(description="Time expressions on TimeBank.")
    parser.add_argument(
        "--errors", action="store_true", help="print the differences in the part that is read"
    )
    parser.add_argument("--peers", action="store_true", help="dateparser on the part held")
    asked = parser.parse_args()
    if asked.errors:
        errors(SHARED)
        return
    for name, value in (peers(SHARED) if asked.peers else run(SHARED)).items():
        print(f"{name}\t{value:.4f}")


if __name__ == "__main__":
    main()
