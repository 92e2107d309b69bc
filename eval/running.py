"""Carrying out configurations side by side over one source, and keeping what each finds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.beir import Topic
from eval.configurations import Configuration
from eval.kept import keep, keep_answers
from eval.manifest import asked, cost, manifest, speed
from eval.runs import DEPTH, Found, carry_out, without_marks
from eval.source import Source
from eval.suite import answers
from eval.vectors import DocumentsKept
from index.encoders import Encoder, open_encoder
from index.library import Library

BUNDLED = "bundled"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be run: a source, with which encoder (where a configuration has none of its own), asked with or without
    marks; the folder in which vectors are kept, and that of the runs (None: beside the vectors)."""

    source: Source
    home: Path
    encoder: str = BUNDLED
    unmarked: bool = False
    runs: Path | None = None

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The questions as they are asked."""
        collection = self.source.collection
        return (without_marks(collection) if self.unmarked else collection).topics

    def folder(self, configuration: Configuration) -> Path:
        """Where a run is kept; another encoder and questions without marks are part of its name."""
        other = "" if self.encoder == BUNDLED or configuration.encoder else f"@{Path(self.encoder).name}"
        name = f"{configuration.name}{other}{'-unmarked' if self.unmarked else ''}"
        return (self.runs or self.home / "runs") / self.source.collection.name / name


def carried_out(order: Order, configurations: Sequence[Configuration]) -> Iterator[Path]:
    """Runs the configurations and gives the folder of each as it is kept."""
    for together, library, encoder in _libraries(order, configurations):
        passages = speed(encoder, library)
        for configuration in together:
            yield _kept(order, configuration, library, passages)


def side_by_side(
    order: Order, configurations: Sequence[Configuration]
) -> Iterator[tuple[Library, Mapping[str, Found]]]:
    """What each configuration finds, its library still open; nothing is kept."""
    for together, library, _ in _libraries(order, configurations):
        for configuration in together:
            yield library, carry_out(configuration, order.topics, library)


def _libraries(
    order: Order, configurations: Sequence[Configuration]
) -> Iterator[tuple[list[Configuration], Library, Encoder]]:
    """The configurations that share an encoder, with a library of its vectors, open until the next."""
    for name in dict.fromkeys(c.encoder or order.encoder for c in configurations):
        encoder = open_encoder(name)
        with order.source.library(DocumentsKept(encoder, order.home / "vectors.db")) as library:
            yield [c for c in configurations if (c.encoder or order.encoder) == name], library, encoder


def _kept(order: Order, configuration: Configuration, library: Library, passages: float) -> Path:
    """Carries out one configuration and keeps it."""
    collection, folder = order.source.collection, order.folder(configuration)
    found = carry_out(configuration, order.topics, library)
    spent = cost((one.ms for one in found.values()), library, passages)
    settings = {"depth": DEPTH, "unmarked": order.unmarked}
    told = manifest(configuration, settings, asked(order.source.named, collection), library, spent)
    keep(folder, found, collection, told)
    if order.source.is_suite and configuration.answers:
        keep_answers(folder, answers(order.topics, library))
    return folder
