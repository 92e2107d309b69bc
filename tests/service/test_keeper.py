import stat
from pathlib import Path

import pytest

from index.errors import Unusable
from index.settings import Settings
from service.keeper import keeper_of


def test_the_token_is_made_at_first_start_and_shown_only_then(tmp_path: Path) -> None:
    first = keeper_of(Settings(home=tmp_path))
    again = keeper_of(Settings(home=tmp_path))
    assert first.made and first.admits(first.made)
    assert again.made is None and again.admits(first.made)


def test_the_home_keeps_only_the_hash_for_its_owner_alone(tmp_path: Path) -> None:
    token = keeper_of(Settings(home=tmp_path)).made
    kept = tmp_path / "keeper"
    assert token and token not in kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_another_token_is_not_admitted(tmp_path: Path) -> None:
    keeper = keeper_of(Settings(home=tmp_path))
    assert not keeper.admits("")
    assert not keeper.admits((keeper.made or "") + "x")


def test_the_environment_overrides_the_kept_hash_and_writes_nothing(tmp_path: Path) -> None:
    keeper = keeper_of(Settings(home=tmp_path, keeper_token="khóa riêng"))
    assert keeper.admits("khóa riêng") and keeper.made is None
    assert not (tmp_path / "keeper").exists()


def test_a_broken_hash_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "keeper").write_text("")
    with pytest.raises(Unusable, match="Hãy xóa tệp"):
        keeper_of(Settings(home=tmp_path))
