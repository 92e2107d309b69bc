"""Suites of our own: questions judged by places, over documents that go through the product's whole ingestion."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.beir import Collection, NoCollection, Topic
from index.encoders import Encoder
from index.library import Library
from index.places import within
from index.records import Answer, Citation, Passage
from index.settings import Settings
from ingest import sampling
from ingest.intake import add_paths
from service.answers import answer
from service.questions import Question

SUITES = Path(__file__).parent / "suites"
DATA = Path("..") / "shared" / "data"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a class of questions was answered ("" for all).

    ``answerable`` questions have a judged place: ``answered`` of them were not refused, and the first statement of
    ``right`` cites a judged place. ``refused`` of the ``unanswerable`` were refused, as they should be.
    ``verbatim`` of ``quotes`` are found word for word in the text of their place: anything below 1.0 is a defect.
    """

    kind: str
    answerable: int
    answered: int
    right: int
    unanswerable: int
    refused: int
    quotes: int
    verbatim: int


def documents_of(suite: str) -> Path:
    """Where a suite's documents lie. NoCollection when there is no such suite, or its documents are not here."""
    folders = {"samples": sampling.folder(), "party-docs": DATA / "party-docs"}
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


def named_by_places(collection: Collection) -> "Places":
    """The naming of a suite's judgements, whatever file they stand in."""
    judged: dict[str, set[str]] = {}
    for judgements in collection.judgements.values():
        for topic, grades in judgements.items():
            judged.setdefault(topic, set()).update(grades)
    return Places(judged)


@dataclass(frozen=True, slots=True)
class Places:
    """Names passages as judgements do: "document#place"."""

    judged: Mapping[str, Set[str]]

    def __call__(self, topic: str, passages: Sequence[Passage]) -> Sequence[str]:
        """Each passage by the innermost judged place that it equals or is within, else by its own; each name once."""
        own = self.judged.get(topic, set())
        return list(dict.fromkeys(judged_place(p.document.id, p.chunk.locator.place, own) for p in passages))


def judged_place(document: str, place: str, judged: Iterable[str]) -> str:
    """The innermost of the judged places that holds this one; its own name when none does."""
    holding = [name for name in judged if _holds(name, document, place)]
    return max(holding, key=len, default=f"{document}#{place}")


def outcomes(collection: Collection, library: Library) -> list[Outcome]:
    """How the service answers: all questions, then each class."""
    judged = named_by_places(collection).judged
    answers = [(topic, answer(library, Question(topic.text))) for topic in collection.topics]
    kinds = dict.fromkeys(["", *(t.kind for t in collection.topics)])
    parts = {kind: [(t, a) for t, a in answers if kind in ("", t.kind)] for kind in kinds}
    return [outcome(kind, part, judged, library) for kind, part in parts.items()]


def outcome(
    kind: str, answers: Sequence[tuple[Topic, Answer]], judged: Mapping[str, Set[str]], library: Library
) -> Outcome:
    """How these questions were answered; one without a judged place is unanswerable."""
    good = [(a, judged[t.id]) for t, a in answers if t.id in judged]
    bad = [a for t, a in answers if t.id not in judged]
    quotes = [c for _, a in answers for s in a.statements for c in s.citations]
    return Outcome(
        kind=kind,
        answerable=len(good),
        answered=sum(a.status == "answered" for a, _ in good),
        right=sum(_cites(a, places) for a, places in good),
        unanswerable=len(bad),
        refused=sum(a.status == "refused" for a in bad),
        quotes=len(quotes),
        verbatim=sum(is_verbatim(library, c) for c in quotes),
    )


def is_verbatim(library: Library, citation: Citation) -> bool:
    """Whether a quote is in the text of its place. Looked up in the library anew: the service's own check is on trial."""
    text = library.text(citation.document.id)
    places = [s for s in library.sections(citation.document.id) if s.locator.place == citation.locator.place]
    return any(citation.quote in text[s.start : s.close] for s in places)


def _cites(found: Answer, places: Iterable[str]) -> bool:
    """Whether the first statement cites one of the judged places or a place within it."""
    first = found.statements[0].citations if found.statements else ()
    return any(_holds(name, c.document.id, c.locator.place) for c in first for name in places)


def _holds(judged: str, document: str, place: str) -> bool:
    own_document, _, own_place = judged.partition("#")
    return own_document == document and within(place, own_place)
