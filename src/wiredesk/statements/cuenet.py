"""A small network that tells which words bring in someone's words, beside the field of hashed features.

Each word is its own and its lemma's vector (from a sentence encoder, then trained), with its parts of
speech, its place in the parse, the quotation it stands in and what the rules say of it.  Three layers
each join a word with its two neighbours to either side, its governor and its dependents (as graph
convolutions over a parse do: Marcheggiani and Titov 2017).  Trained by ``training/cue_network.py`` on
the PolNeAR training articles.  numpy only; without the file :func:`network` is None.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import accumulate
from typing import Any

from wiredesk.model.once import once
from wiredesk.model.parses import Word
from wiredesk.statements import cues
from wiredesk.statements.reported import Frame
from wiredesk.statements.traits import Words, nameless, word_class, word_shape

COLUMNS = ("pos", "tag", "dep", "ent", "quote", "kind", "cue", "role", "class", "shape")
"""What a word is described by besides itself and its lemma, in the order of the network's input."""
UNKNOWN = 1
"""Row of a word that is not in the vocabulary; row 0 is never used."""
REACH = 2
ROWS = 256
"""Words of one matrix product: as many as the processor's nearest memory holds."""
_SMALL = 1e-5  # what keeps a layer's norm from dividing by nothing, as in training


OF_FORM = ("pos", "ent", "class", "shape")
"""The columns that hang on a word's form, lemma, part of speech and name alone."""
OF_PLACE = tuple(name for name in COLUMNS if name not in OF_FORM)
REMEMBERED = 50_000
"""Forms whose rows in the network's tables are kept; all of them take 20 MB."""


def described(
    view: Words, found: Sequence[Frame], chosen: Sequence[int]
) -> tuple[list[str], list[str], dict[str, list[str]]]:
    """Each chosen word (of a name only its kind), its lemma, and its value in each of :data:`COLUMNS`.

    ``found`` are the rules' frames of the paragraph.
    """
    forms = [_form(view.parse.words[i], view.lemma[i]) for i in chosen]
    spelt, lemmas, *values = [list(of) for of in zip(*forms, strict=True)] or [[] for _ in range(6)]
    columns = dict(zip(OF_FORM, values, strict=True)) | _placed(view, found, chosen)
    return spelt, lemmas, {name: columns[name] for name in COLUMNS}


def _form(word: Word, lemma: str) -> tuple[str, ...]:
    """A word as it is printed (of a name only its kind), its lemma and its values in :data:`OF_FORM`."""
    named = word.pos == "PROPN" and lemma not in cues.SAY and lemma not in cues.NOUNS
    spelt = "@" + (word.ent or "name") if named else word.text.lower()
    return spelt, nameless(word, lemma), word.pos, word.ent, word_class(lemma), word_shape(word.text)


def _placed(view: Words, found: Sequence[Frame], chosen: Sequence[int]) -> dict[str, list[str]]:
    """The values of some words in :data:`OF_PLACE`."""
    kind, cue, role = (["-"] * len(view.parse.words) for _ in range(3))
    for frame in found:
        if frame.head >= 0:
            kind[frame.head] = frame.kind
        for name, ranges in (("S", frame.source), ("C", frame.content)):
            _marked(view, ranges, role, name)
        if frame.cue is not None:
            _marked(view, [frame.cue], cue, "K")
    words = [view.parse.words[i] for i in chosen]
    return {
        "tag": [w.tag for w in words],
        "dep": [w.dep for w in words],
        "quote": [view.quote[i] for i in chosen],
        "kind": [kind[i] for i in chosen],
        "cue": [cue[i] for i in chosen],
        "role": [role[i] for i in chosen],
    }


def _marked(view: Words, ranges: Sequence[tuple[int, int]], marks: list[str], name: str) -> None:
    starts, words = view.quoted.word_starts, view.parse.words
    for start, end in ranges:
        first = bisect_right(starts, start)
        if first and words[first - 1].end > start:
            first -= 1
        stop = bisect_left(starts, end)
        if first < stop:
            marks[first:stop] = [name] * (stop - first)


@dataclass(frozen=True)
class Network:
    """The trained weights, all in float32, and the numbers of words and of columns' values."""

    vocabulary: dict[str, int]
    values: dict[str, dict[str, int]]
    vectors: Any
    columns: tuple[Any, ...]
    enter: tuple[Any, Any, Any, Any]
    layers: tuple[tuple[Any, Any, Any, Any], ...]
    leave: tuple[Any, Any]

    def scores(self, asked: Sequence[tuple[Words, Sequence[Frame], bool, Collection[int]]]) -> list[Any]:
        """Log chances of "no cue", "begins a cue" and "inside a cue" of every word of some sentences.

        Asked is for each paragraph: its words, the rules' frames in it, whether it opens the report, and
        the numbers of the sentences that are read, of whose words the rows are, in order.  Each is read
        by itself: which others are asked for changes the last bits of a sum and no more.
        """
        import numpy as np

        picked = [view.parse.words_of(chosen) for view, _, _, chosen in asked]
        forms, opening, heads, numbers = list[tuple[int, ...]](), list[float](), list[int](), list[int]()
        placed: dict[str, list[str]] = {name: [] for name in OF_PLACE}
        for (view, found, first, _), chosen in zip(asked, picked, strict=True):
            words, base = view.parse.words, len(heads)
            forms += self._of_forms(view, chosen)
            for name, values in _placed(view, found, chosen).items():
                placed[name] += values
            place = {i: k for k, i in enumerate(chosen, base)}
            heads += [place.get(words[i].head, k) for k, i in enumerate(chosen, base)]
            behind = numbers[-1] + 1 if numbers else 0
            numbers += [words[i].sentence + behind for i in chosen]
            opening += [float(first)] * len(chosen)
        state = self._entered(forms, placed, opening)
        out = self._read(state, np.asarray(heads), np.asarray(numbers))
        return np.split(out, list(accumulate(len(chosen) for chosen in picked))[:-1])

    @once
    def _known(self) -> dict[tuple[str, str, str, str], tuple[int, ...]]:
        return {}

    def _of_forms(self, view: Words, chosen: Sequence[int]) -> list[tuple[int, ...]]:
        """Of each chosen word the rows of its form and of its lemma, and its numbers in :data:`OF_FORM`."""
        known, words, lemmas = self._known, view.parse.words, view.lemma
        if len(known) > REMEMBERED:
            known.clear()
        out = []
        for i in chosen:
            word = words[i]
            key = word.text, lemmas[i], word.pos, word.ent
            rows = known.get(key)
            if rows is None:
                spelt, lemma, *values = _form(word, lemmas[i])
                rows = known[key] = (
                    self.vocabulary.get(spelt, UNKNOWN),
                    self.vocabulary.get(lemma, UNKNOWN),
                    *(self.values[name].get(v, 0) for name, v in zip(OF_FORM, values, strict=True)),
                )
            out.append(rows)
        return out

    def _entered(
        self, forms: list[tuple[int, ...]], placed: dict[str, list[str]], opening: list[float]
    ) -> Any:
        """Each word's state before it looks at others."""
        import numpy as np

        spelt, lemmas, *of_form = np.asarray(forms, dtype=np.intp).T
        rows = dict(zip(OF_FORM, of_form, strict=True))
        for name, values in placed.items():
            known = self.values[name]
            rows[name] = np.asarray([known.get(v, 0) for v in values], dtype=np.intp)
        parts = [self.vectors.take(spelt, 0), self.vectors.take(lemmas, 0)]
        parts += [table.take(rows[name], 0) for name, table in zip(COLUMNS, self.columns, strict=True)]
        parts.append(np.asarray(opening, dtype=np.float32)[:, None])
        weights, bias, gain, shift = self.enter
        found = np.concatenate(parts, 1) @ weights
        found += bias
        return _evened(np.maximum(found, 0, out=found), gain, shift)

    def _read(self, state: Any, heads: Any, numbers: Any) -> Any:
        """Log chances of every word, once each has looked at others; ``heads`` are places of governors (its
        own for a root), ``numbers`` tell sentences apart."""
        import numpy as np

        count = len(heads)
        owners, size, rounds = _under(heads)
        near = np.arange(count)[:, None] + np.arange(-REACH, REACH + 1)
        near[(near < 0) | (near >= count)] = count
        near[np.append(numbers, -1)[near] != numbers[:, None]] = count
        # the words' states, one of nothing, and what is under each word; and what is joined of these for each
        table = np.zeros((2 * count + 1, state.shape[1]), dtype=np.float32)
        joins = np.concatenate([near, heads[:, None], np.arange(count + 1, 2 * count + 1)[:, None]], 1)
        found = np.empty_like(state)
        for weights, bias, gain, shift in self.layers:
            table[:count] = state
            if len(owners):
                table[owners + (count + 1)] = _summed(state, rounds) / size
            for start in range(0, count, ROWS):
                near_by = table.take(joins[start : start + ROWS], 0)
                np.matmul(near_by.reshape(len(near_by), -1), weights, out=found[start : start + ROWS])
            found += bias
            np.maximum(found, 0, out=found)
            state += found
            state = _evened(state, gain, shift)
        weights, bias = self.leave
        out = state @ weights + bias
        top = out.max(1, keepdims=True)
        return out - top - np.log(np.exp(out - top).sum(1, keepdims=True))


def _under(heads: Any) -> tuple[Any, Any, list[Any]]:
    """The words that have dependents, those with most first; the root of how many each has; and the first
    dependents of all, the second of those that have two, and so on."""
    import numpy as np

    kids = np.flatnonzero(heads != np.arange(len(heads)))
    kids = kids[np.argsort(heads[kids], kind="stable")]
    owners, starts, many = np.unique(heads[kids], return_index=True, return_counts=True)
    order = np.argsort(-many, kind="stable")
    owners, starts, many = owners[order], starts[order], many[order]
    rounds = [kids[starts[: np.searchsorted(-many, -k)] + k] for k in range(int(many[0]) if len(many) else 0)]
    return owners, np.sqrt(many).astype(np.float32)[:, None], rounds


def _summed(state: Any, rounds: list[Any]) -> Any:
    """The sum of the states of each word's dependents."""
    first, *others = rounds
    total = state.take(first, 0)
    if others:
        rest = state.take(others[0], 0)
        for more in others[1:]:
            rest[: len(more)] += state.take(more, 0)
        total[: len(rest)] += rest
    return total


def _evened(state: Any, gain: Any, shift: Any) -> Any:
    """Each word's state brought to mean 0 and variance 1, then scaled (layer normalisation)."""
    import numpy as np

    width = np.float32(state.shape[1])
    off = state - np.add.reduce(state, 1, keepdims=True) / width
    off /= np.sqrt(np.add.reduce(off * off, 1, keepdims=True) / width + np.float32(_SMALL))
    off *= gain
    off += shift
    return off


@lru_cache(maxsize=1)
def network() -> Network | None:
    """The network shipped with the package; None where the file or numpy is missing."""
    try:
        import numpy as np

        with resources.files("wiredesk.statements").joinpath("cuenet.npz").open("rb") as file:
            data = dict(np.load(file))
        return unpacked(data)
    except (ImportError, OSError, KeyError, ValueError):
        return None


def packed(network: Network) -> dict[str, Any]:
    """The network as arrays to be written: 8-bit weights with a scale for each column."""
    import numpy as np

    words = sorted(network.vocabulary, key=network.vocabulary.__getitem__)
    names = json.dumps([words, network.values]).encode()
    out: dict[str, Any] = {"names": np.frombuffer(names, dtype=np.uint8)}

    def add(name: str, weights: Any) -> None:
        scale = np.abs(weights).max(0) / 127.0 + 1e-12
        out[name] = np.round(weights / scale).astype(np.int8)
        out[name + "_scale"] = scale.astype(np.float32)

    add("vectors", network.vectors)
    for name, table in zip(COLUMNS, network.columns, strict=True):
        out["column_" + name] = table.astype(np.float16)
    for k, (weights, *rest) in enumerate((network.enter, *network.layers, network.leave)):
        add(f"layer{k}", weights)
        out[f"layer{k}_rest"] = np.stack(rest).astype(np.float16)
    return out


def unpacked(data: dict[str, Any]) -> Network:
    """The network of arrays that :func:`packed` made; raises KeyError or ValueError on others."""
    import numpy as np

    words, values = json.loads(data["names"].tobytes())

    def weights(name: str) -> Any:
        return data[name].astype(np.float32) * data[name + "_scale"]

    count = sum(1 for name in data if name.startswith("layer") and name.endswith("_rest"))
    layers = [(weights(f"layer{k}"), *data[f"layer{k}_rest"].astype(np.float32)) for k in range(count)]
    return Network(
        vocabulary={word: k for k, word in enumerate(words, start=UNKNOWN + 1)},
        values=values,
        vectors=weights("vectors"),
        columns=tuple(data["column_" + name].astype(np.float32) for name in COLUMNS),
        enter=layers[0],
        layers=tuple(layers[1:-1]),
        leave=layers[-1],
    )
