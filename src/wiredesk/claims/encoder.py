"""A sentence encoder that says what each piece of a statement means where it stands, and how much it tells.

A transformer of six layers (all-MiniLM-L6-v2: Reimers and Gurevych 2019, Wang et al. 2020), trained on for
pairs of statements by ``training/claims_meaning.py``: each piece of a word gets a vector in :data:`HEADS`
parts and a gate, how much it counts.  Its weights are whole numbers of 8 bits; numpy only.  Each text is
encoded by itself, and what comes out are whole numbers, so a statement means the same alone and among
thousands.  Without the file :func:`encoder` is None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from wiredesk.text.wordpieces import WordPieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Real = NDArray[np.float32]

HEADS = 3
"""Parts of a piece's vector, each compared by itself."""
UNIT = 127
"""The length of a part of a vector, in the whole numbers it is kept in."""
GATE = 256
"""A gate of 1, in the whole numbers it is kept in."""
MOST = 78
"""So many pieces of a text are read, as in training."""
_ATTENTION = 12
_SMALL = 1e-12
FILE = "encoder.npz"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text means: for each piece, in order, a vector of :data:`HEADS` parts of length
    :data:`UNIT` (``vectors``: pieces × parts × numbers) and how much it counts (``gates``, in
    1/:data:`GATE`); ``gist`` the mean of the vectors as the gates weigh them, of length :data:`UNIT`.
    All are whole numbers, held as float32 so that products of them are exact and fast."""

    vectors: Real
    gates: Real
    gist: Real


class Encoder:
    """The trained weights, and what they make of a text."""

    def __init__(self, data: Mapping[str, NDArray[np.generic]]) -> None:
        import numpy as np

        names = data["vocabulary"].tobytes().decode("utf-8").split("\n")
        self._pieces = WordPieces({n: i for i, n in enumerate(names)})
        self._first, self._last = names.index("[CLS]"), names.index("[SEP]")
        self._words, self._sizes = data["words"], np.asarray(data["words_size"], dtype=np.float32)
        self._at = np.asarray(data["positions"], dtype=np.float32)
        self._w: dict[str, Real] = {}
        for key, value in data.items():
            if key.endswith("_size") or key in ("vocabulary", "words", "positions"):
                continue
            whole = np.asarray(value, dtype=np.float32)
            size = data.get(f"{key}_size")
            self._w[key] = whole if size is None else whole * np.asarray(size, dtype=np.float32)
        self.of = lru_cache(maxsize=20_000)(self._of)

    def claim(self, numbers: Sequence[float]) -> float:
        """The logit of two texts making one claim, from the numbers of :func:`meaning.measured`."""
        import numpy as np

        given, w = np.array(numbers, dtype=np.float64), self._w
        inner = np.maximum((given[:, None] * w["head"]).sum(axis=0) + w["head_bias"], 0.0)
        told = (inner * w["last"][:, 0]).sum() + (given * w["skip"][:, 0]).sum()
        return float(told + w["last_bias"][0])

    def _of(self, text: str) -> Meaning:
        """What a text means.  A text without a word has no piece."""
        import numpy as np

        inner = self._pieces(text, MOST)
        hidden = self._encoded([self._first, *inner, self._last])[1:-1]
        parts = hidden @ self._w["proj"] + self._w["proj_bias"]
        parts = parts.reshape(len(inner), HEADS, parts.shape[1] // HEADS)
        parts /= np.maximum(np.linalg.norm(parts, axis=2, keepdims=True), _SMALL)
        told = hidden @ self._w["gate"] + self._w["gate_bias"]
        gates = np.rint(GATE * np.logaddexp(0.0, told)).astype(np.float32).reshape(-1)
        vectors = np.rint(UNIT * parts).astype(np.float32)
        mean = (vectors * gates[:, None, None]).sum(axis=0).ravel()
        gist = np.rint(UNIT * mean / max(float(np.linalg.norm(mean)), _SMALL)).astype(np.float32)
        return Meaning(vectors, gates, gist)

    def _encoded(self, pieces: list[int]) -> Real:
        import numpy as np

        w = self._w
        count = len(pieces)
        x = self._words[pieces].astype(np.float32) * self._sizes[pieces, None] + self._at[:count]
        x = _normed(x, w["normed"], w["normed_bias"])
        wide = x.shape[1]
        for n in range(sum(k.startswith("into") and not k.endswith("bias") for k in w)):
            asked = (x @ w[f"into{n}"] + w[f"into{n}_bias"]).reshape(count, 3, _ATTENTION, -1)
            query, key, value = asked.transpose(1, 2, 0, 3)
            seen = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(query.shape[2]))
            seen = np.exp(seen - seen.max(axis=2, keepdims=True))
            seen /= seen.sum(axis=2, keepdims=True)
            mixed = (seen @ value).transpose(1, 0, 2).reshape(count, wide)
            x = _normed(x + mixed @ w[f"mixed{n}"] + w[f"mixed{n}_bias"], w[f"a{n}"], w[f"a{n}_bias"])
            inner = _gelu(x @ w[f"up{n}"] + w[f"up{n}_bias"])
            x = _normed(x + inner @ w[f"down{n}"] + w[f"down{n}_bias"], w[f"b{n}"], w[f"b{n}_bias"])
        return x


def _normed(x: Real, by: Real, bias: Real) -> Real:
    import numpy as np

    off = x - x.mean(axis=1, keepdims=True)
    spread = np.sqrt((off * off).mean(axis=1, keepdims=True) + np.float32(_SMALL))
    return np.asarray(off / spread * by + bias, dtype=np.float32)


def _gelu(x: Real) -> Real:
    """The Gaussian error linear unit; the error function after Abramowitz and Stegun 7.1.26 (within 2e-7)."""
    import numpy as np

    z = np.abs(x) * np.float32(0.70710678)
    t = 1 / (1 + np.float32(0.3275911) * z)
    tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    tail *= np.exp(-z * z)
    return np.asarray(0.5 * (x + np.abs(x) * (1 - tail)), dtype=np.float32)


@lru_cache(maxsize=1)
def encoder() -> Encoder | None:
    """The encoder that comes with the package; None where its file is missing."""
    import numpy as np

    path = resources.files("wiredesk.claims") / FILE
    if not path.is_file():
        return None
    with path.open("rb") as handle, np.load(handle) as data:
        return Encoder(dict(data))
