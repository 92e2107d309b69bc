"""Files as they came, each under its sha256: originals/ab/<sha256>."""

import hashlib
import os
import tempfile
from pathlib import Path


def place(originals: Path, sha256: str) -> Path:
    """Where the file with these bytes is, or would be."""
    return originals / sha256[:2] / sha256


def keep(originals: Path, data: bytes) -> Path:
    """Writes the bytes, whole or not at all, and gives their place. The same bytes again change nothing."""
    path = place(originals, hashlib.sha256(data).hexdigest())
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    return path
