"""Trains the bundled encoder further (extra "models"; two minutes on a large GPU; on two cores a day, in 10 GB):

    python -m index.models.build BASE
    python -m index.models.training.train EXAMPLES.json.xz BASE FOLDER [--steps N]

Contrastive learning with other examples' answers and near misses as negatives, for the vector of a text and for its
tokens at once; a frozen copy of the base keeps the vectors of what it already knows. Every ``Recipe.every`` steps the
state is kept in FOLDER/checkpoint.pt: the same command goes on from there after a break. The folder that comes out is a
complete SentenceTransformer with its int8 ONNX, ready for TRACUU_ENCODER.
"""

import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import torch
import typer
from rich.progress import track
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from index.models.training.examples import Example, Examples
from index.models.training.network import (
    PASSAGE,
    PROJECTION,
    QUESTION,
    Batch,
    Encoded,
    Network,
    Row,
    late,
    padded,
    tokenize,
)

LONGEST = 72, 184
"""Tokens of a question and of a passage that are read in training."""
WEIGHTS, CHECKPOINT = "model.safetensors", "checkpoint.pt"


@dataclass(frozen=True, slots=True)
class Recipe:
    """``shares``: how much of a batch comes from each source. ``spellings``: how often a question comes as written,
    unmarked, restored, abbreviated, mistyped. ``anchor`` and ``token_anchor`` weigh staying near the base, with vectors
    and with the states of tokens; ``tokens`` weighs late interaction, ``taught`` how much the vectors learn from what
    the tokens say. ``kept``: the share of the trained weights in the mean of base and trained that is written out."""

    steps: int = 600
    batch: int = 192
    rate: float = 6e-5
    projection_rate: float = 1e-3
    temperature: float = 0.03
    token_temperature: float = 0.03
    anchor: float = 4.0
    token_anchor: float = 4.0
    tokens: float = 1.0
    taught: float = 0.3
    kept: float = 0.6
    seed: int = 7
    every: int = 50
    shares: tuple[tuple[str, float], ...] = (
        ("invented", 0.38), ("invented-short", 0.07), ("official", 0.26), ("general", 0.09), ("heading", 0.12),
        ("clause", 0.03), ("cloze", 0.05),
    )  # fmt: skip
    spellings: tuple[float, ...] = (0.55, 0.2, 0.1, 0.08, 0.07)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every text and every spelling of every question, as token ids."""

    texts: list[Row]
    questions: list[list[Row]]

    @classmethod
    def of(cls, examples: Examples, tokenizer: Tokenizer) -> "Tokens":
        texts = tokenize(tokenizer, PASSAGE, examples.texts, LONGEST[1])
        flat = iter(tokenize(tokenizer, QUESTION, [s for row in examples.rows for s in row.spellings], LONGEST[0]))
        return cls(texts, [[next(flat) for _ in row.spellings] for row in examples.rows])


@dataclass(frozen=True, slots=True)
class Round:
    """One step's texts: questions, the answer of each, then near misses. ``same`` (questions × passages) marks where a
    question's answer stands a second time, for another question: no wrong answer. ``clean`` marks questions as written."""

    questions: list[Row]
    passages: list[Row]
    same: Tensor
    clean: Tensor


def train(examples: Examples, base: Path, folder: Path, recipe: Recipe) -> Network:
    """The trained network; its state is kept in ``folder`` on the way."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(recipe.seed)
    tokens = Tokens.of(examples, Tokenizer.from_file(str(base / "tokenizer.json")))
    network, frozen = Network(base).to(device), Network(base).to(device).eval()
    if device.type == "cpu":
        network.spare_memory()
    slow = torch.optim.AdamW(_groups(network, recipe), weight_decay=0.01)
    first = _resume(folder / CHECKPOINT, network, slow)
    rounds = _rounds(examples, tokens, recipe, first)
    network.train()
    for step, now in zip(track(range(first, recipe.steps), "training"), rounds, strict=False):
        for group, peak in zip(slow.param_groups, (recipe.rate, recipe.projection_rate), strict=True):
            group["lr"] = peak * _warm(step, recipe.steps)
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            loss = _loss(network, frozen, now, recipe, device)
        slow.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        slow.step()
        if (step + 1) % recipe.every == 0 and step + 1 < recipe.steps:
            _keep(folder / CHECKPOINT, network, slow, step + 1)
    return _mixed(network, frozen, recipe.kept).eval()


def _loss(network: Network, frozen: Network, now: Round, recipe: Recipe, device: torch.device) -> Tensor:
    questions, passages = padded(now.questions, device), padded(now.passages, device)
    asked, said = network(questions), network(passages)
    same = now.same.to(device)
    wanted = torch.arange(len(now.questions), device=device)
    by_vector = (asked.vectors @ said.vectors.T / recipe.temperature).masked_fill(same, -1e4)
    loss = functional.cross_entropy(by_vector, wanted)
    if recipe.tokens:
        by_token = (late(asked, said) / recipe.token_temperature).masked_fill(same, -1e4)
        loss = loss + recipe.tokens * functional.cross_entropy(by_token, wanted)
        if recipe.taught:
            said_by_tokens = functional.softmax(by_token.detach(), dim=-1)
            loss = loss + recipe.taught * functional.cross_entropy(by_vector, said_by_tokens)
    everywhere = torch.ones(len(now.passages), dtype=torch.bool, device=device)
    for batch, new, kept in ((passages, said, everywhere), (questions, asked, now.clean.to(device))):
        loss = loss + _drift(frozen, batch, new, kept, recipe)
    return loss


def _drift(frozen: Network, batch: Batch, new: Encoded, kept: Tensor, recipe: Recipe) -> Tensor:
    """How far the texts to be ``kept`` have gone from where the base has them, vectors and states: means of 1 − cosine,
    0 where nothing is to be kept."""
    with torch.no_grad():
        old = frozen(batch)
    vectors = (1 - (new.vectors * old.vectors).sum(dim=-1))[kept]
    states = (1 - (new.states * old.states).sum(dim=-1))[kept][new.own[kept]]
    by_vector = recipe.anchor * vectors.sum() / max(1, vectors.numel())
    drift: Tensor = by_vector + recipe.token_anchor * states.sum() / max(1, states.numel())
    return drift


def _rounds(examples: Examples, tokens: Tokens, recipe: Recipe, first: int) -> Iterator[Round]:
    """Endless rounds; the n-th is the same however often training was broken off."""
    by_source: dict[str, list[int]] = {}
    for n, row in enumerate(examples.rows):
        by_source.setdefault(row.source, []).append(n)
    shares = [(source, share) for source, share in recipe.shares if by_source.get(source)]
    step = first
    while True:
        chance = random.Random(f"{recipe.seed}/{step}")
        sources = chance.choices([s for s, _ in shares], [w for _, w in shares], k=recipe.batch)
        yield _round([chance.choice(by_source[s]) for s in sources], examples, tokens, recipe, chance)
        step += 1


def _round(chosen: Sequence[int], examples: Examples, tokens: Tokens, recipe: Recipe, chance: random.Random) -> Round:
    rows = [examples.rows[n] for n in chosen]
    forms = [_spelling(row, recipe, chance) for row in rows]
    places = [row.answer for row in rows] + [chance.choice(row.near) for row in rows if row.near]
    told = torch.tensor(places)
    same = (told[: len(rows), None] == told[None, :]) & ~torch.eye(len(rows), len(places), dtype=torch.bool)
    questions = [tokens.questions[n][form] for n, form in zip(chosen, forms, strict=True)]
    return Round(questions, [tokens.texts[p] for p in places], same, torch.tensor([form == 0 for form in forms]))


def _spelling(row: Example, recipe: Recipe, chance: random.Random) -> int:
    known = range(len(row.spellings))
    return chance.choices(known, recipe.spellings[: len(known)])[0]


def _warm(step: int, steps: int) -> float:
    """The share of the full rate: up over the first twentieth, then down in a line."""
    up = max(1, steps // 20)
    return min(1.0, (step + 1) / up) * max(0.0, 1 - step / steps)


def _groups(network: Network, recipe: Recipe) -> list[dict[str, Any]]:
    return [
        {"params": list(network.bert.parameters()), "lr": recipe.rate},
        {"params": list(network.projection.parameters()), "lr": recipe.projection_rate},
    ]


def _mixed(network: Network, frozen: Network, kept: float) -> Network:
    """The mean of the base's weights and the trained ones: nearer the base, less is forgotten."""
    with torch.no_grad():
        for new, old in zip(network.bert.parameters(), frozen.bert.parameters(), strict=True):
            new.copy_(kept * new + (1 - kept) * old)
    return network


def _keep(file: Path, network: Network, slow: torch.optim.Optimizer, step: int) -> None:
    building = file.with_suffix(".new")
    torch.save({"network": network.state_dict(), "optimizer": slow.state_dict(), "step": step}, building)
    building.replace(file)


def _resume(file: Path, network: Network, slow: torch.optim.Optimizer) -> int:
    """The step to go on from, with the state that was kept; 0 where none was."""
    if not file.is_file():
        return 0
    kept = torch.load(file, map_location=next(network.parameters()).device, weights_only=True)
    network.load_state_dict(kept["network"])
    slow.load_state_dict(kept["optimizer"])
    return int(kept["step"])


def write(network: Network, base: Path, folder: Path) -> None:
    """A SentenceTransformer folder like ``base`` with these weights, in half precision."""
    for path in base.rglob("*"):
        if path.is_file() and path.suffix == ".json":
            (folder / path.relative_to(base)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / path.relative_to(base))
    names = load_file(base / WEIGHTS)
    trained = network.bert.state_dict()
    save_file({n: _half(trained.get(n, w)) for n, w in names.items()}, folder / WEIGHTS, {"format": "pt"})
    save_file({"weight": _half(network.projection.weight)}, folder / PROJECTION)


def _half(weights: Tensor) -> Tensor:
    return weights.detach().cpu().to(torch.float16).contiguous()


def main(
    examples: Annotated[Path, typer.Argument(help="made by index.models.training.examples")],
    base: Annotated[Path, typer.Argument(help="the encoder to start from: python -m index.models.build BASE")],
    folder: Annotated[Path, typer.Argument(help="where the trained encoder is written")],
    steps: Annotated[int, typer.Option(help="rounds of training")] = 600,
) -> None:
    """Train the encoder further."""
    from index.models.export import export

    folder.mkdir(parents=True, exist_ok=True)
    write(train(Examples.load(examples), base, folder, Recipe(steps=steps)), base, folder)
    export(folder)
    (folder / CHECKPOINT).unlink(missing_ok=True)


if __name__ == "__main__":
    typer.run(main)
