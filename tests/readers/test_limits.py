import time

import pytest

from gknlp.errors import UnreadableDocument
from gknlp.readers import MAX_BYTES, read, read_bytes


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"", "空"), (b"  \n ", "空"), (b"%PDF-1.7", "PDF"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "docx"),
     (b"\x7fELF\x00\x01\x02" * 99, "二进制"), (bytes(range(256)) * 20, "二进制"), (b"\x89PNG\r\n", "图片")],
)  # fmt: skip
def test_what_is_no_text_is_named(content, word):
    with pytest.raises(UnreadableDocument, match=word):
        read_bytes(content, "甲.txt")


def test_a_file_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "甲.txt"
    with path.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    begin = time.monotonic()
    with pytest.raises(UnreadableDocument, match="MB"):
        read(path)
    assert time.monotonic() - begin < 2
    assert MAX_BYTES < 200 * 1024 * 1024


def test_a_missing_file(tmp_path):
    with pytest.raises(UnreadableDocument, match="打不开"):
        read(tmp_path / "无.txt")


def test_ten_thousand_nested_tables():
    content = b"<html><body>" + b"<table><tr><td>" * 10_000 + "政府信息公开".encode() + b"</body></html>"
    begin = time.monotonic()
    with pytest.raises(UnreadableDocument, match="嵌套"):
        read_bytes(content, "甲.html")
    assert time.monotonic() - begin < 10
