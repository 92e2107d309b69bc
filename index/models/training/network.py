"""The encoder as torch computes it while it is trained: vectors of texts and of their tokens, as the ONNX file gives them.

transformers' BertModel with mean pooling, and a matrix that turns each token's state into a short vector for late
interaction. Words in front of a text ("query: ") and the marks at its ends have no token vectors.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

QUESTION, PASSAGE = "query: ", "passage: "
TOKEN_WIDTH = 128
PROJECTION = "token_projection.safetensors"


@dataclass(frozen=True, slots=True)
class Batch:
    """Token ids (texts × longest), 0 and 1 where a token is, and where it is the text's own."""

    ids: Tensor
    mask: Tensor
    own: Tensor


@dataclass(frozen=True, slots=True)
class Encoded:
    """Unit vectors of texts (texts × width) and of tokens (texts × longest × TOKEN_WIDTH), the unit states that those come
    from (texts × longest × width), and where tokens are own."""

    vectors: Tensor
    tokens: Tensor
    states: Tensor
    own: Tensor


class Network(nn.Module):
    """A folder's BertModel and the projection of its tokens; a folder that has none gets one by chance."""

    def __init__(self, folder: Path) -> None:
        from transformers import BertModel

        super().__init__()
        self.bert = BertModel.from_pretrained(folder, attn_implementation="sdpa", dtype=torch.float32)
        self.projection = nn.Linear(self.bert.config.hidden_size, TOKEN_WIDTH, bias=False)
        nn.init.orthogonal_(self.projection.weight)
        if (folder / PROJECTION).is_file():
            self.projection.load_state_dict(load_file(folder / PROJECTION))

    def forward(self, batch: Batch) -> Encoded:
        states = self.bert(input_ids=batch.ids, attention_mask=batch.mask).last_hidden_state
        total = (states * batch.mask.unsqueeze(-1)).sum(dim=1)
        tokens = functional.normalize(self.projection(states).float(), dim=-1)
        unit = functional.normalize(states.float(), dim=-1)
        return Encoded(functional.normalize(total.float(), dim=-1), tokens, unit, batch.own)

    def spare_memory(self) -> None:
        """Layers forget what they computed and compute it again on the way back: the same sums, a third more work, and
        10 GB for a step of 192 questions instead of more than 22."""
        bert: Any = self.bert
        bert.activation_checkpointing_enable({"use_reentrant": False})


@dataclass(frozen=True, slots=True)
class Row:
    """A text's token ids; the first ``opening`` belong to its prompt, the last is the closing mark."""

    ids: npt.NDArray[np.int64]
    opening: int


def tokenize(tokenizer: Tokenizer, prompt: str, texts: Sequence[str], budget: int) -> list[Row]:
    """Each text with its prompt, cut at ``budget`` tokens."""
    tokenizer.no_padding()
    tokenizer.enable_truncation(budget)
    opening = len(tokenizer.encode(prompt.strip()).ids) - 1
    return [Row(np.array(line.ids), opening) for line in tokenizer.encode_batch([prompt + text for text in texts])]


def padded(rows: Sequence[Row], device: torch.device) -> Batch:
    """Texts side by side; <pad> is 1 in the vocabulary of e5, and masked."""
    lengths = np.array([len(row.ids) for row in rows])
    openings = np.array([row.opening for row in rows])
    ids = np.ones((len(rows), lengths.max()), dtype=np.int64)
    for n, row in enumerate(rows):
        ids[n, : len(row.ids)] = row.ids
    at = np.arange(lengths.max())
    own = (at >= openings[:, None]) & (at < lengths[:, None] - 1)
    mask = (at < lengths[:, None]).astype(np.int64)
    return Batch(*(torch.from_numpy(each).to(device) for each in (ids, mask, own)))


def late(questions: Encoded, passages: Encoded) -> Tensor:
    """Late interaction (questions × passages): over a question's tokens, the mean of each one's best cosine in a passage."""
    near = torch.einsum("qid,pjd->qpij", questions.tokens, passages.tokens)
    near = near.masked_fill(~passages.own[None, :, None, :], -1.0).amax(dim=-1)
    own = questions.own[:, None, :]
    return (near * own).sum(dim=-1) / own.sum(dim=-1).clamp(min=1)
