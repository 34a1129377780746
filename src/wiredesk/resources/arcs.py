"""The parser's network of arcs: its steps taken by spaCy, what each step should be asked of numpy.

spaCy's parser reads a text from left to right; at each step a small network, asked of eight words around the
place, says what to do.  Many paragraphs go ahead side by side.  What the words give to the network is worked
out before.  spaCy's own loop multiplies the matrices of every step with a library that is slow at small ones
where it was built for no processor in particular; the same steps at a third of the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any


class Arcs:
    """The model's component ``parser``; raises ValueError on a kind that is not read here."""

    def __init__(self, parser: Any) -> None:
        """Of a parser that listens to shared vectors: a linear layer, a hidden one and the answers."""
        import numpy as np
        from spacy.ml.parser_model import ParserStepModel

        model = parser.model
        chain, lower, upper = model.layers
        if (
            not model.attrs["has_upper"]
            or model.attrs["unseen_classes"]
            or parser.cfg.get("beam_width", 1) > 1
            or [layer.name for layer in chain.layers] != ["tok2vec-listener", "list2array", "linear"]
        ):
            raise ValueError("not a parser that listens to shared vectors and takes the best step")
        self._parser = parser
        linear = chain.layers[2]
        self._enter = np.ascontiguousarray(linear.get_param("W").T), linear.get_param("b")
        weights, bias, pad = (lower.get_param(name) for name in ("W", "b", "pad"))
        looks, hidden, pieces, size = weights.shape
        # the pieces, of which the best counts, one behind the other; the bias goes with the first look
        planes = weights.transpose(0, 2, 1, 3).reshape(looks * pieces * hidden, size)
        self._lower = np.ascontiguousarray(planes.T)
        self._none = (
            pad.reshape(looks, hidden, pieces).transpose(0, 2, 1).reshape(looks, pieces * hidden).copy()
        )
        self._bias = bias.T.reshape(pieces * hidden)
        self._shape = looks, pieces, hidden
        self._first = np.arange(looks, 2 * looks, dtype=np.int32)
        self._leave = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")
        self._asks = ParserStepModel.get_token_ids
        self._asker = SimpleNamespace(state2vec=SimpleNamespace(nF=looks))

    def set(self, docs: Sequence[Any], vectors: Sequence[Any]) -> None:
        """Give the words of documents, none empty, their governors, labels and sentences; ``vectors`` are the
        shared ones, a row a word."""
        batch = self._parser.moves.init_batch(docs)
        table = self._looks(vectors)
        states = [state for state in batch if not state.is_final()]
        while states:
            places = self._asks(self._asker, states)
            states = self._parser.transition_states(states, self._scores(table, places))
        self._parser.set_annotations(docs, batch)

    def _looks(self, vectors: Sequence[Any]) -> Any:
        """What each word gives to the network for each of the places it may be seen at; first, what no word
        there gives: rows of (word, look)."""
        import numpy as np

        looks, pieces, hidden = self._shape
        weights, bias = self._enter
        words = np.concatenate(vectors) @ weights
        words += bias
        table = np.empty((len(words) + 1, looks * pieces * hidden), dtype=np.float32)
        np.matmul(words, self._lower, out=table[1:])
        table = table.reshape(-1, looks, pieces * hidden)
        table[0] = self._none
        table[:, 0] += self._bias
        return table.reshape(-1, pieces * hidden)

    def _scores(self, table: Any, places: Any) -> Any:
        """How good each step is in each state, whose words at its looks are at some places (-1: none)."""
        import numpy as np

        hidden = self._shape[2]
        rows = places * self._shape[0]
        rows += self._first
        seen = np.add.reduce(table.take(rows, 0), 1)
        best = seen[:, :hidden]
        for stop in range(2 * hidden, seen.shape[1] + 1, hidden):
            best = np.maximum(best, seen[:, stop - hidden : stop])
        weights, bias = self._leave
        scores = best @ weights
        scores += bias
        return scores
