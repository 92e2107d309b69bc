"""Text to vectors: float32, one row a text, unit length. Both doors (question and document) pass through here.

The words that e5 models want in front ("query: ", "passage: ") belong to the model and are read from its folder, so
nobody outside this module writes them. onnxruntime, tokenizers and sentence-transformers are imported where they are
used: the default path never touches torch.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from index.errors import EncoderMissing

if TYPE_CHECKING:
    import tokenizers

Vectors = npt.NDArray[np.float32]

BUNDLED = Path(__file__).parent / "models" / "tracuu-e5-small-vi"
ONNX = Path("onnx") / "model_int8.onnx"
DECIDING = (ONNX, Path("tokenizer.json"), Path("config_sentence_transformers.json"), Path("sentence_bert_config.json"))

_SENTENCE, _TOKENS = "sentence_embedding", "token_vectors"
_UNSPEAKABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """A text's vector, and unit vectors of its own tokens (tokens × width) for late interaction: no rows from an encoder
    that has none. What the model wants in front of a text and at its ends is not among its tokens."""

    vector: Vectors
    tokens: Vectors


class Encoder(Protocol):
    """Gives each text a vector. ``name`` identifies the weights, so two encoders of one name give the same vectors."""

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    @property
    def budget(self) -> int:
        """Tokens of a text that reach the vector, the model's own words included; the rest is cut off."""
        ...

    @property
    def token_width(self) -> int:
        """How long the vectors of tokens are; 0 for an encoder without."""
        ...

    def encode_query(self, texts: Sequence[str]) -> Vectors: ...

    def encode_document(self, texts: Sequence[str]) -> Vectors: ...

    def read_query(self, text: str) -> Encoding:
        """The same vector, and those of the question's tokens."""
        ...

    def read_documents(self, texts: Sequence[str]) -> list[Encoding]:
        """The same vectors, and those of each text's tokens."""
        ...


def open_encoder(name: str) -> Encoder:
    """The encoder of that name: "bundled", "hashing", a folder, or a model that sentence-transformers knows."""
    if name == "hashing":
        return HashingEncoder()
    folder = BUNDLED if name == "bundled" else Path(name).expanduser()
    if name == "bundled" or (folder / ONNX).is_file():
        return OnnxEncoder(folder)
    return SentenceTransformerEncoder(name)


class HashingEncoder:
    """Character n-grams of 2 to 5, hashed with a sign into ``dimension`` places: for tests, the floor of benchmarks."""

    budget = 512
    token_width = 0

    def __init__(self, dimension: int = 256) -> None:
        self.dimension = dimension
        self.name = f"hashing-{dimension}"

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        return self.encode_document(texts)

    def encode_document(self, texts: Sequence[str]) -> Vectors:
        rows = [_hashed(_at_the_door(text).lower(), self.dimension) for text in texts]
        return _unit(np.array(rows, dtype=np.float32).reshape(len(texts), self.dimension))

    def read_query(self, text: str) -> Encoding:
        return _without_tokens(self.encode_query([text]))[0]

    def read_documents(self, texts: Sequence[str]) -> list[Encoding]:
        return _without_tokens(self.encode_document(texts))


class OnnxEncoder:
    """A SentenceTransformer folder with ``onnx/model_int8.onnx`` in it, run by onnxruntime.

    Each text is run by itself on one thread, ``abreast`` texts at once: nothing is spent on padding or on threads
    waiting for each other, and no vector can depend on its company in a batch. A text that comes alone, as a question
    does, has all the threads: the same vector, sooner. Raises EncoderMissing, with what to do.
    """

    def __init__(self, folder: Path, abreast: int = 2) -> None:
        _require(folder, DECIDING)
        self.name = f"{folder.name}/{_fingerprint([folder / part for part in DECIDING])}"
        self.budget = _budget(folder / "sentence_bert_config.json")
        self._prompts = _prompts(folder)
        self._tokenizer = _tokenizer(folder / "tokenizer.json", self.budget)
        self._session = _session(folder / ONNX)
        self._alone = _session(folder / ONNX, abreast)
        self._abreast = abreast
        self.dimension = _dimension(self._session, folder / ONNX)
        self.token_width = _widths(self._session).get(_TOKENS, 0)
        self._openings = {p: len(self._tokenizer.encode(p.strip()).ids) - 1 for p in self._prompts.values()}

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(self._encode(self._prompts["query"], texts, [_SENTENCE]))

    def encode_document(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(self._encode(self._prompts["document"], texts, [_SENTENCE]))

    def read_query(self, text: str) -> Encoding:
        return self._read(self._prompts["query"], [text])[0]

    def read_documents(self, texts: Sequence[str]) -> list[Encoding]:
        return self._read(self._prompts["document"], texts)

    def tokens(self, text: str) -> int:
        """How many tokens the text would take of the budget, the model's own words and marks included, uncut."""
        encoding = self._tokenizer.encode(self._prompts["document"] + _at_the_door(text))
        return len(encoding.ids) + sum(len(rest.ids) - 2 for rest in encoding.overflowing)

    def _read(self, prompt: str, texts: Sequence[str]) -> list[Encoding]:
        if not self.token_width:
            return _without_tokens(self._vectors(self._encode(prompt, texts, [_SENTENCE])))
        opening = self._openings[prompt]
        found = self._encode(prompt, texts, [_SENTENCE, _TOKENS])
        return [Encoding(vector[0], tokens[0][opening:-1]) for vector, tokens in found]

    def _vectors(self, found: Sequence[Sequence[Vectors]]) -> Vectors:
        return np.array([vector[0] for (vector,) in found], dtype=np.float32).reshape(len(found), self.dimension)

    def _encode(self, prompt: str, texts: Sequence[str], wanted: Sequence[str]) -> list[Sequence[Vectors]]:
        """For each text, what the network gives of what is wanted, each with one row."""
        said = [prompt + _at_the_door(text) for text in texts]
        if len(said) < 2:
            return [self._run(text, self._alone, wanted) for text in said]
        with ThreadPoolExecutor(self._abreast) as threads:
            return list(threads.map(lambda text: self._run(text, self._session, wanted), said))

    def _run(self, text: str, session: Any, wanted: Sequence[str]) -> Sequence[Vectors]:
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        found: Sequence[Vectors] = session.run(list(wanted), {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        return found


class SentenceTransformerEncoder:
    """Any model of sentence-transformers, by its name or its folder (extra "models"; on the CPU in float32).

    ``name`` is the model's name as given, or for a folder its last part and a fingerprint of its weights.
    Raises EncoderMissing, with what to do.
    """

    token_width = 0

    def __init__(self, name_or_path: str) -> None:
        self._model = _sentence_transformer(name_or_path)
        folder = Path(name_or_path).expanduser()
        weights = sorted(folder.glob("*.safetensors")) if folder.is_dir() else []
        self.name = f"{folder.resolve().name}/{_fingerprint(weights)}" if weights else name_or_path
        self.dimension = int(self._model.get_embedding_dimension())
        self.budget = int(self._model.max_seq_length or 512)

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        return self._encode(self._model.encode_query, texts)

    def encode_document(self, texts: Sequence[str]) -> Vectors:
        return self._encode(self._model.encode_document, texts)

    def read_query(self, text: str) -> Encoding:
        return _without_tokens(self.encode_query([text]))[0]

    def read_documents(self, texts: Sequence[str]) -> list[Encoding]:
        return _without_tokens(self.encode_document(texts))

    def _encode(self, encode: Callable[..., Any], texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        rows = encode([_at_the_door(text) for text in texts], show_progress_bar=False, convert_to_numpy=True)
        return _unit(np.asarray(rows, dtype=np.float32))


def _at_the_door(text: str) -> str:
    """NFC; NUL and lone surrogates, which no tokenizer takes, become spaces."""
    return unicodedata.normalize("NFC", _UNSPEAKABLE.sub(" ", text))


def _hashed(text: str, dimension: int) -> npt.NDArray[np.float64]:
    """Signed counts of the text's n-grams, damped by a square root. An empty text counts one n-gram."""
    points = np.frombuffer(f" {text} ".encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    keys = np.concatenate([_grams(points, n) for n in (2, 3, 4, 5)])
    signs = np.where(keys >> np.uint64(63), 1.0, -1.0)
    counts = np.bincount((keys >> np.uint64(20)) % np.uint64(dimension), weights=signs, minlength=dimension)
    damped: npt.NDArray[np.float64] = np.sign(counts) * np.sqrt(np.abs(counts))
    return damped if damped.any() else np.eye(1, dimension)[0]


def _grams(points: npt.NDArray[np.uint64], n: int) -> npt.NDArray[np.uint64]:
    """A 64-bit key for each run of n code points (FNV's prime; overflow wraps, on every machine alike)."""
    keys = np.full(max(0, len(points) - n + 1), 14695981039346656037 + n, dtype=np.uint64)
    for i in range(n):
        keys = (keys ^ points[i : i + len(keys)]) * np.uint64(1099511628211)
    return keys ^ (keys >> np.uint64(29))


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = (rows / np.maximum(lengths, 1e-12)).astype(np.float32)
    return unit


def _require(folder: Path, parts: Sequence[Path]) -> None:
    if not folder.is_dir():
        raise EncoderMissing(
            f"Không thấy thư mục mô hình «{folder}». Kiểm tra TRACUU_ENCODER; để trống thì dùng mô hình đi kèm."
        )
    for part in parts:
        if not (folder / part).is_file():
            raise EncoderMissing(
                f"Thư mục mô hình «{folder}» thiếu tệp «{part.as_posix()}». Kiểm tra TRACUU_ENCODER; nếu là mô hình "
                "đi kèm thì cài lại Tracuu, hoặc dựng lại: python -m index.models.build"
            )


def _fingerprint(files: Sequence[Path]) -> str:
    """12 hexadecimal digits of the SHA-256 over the files' bytes, in the order given."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _budget(path: Path) -> int:
    budget = _json(path).get("max_seq_length")
    if not isinstance(budget, int):
        raise EncoderMissing(f"Tệp «{path}» của mô hình không đúng dạng (max_seq_length). Cài lại Tracuu.")
    return budget


def _json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as why:
        raise EncoderMissing(f"Tệp «{path}» của mô hình bị hỏng ({why}). Cài lại Tracuu.") from why
    if not isinstance(value, dict):
        raise EncoderMissing(f"Tệp «{path}» của mô hình không đúng dạng. Cài lại Tracuu.")
    return value


def _prompts(folder: Path) -> dict[str, str]:
    """The words in front of a question and of a document; a model without them has none."""
    named = _json(folder / "config_sentence_transformers.json").get("prompts", {})
    return {"query": named.get("query", ""), "document": named.get("document", named.get("passage", ""))}


def _tokenizer(path: Path, budget: int) -> "tokenizers.Tokenizer":
    import tokenizers

    tokenizer = tokenizers.Tokenizer.from_str(json.dumps(_json(path)))
    tokenizer.no_padding()
    tokenizer.enable_truncation(budget)
    return tokenizer


def _session(path: Path, threads: int = 1) -> Any:
    import onnxruntime  # type: ignore[import-untyped]
    from onnxruntime.capi import onnxruntime_pybind11_state as complaints  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except (
        complaints.Fail,
        complaints.InvalidArgument,
        complaints.InvalidGraph,
        complaints.InvalidProtobuf,
        complaints.NotImplemented,
    ) as why:
        raise EncoderMissing(f"Không mở được mô hình «{path}» ({why}). Cài lại Tracuu.") from why


def _without_tokens(vectors: Vectors) -> list[Encoding]:
    return [Encoding(vector, np.zeros((0, 0), dtype=np.float32)) for vector in vectors]


def _widths(session: Any) -> dict[str, int]:
    return {output.name: int(output.shape[-1]) for output in session.get_outputs()}


def _dimension(session: Any, path: Path) -> int:
    widths = _widths(session)
    if _SENTENCE not in widths:
        raise EncoderMissing(
            f"Mô hình «{path}» không cho ra «sentence_embedding». Dựng lại: python -m index.models.export {path.parents[1]}"
        )
    return widths[_SENTENCE]


def _sentence_transformer(name_or_path: str) -> Any:
    folder = Path(name_or_path).expanduser()
    if folder.is_absolute() or name_or_path.startswith((".", "~")) or folder.exists():
        _require(folder, [Path("config.json")])
    try:
        import sentence_transformers
    except ImportError as why:
        raise EncoderMissing(
            f"Mô hình «{name_or_path}» cần gói sentence-transformers. Cài thêm: make install-models"
        ) from why
    try:
        return sentence_transformers.SentenceTransformer(name_or_path, device="cpu")
    except (OSError, ValueError, RuntimeError, KeyError) as why:
        raise EncoderMissing(
            f"Không mở được mô hình «{name_or_path}» ({why}). Kiểm tra tên hoặc đường dẫn trong TRACUU_ENCODER."
        ) from why
