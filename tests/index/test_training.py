"""Training the encoder further, on a tiny network by chance: it learns, goes on after a break, and comes out whole."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer

from index import late as product
from index.encoders import BUNDLED, OnnxEncoder, SentenceTransformerEncoder
from index.models.training.examples import Example, Examples

MODELS = "the extra “models” is not installed: make install-models"
torch = pytest.importorskip("torch", reason=MODELS)
transformers = pytest.importorskip("transformers", reason=MODELS)
for package in ("safetensors", "onnx"):
    pytest.importorskip(package, reason=MODELS)

from index.models.export import export  # noqa: E402
from index.models.training.network import PASSAGE, QUESTION, Encoded, Network, late, padded, tokenize  # noqa: E402
from index.models.training.train import CHECKPOINT, Recipe, train, write  # noqa: E402

functional = torch.nn.functional
CPU = torch.device("cpu")
WIDTH = 32
QUICK = Recipe(
    steps=12, batch=12, rate=2e-3, projection_rate=2e-3, anchor=0.0, token_anchor=0.0, kept=1.0, every=8,
    shares=(("invented", 1.0),),
)  # fmt: skip
SUBJECTS = "thẻ đảng viên, đảng phí, sinh hoạt chi bộ, chuyển sinh hoạt, kết nạp, khai trừ, khiển trách, bầu cử, hồ sơ, tuổi đảng".split(
    ", "
)


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """So small a network is slowed down by threads that wait for each other."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like the bundled one, with a BertModel of two layers, 32 wide, by chance; no dropout, so that training
    is the same each time."""
    folder = tmp_path_factory.mktemp("base") / "nho"
    shutil.copytree(BUNDLED, folder, ignore=shutil.ignore_patterns("*.safetensors", "onnx", "README.md"))
    pooling = {"word_embedding_dimension": WIDTH, "pooling_mode_mean_tokens": True}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    words = json.loads((BUNDLED / "config.json").read_text())["vocab_size"]
    torch.manual_seed(7)
    shape = transformers.BertConfig(
        vocab_size=words, hidden_size=WIDTH, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64,
        pad_token_id=1, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, initializer_range=0.2,
    )  # fmt: skip
    transformers.BertModel(shape).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def examples() -> Examples:
    """Ten subjects; of each a question in two spellings, a clause, and the clause of the next subject as near miss."""
    texts = [f"Điều {n}. Về {subject}: do cấp ủy có thẩm quyền xem xét." for n, subject in enumerate(SUBJECTS)]
    rows = [
        Example("invented", (f"{subject} thì ai quyết định", f"hoi ve {subject}"), n, ((n + 1) % len(SUBJECTS),))
        for n, subject in enumerate(SUBJECTS)
    ]
    return Examples(texts, rows)


@pytest.fixture(scope="module")
def unbroken(examples: Examples, base: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Network, Path]:
    """A network trained in one go, and the folder in which its state was kept after step 8 of 12."""
    folder = tmp_path_factory.mktemp("lien")
    return train(examples, base, folder, QUICK), folder


def read(network: Network, prompt: str, texts: list[str], folder: Path) -> Encoded:
    rows = tokenize(Tokenizer.from_file(str(folder / "tokenizer.json")), prompt, texts, 64)
    with torch.no_grad():
        found: Encoded = network.eval()(padded(rows, CPU))
    return found


def losses(network: Network, examples: Examples, folder: Path) -> tuple[float, float]:
    """How often questions miss their clause among all clauses: by vectors, by tokens (cross entropy)."""
    asked = read(network, QUESTION, [row.spellings[0] for row in examples.rows], folder)
    held = read(network, PASSAGE, examples.texts, folder)
    wanted = torch.tensor([row.answer for row in examples.rows])
    scores = asked.vectors @ held.vectors.T, late(asked, held)
    by_vector, by_token = (float(functional.cross_entropy(score / 0.03, wanted)) for score in scores)
    return by_vector, by_token


def weights(network: Any) -> Iterator[tuple[str, Any]]:
    return ((name, value.detach()) for name, value in network.named_parameters())


def apart(a: Network, b: Network) -> float:
    """The greatest difference between two networks' weights."""
    return max(float((x - y).abs().max()) for (_, x), (_, y) in zip(weights(a), weights(b), strict=True))


def test_late_interaction_is_that_of_the_product() -> None:
    torch.manual_seed(7)
    asked, held = (functional.normalize(torch.randn(3, n, 128), dim=-1) for n in (6, 9))
    own = [torch.arange(n) < torch.tensor(lengths)[:, None] for n, lengths in ((6, [6, 4, 1]), (9, [2, 9, 5]))]
    own[0][:, 0] = torch.tensor([False, False, True])  # words in front of a text are not its own
    nothing = torch.zeros(3, 0)
    found = late(Encoded(nothing, asked, nothing, own[0]), Encoded(nothing, held, nothing, own[1]))
    passages = [product.kept(tokens[mine].numpy()) for tokens, mine in zip(held, own[1], strict=True)]
    for question, mine, scores in zip(asked, own[0], found, strict=True):
        assert product.closeness(question[mine].numpy(), passages) == pytest.approx(scores.tolist(), abs=0.004)


def test_only_a_texts_own_tokens_count_as_own(base: Path) -> None:
    rows = tokenize(Tokenizer.from_file(str(base / "tokenizer.json")), QUESTION, ["Đảng viên", "Đảng", ""], 64)
    batch = padded(rows, CPU)
    assert batch.mask.sum(dim=1).tolist() == [7, 6, 5]  # <s> ▁que ry : … </s>
    assert batch.own.int().tolist() == [[0, 0, 0, 0, 1, 1, 0], [0, 0, 0, 0, 1, 0, 0], [0, 0, 0, 0, 0, 0, 0]]
    assert batch.ids[2].tolist()[5:] == [1, 1]  # <pad>


def test_company_in_a_batch_changes_no_vector(base: Path) -> None:
    network = Network(base)
    together = read(network, PASSAGE, ["Đảng phí", "Thời hạn nộp đảng phí là mồng mười hằng tháng"], base)
    alone = read(network, PASSAGE, ["Đảng phí"], base)
    assert torch.allclose(together.vectors[0], alone.vectors[0], atol=1e-5)
    assert torch.allclose(together.tokens[0][together.own[0]], alone.tokens[0][alone.own[0]], atol=1e-5)


def test_training_brings_questions_to_their_clauses(
    unbroken: tuple[Network, Path], examples: Examples, base: Path
) -> None:
    torch.manual_seed(QUICK.seed)
    before, after = losses(Network(base), examples, base), losses(unbroken[0], examples, base)
    assert after[0] < 0.5 * before[0]
    assert after[1] < 0.5 * before[1]


def test_a_run_that_was_broken_off_goes_on_to_the_same_end(
    unbroken: tuple[Network, Path], examples: Examples, base: Path, tmp_path: Path
) -> None:
    shutil.copy(unbroken[1] / CHECKPOINT, tmp_path / CHECKPOINT)
    assert torch.load(tmp_path / CHECKPOINT, weights_only=True)["step"] == 8
    assert apart(train(examples, base, tmp_path, QUICK), unbroken[0]) < 1e-6


def test_a_run_goes_on_at_the_step_that_was_kept(
    unbroken: tuple[Network, Path], examples: Examples, base: Path, tmp_path: Path
) -> None:
    """With all steps behind it nothing is left to do but to hand over what was kept."""
    kept = torch.load(unbroken[1] / CHECKPOINT, weights_only=True)
    torch.save({**kept, "step": QUICK.steps}, tmp_path / CHECKPOINT)
    found = train(examples, base, tmp_path, QUICK)
    assert all(torch.equal(value, kept["network"][name]) for name, value in weights(found))
    assert apart(found, unbroken[0]) > 1e-3


def test_an_anchor_holds_vectors_and_states_near_the_base(examples: Examples, base: Path, tmp_path: Path) -> None:
    free = replace(QUICK, every=99)
    held = replace(free, anchor=200.0, token_anchor=200.0)
    old, gone, near = (
        read(network, PASSAGE, examples.texts, base)
        for network in (Network(base), train(examples, base, tmp_path, free), train(examples, base, tmp_path, held))
    )
    vectors = [float((new.vectors * old.vectors).sum(dim=-1).mean()) for new in (gone, near)]
    states = [float((new.states * old.states).sum(dim=-1)[old.own].mean()) for new in (gone, near)]
    assert vectors[1] > vectors[0] + 0.01
    assert states[1] > states[0] + 0.01


def test_a_batch_without_a_question_as_written_is_no_error(examples: Examples, base: Path, tmp_path: Path) -> None:
    recipe = replace(QUICK, steps=2, every=99, anchor=4.0, token_anchor=4.0, spellings=(0.0, 1.0))
    assert all(value.isfinite().all() for _, value in weights(train(examples, base, tmp_path, recipe)))


def test_what_is_kept_of_training_lies_between_base_and_trained(
    unbroken: tuple[Network, Path], examples: Examples, base: Path, tmp_path: Path
) -> None:
    shutil.copy(unbroken[1] / CHECKPOINT, tmp_path / CHECKPOINT)
    half = dict(weights(train(examples, base, tmp_path, replace(QUICK, kept=0.5)).bert))
    old, new = dict(weights(Network(base).bert)), dict(weights(unbroken[0].bert))
    assert all(torch.allclose(value, (old[name] + new[name]) / 2, atol=1e-6) for name, value in half.items())


def test_what_was_trained_is_written_exported_and_opened_by_the_product(
    unbroken: tuple[Network, Path], examples: Examples, base: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "moi"
    folder.mkdir()
    write(unbroken[0], base, folder)
    export(folder)
    encoder = OnnxEncoder(folder)
    assert (encoder.dimension, encoder.token_width, encoder.budget) == (WIDTH, 128, 256)
    theirs = read(unbroken[0], PASSAGE, examples.texts, base)
    for n, ours in enumerate(encoder.read_documents(examples.texts)):
        tokens = theirs.tokens[n][theirs.own[n]].numpy()
        assert ours.tokens.shape == tokens.shape
        assert (ours.tokens * tokens).sum(axis=1).min() > 0.98
        assert ours.vector @ theirs.vectors[n].numpy() > 0.995
    question = read(unbroken[0], QUESTION, ["nộp đảng phí ở đâu"], base)
    tokens = encoder.read_query("nộp đảng phí ở đâu").tokens
    assert (tokens * question.tokens[0][question.own[0]].numpy()).sum(axis=1).min() > 0.98


def test_what_was_trained_is_a_whole_sentence_transformer(
    unbroken: tuple[Network, Path], examples: Examples, base: Path, tmp_path: Path
) -> None:
    pytest.importorskip("sentence_transformers", reason=MODELS)
    write(unbroken[0], base, tmp_path)
    ours = SentenceTransformerEncoder(str(tmp_path)).encode_document(examples.texts)
    theirs = read(unbroken[0], PASSAGE, examples.texts, base).vectors.numpy()
    assert (ours * theirs).sum(axis=1).min() > 0.9999


def test_a_folder_that_was_trained_can_be_trained_further(
    unbroken: tuple[Network, Path], base: Path, tmp_path: Path
) -> None:
    write(unbroken[0], base, tmp_path)
    assert apart(Network(tmp_path), unbroken[0]) < 1e-2  # half precision
    sums = [np.abs(dict(weights(n))["projection.weight"].numpy()).sum() for n in (Network(tmp_path), unbroken[0])]
    assert sums[0] == pytest.approx(sums[1], rel=1e-3)
