"""Trained networks in the exchange format ONNX (onnx.ai), run on one core of any processor.

Each text is read by itself, products of matrices are of whole numbers and nothing is split between
threads, so what a network says of a text does not hang on what is read beside it.  Made by
``training/onnx_layers.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


ERRORS = 3
"""From what severity on the engine writes to the terminal: what it only warns of is no reader's business."""


class Network:
    """One network: what it answers for its inputs, and the words kept beside its weights."""

    def __init__(self, path: str) -> None:
        import onnxruntime

        onnxruntime.disable_telemetry_events()  # what its builds for Windows would send
        onnxruntime.set_default_logger_severity(ERRORS)
        chosen = onnxruntime.SessionOptions()
        chosen.intra_op_num_threads = chosen.inter_op_num_threads = 1
        chosen.log_severity_level = ERRORS
        self._session = onnxruntime.InferenceSession(path, chosen, providers=["CPUExecutionProvider"])
        self.notes: Mapping[str, str] = self._session.get_modelmeta().custom_metadata_map

    def __call__(self, **given: NDArray[np.int64]) -> NDArray[np.float32]:
        """Its answer (its first output) for inputs by name."""
        answer: NDArray[np.float32] = self._session.run(None, given)[0]
        return answer


@lru_cache(maxsize=8)
def network(package: str, file: str) -> Network | None:
    """The network in a file of a package; None where the file is missing, or no engine runs here."""
    found = resources.files(package) / file
    if not found.is_file():
        return None
    with resources.as_file(found) as path:
        try:
            return Network(str(path))
        except ImportError:
            return None
