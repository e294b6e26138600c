import io
import os
import re
import stat
import struct
import subprocess
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from docx import Document as new_document

from gknlp.errors import UnreadableDocument
from gknlp.readers import format_of, libreoffice, read_bytes
from gknlp.types.document import BlockKind

needs_libreoffice = pytest.mark.skipif(libreoffice.soffice() is None, reason="LibreOffice is not installed")


def ole(streams: dict[str, bytes]) -> bytes:
    """An OLE container of a few streams."""
    bodies = [data.ljust(max(4096, -(-len(data) // 512) * 512), b"\0") for data in streams.values()]
    sectors, chains, starts = 2, [0xFFFFFFFD, 0xFFFFFFFE], []
    for body in bodies:
        count = len(body) // 512
        starts.append(sectors)
        chains += [*range(sectors + 1, sectors + count), 0xFFFFFFFE]
        sectors += count
    entries = [("Root Entry", 5, 1, 0xFFFFFFFE, 0)]
    entries += [(name, 2, 0, start, len(body)) for name, start, body in zip(streams, starts, bodies, strict=True)]
    directory = b""
    for number, (name, kind, child, start, size) in enumerate(entries):
        following = number + 1 if 0 < number < len(entries) - 1 else 0xFFFFFFFF
        first = child if child and len(entries) > 1 else 0xFFFFFFFF
        title = (name + "\0").encode("utf-16-le")
        directory += struct.pack("<64sHBBIII", title, len(title), kind, 1, 0xFFFFFFFF, following, first) + bytes(36)
        directory += struct.pack("<IQ", start, size)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0)
    fat = b"".join(struct.pack("<I", link) for link in chains).ljust(512, b"\xff")
    return head.ljust(512, b"\xff") + fat + directory.ljust(512, b"\0") + b"".join(bodies)


def refused(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableDocument, match=words) as caught:
        read_bytes(content, "甲.doc")
    assert str(caught.value).startswith("甲.doc：") and "\n" not in str(caught.value)


def word(flags: int) -> bytes:
    return ole({"WordDocument": b"\xec\xa5\xc1\x00" + bytes(6) + struct.pack("<H", flags), "1Table": b""})


def test_kinds_of_ole_containers():
    assert format_of(word(0)) == "office"
    assert format_of(ole({"Workbook": b""})) == format_of(ole({"Book": b""})) == "workbook"
    refused(ole({"PowerPoint Document": b""}), "PowerPoint")
    refused(ole({"别的": b""}), "不是文档")
    refused(ole({}), "已损坏")


def test_encrypted_files():
    refused(ole({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "已加密")
    refused(word(0x0100), "已加密")
    bof, filepass, end = (struct.pack("<HH", kind, 0) for kind in (0x809, 0x2F, 0x0A))
    refused(ole({"Workbook": bof + filepass + end}), "已加密")


@pytest.mark.parametrize("length", [8, 100, 511, 1024, 1536, 3000])
def test_truncated_containers(length):
    refused(word(0)[:length], "已损坏")


def test_without_libreoffice_a_line_says_what_to_do(monkeypatch):
    monkeypatch.setenv(libreoffice.VARIABLE, "")
    for content in (word(0), b"{\\rtf1 \\u20844?}", odt("一、总体情况")):
        refused(content, "需要 LibreOffice.*另存为 docx")


def test_the_variable_names_the_program(monkeypatch, tmp_path):
    program = tmp_path / ("soffice.bat" if os.name == "nt" else "soffice")
    program.write_text("", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(libreoffice.VARIABLE, str(program))
    assert libreoffice.soffice() == str(program)
    monkeypatch.setenv(libreoffice.VARIABLE, str(tmp_path / "没有"))
    assert libreoffice.soffice() is None


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for LibreOffice")
def test_a_program_that_hangs_is_ended_with_what_it_started(monkeypatch, tmp_path):
    program, noted = tmp_path / "soffice", tmp_path / "pid"
    program.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > '{noted}'\nwait\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv(libreoffice.VARIABLE, str(program))
    monkeypatch.setattr(libreoffice, "MAX_SECONDS", 1)
    begin = time.monotonic()
    refused(word(0), "超时")
    assert time.monotonic() - begin < 20
    status = Path(f"/proc/{noted.read_text(encoding='utf-8').strip()}/stat")
    if Path("/proc/self").exists():
        assert not status.exists() or ") Z " in status.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for LibreOffice")
def test_a_program_that_makes_nothing(monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv(libreoffice.VARIABLE, str(program))
    refused(word(0), "未能转换")


def odt(text: str, kind: str = "text") -> bytes:
    namespaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text")
    )
    content = (
        f'<office:document-content{namespaces} office:version="1.2"><office:body><office:text>'
        f"<text:h text:outline-level='1'>{text}</text:h></office:text></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


def test_other_open_documents_are_named():
    refused(odt("甲", "spreadsheet"), "xlsx 或 docx")


def report_docx() -> bytes:
    document = new_document()
    document.add_heading("一、总体情况", 1)
    document.add_paragraph("2023年收到申请12件，均已办结。")
    table = document.add_table(3, 3, style="Table Grid")
    table.cell(0, 0).merge(table.cell(1, 0)).text = "三、办理结果"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "（一）予以公开"
    table.cell(1, 1).text, table.cell(1, 2).text = "自然人", "7"
    table.cell(2, 0).text, table.cell(2, 1).text, table.cell(2, 2).text = "四、结转", "总计", "0"
    document.add_paragraph("特此报告。")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def flat(docx: bytes) -> bytes:
    """``docx`` as Word's flat XML."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = {
            name: package.read(name)
            for name in package.namelist()
            if name.startswith("word/") and name.endswith(".xml")
        }
    texts = (
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{re.sub(rb"<[?].*?[?]>", b"", data).decode()}</pkg:xmlData></pkg:part>'
        for name, data in parts.items()
    )
    head = '<?xml version="1.0" standalone="yes"?><?mso-application progid="Word.Document"?>'
    package_of = "http://schemas.microsoft.com/office/2006/xmlPackage"
    return f'{head}<pkg:package xmlns:pkg="{package_of}">{"".join(texts)}</pkg:package>'.encode()


def check(document) -> None:
    assert document.format == "doc" and document.name == "甲.doc"
    texts = [block.text for block in document.blocks if block.kind is not BlockKind.GRID]
    assert [text for text in texts if text] == ["一、总体情况", "2023年收到申请12件，均已办结。", "特此报告。"]
    [grid] = [block.grid for block in document.blocks if block.grid is not None]
    cells = {cell.text: (cell.row, cell.row_span, cell.column_span) for cell in grid.cells}
    assert cells["三、办理结果"][:2] == (0, 2) and cells["（一）予以公开"][2] == 2
    assert cells["7"][0] == 1 and cells["总计"][0] == 2


def test_flat_word_xml_needs_no_libreoffice(monkeypatch):
    monkeypatch.setenv(libreoffice.VARIABLE, "")
    check(read_bytes(flat(report_docx()), "甲.doc"))
    refused(flat(report_docx())[:-200], "已损坏")
    entity = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><pkg:package'
    refused(flat(report_docx()).replace(b"<pkg:package", entity, 1), "实体")


def made(tmp_path: Path, source: str, content: bytes, target: str) -> bytes:
    """``content`` in another format, by LibreOffice."""
    (tmp_path / source).write_bytes(content)
    ending, _, _ = target.partition(":")
    command = [libreoffice.soffice(), "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--convert-to", target, "--outdir", str(tmp_path / "out"), str(tmp_path / source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (tmp_path / "out" / source).with_suffix(f".{ending}").read_bytes()


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("target", ["doc", "rtf", "odt"])
def test_documents_that_libreoffice_converts(tmp_path, target):
    content = made(tmp_path, "report.docx", report_docx(), target)
    assert format_of(content) == "office"
    check(read_bytes(content, "甲.doc"))


@pytest.mark.slow
@needs_libreoffice
def test_word_2003_xml(tmp_path):
    content = made(tmp_path, "report.docx", report_docx(), "xml:MS Word 2003 XML")
    document = read_bytes(content, "甲.xml")  # LibreOffice writes no vertically merged cells into it
    assert document.format == "doc" and document.blocks[0].text == "一、总体情况"
    [grid] = [block.grid for block in document.blocks if block.grid is not None]
    assert {"三、办理结果", "（一）予以公开", "自然人", "7", "总计", "0"} <= {cell.text for cell in grid.cells}


@pytest.mark.slow
@needs_libreoffice
def test_a_doc_with_a_password_and_one_cut_off(tmp_path):
    content = bytearray(made(tmp_path, "report.docx", report_docx(), "doc"))
    refused(bytes(content[: len(content) * 2 // 3]), "已损坏|未能转换")
    at = next(at for at in range(512, len(content), 512) if content[at : at + 2] == b"\xec\xa5")
    content[at + 0x0B] |= 0x01
    refused(bytes(content), "已加密")


@pytest.mark.slow
@needs_libreoffice
def test_rtf_cut_off_and_empty_text_are_named():
    refused("{\\rtf1\\ansi 收到申请 12 \\par 均已".encode("gbk"), "未能转换")
    refused(b"{\\rtf1\\ansi \\par}", "没有文字")


@pytest.mark.slow
@needs_libreoffice
def test_old_workbooks(tmp_path):
    workbook = openpyxl.Workbook()
    for row in (
        ["表一"],
        ["信息内容", "本年制发件数"],
        ["规章", 74],
        ["金额", 176.2],
        ["差错", "#REF!"],
        ["空格", None],
    ):
        workbook.active.append(row)
    workbook.active.merge_cells("A1:B1")
    stream = io.BytesIO()
    workbook.save(stream)
    content = made(tmp_path, "report.xlsx", stream.getvalue(), "xls")
    assert format_of(content) == "workbook"
    title, table = read_bytes(content, "甲.xls").blocks
    assert title.text == "表一"
    rows = [[cell.text for cell in table.grid.row(number)] for number in range(table.grid.rows)]
    assert rows == [["信息内容", "本年制发件数"], ["规章", "74"], ["金额", "176.2"], ["差错", "#REF!"], ["空格", ""]]
    refused(content[: len(content) // 2], "已损坏")
