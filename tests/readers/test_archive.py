import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gknlp.errors import UnreadableDocument
from gknlp.readers import archive, read, read_all, read_bytes
from gknlp.readers.archive import is_archive, members
from gknlp.types.document import Document

TEXT = "临江市青山区民政局2023年政府信息公开工作年度报告\n一、总体情况\n全年收到申请12件。\n".encode()


def zipped(files, method=zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return stream.getvalue()


def renamed(content: bytes, old: str, new: bytes) -> bytes:
    """``content`` with a name of ASCII letters written over in other bytes, without the mark of UTF-8."""
    assert len(old) == len(new)
    return content.replace(old.encode(), new)


def names_of(content: bytes) -> list[str]:
    return [name for name, _ in members(content, "年报.zip")]


def test_folders_and_nested_archives():
    inner = zipped({"2023年/财政局.txt": TEXT})
    content = zipped({"2023年/": b"", "2023年/民政局.txt": TEXT, "街道.zip": inner})
    assert dict(members(content, "年报.zip")) == {
        "年报.zip/2023年/民政局.txt": TEXT,
        "年报.zip/街道.zip/2023年/财政局.txt": TEXT,
    }


def test_what_no_report_can_be_is_left_out():
    files = [
        "报告.txt", "__MACOSX/._报告.txt", ".DS_Store", "~$报告.docx", "Thumbs.db", "附件/desktop.ini", "README.md", "README",
        "页面.html", "页面_files/a.js", "子/页二.htm", "子/页二.files/b.png", "别的_files/c.txt",
    ]  # fmt: skip
    assert names_of(zipped(dict.fromkeys(files, TEXT))) == [
        "年报.zip/别的_files/c.txt",
        "年报.zip/子/页二.htm",
        "年报.zip/报告.txt",
        "年报.zip/页面.html",
    ]


@pytest.mark.parametrize(
    ("encoding", "name"), [("gbk", "云溪县财政局年报"), ("utf-8", "云溪县财政局"), ("gb18030", "镕基乡嫆")]
)
def test_names_in_the_code_page_of_the_computer_that_packed_them(encoding, name):
    raw = name.encode(encoding)
    content = renamed(zipped({"x" * len(raw) + ".txt": TEXT}), "x" * len(raw), raw)
    assert names_of(content) == [f"年报.zip/{name}.txt"]


def test_names_that_lead_elsewhere_stay_inside(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    files = {"../../报告.txt": TEXT, "/etc/报告二.txt": TEXT, "..\\..\\报告三.txt": TEXT, "子/../报告四.txt": TEXT}
    assert sorted(names_of(zipped(files))) == [
        "年报.zip/etc/报告二.txt",
        "年报.zip/子/报告四.txt",
        "年报.zip/报告.txt",
        "年报.zip/报告三.txt",
    ]
    assert list(tmp_path.iterdir()) == []


def test_documents_are_no_archives():
    assert not is_archive(zipped({"word/document.xml": b"<a/>"}))
    assert not is_archive(zipped({"[Content_Types].xml": b"<a/>", "xl/sheet.xml": b"<a/>"}))
    assert not is_archive(zipped({"OFD.xml": b"<a/>", "Doc_0/Document.xml": b"<a/>"}))
    assert not is_archive(TEXT)
    assert is_archive(zipped({"a.txt": TEXT})) and is_archive(zipped({}))


def problem(content: bytes, name: str = "年报.zip") -> str:
    [error] = [member for shown, member in members(content, "年报.zip") if shown == name]
    assert isinstance(error, UnreadableDocument) and "\n" not in str(error) and str(error).startswith(name)
    return str(error)


def test_an_encrypted_file_stands_alone():
    content = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1  # the mark of encryption in the directory, of the first file
    assert "已加密" in problem(bytes(content), "年报.zip/a.txt")
    assert dict(members(bytes(content), "年报.zip"))["年报.zip/b.txt"] == TEXT


def test_an_unknown_way_to_compress_stands_alone():
    content = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    at = content.index(b"PK\x01\x02")
    content[at + 10] = 9  # Deflate64
    assert "压缩方式" in problem(bytes(content), "年报.zip/a.txt")
    assert dict(members(bytes(content), "年报.zip"))["年报.zip/b.txt"] == TEXT


def test_a_bomb_stands_alone():
    content = zipped({"bomb.txt": b"0" * 40_000_000, "报告.txt": TEXT})
    assert "压缩炸弹" in problem(content, "年报.zip/bomb.txt")
    assert dict(members(content, "年报.zip"))["年报.zip/报告.txt"] == TEXT


def test_archives_in_archives_end_somewhere():
    content = zipped({"报告.txt": TEXT})
    for _ in range(4):
        content = zipped({"内.zip": content})
    [(name, error)] = members(content, "年报.zip")
    assert name == "年报.zip/内.zip/内.zip/内.zip" and "3 层" in str(error)


def test_files_and_bytes_count_over_all_archives_inside(monkeypatch):
    inner = zipped({f"{n}.txt": TEXT for n in range(5)})
    content = zipped({"一.zip": inner, "二.zip": inner})
    monkeypatch.setattr(archive, "MAX_MEMBERS", 8)
    found = list(members(content, "年报.zip"))
    assert sum(isinstance(member, bytes) for _, member in found) == 6
    assert any("过多" in str(member) for _, member in found)
    monkeypatch.setattr(archive, "MAX_TOTAL", len(inner) + 2 * len(TEXT))
    assert sum(isinstance(member, bytes) for _, member in members(content, "年报.zip")) <= 2


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 99))
def test_truncated_archives_are_one_line(percent):
    content = zipped({"报告.txt": TEXT, "报告二.txt": TEXT})
    cut = content[: len(content) * percent // 100]
    if is_archive(cut):
        assert "已损坏" in problem(cut)


def test_read_all_tells_what_each_file_is(tmp_path):
    path = tmp_path / "年报.zip"
    path.write_bytes(zipped({"a.txt": TEXT, "b.txt": b"MZ\x00\x01" * 99, "c/d.html": "<p>一、总体情况</p>".encode()}))
    found = dict(read_all(path))
    assert list(found) == ["年报.zip/a.txt", "年报.zip/b.txt", "年报.zip/c/d.html"]
    assert isinstance(found["年报.zip/a.txt"], Document) and found["年报.zip/a.txt"].name == "年报.zip/a.txt"
    assert isinstance(found["年报.zip/b.txt"], UnreadableDocument)
    [(name, document)] = read_all(tmp_path / "没有.txt")
    assert name == "没有.txt" and isinstance(document, UnreadableDocument)


def test_an_archive_of_one_document_is_that_document(tmp_path):
    path = tmp_path / "年报.zip"
    path.write_bytes(zipped({"内/报告.txt": TEXT, "图.bin": b"\x00\x01" * 99}))
    assert read(path).name == "年报.zip/内/报告.txt"
    with pytest.raises(UnreadableDocument, match="gknlp audit"):
        read_bytes(zipped({"a.txt": TEXT, "b.txt": TEXT}), "年报.zip")
    with pytest.raises(UnreadableDocument, match=r"^年报\.zip：压缩包里没有可读的文件"):
        read_bytes(zipped({"README.txt": TEXT}), "年报.zip")
    assert "没有可读" in str(dict(read_all_of(tmp_path, zipped({})))["空.zip"])


def read_all_of(folder, content):
    (folder / "空.zip").write_bytes(content)
    return read_all(folder / "空.zip")


def test_other_archives_are_named():
    for magic, name in ((b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b\x08", "gzip")):
        with pytest.raises(UnreadableDocument, match=f"{name} 压缩包，请先解压"):
            read_bytes(magic + bytes(99), "年报.zip")
