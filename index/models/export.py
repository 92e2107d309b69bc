"""Writes ``onnx/model_int8.onnx`` beside the weights of a SentenceTransformer folder (a BertModel, mean pooling):

    python -m index.models.export FOLDER

the bundled one, or one trained further. With ``token_projection.safetensors`` in the folder it also gives vectors of tokens, for late
interaction. Same weights, same bytes.
"""

import json
from pathlib import Path

import numpy as np
import onnx
import typer
from safetensors.numpy import load_file

from index.encoders import ONNX
from index.models.graph import PROJECTION, Layout, Weights, int8_model

TOKENS = Path("token_projection.safetensors")


def export(folder: Path) -> Path:
    """The path of the ONNX file, written anew."""
    target = folder / ONNX
    target.parent.mkdir(exist_ok=True)
    onnx.save(int8_model(weights_of(folder), layout_of(folder)), target)
    return target


def weights_of(folder: Path) -> Weights:
    """The folder's weights as float32, by the names that transformers gives them in a BertModel, and the projection of
    its tokens where it has one."""
    stored = load_file(folder / "model.safetensors")
    if (folder / TOKENS).is_file():
        stored |= {PROJECTION: load_file(folder / TOKENS)["weight"]}
    return {name: value.astype(np.float32) for name, value in stored.items()}


def layout_of(folder: Path) -> Layout:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if config["model_type"] != "bert" or config["hidden_act"] != "gelu":
        raise ValueError(f"{folder} is no BertModel with gelu: its graph would be another")
    return Layout(config["num_hidden_layers"], config["num_attention_heads"], config["layer_norm_eps"])


if __name__ == "__main__":
    typer.run(export)
