from pathlib import Path

import pytest

from index.errors import WrongSetting
from index.settings import Settings


def test_without_a_word_the_library_lives_in_var() -> None:
    settings = Settings.from_environment({"PATH": "/bin"})
    assert settings == Settings()
    assert settings.database_url == "sqlite:///var/library.db"
    assert settings.originals == Path("var/originals")


def test_every_variable_of_the_contract_is_read() -> None:
    settings = Settings.from_environment({
        "TRACUU_HOME": "/tmp/nha", "TRACUU_DATABASE": "postgresql://may/thu-vien", "TRACUU_ENGINE": "local",
        "TRACUU_ENCODER": "hashing", "TRACUU_HOST": "0.0.0.0", "TRACUU_PORT": "80", "TRACUU_KEEPER_TOKEN": "khoa",
        "TRACUU_MAX_FILE_MB": "5", "TRACUU_OCR": "off", "TRACUU_LLM_URL": "http://may:1/v1",
    })  # fmt: skip
    assert settings == Settings(
        Path("/tmp/nha"), "postgresql://may/thu-vien", "local", "hashing", "0.0.0.0", 80, "khoa", 5, "off",
        "http://may:1/v1",
    )  # fmt: skip
    assert settings.database_url == "postgresql://may/thu-vien"


def test_an_unknown_variable_is_named_with_its_nearest_known_one() -> None:
    with pytest.raises(WrongSetting, match=r"TRACUU_HOEM.*TRACUU_HOME"):
        Settings.from_environment({"TRACUU_HOEM": "/tmp"})


@pytest.mark.parametrize("port", ["0", "65536", "tám mươi", "-1", "８０"])
def test_a_port_is_a_number_of_a_port(port: str) -> None:
    with pytest.raises(WrongSetting, match="TRACUU_PORT"):
        Settings.from_environment({"TRACUU_PORT": port})


def test_an_empty_variable_is_as_good_as_none() -> None:
    assert Settings.from_environment({"TRACUU_HOME": "", "TRACUU_PORT": ""}) == Settings()
