"""Networks answer alike whatever they answered before, and are missing without harm."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
import pytest

from wiredesk.resources.networks import network

HERE = ("wiredesk.claims", "together.onnx")


@pytest.fixture(autouse=True)
def _opened_anew() -> Iterator[None]:
    network.cache_clear()
    yield
    network.cache_clear()


def test_a_text_is_answered_alike_whatever_was_asked_before() -> None:
    made = network(*HERE)
    assert made is not None
    texts = [np.arange(1_000, 1_000 + n) for n in (3, 60, 17)]
    first = [made(pieces=t, sides=np.zeros_like(t)) for t in texts]
    again = [made(pieces=t, sides=np.zeros_like(t)) for t in reversed(texts)]
    assert all((a == b).all() for a, b in zip(first, reversed(again), strict=True))
    assert not np.allclose(first[0], first[1])
    assert made.notes["vocabulary"].startswith("[PAD]\n")


def test_a_missing_file_is_no_network() -> None:
    assert network("wiredesk.claims", "missing.onnx") is None


def test_without_the_engine_there_is_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert network(*HERE) is None
