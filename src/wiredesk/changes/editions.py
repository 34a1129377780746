"""Which captures are editions of one report, and what was changed from one to the next.

Reports are silently edited.  The newest edition counts as the report; what an earlier one said
stays readable, and never adds a newsroom.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from wiredesk.model.editions import Edit, Edition, Editions, Revision
from wiredesk.model.reports import Report
from wiredesk.model.spans import Span
from wiredesk.text.addresses import address
from wiredesk.text.countwords import spelled

ALIKE = 0.2
"""Share of the shorter text's runs of characters that two editions of one report have in common at
least.  A bound set by judgement and held by the invented examples of the tests; it was not measured on
editions of real outlets.  A new headline over the same address is no edition without this."""

_PAIRS = 400_000_000  # pairs of words compared at most: 50 MB, and a second
_RUN = 12  # characters, letters and digits alone, so that scripts without spaces count too
_NUMBERED = re.compile(r"#\d+$")
_WORD = re.compile(r"\d+(?:[.,:]\d+)*%?|[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]|_|\d", re.UNICODE)
_NEGATIONS = frozenset(
    "no not never none nobody nothing neither nor without cannot hardly barely denied denies deny false "
    "ne pas jamais aucun sans rien ni non nunca nadie ningún sin kein keine keinen nicht nie ohne niemand "
    "не нет никогда никто без нет ні não nunca nem sem لا لم لن ليس غير 不 没 没有 未 非 無".split()
)
_OWNED = re.compile(
    r"\b(?:correct(?:ed|ion)|clarif(?:ied|ication)|updated? (?:to|with|throughout|on|at)|amended|retract\w*|"
    r"an earlier (?:version|headline)|previous(?:ly)? (?:version|stated|said|reported)|editor['’]s note)\b",
    re.IGNORECASE,
)


def report_address(report: Report) -> str | None:
    """What names a report across its editions: its normalised URL, else the path of its file.

    None for standard input and for a line of a file that is known only by its number, which
    another report may have the next time.
    """
    found = address(report.url)
    if found:
        return found
    if report.url or report.path.startswith("standard input") or _NUMBERED.search(report.path):
        return None
    return report.path


def editions(reports: Iterable[Report], seen: Mapping[str, Sequence[str]]) -> tuple[Editions, ...]:
    """The reports that were seen in more than one edition, by address.

    ``seen`` gives for each capture (by id) the moments at which its bytes stood there, ISO UTC; a
    report whose capture has none is left out.  Only texts that are alike are editions of one report:
    where two reports at one address share neither headline nor a fifth of their words, the address
    is one of changing contents, and both stay.  The same in any order of arrival.
    """
    groups: dict[str, dict[str, Report]] = {}
    for report in reports:
        where = report_address(report)
        if where and seen.get(report.capture):
            groups.setdefault(where, {})[report.id] = report
    out: list[Editions] = []
    for where, found in sorted(groups.items()):
        if len(found) < 2:
            continue
        for family in _families(list(found.values()), seen):
            made = _in_order(family, seen)
            if len(made) > 1:
                out.append(Editions(where, made))
    return tuple(out)


def newest(reports: Sequence[Report], found: Sequence[Editions]) -> list[Report]:
    """The reports without those that a later edition stands in for, in their order."""
    gone = {id_ for e in found for id_ in e.superseded}
    return [r for r in reports if r.id not in gone]


def _families(reports: list[Report], seen: Mapping[str, Sequence[str]]) -> list[list[Report]]:
    """Reports of one address, in groups of which each begins with its first text; a later one joins
    the first group of which it is like the newest member, or like any."""
    families: list[list[Report]] = []
    for report in sorted(reports, key=lambda r: _moment(r, seen)):
        home = next((f for f in families if _alike(f[-1], report)), None)
        home = home or next((f for f in families if any(_alike(m, report) for m in f[:-1])), None)
        if home is None:
            families.append([report])
        else:
            home.append(report)
    return families


def _moment(report: Report, seen: Mapping[str, Sequence[str]]) -> tuple[str, str, str]:
    return (min(seen[report.capture]), report.published or "", report.id)


def _alike(left: Report, right: Report) -> bool:
    if (
        left.title
        and right.title
        and len(_bare(left.title)) >= _RUN
        and _bare(left.title) == _bare(right.title)
    ):
        return True
    a, b = _runs(left.text), _runs(right.text)
    if not a or not b:
        return _bare(left.text) == _bare(right.text)
    return len(a & b) >= ALIKE * min(len(a), len(b))


@lru_cache(maxsize=64)
def _runs(text: str) -> frozenset[str]:
    bare = _bare(text)
    return frozenset(bare[i : i + _RUN] for i in range(len(bare) - _RUN + 1))


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def _in_order(family: Sequence[Report], seen: Mapping[str, Sequence[str]]) -> tuple[Edition, ...]:
    """The editions: sightings in order of time, neighbours with the same words made one."""
    sightings = sorted(
        (at, report.published or "", report.id, report)
        for report in family
        for at in set(seen[report.capture])
    )
    runs: list[list[tuple[str, Report]]] = []
    for at, _, _, report in sightings:
        if runs and _same_words(runs[-1][-1][1], report):
            runs[-1].append((at, report))
        else:
            runs.append([(at, report)])
    return tuple(
        Edition(n, run[-1][1].id, tuple(dict.fromkeys(r.capture for _, r in run)), run[0][0], run[-1][0])
        for n, run in enumerate(runs, 1)
    )


def _same_words(left: Report, right: Report) -> bool:
    return left.text.split() == right.text.split()


def revision(earlier: Edition, later: Edition, was: Report, now: Report) -> Revision:
    """What was changed between two editions, word by word; offsets in their cleaned texts."""
    return Revision(earlier, later, edits(was.text, now.text), _announced(was.text, now.text))


def edits(was: str, now: str) -> tuple[Edit, ...]:
    """The places where the words of two texts differ, in order; space does not count.

    Edits with at most one word that stayed between them are one, as a reader sees them.
    """
    a, b = _words(was), _words(now)
    out: list[tuple[int, int, int, int]] = []
    for i1, i2, j1, j2 in _differing([w.of(was) for w in a], [w.of(now) for w in b]):
        if out and _near(out[-1], i1, j1):
            out[-1] = (out[-1][0], i2, out[-1][2], j2)
        else:
            out.append((i1, i2, j1, j2))
    return tuple(
        Edit(left, right, _touches(was, left, now, right))
        for i1, i2, j1, j2 in out
        for left, right in [(_cover(a, i1, i2, len(was)), _cover(b, j1, j2, len(now)))]
    )


def _differing(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Ranges of two lists of words that differ: what is left of both by a longest common subsequence.

    What the two begin and end with is set aside first, since most edits are small.  Where more than
    ``_PAIRS`` pairs of words are left, the rest is one edit: so long a text was written anew.
    """
    from rapidfuzz.distance import Indel

    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    left, right = a[head : len(a) - tail], b[head : len(b) - tail]
    if len(left) * len(right) > _PAIRS:
        yield head, len(a) - tail, head, len(b) - tail
        return
    for op in Indel.opcodes(left, right):
        if op.tag != "equal":
            yield head + op.src_start, head + op.src_end, head + op.dest_start, head + op.dest_end


def _near(last: tuple[int, int, int, int], i: int, j: int) -> bool:
    """Whether an edit follows on the last at once, or on a replacement after one word that stayed."""
    gap = max(i - last[1], j - last[3])
    return gap == 0 or (gap == 1 and last[1] > last[0] and last[3] > last[2])


def _words(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in _WORD.finditer(text)]


def _cover(words: Sequence[Span], first: int, end: int, length: int) -> Span:
    if first < end:
        return Span(words[first].start, words[end - 1].end)
    at = words[first].start if first < len(words) else length
    return Span(at, at)


def _touches(was: str, left: Span, now: str, right: Span) -> tuple[str, ...]:
    before, after = _tokens(was, left), _tokens(now, right)
    out = []
    if _figures(before) != _figures(after):
        out.append("number")
    if _names(was, left) != _names(now, right):
        out.append("name")
    if _denials(before) != _denials(after):
        out.append("negation")
    return tuple(out)


def _tokens(text: str, span: Span) -> list[str]:
    return _WORD.findall(text[span.start : span.end])


def _figures(tokens: Iterable[str]) -> list[str]:
    """Figures and numbers in words, as written without separators: "1,000" and "1000" are one."""
    out = []
    for token in tokens:
        if token[0].isdigit():
            out.append(re.sub(r"[,.](?=\d{3}\b)", "", token))
        elif token.lower() not in ("a", "an") and (value := spelled(token)):
            out.append(f"{value:g}")
    return sorted(out)


def _names(text: str, span: Span) -> list[str]:
    """Capitalised words that do not begin a sentence, of any script that has capitals."""
    out = []
    for m in _WORD.finditer(text, span.start, span.end):
        begins = re.search(
            r"(?:^|[.!?:\n]|[.!?][\"”’»)])\s*[\"“‘«(]?$", text[max(0, m.start() - 6) : m.start()]
        )
        if m[0][0].isupper() and not begins:
            out.append(m[0])
    return sorted(out)


def _denials(tokens: Iterable[str]) -> int:
    return sum(t.lower() in _NEGATIONS or bool(re.search(r"n['’]t$", t.lower())) for t in tokens)


def _announced(was: str, now: str) -> Span | None:
    """The first sentence that the later text has and the earlier lacks and that speaks of a change."""
    for m in re.finditer(r"[^\n.!?]+[.!?]?", now):
        if _OWNED.search(m[0]) and m[0].strip() not in was:
            lead = len(m[0]) - len(m[0].lstrip())
            return Span(m.start() + lead, m.start() + len(m[0].rstrip()))
    return None
