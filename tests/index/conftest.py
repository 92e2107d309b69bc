"""A library in an empty home, with the encoder of fast tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.encoders import HashingEncoder
from index.library import Library
from index.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "nha", encoder="hashing")


@pytest.fixture
def library(settings: Settings) -> Iterator[Library]:
    library = Library.open(settings, HashingEncoder())
    yield library
    library.close()
