"""Suites of our own: questions judged by places, over documents that go through the product's whole ingestion."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.answered import Told, told
from eval.beir import NoCollection, Topic, require_known
from eval.judged import place_name
from index.encoders import Encoder
from index.library import Library
from index.settings import Settings
from ingest import sampling
from ingest.intake import add_paths
from service.answers import answer
from service.questions import Question

SUITES = Path(__file__).parent / "suites"
DATA = Path("..") / "shared" / "data"


def documents_of(suite: str) -> Path:
    """Where a suite's documents lie. NoCollection when there is no such suite, or its documents are not here."""
    real = DATA / "party-docs"
    folders = {"samples": sampling.folder(), "party-docs": real, "party-docs-held": real}
    if suite not in folders:
        raise NoCollection(f"Không có bộ câu hỏi {suite!r}. Các bộ đang có: {', '.join(sorted(folders))}.")
    if not folders[suite].is_dir():
        raise NoCollection(f"Bộ câu hỏi {suite!r} cần các văn bản ở {str(folders[suite])!r}, hiện không có ở đây.")
    return folders[suite]


@contextmanager
def library_from(documents: Path, encoder: Encoder) -> Iterator[Library]:
    """A library that took in a folder of documents and nothing else, gone afterwards."""
    with TemporaryDirectory(prefix="tracuu-eval-") as home:
        library = Library.open(Settings(home=Path(home)), encoder)
        for _ in add_paths(library, [documents]):
            pass
        yield library
        library.close()


def require_places(folder: Path, library: Library) -> None:
    """BadCollection, with file and line, at the first judgement of a place that the library does not hold."""
    held = {place_name(d.id, s.locator.place) for d in library.all_documents() for s in library.sections(d.id)}
    require_known(folder, held.__contains__, "các văn bản của bộ này")


def answers(topics: Sequence[Topic], library: Library) -> list[Told]:
    """How the service answers these topics."""
    return [told(topic, answer(library, Question(topic.text)), library) for topic in topics]
