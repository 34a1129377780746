"""The parser's networks that turn words into vectors, computed by numpy with every form's share remembered.

A ``Tok2Vec`` of spaCy looks a word up by its form alone, then lets it look at its neighbours, four times.
What the form gives is remembered; the four layers are computed here with numpy's matrix product, which is
several times faster than the one that comes with spaCy where that was built for no processor in
particular.  The same numbers but for the last bits of a sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

ROWS = 256
"""Words of one matrix product: as many as the processor's nearest memory holds."""
REMEMBERED = 40_000
"""Forms kept of each network; all of them take 16 MB."""
_SMALL = 1e-8  # what keeps a layer's norm from dividing by nothing, as in thinc


def with_numpy(model: Any) -> None:
    """Let numpy multiply the matrices of a thinc model."""
    from thinc.api import NumpyOps

    for node in model.walk():
        node.ops = NumpyOps(use_blis=False)


class WordVectors:
    """One ``Tok2Vec`` network (embedding of hashed attributes, then windows of three with maxout)."""

    def __init__(self, model: Any) -> None:
        """Of a thinc model as spaCy's ``spacy.Tok2Vec.v2`` makes it; raises ValueError on another kind."""
        import numpy as np

        embed, encode = model.get_ref("embed"), model.get_ref("encode")
        reader, *self._rest = embed.layers
        for layer in self._rest:
            with_numpy(layer)
        if reader.name != "extract_features" or encode.attrs.get("pad") is None:
            raise ValueError(f"not a network of hashed attributes and windows: {model.name[:80]}")
        self._attributes = list(reader.attrs["columns"])
        self._pad = int(encode.attrs["pad"])
        self._layers: list[tuple[Any, Any, Any, Any]] = []
        for layer in encode.layers[0].layers:
            found = {node.name: node for node in layer.walk()}
            maxout, norm = found["maxout"], found["layernorm"]
            if found["expand_window"].attrs["window_size"] != 1 or not layer.name.startswith("residual"):
                raise ValueError(f"not a window of three words: {layer.name[:80]}")
            weights = maxout.get_param("W")
            width, pieces, _ = weights.shape
            before, own, behind = weights.transpose(2, 1, 0).reshape(3, width, pieces * width).astype("f8")
            mixed = before, (before + own + behind) / 2, (before - own + behind) / 2, behind
            self._layers.append(
                (
                    np.stack(mixed).astype(np.float32),
                    np.ascontiguousarray(maxout.get_param("b").T.reshape(1, pieces * width)),
                    norm.get_param("G").copy(),
                    norm.get_param("b").copy(),
                )
            )
        self._pieces = pieces
        self._width = width
        # rooms for one matrix product: what pairs of words and their neighbours are mixed to, sums, best
        shapes = (4, ROWS // 2, width), (4, ROWS // 2, pieces * width), (ROWS, width)
        self._room = [np.empty(shape, dtype=np.float32) for shape in shapes]
        self._known: dict[bytes, int] = {}
        self._forms = np.zeros((1024, width), dtype=np.float32)

    def of(self, docs: Sequence[Any]) -> list[Any]:
        """The vectors of each document's words, a row a word, float32; no document may be empty."""
        import numpy as np

        sizes = [len(doc) for doc in docs]
        forms = self._of_forms(np.concatenate([doc.to_array(self._attributes) for doc in docs]))
        # an even number of rows for each document, so that its pairs of words are the same beside any other
        pad = self._pad + self._pad % 2
        spaces = [size + size % 2 + pad for size in sizes]
        # a row of nothing before and behind, for the windows of the first word and the last
        state = np.zeros((pad + sum(spaces) + 2, self._width), dtype=np.float32)
        starts = list(accumulate(spaces[:-1], initial=pad + 1))
        places = np.concatenate([np.arange(s, s + size) for s, size in zip(starts, sizes, strict=True)])
        state[places] = forms
        for layer in self._layers:
            state = self._step(state, layer)
        return [state[s : s + size].copy() for s, size in zip(starts, sizes, strict=True)]

    def _step(self, state: Any, layer: tuple[Any, Any, Any, Any]) -> Any:
        """What one layer makes of an even number of rows: each word adds what comes of itself and its two
        neighbours.

        Two words beside each other take four products instead of six, of sums and differences of their
        neighbours (Winograd's F(2, 3): Lavin and Gray, 2016); only the last bits differ.
        """
        import numpy as np

        weights, bias, gain, shift = layer
        width, count = self._width, len(state) - 2
        after = state.copy()
        for start in range(0, count, ROWS):
            stop = min(start + ROWS, count)
            pairs = (stop - start) // 2
            mixed, sums, best = (
                self._room[0][:, :pairs],
                self._room[1][:, :pairs],
                self._room[2][: stop - start],
            )
            before, first, second, behind = (state[start + k : stop + k : 2] for k in range(4))
            np.subtract(before, second, out=mixed[0])
            np.add(first, second, out=mixed[1])
            np.subtract(second, first, out=mixed[2])
            np.subtract(first, behind, out=mixed[3])
            np.matmul(mixed, weights, out=sums)
            sums[1] += bias
            sums[0] += sums[1]
            sums[0] += sums[2]
            sums[1] -= sums[2]
            sums[1] -= sums[3]
            for n in range(2):
                mine, own = sums[n], best[n::2]
                np.maximum(mine[:, :width], mine[:, width : 2 * width], out=own)
                for k in range(2, self._pieces):
                    np.maximum(own, mine[:, k * width : (k + 1) * width], out=own)
            best -= np.add.reduce(best, 1, keepdims=True) / np.float32(width)
            spread = np.einsum("ij,ij->i", best, best) / np.float32(width) + np.float32(_SMALL)
            best *= (1 / np.sqrt(spread))[:, None]
            best *= gain
            best += shift
            after[start + 1 : stop + 1] += best
        return after

    def _of_forms(self, rows: Any) -> Any:
        import numpy as np

        size = rows.dtype.itemsize * rows.shape[1]
        keys = rows.view(f"V{size}").ravel().tolist()
        known = self._known
        found = list(map(known.get, keys))
        if None in found:
            new = {key: i for i, key in enumerate(keys) if found[i] is None}
            if len(known) + len(new) > REMEMBERED:
                known.clear()
                new = {key: i for i, key in enumerate(keys)}
            self._learn(rows[list(new.values())], list(new))
            found = list(map(known.__getitem__, keys))
        return self._forms.take(np.asarray(found), 0)

    def _learn(self, rows: Any, keys: Sequence[bytes]) -> None:
        import numpy as np

        found: Any = [rows]
        for layer in self._rest:
            found = layer.predict(found)
        base = len(self._known)
        stop = base + len(keys)
        while stop > len(self._forms):
            self._forms = np.concatenate([self._forms, np.zeros_like(self._forms)])
        self._forms[base:stop] = found[0]
        self._known.update((key, base + k) for k, key in enumerate(keys))
