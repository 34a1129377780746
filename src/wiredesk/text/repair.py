"""Damaged characters made whole again: UTF-8 read through a wrong table, invisible signs, entities.

The story of the defect: "é" is the bytes C3 A9 in UTF-8; a program that takes them for windows-1252
shows "Ã©", for ISO-8859-7 "Γ©", for KOI8-R "ц╘".  The damage can be undone exactly, because the table
can be read backwards.  The danger is healthy text that happens to read backwards too: Russian "её"
is also "ţ" through KOI8-R.  So a run of characters is repaired only where the result is plausible (one
script, one alphabet, consistent case, no rare signs) and the run as it stands is not (a sign inside a
word, letters that no alphabet has together, a capital after a small letter), or where the same table
explains other damage in the same text.  Everything else is left alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from wiredesk.model.reports import Repaired
from wiredesk.model.spans import OffsetMap, Segment
from wiredesk.text.alphabets import common, misfit, one_language, script
from wiredesk.text.codepages import Index, Table, index
from wiredesk.text.signs import entities, signs

_RUN = re.compile(r"[^\x00-\x7f]{2,}")
# Words beside a run are looked at only as far as they are ASCII: what follows may be damaged too.
_BEFORE = re.compile(r"[\x00-\x7f]*\Z")
_AFTER = re.compile(r"[\x00-\x7f]*")
_LONG, _SAMPLE = 512, 64  # characters: of a run read in two steps, of a run tried for a second damage
_PASSES = 3  # text damaged more often than this is left as it is
_CONTEXT = 6  # characters looked at on either side of a run
_NEUTRAL, _WEIRD, _HEALTHY = 0, 1, 2
# Signs that may follow a letter directly in healthy text: closing punctuation, marks of trade, powers.
_AFTER_LETTER = frozenset("»”’…®™²³°›–—•\u00a0ªº‰′″“‘،؛؟·。、，！？：；」』）】》℠†‡*΄ʹ͵")
_INSIDE_WORD = frozenset("’‘'–—…·\u200c\u200d\u00ad‑‐⁠\u00a0´ʼ׳״־")
_OPENING = frozenset("„‚«‹¿¡“‘")
_SIGN_BLOCKS = (
    (0xA0, 0xBF),
    (0xD7, 0xD7),
    (0xF7, 0xF7),
    (0x2009, 0x2027),
    (0x202F, 0x203D),
    (0x2042, 0x2044),
    (0x2060, 0x2060),
    (0x20A0, 0x20BF),
    (0x2100, 0x214F),
    (0x2150, 0x215E),
    (0x2190, 0x22FF),
    (0x2300, 0x23FF),
    (0x2460, 0x24FF),
    (0x2500, 0x27BF),
    (0x2B00, 0x2BFF),
    (0x3000, 0x303F),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFF00, 0xFF65),
    (0x1F000, 0x1FAFF),
    (0xE0020, 0xE007F),
    (0x60C, 0x60C),
    (0x61B, 0x61B),
    (0x61F, 0x61F),
    (0x66A, 0x66D),
    (0x2C6, 0x2DC),
    (0x2070, 0x209C),
    (0x5BE, 0x5F4),
    (0x964, 0x965),
    (0xFFFD, 0xFFFD),
)


@dataclass(frozen=True, slots=True)
class _Chain:
    """Consecutive valid UTF-8 sequences in a run, read back through one table."""

    start: int
    end: int
    now: str
    sequences: int
    state: int  # of the source: _NEUTRAL, _WEIRD, _HEALTHY


def repair(raw: str) -> tuple[str, OffsetMap, tuple[Repaired, ...]]:
    """The text with its damage undone, the map from its offsets to those of ``raw``, and what was
    repaired (offsets in ``raw``).

    Undone are: UTF-8 read through any of 35 single-byte tables, also twice; HTML entities outside
    of what looks like code; soft hyphens and zero-width signs (joiners stay where a script needs
    them); typographic ligatures; exotic spaces, which become plain ones and are not listed as
    repairs.  Time grows with the length of the text; never raises.
    """
    text, offsets, edits = raw, OffsetMap.identity(len(raw)), []
    steps = [_mojibake] * _PASSES + [entities, entities, _mojibake, signs]  # entities: escaped twice
    for step in steps:
        found = step(text)
        if not found:
            continue
        text, step_map = _applied(text, found)
        offsets = step_map.then(offsets)
        edits.append(step)
    if not edits:
        return raw, offsets, ()
    return text, offsets, tuple(_repairs(raw, text, offsets))


def _repairs(raw: str, text: str, offsets: OffsetMap) -> Iterable[Repaired]:
    segments = offsets.segments
    at = 0
    for i, seg in enumerate(segments):
        if seg.raw > at:  # removed altogether
            yield Repaired(at, seg.raw, raw[at : seg.raw], "")
        if not seg.same and not (i and segments[i - 1].raw == seg.raw and not segments[i - 1].same):
            end = i
            while end + 1 < len(segments) and segments[end + 1].raw == seg.raw:
                end += 1
            stop = segments[end].raw_end  # what comes of one place may reach further from piece to piece
            was, now = raw[seg.raw : stop], text[seg.clean : segments[end].clean_end]
            if not (now.isspace() and was.isspace()):
                yield Repaired(seg.raw, stop, was, now)
        at = max(at, seg.raw_end)
    if at < len(raw):
        yield Repaired(at, len(raw), raw[at:], "")


def _applied(text: str, edits: list[tuple[int, int, str]]) -> tuple[str, OffsetMap]:
    """The text after edits (start, end, now), in order and apart, and the map back."""
    out: list[str] = []
    segments: list[Segment] = []
    at = clean = 0
    for start, end, now in edits:
        if start > at:
            out.append(text[at:start])
            segments.append(Segment(clean, clean + start - at, at, start, True))
            clean += start - at
        if now:
            out.append(now)
            segments.append(Segment(clean, clean + len(now), start, end, False))
            clean += len(now)
        at = end
    if at < len(text):
        out.append(text[at:])
        segments.append(Segment(clean, clean + len(text) - at, at, len(text), True))
    return "".join(out), OffsetMap(tuple(segments))


# --- UTF-8 through a wrong table -----------------------------------------------------------------


def _mojibake(text: str) -> list[tuple[int, int, str]]:
    if text.isascii():
        return []
    idx = index()
    places: dict[tuple[str, str, str], list[int]] = {}
    for match in _RUN.finditer(text):
        run = match.group()
        if not _feasible(run, idx):
            continue
        start, end = match.span()
        left = _BEFORE.search(text, max(0, start - _CONTEXT), start)
        right = _AFTER.match(text, end, end + _CONTEXT)
        key = (left.group() if left else "", run, right.group() if right else "")
        places.setdefault(key, []).append(start)
    if not places:
        return []
    readings = {key: _readings(*key, idx) for key in places}
    weight: dict[int, int] = {}
    doubt: dict[int, int] = {}
    reach: dict[int, float] = {}  # characters of the text that a table explains, less misfits
    letters: dict[int, Counter[str]] = {}
    for key, by_table in readings.items():
        for i, chains in by_table.items():
            weight[i] = weight.get(i, 0) + len(places[key]) * sum(c.state == _WEIRD for c in chains)
            reach[i] = reach.get(i, 0) + len(places[key]) * sum(c.end - c.start for c in chains)
            letters.setdefault(i, Counter()).update("".join(c.now for c in chains).lower())
            doubt[i] = doubt.get(i, 0) + len(places[key]) * sum(c.state == _HEALTHY for c in chains)
    for i, found in letters.items():
        reach[i] -= 2 * misfit(found)
    edits: list[tuple[int, int, str]] = []
    for key, by_table in readings.items():
        best: tuple[tuple[int, float, int], list[_Chain]] | None = None
        for i, chains in by_table.items():
            sure = [
                c
                for c in chains
                if c.state == _WEIRD
                or (c.state == _NEUTRAL and weight[i] >= 1)
                or (c.state == _HEALTHY and weight[i] >= 3 and weight[i] >= 2 * doubt[i])
            ]
            rank = (sum(c.end - c.start for c in sure), reach[i], -i)
            if sure and (best is None or rank > best[0]):
                best = rank, sure
        if best:
            for start in places[key]:
                edits.extend((start + c.start, start + c.end, c.now) for c in best[1])
    return sorted(edits)


def _feasible(run: str, idx: Index) -> int:
    mask = 0
    lead, tail = idx.lead, idx.tail
    for left, right in pairwise(run):
        mask |= lead.get(left, 0) & tail.get(right, 0)
    if "â€" in run:
        mask |= 1
    return mask


def _readings(left: str, run: str, right: str, idx: Index, depth: int = 0) -> dict[int, list[_Chain]]:
    """For each table that reads some of the run back: its plausible chains."""
    out: dict[int, list[_Chain]] = {}
    mask = _feasible(run, idx)
    if len(run) > _LONG:  # the tables that read the beginning best are enough for the rest
        opening = _readings(left, run[: _LONG // 2], "", idx, depth)
        covers = sorted(opening, key=lambda i: (-sum(c.end - c.start for c in opening[i]), i))
        mask = sum(1 << i for i in covers[:4])
    judged: dict[tuple[int, int, str], int | None] = {}
    while mask:
        bit = mask & -mask
        mask ^= bit
        i = bit.bit_length() - 1
        chains = []
        for start, end, now, sequences in _sequences(run, idx.tables[i]):
            before, after = left + run[:start], run[end:] + right
            known = (start, end, now)
            if known not in judged:
                if not _plausible(now, before, after) and not _damaged(now, before, after, depth):
                    judged[known] = None
                else:
                    judged[known] = _state(run[start:end], now, before, after, sequences)
            state = judged[known]
            if state is not None:
                chains.append(_Chain(start, end, now, sequences, state))
        if chains:
            out[i] = chains
    return out


def _sequences(run: str, table: Table) -> Iterable[tuple[int, int, str, int]]:
    """Maximal stretches of valid UTF-8 in the run: start, end, the text, how many characters."""
    byte_of = table.byte_of
    at, n = 0, len(run)
    start = 0
    parts: list[str] = []
    while at <= n:
        now, size = "", 0
        byte = byte_of.get(run[at], 0) if at < n else 0
        if 0xC2 <= byte <= 0xF4:
            size = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            tail = [byte_of.get(c, 0) for c in run[at + 1 : at + size]]
            now = _decoded(byte, tail)
            if table.other and (not now or not _usable(now)):
                second = [table.other.get(c, b) for c, b in zip(run[at + 1 : at + size], tail, strict=False)]
                now = (_decoded(byte, second) if second != tail else "") or now
            if not now and table.name == "cp1252" and run.startswith("â€", at):
                # 9D has no character in windows-1252 and is often lost: the closing quotation mark
                now, size = "”", 3 if run.startswith("\ufffd", at + 2) else 2
        if now:
            if not parts:
                start = at
            parts.append(now)
            at += size
            continue
        if parts:
            yield start, at, "".join(parts), len(parts)
            parts = []
        at += 1


def _decoded(byte: int, tail: list[int]) -> str:
    try:
        return bytes([byte, *tail]).decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _usable(char: str) -> bool:
    kind = unicodedata.category(char)
    return kind[0] in "PSMNZ" or (kind[0] == "L" and common(char))


def _damaged(now: str, before: str, after: str, depth: int) -> bool:
    """Whether the text read back is itself damaged, and wholly so: damage done twice."""
    if depth >= _PASSES - 1 or now.isascii():
        return False
    idx = index()
    for match in _RUN.finditer(now):
        run, slack = match.group()[:_SAMPLE], 3 if len(match.group()) > _SAMPLE else 0
        found = _readings(before + now[: match.start()], run, now[match.end() :] + after, idx, depth + 1)
        if not any(sum(c.end - c.start for c in chains) >= len(run) - slack for chains in found.values()):
            return False
    return bool(_RUN.search(now))


def _words(before: str, middle: str, after: str) -> Iterable[str]:
    """The words (runs of letters and marks) that ``middle`` touches, with their parts outside."""
    left = len(before)
    while left and (before[left - 1].isalpha() or unicodedata.category(before[left - 1])[0] == "M"):
        left -= 1
    right = 0
    while right < len(after) and (after[right].isalpha() or unicodedata.category(after[right])[0] == "M"):
        right += 1
    word: list[str] = []
    whole = before[left:] + middle + after[:right]
    first, last = len(before) - left, len(before) - left + len(middle)
    touched = False
    for i, char in enumerate(whole):
        if char.isalpha() or unicodedata.category(char)[0] == "M":
            word.append(char)
            touched = touched or first <= i < last
        else:
            if word and touched:
                yield "".join(word)
            word, touched = [], False
    if word and touched:
        yield "".join(word)


def _plausible(now: str, before: str, after: str) -> bool:
    """Whether the text read back could stand here."""
    previous = before[-1:]
    for char in now:
        kind = unicodedata.category(char)
        if kind[0] == "L":
            if not common(char):
                return False
        elif kind[0] == "M":
            if not (0xFE00 <= ord(char) <= 0xFE0F) and not _mark_holds(previous, char):
                return False
        elif kind[0] == "N":
            if not char.isnumeric():
                return False
        elif not any(lo <= ord(char) <= hi for lo, hi in _SIGN_BLOCKS):
            return False
        previous = char
    return all(_word_holds(w) for w in _words(before, now, after))


def _mark_holds(previous: str, mark: str) -> bool:
    if not previous or unicodedata.category(previous)[0] not in "LM":
        return False
    if script(mark):
        return common(mark) and script(mark) == script(previous)
    return len(unicodedata.normalize("NFC", previous + mark)) == 1


def _word_holds(word: str) -> bool:
    scripts = {s for c in word if (s := script(c))}
    if "CJK" in scripts:
        return scripts == {"CJK"} or sum(script(c) == "CJK" for c in word) >= 2
    if not one_language(frozenset(word.lower())):
        return False
    return _case_holds(word)


def _case_holds(word: str) -> bool:
    """No capital after a small letter, no small letter after two capitals, beyond ASCII."""
    upper = 0
    for left, right in pairwise(word):
        upper = upper + 1 if left.isupper() else 0
        if left.isascii() and right.isascii():
            continue
        if (left.islower() and right.isupper()) or (right.islower() and upper >= 2):
            return False
    return True


def _state(was: str, now: str, before: str, after: str, sequences: int) -> int:
    """What the characters look like as they stand: weird, healthy, or neither."""
    if any(0x80 <= ord(c) <= 0x9F and c != "\x85" for c in was):
        return _WEIRD
    if all(0x2500 <= ord(c) <= 0x259F for c in was):  # drawn boxes stay, but after a letter
        return _WEIRD if before[-1:].isalpha() and now.isalpha() else _NEUTRAL
    healthy_words = True
    letters_only = all(c.isalpha() or unicodedata.category(c)[0] == "M" for c in was)
    for word in _words(before, was, after):
        if not one_language(frozenset(word.lower())) or not _case_holds(word):
            healthy_words = False
    if not healthy_words:
        return _WEIRD
    if letters_only:
        inside = not was.isascii() and (
            (before[-1:].isascii() and before[-1:].isalpha()) or after[:1].isalpha()
        )
        return _NEUTRAL if inside and script(was[0]) == "LATIN" else _HEALTHY
    whole = before[-1:] + was + after[:1]
    first = len(before[-1:])
    for i in range(first, first + len(was)):
        char = whole[i]
        if char.isalpha() or unicodedata.category(char)[0] in "MZ":
            continue
        previous = whole[i - 1] if i else ""
        following = whole[i + 1] if i + 1 < len(whole) else ""
        if previous.isalpha() and following.isalpha() and char not in _INSIDE_WORD:
            return _WEIRD
        if (
            previous.isalpha()
            and char not in "\u200c\u200d"
            and (char in _OPENING or char not in _AFTER_LETTER)
        ):
            return _WEIRD
        if char in "»”›™®" and following.isalpha():
            return _WEIRD
    if sequences >= 3 and all(unicodedata.category(c)[0] in "LM" for c in now):
        return _WEIRD
    if len(was) >= 2 and was[0].isalpha() and all(c in _AFTER_LETTER for c in was[1:]):
        if was[0] in "ÂÃ" and not before[-1:].isalpha():  # no word of one letter in any language
            return _NEUTRAL
        if was.endswith("\u00a0") and after[:1].isalpha():
            return _NEUTRAL
        return _HEALTHY if before[-1:].isalpha() or sequences == 1 else _NEUTRAL
    return _NEUTRAL
