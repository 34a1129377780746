"""Which lines of a whole page pasted as text belong to its report: a small model beside the rules.

Logistic regression over what can be seen on a line, on its two neighbours and on how much prose stands
around it; trained by ``training/lines.py``, described in ``docs/models/lines.md``.  It is asked only where
a text is plainly a page (see :func:`page`), never about a text that is mostly prose.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from wiredesk.clean.lines import Line
from wiredesk.errors import ResourceError

WEIGHTS_SHA256 = "6c51af3189efd053f7c6587d34b3b9055b75e9f580c0d1e9eb3dc737c4b88fba"
PAGE = 40  # lines that a page pasted whole has at least
_LOOSE = 0.5  # share of its lines that are short and end no sentence, at least
_STOP = frozenset(
    "the a an of to in and that is was for on with as at by it he his from be are were has had have not but "
    "they their this which who will would she her we i you said its been or no than more when if".split()
)
_SAID = re.compile(r"\bsa(?:id|ys)\b")
_CLOCK = re.compile(r"\d{4}|\d:\d\d")
_OF_NEIGHBOURS = (0, 2, 3, 4, 6, 10, 12, 13)
LIFT = 1.0
"""Log-odds added to every line where the stretch of the report is looked for: on both halves of the training
pages, each with the model of the other, the best of 0.2 to 2 that keeps nine tenths of the body."""
LEAST = -1.5
"""Log-odds below which a line inside of the stretch is left out; chosen with :data:`LIFT`."""


def page(rows: Sequence[Line]) -> bool:
    """Whether a text is a page pasted whole: many lines, most of them short without a sentence's end."""
    if len(rows) < PAGE:
        return False
    loose = sum(not r.prose and not r.ends_sentence and len(r.words) <= 8 for r in rows)
    return loose >= _LOOSE * len(rows)


def features(rows: Sequence[Line]) -> list[list[float]]:
    """What is seen of each line, in the order of the weights."""
    counts = Counter(r.folded for r in rows)
    own = [_own(r, counts, len(rows)) for r in rows]
    prose = [f[3] * f[0] for f in own]
    total = sum(prose) or 1.0
    none = [0.0] * len(own[0]) if own else []
    out: list[list[float]] = []
    before = 0.0
    for i, mine in enumerate(own):
        after = total - before - prose[i]
        two = _sum(prose, i - 2, i) + _sum(prose, i + 1, i + 3)
        up, down = _sum(prose, i - 6, i), _sum(prose, i + 1, i + 7)
        wide = _sum(prose, i - 15, i) + _sum(prose, i + 1, i + 16)
        prior = own[i - 1] if i else none
        following = own[i + 1] if i + 1 < len(own) else none
        out.append(
            [
                *mine,
                *(prior[k] for k in _OF_NEIGHBOURS),
                *(following[k] for k in _OF_NEIGHBOURS),
                two,
                up + down,
                min(wide, 20.0),
                min(up, down),
                math.log1p(before),
                math.log1p(max(0.0, after)),
                min(before, after) / total,
                before / total,
                float(before <= 0),
                float(after <= 1e-9),
                mine[3] * math.log1p(up + down),
                mine[12] * math.log1p(up + down),
                (1 - mine[3]) * min(up, down),
            ]
        )
        before += prose[i]
    return out


def _sum(values: Sequence[float], start: int, end: int) -> float:
    return sum(values[max(0, start) : max(0, end)])


def _own(row: Line, counts: Counter[str], lines: int) -> list[float]:
    n, text = len(row.words), row.text[:2000]
    stop = sum(w.lower() in _STOP for w in row.words)
    seen = (
        min(n, 60) / 20,
        math.log1p(n),
        row.ends_sentence,
        row.prose,
        stop / max(1, n),
        stop > 0,
        sum(w[:1].isupper() for w in row.words) / max(1, n),
        sum(c.isdigit() for c in text) / max(1, len(text)),
        text.count(",") / (n + 1),
        text[:1] in "\"“‘'",
        row.why is not None,
        counts[row.folded] > 1,
        n <= 3,
        n <= 8,
        text.endswith(":"),
        text.endswith("?"),
        any(c in text for c in "|›»"),
        text[:1].islower(),
        bool(_SAID.search(text)),
        row.number / max(1, lines),
        n < 12 and bool(_CLOCK.search(text)),
    )
    return [float(value) for value in seen]


@lru_cache(maxsize=1)
def _weights() -> tuple[tuple[float, ...], float]:
    data = (resources.files("wiredesk.clean") / "lines.json").read_bytes().replace(b"\r\n", b"\n")
    if hashlib.sha256(data).hexdigest() != WEIGHTS_SHA256:
        raise ResourceError(
            f"the weights of the lines of a page are not those of this version (SHA-256 {WEIGHTS_SHA256}): "
            "install Wiredesk again, or set the sum after training"
        )
    found = json.loads(data)
    return tuple(found["weights"]), float(found["bias"])


def odds(rows: Sequence[Line]) -> list[float]:
    """The log-odds of each line to be part of the report."""
    weights, bias = _weights()
    return [bias + math.fsum(w * f for w, f in zip(weights, row, strict=True)) for row in features(rows)]


def stretch(scores: Sequence[float]) -> tuple[int, int]:
    """First and last number, end excluded, of the lines with the greatest sum of lifted log-odds."""
    best = total = 0.0
    first, span = 0, (0, 0)
    for i, value in enumerate(scores):
        if total <= 0:
            first, total = i, 0.0
        total += value + LIFT
        if total > best:
            best, span = total, (first, i + 1)
    return span
