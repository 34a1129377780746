"""Trained weights of hashed features, kept small: a sum of them waits for the memory most of its time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

LANE = 16
"""Bits in which a label's sum is kept; 128 weights of 8 bits and a sign fit."""


class Weights:
    """A weight for each feature and label but the first, whose own are taken off all others': a sequence of
    labels is as likely as before.  Those of one feature stand side by side in 16 bits each of whole numbers,
    so that all labels are summed at once and without any rounding."""

    def __init__(self, rows: int, places: Any, values: Any, scale: float) -> None:
        """Of ``rows`` features those at some places have ``values`` (8-bit, a column a label), others none;
        ``scale`` is what a 1 in them is worth."""
        import numpy as np

        self._labels = values.shape[1]
        self._scale = np.float32(scale)
        self._type = np.int32 if self._labels <= 1 + 32 // LANE else np.int64
        lanes = np.dtype(self._type).itemsize * 8 // LANE
        self._wide = -(-(self._labels - 1) // lanes)
        self._lanes = lanes
        packed = np.zeros((len(places), self._wide), dtype=self._type)
        for label in range(1, self._labels):
            difference = values[:, label].astype(self._type) - values[:, 0]
            packed[:, (label - 1) // lanes] += difference << (LANE * ((label - 1) % lanes))
        table = np.zeros((rows, self._wide), dtype=self._type)
        table[places] = packed
        self._table = table
        if table.strides[0] == 16:  # numpy picks items of 16 bytes much faster than rows of two
            self._table = table.view(np.complex128).ravel()

    def sums(self, features: Iterable[Any]) -> Any:
        """The sums over some features, given by the rows of all words for each: float32, a row a word, a
        column a label, 0 for the first."""
        import numpy as np

        total: Any = None
        for rows in features:
            found = self._table.take(rows, 0).view(self._type).reshape(len(rows), self._wide)
            if total is None:
                total = found
            else:
                total += found
        out = np.zeros((len(total), self._labels), dtype=np.float32)
        half = 1 << (LANE - 1)
        for label in range(1, self._labels):
            place = (label - 1) // self._lanes
            low = ((total[:, place] + half) & (2 * half - 1)) - half
            total[:, place] = (total[:, place] - low) >> LANE
            out[:, label] = low * self._scale
        return out
