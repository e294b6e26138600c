"""Files that people write beside the reports: one line says what is wrong with one."""

from decimal import Decimal
from pathlib import Path

import pytest

from gknlp.errors import FaultyData
from gknlp.readers.aside import LARGEST, text_of, toml_in


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_usual_encodings(tmp_path, encoding):
    path = tmp_path / "甲.toml"
    path.write_bytes("name = '云溪县财政局'\r\n".encode(encoding))
    assert text_of(path, "配置文件") == "name = '云溪县财政局'\n"


def test_a_megabyte_is_read_and_no_more(tmp_path):
    path = tmp_path / "甲.toml"
    path.write_bytes(b"#" * LARGEST)
    assert len(text_of(path, "配置文件")) == LARGEST
    path.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(FaultyData, match="配置文件超过1MB"):
        text_of(path, "配置文件")


@pytest.mark.parametrize(
    ("error", "words"), [(OSError(13, "不许"), "读不了（不许）"), (OSError("坏了"), "读不了（坏了）")]
)
def test_what_cannot_be_read(tmp_path, monkeypatch, error, words):
    path = tmp_path / "甲.toml"
    path.write_bytes(b"")

    def fail(*_):
        raise error

    monkeypatch.setattr(type(path), "open", fail)
    with pytest.raises(FaultyData, match=words):
        text_of(path, "配置文件")


def test_what_is_no_file(tmp_path):
    with pytest.raises(FaultyData, match="不是文件"):
        text_of(tmp_path, "配置文件")
    with pytest.raises(FaultyData, match="不存在"):
        text_of(tmp_path / "无.toml", "配置文件")
    zero = Path("/dev/zero")
    if zero.exists():
        with pytest.raises(FaultyData, match="不是文件"):
            text_of(zero, "配置文件")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a = ", "引号、括号和等号"), ("a = " + "[" * 20_000, "层次太多"), ("a = " + "9" * 5000, "不是正确的 TOML"),
        ('a = "C:\\用户"', "请改为 /"),
    ],
)  # fmt: skip
def test_faulty_toml(text, words):
    with pytest.raises(FaultyData, match=words) as error:
        toml_in(text, "甲.toml")
    assert str(error.value).startswith("甲.toml：") and "\n" not in str(error.value)


def test_numbers_as_decimals():
    assert toml_in("a = 0.1", "甲.toml", Decimal) == {"a": Decimal("0.1")}
