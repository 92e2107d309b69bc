"""The keeper's token: whoever has it may change the library. Only its hash is kept."""

import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from index.errors import Unusable
from index.settings import Settings

_FILE = "keeper"


@dataclass(frozen=True, slots=True)
class Keeper:
    """``made`` is the token itself at the one moment it exists: when it has just been made, to be shown once."""

    digest: str
    made: str | None = None

    def admits(self, token: str) -> bool:
        """Whether this is the keeper's token. Compared in constant time."""
        return hmac.compare_digest(_digest(token), self.digest)


def keeper_of(settings: Settings) -> Keeper:
    """The keeper of this library: by TRACUU_KEEPER_TOKEN, else the hash kept at home, else a token made now."""
    if settings.keeper_token:
        return Keeper(_digest(settings.keeper_token))
    file = settings.home / _FILE
    if not file.exists():
        token = secrets.token_urlsafe(32)
        if _written(file, _digest(token)):
            return Keeper(_digest(token), made=token)
    return Keeper(_kept(file))


def _kept(file: Path) -> str:
    digest = file.read_text("ascii", "replace").strip()
    if not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise Unusable(
            f"Tệp {file} giữ mã băm khóa của người quản thư viện đã hỏng. Hãy xóa tệp ấy rồi chạy lại để có khóa mới."
        )
    return digest


def _written(file: Path, digest: str) -> bool:
    """Write the hash for its owner's eyes only; False when another process was first."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(digest + "\n")
    return True


def _digest(token: str) -> str:
    """A token of 256 random bits needs no slow hash: there is nothing to guess."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
