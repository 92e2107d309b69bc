"""Configurations that are measured side by side: the product as it is, its parts alone, and each step switched off.

A new one is a new row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.understanding import ALL, NUMBERS, Steps
from index.errors import BadRequest
from index.fusion import Blend

USUAL = Blend()
FULL = "both"
"""The product as it is."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """One way to search. ``asked`` are the steps of understanding that are
    taken; ``encoder`` None: the one that the run was asked for."""

    name: str
    says: str
    blend: Blend = USUAL
    asked: Steps = ALL
    encoder: str | None = None

    @property
    def answers(self) -> bool:
        """Whether it searches as the service does, so that the service's answers are its answers."""
        return self.blend == USUAL and self.asked == ALL


def _without(step: str) -> Steps:
    return tuple(other for other in ALL if other != step)


CONFIGURATIONS: tuple[Configuration, ...] = (
    Configuration("words", "chỉ từ ngữ", Blend(meaning=0.0)),
    Configuration("meaning", "chỉ ý nghĩa", Blend(meaning=1.0, closeness=0.0)),
    Configuration("tokens", "ý nghĩa, so lại từng từ", Blend(meaning=1.0, closeness=1.0)),
    Configuration(FULL, "sản phẩm như đang dùng"),
    Configuration("hashing", "như trên, với HashingEncoder: mức sàn", encoder="hashing"),
    Configuration("even", "từ ngữ và ý nghĩa luôn nặng như nhau", Blend(meaning=0.5)),
    Configuration("no-tokens", "không so từng từ (late interaction)", Blend(closeness=0.0)),
    Configuration("no-agreement", "không cộng thêm cho đoạn mà cả hai đều tìm thấy", Blend(agreement=0.0)),
    Configuration("no-siblings", "một điều khoản chỉ nói bằng đoạn gần nhất của nó", Blend(siblings=0.0)),
    Configuration("as-typed", "câu hỏi tìm đúng như gõ", asked=()),
    Configuration("no-marks-restored", "không trả lại dấu, không sửa lỗi gõ", asked=_without("marks")),
    Configuration("no-abbreviations", "không viết đủ chữ tắt", asked=_without("abbreviations")),
    Configuration("no-sayings", "không đổi lời thường sang lời văn bản", asked=_without("sayings")),
    Configuration("no-numbers", "không tìm trong văn bản được nêu số", asked=_without(NUMBERS)),
)

BASELINES = tuple(c for c in CONFIGURATIONS if c.name in ("words", "meaning", FULL))


def named(names: Iterable[str], among: Sequence[Configuration] = CONFIGURATIONS) -> tuple[Configuration, ...]:
    """The configurations of these names, each once. BadRequest for a name that is none."""
    known = {c.name: c for c in among}
    for name in names:
        if name not in known:
            raise BadRequest(f"Không có cấu hình {name!r}. Các cấu hình: {', '.join(known)}.")
    return tuple(known[name] for name in dict.fromkeys(names))
