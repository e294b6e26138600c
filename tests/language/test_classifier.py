"""Model files: nothing but a model is accepted, and nothing is ever run."""

import shutil
import zipfile

import numpy as np
import pytest

from gknlp.cli.learn import _ROOT
from gknlp.errors import FaultyData
from gknlp.language.classifier import CARD, MODEL, load
from gknlp.learning.tasks import task_of


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(_ROOT / "models" / "remedy", tmp_path / "模型")


def test_no_model(tmp_path):
    with pytest.raises(FaultyData, match="没有模型"):
        load(tmp_path, task_of)


def rewritten(path, change):
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def foreign_type(parts):
    parts["schema.json"] = (
        parts["schema.json"].replace(b'"LinearSVC"', b'"Popen"').replace(b"sklearn.svm._classes", b"subprocess")
    )


def test_a_foreign_type_is_refused(folder):
    rewritten(folder / MODEL, foreign_type)
    with pytest.raises(FaultyData, match=r"不予加载|模型缺损"):
        load(folder, task_of)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x80\x04\x95", bytes(range(256)) * 40])
def test_a_damaged_file_is_one_line(folder, content):
    (folder / MODEL).write_bytes(content)
    with pytest.raises(FaultyData) as raised:
        load(folder, task_of)
    assert "\n" not in str(raised.value)


def test_bytes_that_were_changed_are_one_line_or_harmless(folder):
    whole = bytearray((folder / MODEL).read_bytes())
    random = np.random.default_rng(3)
    for _ in range(20):
        changed = bytearray(whole)
        for at in random.integers(0, len(whole), 8):
            changed[at] ^= 0x55
        (folder / MODEL).write_bytes(bytes(changed))
        try:
            load(folder, task_of)
        except FaultyData as error:
            assert "\n" not in str(error)


def test_another_version_says_so(folder):
    rewritten(
        folder / MODEL,
        lambda parts: parts.update({"schema.json": parts["schema.json"].replace(b"gknlp/model/1", b"gknlp/model/9")}),
    )
    with pytest.raises(FaultyData, match="另一版本"):
        load(folder, task_of)


def test_a_model_without_its_card(folder):
    (folder / CARD).unlink()
    with pytest.raises(FaultyData, match="缺损"):
        load(folder, task_of)
