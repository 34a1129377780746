"""Two statements read together, word by word: a model that sees both at once.

A transformer of six layers (all-MiniLM-L6-v2: Wang et al. 2020, Reimers and Gurevych 2019) reads the two
texts as one (a cross-encoder: Nogueira and Cho 2019) and says whether they make one claim.  Its weights are
whole numbers of 8 bits; numpy only.  A pair costs some twenty milliseconds, so only those are read together
that the judge doubts.  Trained by ``training/claims_together.py`` (docs/models/claims.md).  Without the file
:func:`together` is None, and the judge decides alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from math import exp
from typing import TYPE_CHECKING

from wiredesk.claims.layers import layered, unpacked
from wiredesk.text.wordpieces import WordPieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 62
"""So many pieces of each text are read, as in training."""
FILE = "together.npz"


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading two texts together says, as logits: that they make one claim (``same``), and that two
    bare sentences are paraphrases (``paraphrase``)."""

    same: float
    paraphrase: float


class Together:
    """The trained weights, and what they make of two texts."""

    def __init__(self, data: Mapping[str, NDArray[np.generic]]) -> None:
        import numpy as np

        names = data["vocabulary"].tobytes().decode("utf-8").split("\n")
        self._pieces = WordPieces({n: i for i, n in enumerate(names)})
        self._first, self._last = names.index("[CLS]"), names.index("[SEP]")
        self._words, self._sizes = data["words"], np.asarray(data["words_size"], dtype=np.float32)
        self._w = unpacked(data, "vocabulary", "words")
        self._layers = sum(k.startswith("into") and not k.endswith("bias") for k in self._w)
        self.of = lru_cache(maxsize=200_000)(self._of)

    def _of(self, left: str, right: str) -> Reading:
        import numpy as np

        w = self._w
        a, b = (self._pieces(text, MOST) for text in (left, right))
        pieces = [self._first, *a, self._last, *b, self._last]
        side = np.array([0] * (len(a) + 2) + [1] * (len(b) + 1))
        x = self._words[pieces].astype(np.float32) * self._sizes[pieces, None]
        x = layered(x + w["place"][: len(pieces)] + w["side"][side], w, self._layers)
        same, paraphrase = np.concatenate([x[0], x.mean(axis=0)]) @ w["out"] + w["out_bias"]
        return Reading(round(float(same), 3), round(float(paraphrase), 3))


def read_together(left: str, right: str) -> Reading | None:
    """What reading two texts together says; their order does not matter.  None without the weights."""
    made = together()
    return None if made is None else made.of(*sorted((left, right)))


def likeness(left: str, right: str) -> float:
    """How surely two texts make one claim by reading them together, 0 to 1; .5 without the weights."""
    reading = read_together(left, right)
    return 0.5 if reading is None else 1.0 / (1.0 + exp(-reading.same))


@lru_cache(maxsize=1)
def together() -> Together | None:
    """The model that comes with the package; None where its file is missing."""
    import numpy as np

    path = resources.files("wiredesk.claims") / FILE
    if not path.is_file():
        return None
    with path.open("rb") as handle, np.load(handle) as data:
        return Together(dict(data))
