"""What the environment says. Read once at the edge and handed on; nothing here is global."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import WrongSetting

_NAMES = ("TRACUU_HOME", "TRACUU_DATABASE", "TRACUU_ENGINE", "TRACUU_ENCODER", "TRACUU_HOST", "TRACUU_PORT",
          "TRACUU_KEEPER_TOKEN", "TRACUU_MAX_FILE_MB", "TRACUU_OCR", "TRACUU_LLM_URL")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """``database`` is an SQLAlchemy URL, None for library.db in ``home``; ``engine`` an engine's name ("local")."""

    home: Path = Path("var")
    database: str | None = None
    engine: str = "local"
    encoder: str = "bundled"
    host: str = "127.0.0.1"
    port: int = 8000
    keeper_token: str | None = None
    max_file_mb: int = 200
    ocr: str = "auto"
    llm_url: str | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        """The settings of these TRACUU_* variables; empty counts as not given. WrongSetting for any other name."""
        _refuse_unknown(environ)
        given = {name: environ[name] for name in _NAMES if environ.get(name)}
        plain = cls()
        return cls(
            home=Path(given.get("TRACUU_HOME", str(plain.home))),
            database=given.get("TRACUU_DATABASE"),
            engine=given.get("TRACUU_ENGINE", plain.engine),
            encoder=given.get("TRACUU_ENCODER", plain.encoder),
            host=given.get("TRACUU_HOST", plain.host),
            port=_number(given, "TRACUU_PORT", plain.port, 65535),
            keeper_token=given.get("TRACUU_KEEPER_TOKEN"),
            max_file_mb=_number(given, "TRACUU_MAX_FILE_MB", plain.max_file_mb, 100_000),
            ocr=given.get("TRACUU_OCR", plain.ocr),
            llm_url=given.get("TRACUU_LLM_URL"),
        )

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.home / 'library.db'}"

    @property
    def originals(self) -> Path:
        return self.home / "originals"

    @property
    def caches(self) -> Path:
        return self.home / "caches"

    @property
    def lock(self) -> Path:
        return self.home / "lock"


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    for name in environ:
        if name.startswith("TRACUU_") and name not in _NAMES:
            nearest = difflib.get_close_matches(name, _NAMES, n=1, cutoff=0.0)[0]
            raise WrongSetting(f"Không có biến môi trường {name}; có lẽ là {nearest}. Hãy sửa tên hoặc bỏ biến này.")


def _number(given: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = given.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= most):
        raise WrongSetting(f"{name} phải là số nguyên từ 1 đến {most}, nhưng đang là {text!r}. Hãy sửa lại.")
    return int(text)
