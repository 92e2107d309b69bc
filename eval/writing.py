"""Where results are to be written: said to be impossible before the work starts, not after it."""

import os
from pathlib import Path

from index.errors import BadRequest


def require_file(file: Path) -> None:
    """BadRequest unless a file can be written there, anew or over the one that stands there."""
    try:
        fits = os.access(file, os.W_OK) if file.exists() else _takes_files(file.parent)
        fits = fits and not file.is_dir()
    except OSError:
        fits = False
    if not fits:
        raise BadRequest(f"Không ghi được tệp {str(file)!r}. Hãy chọn tệp khác, trong một thư mục có sẵn và ghi được.")


def require_folder(folder: Path) -> None:
    """BadRequest unless the folder takes files, or can be made."""
    try:
        fits = _takes_files(next(f for f in (folder, *folder.absolute().parents) if f.exists()))
    except OSError:
        fits = False
    if not fits:
        raise BadRequest(f"Không ghi được vào thư mục {str(folder)!r}. Hãy chọn thư mục khác.")


def _takes_files(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
