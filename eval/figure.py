"""A figure of the bench, and what its sections share."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.chance import Interval, interval
from eval.processes import run_command
from eval.vectors import DocumentsKept
from index.encoders import Encoder
from index.errors import TracuuError


class NoData(TracuuError):
    """The benchmark's data is not beside the checkout."""

    code = "no_data"
    exit_status = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure with what it should reach ("" where nothing was promised)."""

    name: str
    value: str
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Bench:
    """Where a bench finds its data, keeps what its sections share, and keeps vectors from one bench to the next."""

    data: Path
    home: Path
    vectors: Path

    @property
    def documents(self) -> Path:
        return self.data / "party-docs"

    def library(self) -> Path:
        """The home of a library that holds the real documents; made when there is none yet."""
        home = self.home / "party-docs"
        if not home.exists():
            run_command(["ingest", "add", str(self.documents)], home)
        return home

    def kept(self, encoder: Encoder) -> Encoder:
        """The encoder, asked only for questions and for documents that no bench or run has met."""
        return DocumentsKept(encoder, self.vectors)


def mean(name: str, values: Sequence[float], wanted: str = "") -> Figure:
    """The mean over questions, with its bootstrap interval; their number stands in the name."""
    value = sum(values) / max(len(values), 1)
    return Figure(f"{name} ({len(values)})", within(value, interval(values)), wanted)


def within(value: float, bounds: Interval) -> str:
    """A value and its interval: "0.853 [0.810, 0.890]"."""
    low, high = bounds
    return f"{value:.3f} [{low:.3f}, {high:.3f}]"


def require_data(data: Path, *names: str) -> None:
    """NoData unless all these folders are there."""
    if not all((data / name).is_dir() for name in names):
        raise NoData(
            f"Không có dữ liệu đo ở {str(data)!r}: cần thư mục shared/data nằm cạnh thư mục của dự án, "
            "hoặc chỉ chỗ bằng --data."
        )
