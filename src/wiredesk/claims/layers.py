"""Layers of a transformer (Vaswani et al. 2017; BERT's, Devlin et al. 2019) in numpy, one text at a time.

Nearly all of the time is spent in the products of matrices, so what stands between them works in place.
"""

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
FOUR = 4
"""The rows of a product are filled up to a multiple of four with zeros, since BLAS works on four at once and
takes up to a fifth longer for the odd ones."""


def unpacked(data: Mapping[str, NDArray[np.generic]], *leave: str) -> dict[str, Real]:
    """The weights of a file by name, without those to ``leave``; those kept in 8 bits (beside a ``_size`` for
    each column) as numbers again."""
    import numpy as np

    out: dict[str, Real] = {}
    for key, value in data.items():
        if key.endswith("_size") or key in leave:
            continue
        size = data.get(f"{key}_size")
        if size is None:
            out[key] = np.asarray(value, dtype=np.float32)
        else:
            out[key] = np.multiply(value, size, dtype=np.float32, casting="unsafe")
    return out


def layered(x: Real, w: Mapping[str, Real], layers: int) -> Real:
    """What the layers make of the pieces of a text (pieces × numbers)."""
    import numpy as np

    count, wide = x.shape
    filled = np.zeros((-(-count // FOUR) * FOUR, wide), dtype=np.float32)
    filled[:count] = normed(x, w["normed"], w["normed_bias"])
    x = filled
    mixed = np.zeros_like(x)
    for n in range(layers):
        asked = x @ w[f"into{n}"]
        asked += w[f"into{n}_bias"]
        query, key, value = asked[:count].reshape(count, 3, HEADS, -1).transpose(1, 2, 0, 3)
        seen = query @ key.transpose(0, 2, 1)
        seen /= np.float32(np.sqrt(query.shape[2]))
        seen -= seen.max(axis=2, keepdims=True)
        np.exp(seen, out=seen)
        seen /= seen.sum(axis=2, keepdims=True)
        mixed[:count] = (seen @ value).transpose(1, 0, 2).reshape(count, wide)
        step = mixed @ w[f"mixed{n}"]
        step += w[f"mixed{n}_bias"]
        x = normed(np.add(x, step, out=step), w[f"a{n}"], w[f"a{n}_bias"])
        inner = x @ w[f"up{n}"]
        inner += w[f"up{n}_bias"]
        step = _gelu(inner) @ w[f"down{n}"]
        step += w[f"down{n}_bias"]
        x = normed(np.add(x, step, out=step), w[f"b{n}"], w[f"b{n}_bias"])
    return x[:count]


def normed(x: Real, by: Real, bias: Real) -> Real:
    """Layer normalisation (Ba et al. 2016)."""
    import numpy as np

    off = x - x.mean(axis=1, keepdims=True)
    spread = np.sqrt(np.einsum("ij,ij->i", off, off) / np.float32(x.shape[1]) + np.float32(SMALL))
    off /= spread[:, None]
    off *= by
    off += bias
    return np.asarray(off, dtype=np.float32)


def _gelu(x: Real) -> Real:
    """The Gaussian error linear unit, in place; the error function after Abramowitz and Stegun 7.1.26 (within
    2e-7).  Written as max(x, 0) less what is missing on either side of 0: |x| · erfc(|x| / √2) / 2."""
    import numpy as np

    size = np.abs(x)
    t = size * np.float32(0.3275911 * 0.5**0.5)
    t += 1
    np.reciprocal(t, out=t)
    tail = t * np.float32(0.5 * 1.061405429)
    for c in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail += np.float32(0.5 * c)
        tail *= t
    tail *= size
    size *= size
    size *= np.float32(-0.5)
    tail *= np.exp(size, out=size)
    np.maximum(x, 0, out=x)
    x -= tail
    return x
