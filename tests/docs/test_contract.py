"""docs/contract.md and the code name the same things."""

import importlib
import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
import typer.main
from fastapi.routing import APIRoute

import eval.__main__
import ingest.__main__
import service.__main__
from index import places, records, settings
from index.encoders import HashingEncoder
from index.errors import TracuuError
from index.library import Library
from index.records import Answer, Change, Chunk, Citation, Document, Locator, Note, Passage, Span, Statement, Understood
from ingest.identity import Masthead, document_id
from ingest.intake import Row
from ingest.readers.unreadable import Unreadable, Why
from service import wire
from service.app import Api
from service.keeper import Keeper

PAGE = (Path(__file__).parents[2] / "docs" / "contract.md").read_text(encoding="utf-8")


def listed(opening: str) -> set[str]:
    """The names in backquotes that follow these words, up to the end of the sentence."""
    said = PAGE[PAGE.index(opening) + len(opening) :].lstrip("\n")
    return set(re.findall(r"`([^`]+)`", re.split(r"\.\s|, with the|\n\n", said, maxsplit=1)[0]))


def keys(shape: str) -> list[str]:
    """The keys of a JSON block of the page."""
    block = re.search(rf"```json {shape}\n(.*?)```", PAGE, re.DOTALL)
    assert block
    return re.findall(r'"(\w+)"', block[1])


def subclasses(of: type[TracuuError]) -> set[type[TracuuError]]:
    return {c for one in of.__subclasses__() for c in {one} | subclasses(one)}


def an_answer() -> Answer:
    document = Document("a", "quy-dinh", None, "", "xa", None, "", "a.txt", "", "txt", 1)
    locator = Locator(("dieu-1",), (1,))
    citation = Citation(document, locator, "Điều 1", 0, 6, (Span(1, 0, 6),))
    return Answer(
        "?", Understood("?", (Change("a", "b", "marks"),)), "answered", 1, "h",
        statements=(Statement((citation,)),), notes=(Note("sample", "…"),), choices=(document,),
        passages=(Passage(document, Chunk("a", locator, "Điều 1", 0, 6, ""), 1.0, ("words",)),),
    )  # fmt: skip


def test_json_shapes_have_the_keys_of_the_page() -> None:
    shown = wire.answer(an_answer(), date(2026, 11, 2))
    found = {
        "answer": shown,
        "understood": shown["understood"],
        "change": shown["understood"]["changes"][0],  # type: ignore[index]
        "document": shown["choices"][0],  # type: ignore[index]
        "statement": shown["statements"][0],  # type: ignore[index]
        "citation": shown["statements"][0]["citations"][0],  # type: ignore[index]
        "span": shown["statements"][0]["citations"][0]["spans"][0],  # type: ignore[index]
        "note": shown["notes"][0],  # type: ignore[index]
        "passage": shown["passages"][0],  # type: ignore[index]
        "row": wire.row(Row("a.pdf", None, "added")),
    }
    assert {name: list(shape) for name, shape in found.items()} == {name: keys(name) for name in found}  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("opening", "names"),
    [
        ("## Standing", set(get_args(records.State))),
        ("- Statuses of an answer:", set(get_args(records.Status))),
        ("- Reasons of a refusal:", set(get_args(records.Reason))),
        ("Audiences:", set(get_args(records.Audience))),
        ("- Why a file cannot be read:", set(get_args(Why))),
        ("that names the nearest known.", set(settings._NAMES)),
    ],
)
def test_names_of_the_page_are_those_of_the_code(opening: str, names: set[str]) -> None:
    assert listed(opening) == names


def test_every_failure_of_ours_has_its_code_on_the_page() -> None:
    for room in ("eval.bench", "eval.beir", "ingest.pipeline", "service.uploads"):
        importlib.import_module(room)
    assert listed("Codes of failures that are ours:") == {c.code for c in subclasses(TracuuError) - {Unreadable}}


def test_http_calls_are_those_of_the_page(tmp_path: Path) -> None:
    library = Library.open(settings.Settings(home=tmp_path), HashingEncoder())
    routes = Api(library, library.settings, Keeper("")).router().routes
    served = {f"{method} {r.path}" for r in routes if isinstance(r, APIRoute) for method in r.methods}
    assert set(re.findall(r"`((?:GET|POST) /[^`]*)`", PAGE)) == served


@pytest.mark.parametrize(("room", "app"), [("ingest", ingest.__main__.app), ("service", service.__main__.app), ("eval", eval.__main__.app)])  # fmt: skip
def test_commands_are_those_of_the_page(room: str, app: typer.Typer) -> None:
    row = re.search(rf"\| `python -m {room}` \| (.*) \|", PAGE)
    assert row
    assert re.findall(r"`(\w+)`", row[1]) == [*typer.main.get_command(app).commands]  # type: ignore[attr-defined]


def test_places_have_the_labels_of_the_page() -> None:
    rows = re.findall(r"^\| [^|]+ \| `([^`]+)` \| ([^|]+) \|$", PAGE, re.MULTILINE)
    assert len(rows) == 17
    assert [(place, places.label(places.parse(place))) for place, _ in rows] == rows


@pytest.mark.parametrize(
    ("kind", "number", "issuer", "day"),
    [
        ("quy-dinh", "294-QĐ/TW", "Ban Chấp hành Trung ương", "2025-05-26"),
        ("huong-dan", "6-HD/TW", "Ban Bí thư", "2025-06-09"),
        ("quyet-dinh", "15-QĐ/TW", "Ban Bí thư", "2025-03-02"),
        ("bao-cao", "03-BC/CB", "Chi bộ thôn Lòng Mộ", "2026-10-28"),
        ("dieu-le", None, "Đại hội đại biểu toàn quốc", "2011-01-19"),
    ],
)
def test_identities_are_made_as_the_page_shows(kind: str, number: str | None, issuer: str, day: str) -> None:
    assert f"`{document_id(Masthead(kind, number, issuer, '', day, ''), 'f' * 64)}`" in PAGE
