"""What the tests of ingestion write their own files with."""

from collections.abc import Callable
from pathlib import Path

import pytest
from printing import pdf

SHARED_DATA = Path(__file__).parents[2].parent / "shared" / "data"

Print = Callable[..., bytes]


@pytest.fixture(scope="session")
def printed() -> Print:
    """``printed(page, page, …)``: a PDF of pages of lines."""
    return pdf


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real documents beside the project."""
    if not SHARED_DATA.is_dir():
        pytest.skip("needs ../shared/data, the folder of real documents beside the project")
    return SHARED_DATA
