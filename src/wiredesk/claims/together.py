"""Two statements read together, word by word: a model that sees both at once.

A transformer of six layers (all-MiniLM-L6-v2: Wang et al. 2020, Reimers and Gurevych 2019) reads the two
texts as one (a cross-encoder: Nogueira and Cho 2019) and says whether they make one claim.  A pair costs
some three milliseconds, so only those are read together that the judge doubts.  Trained by
``training/claims_together.py`` (docs/models/claims.md).  Without the file :func:`together` is None, and the
judge decides alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import exp

from wiredesk.resources.networks import Network, network
from wiredesk.text.wordpieces import WordPieces

MOST = 62
"""So many pieces of each text are read, as in training."""
FILE = "together.onnx"


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading two texts together says, as logits: that they make one claim (``same``), and that two
    bare sentences are paraphrases (``paraphrase``)."""

    same: float
    paraphrase: float


class Together:
    """The trained network, and what it makes of two texts."""

    def __init__(self, made: Network) -> None:
        self._network = made
        self._pieces = WordPieces.listed(made.notes["vocabulary"])
        self.of = lru_cache(maxsize=200_000)(self._of)

    def _of(self, left: str, right: str) -> Reading:
        import numpy as np

        first, last = self._pieces.first, self._pieces.last
        a, b = (self._pieces(text, MOST) for text in (left, right))
        told = self._network(
            pieces=np.array([first, *a, last, *b, last]),
            sides=np.array([0] * (len(a) + 2) + [1] * (len(b) + 1)),
        )
        same, paraphrase = told.tolist()
        return Reading(round(same, 3), round(paraphrase, 3))


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
    made = network("wiredesk.claims", FILE)
    return None if made is None else Together(made)
