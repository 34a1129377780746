"""Interviews printed as questions and answers: the turns that no name and colon marks.

Outlets mark the turns with "Q." and "A.", print the name of who speaks on a line above
(:mod:`wiredesk.text.turns`), or print the questions in bold, which is lost in the text, and the
answers as plain paragraphs below them.  Such answers are one person's words from end to end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wiredesk.model.parses import Parse
from wiredesk.model.spans import Span
from wiredesk.statements.phrases import Frame, trim
from wiredesk.text.turns import named_turns

_LETTER = re.compile(r"(?P<who>[QA])\.\s+(?=\S)")
_LABEL = re.compile(r"[A-Z][^:?!\n]{0,60}:\s")
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|we|we['’]\w+|my|our|me|us)\b")
_YOU = re.compile(r"\byou(?:r|rself|['’]\w+)?\b", re.I)
QUESTIONS = 3
"""Paragraphs that are nothing but a question from which a report is taken for an interview, where half of
them speak to "you" and half of the answers of "me" or "us".

Of 1,760 reports of AllSides and fa-kes 25 have two such paragraphs; they are columns and speeches, and none
is taken for an interview."""
_LONGEST = 60
"""Words of a question at most."""
_ANSWER = 8
"""Paragraphs of an answer at most."""


def turns(paragraphs: Sequence[Span], parses: Sequence[Parse]) -> dict[int, Frame]:
    """By paragraph: the frame of a turn that is marked by the name above it, by a letter and a full stop, or
    by its place below a question alone; the latter have no source and no cue."""
    texts = [p.text for p in parses]
    out: dict[int, Frame] = {}
    for n, above in named_turns([t.strip() for t in texts]).items():
        content = trim(parses[n], 0, len(texts[n]))
        if content is not None:
            at = paragraphs[above].start - paragraphs[n].start
            name = texts[above].strip().rstrip(":")
            out[n] = Frame("speaker", -1, None, ((at, at + len(name)),), None, (content,), name)
    if out:
        return out
    letters = {n: m for n, t in enumerate(texts) if (m := _LETTER.match(t)) is not None}
    if any(m["who"] == "Q" and texts[n].rstrip().endswith("?") for n, m in letters.items()):
        for n, match in letters.items():
            content = trim(parses[n], match.end(), len(texts[n]))
            if content is not None:
                out[n] = Frame("speaker", -1, (1, 2), ((0, 1),), 0, (content,))
    asked = [n for n, t in enumerate(texts) if _question(t)]
    if sum(not _LABEL.match(texts[n]) and n not in letters for n in asked) < 1 or len(asked) < QUESTIONS:
        return out
    answers = [n + 1 for n in asked if n + 1 < len(texts) and n + 1 not in asked]
    personal = sum(_FIRST_PERSON.search(_own(texts[n])) is not None for n in answers)
    addressed = sum(_YOU.search(texts[n]) is not None for n in asked)
    if 2 * personal < len(answers) or 2 * addressed < len(asked) or 2 * len(answers) < len(asked):
        return out
    for n, following in zip(asked, [*asked[1:], asked[-1] + 2], strict=True):
        for k in range(n + 1, min(following, len(texts), n + 1 + _ANSWER)):
            content = trim(parses[k], 0, len(texts[k]))
            if texts[k].rstrip("\"”’') ")[-1:] not in ".!…":
                break  # a heading
            if k in out or _LABEL.match(texts[k]) or _LETTER.match(texts[k]) or content is None:
                break  # who speaks is said
            out[k] = Frame("speaker", -1, None, (), None, (content,))
    return out


def _question(text: str) -> bool:
    """Whether a paragraph is nothing but a question of the one who asks."""
    if not text.rstrip().endswith("?") or len(text.split()) > _LONGEST:
        return False
    said = _LABEL.sub("", text, count=1)
    said = _LETTER.sub("", said, count=1)
    quoted = text[:1] in "\"“‘'«„"
    return not quoted and bool(said)


def _own(text: str) -> str:
    """A paragraph without what it quotes."""
    return re.sub(r"[\"“][^\"”]*[\"”]", "", text)
