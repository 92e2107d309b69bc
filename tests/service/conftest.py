"""A small library of invented documents, opened as the server opens it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from commune import FILES
from fastapi import FastAPI
from fastapi.testclient import TestClient
from holdings import TOKEN, a_deposit, a_document

from index.encoders import Encoder, open_encoder
from index.library import Library
from index.settings import Settings
from ingest.pipeline import deposit
from service.app import create_app
from service.keeper import Keeper, keeper_of


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The bundled encoder: what counts as an answer is weighed for it."""
    return open_encoder("bundled")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "nha", keeper_token=TOKEN, max_file_mb=1)


@pytest.fixture
def library(settings: Settings, encoder: Encoder) -> Library:
    """Holds one invented regulation."""
    library = Library.open(settings, encoder)
    library.add([a_deposit(a_document())])
    return library


@pytest.fixture
def keeper(settings: Settings) -> Keeper:
    return keeper_of(settings)


@pytest.fixture
def app(library: Library, settings: Settings, keeper: Keeper) -> FastAPI:
    return create_app(library, settings, keeper)


@pytest.fixture
def browser(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=True) as client:
        yield client


@pytest.fixture(scope="session")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Three invented documents of a commune, taken in as files and encoded as the product does; nobody changes it."""
    library = Library.open(Settings(home=Path(tmp_path_factory.mktemp("xa"))))
    library.add([deposit(text.encode(), name) for name, text in FILES.items()])
    yield library
    library.close()
