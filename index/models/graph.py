"""The network as an ONNX graph in int8, from the weights of a BertModel (any size, trained further or not).

Matrices are int8 with a scale for each output ("per channel"); what is multiplied with them is uint8 with a scale for
each token, found as it runs. So a text's vector depends on its own tokens alone, not on its company in a batch, and an
outlier spoils one token, not the whole text.

Neighbouring weights together stay within 128: a CPU without VNNI adds the two products in 16 bits, where 255 · 128
still fits and more would not. Every CPU gives the same sums.

The operators of the domain com.microsoft are onnxruntime's own: several passes over memory in one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

Weights = Mapping[str, npt.NDArray[np.float32]]

LARGEST = 127
PAIR = 128
MICROSOFT = "com.microsoft"
OWN = {"BiasGelu", "MatMulIntegerToFloat", "MultiHeadAttention", "SkipLayerNormalization"}
Traits = Mapping[str, Any]
PLAIN: Traits = {}


PROJECTION = "token_projection.weight"
"""The name of the matrix (short × width) that makes token vectors of the last states; a model may lack it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the weights do not say of themselves."""

    layers: int
    heads: int
    epsilon: float


class Graph:
    """Nodes and constants as they come; an operator gives the name of what it makes."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: npt.ArrayLike) -> str:
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def op(self, kind: str, given: Sequence[str], traits: Traits = PLAIN, gives: Sequence[str] = ()) -> str:
        name = f"{kind}_{len(self.nodes)}"
        made = list(gives) or [name]
        domain = MICROSOFT if kind in OWN else ""
        self.nodes.append(helper.make_node(kind, list(given), made, name, None, domain, None, **traits))
        return made[0]


@dataclass(frozen=True, slots=True)
class Network:
    """What is to be drawn, and on what."""

    graph: Graph
    weights: Weights
    layout: Layout


def int8_model(weights: Weights, layout: Layout) -> onnx.ModelProto:
    """From ``input_ids`` and ``attention_mask`` to ``sentence_embedding`` (unit) and ``last_hidden_state``; with a
    projection among the weights also ``token_vectors`` (unit, one for each token)."""
    net = Network(Graph(), weights, layout)
    _constants(net.graph)
    state = _embedded(net)
    for layer in range(layout.layers):
        state = _layer(net, f"encoder.layer.{layer}", state)
    width = weights["embeddings.word_embeddings.weight"].shape[1]
    widths: dict[str, Sequence[str | int]] = {"sentence_embedding": (width,), "last_hidden_state": ("length", width)}
    _outputs(net.graph, state)
    if PROJECTION in weights:
        _token_vectors(net.graph, weights[PROJECTION])
        widths["token_vectors"] = ("length", weights[PROJECTION].shape[0])
    return _model(net.graph, widths)


def by_rows(matrix: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Whole numbers within ±LARGEST and a scale for each row: rows ≈ numbers · scale."""
    return _in_steps(matrix, np.abs(matrix).max(axis=1) / np.float32(LARGEST))


def by_rows_in_pairs(matrix: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """The same, with no two neighbours (columns 0 and 1, 2 and 3, …) above PAIR together, rounding included."""
    size = np.abs(matrix)
    pairs = (size[:, 0::2] + size[:, 1::2]).max(axis=1) / np.float32(PAIR - 1)
    return _in_steps(matrix, np.maximum(size.max(axis=1) / np.float32(LARGEST), pairs))


def _in_steps(
    matrix: npt.NDArray[np.float32], steps: npt.NDArray[np.float32]
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    steps = np.maximum(steps, np.float32(1e-12))
    return np.rint(matrix / steps[:, None]).astype(np.int8), steps


def _constants(graph: Graph) -> None:
    graph.constant("one", np.float32(1))
    graph.constant("tiny", np.float32(1e-9))
    graph.constant("127th", np.float32(1 / 127))
    graph.constant("128", np.uint8(128))
    graph.constant("last", np.array([-1], np.int64))
    graph.constant("first", np.array([0], np.int64))
    graph.constant("second", np.array([1], np.int64))
    graph.op("Shape", ["input_ids"], gives=["shape"])
    graph.op("Cast", ["attention_mask"], {"to": TensorProto.INT32}, ["mask"])


def _embedded(net: Network) -> str:
    graph, weights = net.graph, net.weights
    numbers, scales = by_rows(weights["embeddings.word_embeddings.weight"])
    rows = graph.op("Gather", [graph.constant("words", numbers), "input_ids"])
    scale = graph.op("Gather", [graph.constant("words.scale", scales[:, None]), "input_ids"])
    words = graph.op("Mul", [graph.op("Cast", [rows], {"to": TensorProto.FLOAT}), scale])
    where = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    length = graph.op("Gather", ["shape", "second"])
    places = graph.op("Slice", [graph.constant("positions", where), "first", length, "first"])
    state = graph.op("Add", [words, places])
    norm = _norm(net, "embeddings.LayerNorm")
    return graph.op("LayerNormalization", [state, *norm], {"axis": -1, "epsilon": net.layout.epsilon})


def _layer(net: Network, name: str, state: str) -> str:
    own = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    product, bias = _product(net, own, state)
    parts = [f"{name}.{part}" for part in "qkv"]
    net.graph.op("Split", [product], {"axis": -1, "num_outputs": 3}, parts)
    seen = net.graph.op("MultiHeadAttention", [*parts, bias, "mask"], {"num_heads": net.layout.heads})
    state = _added(net, f"{name}.attention.output", state, seen)
    inner = net.graph.op("BiasGelu", list(_product(net, [f"{name}.intermediate.dense"], state)))
    return _added(net, f"{name}.output", state, inner)


def _added(net: Network, name: str, state: str, change: str) -> str:
    """The state with a dense layer of the change added, normalised."""
    product, bias = _product(net, [f"{name}.dense"], change)
    given = [state, product, *_norm(net, f"{name}.LayerNorm"), bias]
    return net.graph.op("SkipLayerNormalization", given, {"epsilon": net.layout.epsilon})


def _norm(net: Network, name: str) -> list[str]:
    return [net.graph.constant(f"{name}.{part}", net.weights[f"{name}.{part}"]) for part in ("weight", "bias")]


def _product(net: Network, names: Sequence[str], state: str) -> tuple[str, str]:
    """State times the matrices side by side, without their bias, which the next operator adds; and the bias' name."""
    graph, name = net.graph, names[0]
    matrix = np.concatenate([net.weights[f"{part}.weight"] for part in names])
    bias = np.concatenate([net.weights[f"{part}.bias"] for part in names])
    outputs, inputs = matrix.shape
    shape = graph.constant(f"rows_of_{inputs}", np.array([-1, inputs], np.int64))
    rows, row_scales = _whole_numbers(graph, graph.op("Reshape", [state, shape]))
    numbers, scales = by_rows_in_pairs(matrix)
    given = [rows, graph.constant(name, numbers.T), "one", graph.constant(f"{name}.scale", scales), "128"]
    product = graph.op("Mul", [graph.op("MatMulIntegerToFloat", given), row_scales])
    width = graph.constant(f"width_{outputs}", np.array([outputs], np.int64))
    shape = graph.op("Concat", ["shape", width], {"axis": 0})
    return graph.op("Reshape", [product, shape]), graph.constant(f"{name}.bias", bias)


def _whole_numbers(graph: Graph, flat: str) -> tuple[str, str]:
    """Each row as uint8 round 128, so that its largest is 127 away; and the rows' scales."""
    most = graph.op("ReduceMax", [flat, "last"], {"keepdims": 1})
    least = graph.op("Neg", [graph.op("ReduceMin", [flat, "last"], {"keepdims": 1})])
    scales = graph.op("Mul", [graph.op("Max", [most, least, "tiny"]), "127th"])
    steps = graph.op("Squeeze", [scales, "last"])
    middles = graph.op("Expand", ["128", graph.op("Shape", [steps])])
    return graph.op("QuantizeLinear", [flat, steps, middles], {"axis": 0}), scales


def _outputs(graph: Graph, state: str) -> None:
    """Mean over the tokens that the mask keeps, then unit length."""
    graph.op("Identity", [state], gives=["last_hidden_state"])
    kept = graph.op("Unsqueeze", [graph.op("Cast", ["attention_mask"], {"to": TensorProto.FLOAT}), "last"])
    total = graph.op("ReduceSum", [graph.op("Mul", [state, kept]), "second"], {"keepdims": 0})
    length = graph.op("Max", [graph.op("ReduceL2", [total, "last"], {"keepdims": 1}), "tiny"])
    graph.op("Div", [total, length], gives=["sentence_embedding"])


def _token_vectors(graph: Graph, projection: npt.NDArray[np.float32]) -> None:
    """Each last state, projected in float and brought to unit length."""
    short = graph.op("MatMul", ["last_hidden_state", graph.constant(PROJECTION, projection.T)])
    length = graph.op("Max", [graph.op("ReduceL2", [short, "last"], {"keepdims": 1}), "tiny"])
    graph.op("Div", [short, length], gives=["token_vectors"])


def _model(graph: Graph, outputs: Mapping[str, Sequence[str | int]]) -> onnx.ModelProto:
    """``outputs``: the shape of each after the batch."""
    ids, real = TensorProto.INT64, TensorProto.FLOAT
    asked = [helper.make_tensor_value_info(name, ids, ["batch", "length"]) for name in ("input_ids", "attention_mask")]
    given = [helper.make_tensor_value_info(name, real, ["batch", *shape]) for name, shape in outputs.items()]
    whole = helper.make_graph(graph.nodes, "encoder", asked, given, list(graph.constants.values()))
    versions = [helper.make_opsetid("", 20), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(whole, opset_imports=versions, ir_version=9, producer_name="tracuu")
