"""What tests of the whole product borrow from the tests of the rooms: their makers of files and documents."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import index.library
from index.encoders import Encoder, open_encoder

sys.path.extend(str(Path(__file__).parent / room) for room in ("index", "ingest", "service"))


@pytest.fixture(scope="session")
def bundled() -> Encoder:
    return open_encoder("bundled")


@pytest.fixture
def loaded_once(bundled: Encoder, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Commands run in this process take the bundled encoder that is already loaded."""
    monkeypatch.setattr(
        index.library, "open_encoder", lambda name: bundled if name == "bundled" else open_encoder(name)
    )
    yield
