"""Writes the layers of a BERT encoder (Devlin et al. 2019) as an ONNX graph, which
``wiredesk.resources.networks`` runs.

Large weights become whole numbers of 8 bits with a size for each column, and what is multiplied with them
whole numbers of 8 bits, in steps of the size of its row, so that a row's product does not hang on the other
rows.  Two neighbouring weights of a column are at most 128 together: processors that
add such products in 16 bits (x86 without VNNI) then never run over, and all processors answer alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET, FORMAT = 20, 9
HEADS = 12
MOST_OF_TWO = 128
"""What two neighbouring weights may be together: 255 times that is less than 2 to the 15th."""
SMALL = 1e-12
LEAST_GELU = -0.17
"""No number that a Gaussian error linear unit gives is smaller."""


class Graph:
    """A graph in the making; its nodes are named by their outputs."""

    def __init__(self) -> None:
        self.weights: dict[str, np.ndarray] = {}
        self._nodes: list[onnx.NodeProto] = []

    def node(self, kind: str, *given: str, **settings: Any) -> str:
        """A node with one output, whose name is returned."""
        return self.nodes(kind, 1, *given, **settings)[0]

    def nodes(self, kind: str, count: int, *given: str, **settings: Any) -> list[str]:
        """A node with several outputs."""
        outputs = [f"{kind}_{len(self._nodes)}_{n}" for n in range(count)]
        self._nodes.append(helper.make_node(kind, list(given), outputs, **settings))
        return outputs

    def constant(self, value: Any, kind: Any = np.int64) -> str:
        """The name of a number or a list of numbers."""
        made = np.array(value, dtype=kind)
        return self.kept(f"{made.dtype}_{made.tolist()}", made)

    def kept(self, name: str, weights: np.ndarray) -> str:
        """The name of weights, kept under it."""
        self.weights[name] = weights
        return name

    def written(
        self, path: Path, inputs: Sequence[str], output: str, shape: Sequence[Any], notes: Mapping[str, str]
    ) -> None:
        """Writes the graph: inputs are whole numbers, one for each piece of a text."""
        graph = helper.make_graph(
            [*self._nodes, helper.make_node("Identity", [output], ["told"])],
            "wiredesk",
            [helper.make_tensor_value_info(name, TensorProto.INT64, ["pieces"]) for name in inputs],
            [helper.make_tensor_value_info("told", TensorProto.FLOAT, list(shape))],
            [numpy_helper.from_array(w, name) for name, w in self.weights.items()],
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=FORMAT)
        helper.set_model_props(model, dict(notes))
        onnx.checker.check_model(model, full_check=True)
        onnx.save(model, path)


def whole(weights: np.ndarray, axis: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Weights in 8 bits, and the size of each column (``axis`` 1: of each row, of which only one is used at
    a time, so that neighbours may be large)."""
    weights = weights.astype(np.float32)
    size = np.abs(weights).max(axis) / 127 + np.float32(SMALL)
    if axis:
        return np.rint(weights / size[:, None]).astype(np.int8), size
    two = np.abs(weights[0::2]) + np.abs(weights[1::2])
    size = np.maximum(size, two.max(0) / MOST_OF_TWO)
    while True:
        small = np.rint(weights / size).astype(np.int8)
        over = (np.abs(small[0::2].astype(int)) + np.abs(small[1::2])).max(0) > MOST_OF_TWO
        if not over.any():
            return small, size
        size = np.where(over, size * np.float32(1.005), size)


def product(
    g: Graph, x: str, name: str, weights: np.ndarray, bias: np.ndarray, least: float | None = None
) -> str:
    """``x`` times weights (rows × columns), plus a number for each column; no number of ``x`` is below
    ``least``, where it is given."""
    small, size = whole(weights)
    kept = g.kept(f"{name}_weights", small)
    last = g.constant([-1])
    if least is None:  # a row's steps lie evenly about 0, which is step 128
        top = g.node("ReduceMax", g.node("Abs", x), last, keepdims=1)
        step = _times(g, g.node("Max", top, g.constant(SMALL, np.float32)), 1 / 127)
        steps = g.node("Mul", x, g.node("Reciprocal", step))
        steps = g.node("Add", steps, g.constant(128.5, np.float32))
        sums = g.node("MatMulInteger", g.node("Cast", steps, to=TensorProto.UINT8), kept, _u8(g, 128))
    else:
        top = g.node("Max", g.node("ReduceMax", x, last, keepdims=1), g.constant(0, np.float32))
        step = _times(g, g.node("Sub", top, g.constant(least, np.float32)), 1 / 255)
        upon = g.node("Reciprocal", step)
        half = g.node("Add", _times(g, upon, -least), g.constant(0.5, np.float32))
        steps = g.node("Add", g.node("Mul", x, upon), half)
        sums = g.node("MatMulInteger", g.node("Cast", steps, to=TensorProto.UINT8), kept)
        bias = bias + least * small.astype(np.float32).sum(0) * size
    told = g.node("Mul", g.node("Cast", sums, to=TensorProto.FLOAT), step)
    told = g.node("Mul", told, g.kept(f"{name}_size", size))
    return g.node("Add", told, g.kept(f"{name}_bias", bias.astype(np.float32)))


def _times(g: Graph, x: str, by: float) -> str:
    return g.node("Mul", x, g.constant(by, np.float32))


def _u8(g: Graph, value: int) -> str:
    return g.constant(value, np.uint8)


def normed(g: Graph, x: str, name: str, held: Mapping[str, np.ndarray]) -> str:
    """Layer normalisation (Ba et al. 2016) with the weights of that name."""
    by, bias = (g.kept(f"{name}.{part}", held[f"{name}.{part}"]) for part in ("weight", "bias"))
    return g.node("LayerNormalization", x, by, bias, axis=-1, epsilon=SMALL)


def encoder(g: Graph, held: Mapping[str, np.ndarray], pieces: str, places: int, sides: str | None) -> str:
    """The layers of a BERT encoder with the weights that its state has by name: ``pieces`` of a text, at most
    ``places``, and for each which ``sides`` it is on (None: all on the first), become pieces × numbers."""
    inner = "embeddings."
    small, size = whole(held[f"{inner}word_embeddings.weight"], 1)
    x = g.node("Cast", g.node("Gather", g.kept("words", small), pieces), to=TensorProto.FLOAT)
    x = g.node("Mul", x, g.node("Gather", g.kept("words_size", size[:, None]), pieces))
    place = g.kept("places", held[f"{inner}position_embeddings.weight"][:places])
    x = g.node("Add", x, g.node("Slice", place, g.constant([0]), g.node("Shape", pieces)))
    side = held[f"{inner}token_type_embeddings.weight"]
    x = g.node(
        "Add", x, g.node("Gather", g.kept("sides_of", side), sides) if sides else g.kept("side", side[0])
    )
    x = normed(g, x, f"{inner}LayerNorm", held)
    wide = side.shape[1]
    for n in range(1 + max(int(k.split(".")[2]) for k in held if k.startswith("encoder.layer."))):
        x = _layer(g, held, f"encoder.layer.{n}.", x, wide)
    return x


def _layer(g: Graph, held: Mapping[str, np.ndarray], at: str, x: str, wide: int) -> str:
    def dense(x: str, *parts: str, least: float | None = None) -> str:
        weights = np.concatenate([held[f"{at}{p}.weight"].T for p in parts], 1)
        bias = np.concatenate([held[f"{at}{p}.bias"] for p in parts])
        return product(g, x, f"{at}{parts[0]}", weights, bias, least)

    asked = dense(x, *(f"attention.self.{part}" for part in ("query", "key", "value")))
    asked = g.node("Reshape", asked, g.constant([0, 3, HEADS, wide // HEADS]))
    parts = g.nodes(
        "Split", 3, g.node("Transpose", asked, perm=[1, 2, 0, 3]), axis=0, num_outputs=3
    )  # each 1 × heads × pieces × numbers
    query = g.node("Mul", parts[0], g.constant((wide // HEADS) ** -0.5, np.float32))
    seen = g.node("MatMul", query, g.node("Transpose", parts[1], perm=[0, 1, 3, 2]))
    mixed = g.node("MatMul", g.node("Softmax", seen, axis=-1), parts[2])
    mixed = g.node("Transpose", g.node("Squeeze", mixed, g.constant([0])), perm=[1, 0, 2])
    mixed = dense(g.node("Reshape", mixed, g.constant([0, wide])), "attention.output.dense")
    x = normed(g, g.node("Add", x, mixed), f"{at}attention.output.LayerNorm", held)
    inner = g.node("Gelu", dense(x, "intermediate.dense"))
    outer = dense(inner, "output.dense", least=LEAST_GELU)
    return normed(g, g.node("Add", x, outer), f"{at}output.LayerNorm", held)


def read_back(path: Path) -> dict[str, np.ndarray]:
    """The weights of a graph by the names that the encoder's state has, to go on training from; those of 8
    bits as numbers again, the three of attention joined under the query's name; those whose name begins with
    "out" as they are."""
    kept = {w.name: numpy_helper.to_array(w) for w in onnx.load(path).graph.initializer}
    own = {k: v for k, v in kept.items() if "LayerNorm" in k or k.startswith("out")}
    own["embeddings.position_embeddings.weight"] = kept["places"]
    own["embeddings.word_embeddings.weight"] = kept["words"] * kept["words_size"]
    for name in kept:
        at, part, _ = name.rpartition("_weights")
        if part:
            own[f"{at}.weight"] = (kept[name] * kept[f"{at}_size"]).T
            own[f"{at}.bias"] = kept[f"{at}_bias"]
            if re.fullmatch(r"encoder\.layer\.\d+\.output\.dense", at):
                own[f"{at}.bias"] = own[f"{at}.bias"] - LEAST_GELU * own[f"{at}.weight"].sum(1)
    return {k: np.array(v, dtype=np.float32) for k, v in own.items()}
