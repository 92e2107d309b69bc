"""Errors are sentences for the one who must act: what is wrong, and what to do. Each room translates them once."""

from typing import ClassVar


class TracuuError(Exception):
    """``code`` names it in JSON, ``status`` is its HTTP status, ``exit_status`` that of a command."""

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400
    exit_status: ClassVar[int] = 1

    @property
    def message(self) -> str:
        """The sentence, in Vietnamese."""
        return str(self)


class BadRequest(TracuuError):
    """What was asked cannot be understood as typed."""

    code = "bad_request"
    exit_status = 2


class NotFound(TracuuError):
    """The library holds no such document or place."""

    code = "not_found"
    status = 404


class WrongSetting(TracuuError):
    """An environment variable has no meaning here."""

    code = "setting"
    status = 503
    exit_status = 2


class Unusable(TracuuError):
    """The library as a whole cannot be used now: lock, disk, encoder, version."""

    code = "unusable"
    status = 503
    exit_status = 3


class Locked(Unusable):
    """Another process is writing."""

    code = "locked"
    status = 409


class DiskFull(Unusable):
    """No room left; nothing was changed."""

    code = "disk_full"


class WrongVersion(Unusable):
    """The database was written by a newer Tracuu."""

    code = "version"


class EncoderMismatch(Unusable):
    """The library's vectors were made by another encoder."""

    code = "encoder_mismatch"


class EncoderMissing(Unusable):
    """No encoder of that name is here."""

    code = "encoder_missing"
