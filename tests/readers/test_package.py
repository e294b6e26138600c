import io
import zipfile

import pytest

from gknlp.errors import UnreadableDocument
from gknlp.readers import package

ADVICE = "请重新获取"


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def part_of(content: bytes, path: str) -> bytes:
    with package.opened(content, "甲.ofd", "OFD 文件", ADVICE) as opened:
        return package.part(opened, path, "甲.ofd")


def test_a_part_is_read():
    assert part_of(zipped({"OFD.xml": b"<a/>"}), "OFD.xml") == b"<a/>"


def test_a_missing_part_and_a_broken_package_are_one_line():
    content = zipped({"OFD.xml": b"<a/>" * 900})
    broken = bytes(byte ^ 0x5A if 40 < at < 60 else byte for at, byte in enumerate(content))
    for damaged, path in ((content, "Doc.xml"), (content[:-30], "OFD.xml"), (broken, "OFD.xml")):
        with pytest.raises(UnreadableDocument, match=r"^甲\.ofd：OFD 文件已损坏.*请重新获取$"):
            part_of(damaged, path)


def test_a_part_that_shrank_too_much_is_refused():
    content = zipped({"OFD.xml": b"\0" * 30_000_000, "照片.bin": bytes(range(256)) * 9_000})
    with pytest.raises(UnreadableDocument, match="压缩炸弹"):
        part_of(content, "OFD.xml")


def test_many_small_parts_count_together(monkeypatch):
    monkeypatch.setattr(package, "MAX_UNPACKED", 5_000)
    with pytest.raises(UnreadableDocument, match="展开后过大"):
        part_of(zipped({f"页{n}.xml": bytes(range(100)) * 10 for n in range(6)}), "页1.xml")


def test_a_directory_that_lies_about_sizes_gains_nothing():
    content = zipped({"OFD.xml": b"a" * 3_000_000})
    small = content.replace((3_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    with pytest.raises(UnreadableDocument):
        part_of(small, "OFD.xml")


def test_a_directory_of_very_many_entries_is_not_read():
    content = zipped({"OFD.xml": b"<a/>"}) + b"PK\x01\x02" * (package.MAX_ENTRIES + 1)
    with pytest.raises(UnreadableDocument, match="超过 20000 个"):
        part_of(content, "OFD.xml")
    assert package.names(content) == ()


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY x "甲"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>',
        '<!DOCTYPE a SYSTEM "http://localhost/a.dtd"><a/>',
        "<a><b></a>",
        "",
    ],
)
def test_entities_and_broken_xml_are_refused(text):
    with pytest.raises(UnreadableDocument, match=r"^甲\.ofd：OFD 文件"):
        package.parsed(text.encode(), "甲.ofd", "OFD 文件")


def test_names_of_a_truncated_package():
    content = zipped({"xl/workbook.xml": b"<a/>", "xl/表.xml": b"<b/>"})
    assert package.names(content) == ("xl/workbook.xml", "xl/表.xml")
    assert package.names(content[:-40]) == ("xl/workbook.xml", "xl/表.xml")
