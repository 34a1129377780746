"""Layers of a transformer (Vaswani et al. 2017; BERT's, Devlin et al. 2019) in numpy, one text at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Real = NDArray[np.float32]

HEADS = 12
"""Heads of attention in a layer."""
SMALL = 1e-12


def unpacked(data: Mapping[str, NDArray[np.generic]], *leave: str) -> dict[str, Real]:
    """The weights of a file by name, without those to ``leave``; those kept in 8 bits (beside a ``_size`` for
    each column) as numbers again."""
    import numpy as np

    out: dict[str, Real] = {}
    for key, value in data.items():
        if key.endswith("_size") or key in leave:
            continue
        whole = np.asarray(value, dtype=np.float32)
        size = data.get(f"{key}_size")
        out[key] = whole if size is None else whole * np.asarray(size, dtype=np.float32)
    return out


def layered(x: Real, w: Mapping[str, Real], layers: int) -> Real:
    """What the layers make of the pieces of a text (pieces × numbers)."""
    import numpy as np

    x = normed(x, w["normed"], w["normed_bias"])
    count, wide = x.shape
    for n in range(layers):
        asked = (x @ w[f"into{n}"] + w[f"into{n}_bias"]).reshape(count, 3, HEADS, -1)
        query, key, value = asked.transpose(1, 2, 0, 3)
        seen = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(query.shape[2]))
        seen = np.exp(seen - seen.max(axis=2, keepdims=True))
        seen /= seen.sum(axis=2, keepdims=True)
        mixed = (seen @ value).transpose(1, 0, 2).reshape(count, wide)
        x = normed(x + mixed @ w[f"mixed{n}"] + w[f"mixed{n}_bias"], w[f"a{n}"], w[f"a{n}_bias"])
        inner = _gelu(x @ w[f"up{n}"] + w[f"up{n}_bias"])
        x = normed(x + inner @ w[f"down{n}"] + w[f"down{n}_bias"], w[f"b{n}"], w[f"b{n}_bias"])
    return x


def normed(x: Real, by: Real, bias: Real) -> Real:
    """Layer normalisation (Ba et al. 2016)."""
    import numpy as np

    off = x - x.mean(axis=1, keepdims=True)
    spread = np.sqrt((off * off).mean(axis=1, keepdims=True) + np.float32(SMALL))
    return np.asarray(off / spread * by + bias, dtype=np.float32)


def _gelu(x: Real) -> Real:
    """The Gaussian error linear unit; the error function after Abramowitz and Stegun 7.1.26 (within 2e-7)."""
    import numpy as np

    z = np.abs(x) * np.float32(0.70710678)
    t = 1 / (1 + np.float32(0.3275911) * z)
    tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    tail *= np.exp(-z * z)
    return np.asarray(0.5 * (x + np.abs(x) * (1 - tail)), dtype=np.float32)
