import contextlib
import io
import zipfile

import pytest
from docx import Document as new_document
from hypothesis import given, settings
from hypothesis import strategies as st

from gknlp.errors import UnreadableDocument
from gknlp.readers import read_bytes
from gknlp.types.document import BlockKind

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def package(body: str, **parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>')
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return stream.getvalue()


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def sample() -> bytes:
    document = new_document()
    document.add_heading("一、总体情况", 1)
    document.add_paragraph("收到申请12件。")
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "三、办理结果"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "（一）予以公开"
    table.cell(2, 2).text = "7"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_headings_paragraphs_and_merged_cells():
    document = read_bytes(sample(), "甲.docx")
    assert (document.blocks[0].kind, document.blocks[0].level) == (BlockKind.HEADING, 1)
    assert document.blocks[1].text == "收到申请12件。"
    grid = document.blocks[2].grid
    spans = {cell.text: (cell.row_span, cell.column_span) for cell in grid.cells}
    assert spans["三、办理结果"] == (2, 1) and spans["（一）予以公开"] == (1, 2)
    assert (grid.rows, grid.columns) == (3, 3)


def test_changes_are_read_as_accepted():
    body = f"<w:p>{run('收到')}<w:del>{run('10')}</w:del><w:ins>{run('12')}</w:ins>{run('件')}</w:p>"
    assert read_bytes(package(body), "甲.docx").blocks[0].text == "收到12件"


def test_automatic_numbers_are_text():
    numbering = (
        f'<w:numbering xmlns:w="{NAMESPACE}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr></w:pPr>'
    body = f"{item}{run('总体情况')}</w:p>{item}{run('主动公开政府信息情况')}</w:p>"
    assert [b.text for b in read_bytes(package(body, numbering=numbering), "甲.docx").blocks] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
    ]


def test_nested_table_stands_alone_and_its_text_once():
    inner = f"<w:tbl><w:tr><w:tc><w:p>{run('规章')}</w:p></w:tc><w:tc><w:p>{run('0')}</w:p></w:tc></w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc><w:p>{run('表二')}</w:p>{inner}</w:tc></w:tr></w:tbl>"
    grids = [block.grid for block in read_bytes(package(body), "甲.docx").blocks]
    assert [[cell.text for cell in grid.cells] for grid in grids] == [["表二"], ["规章", "0"]]


def test_external_entities_are_not_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("机密", encoding="utf-8")
    text = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document xmlns:w="{NAMESPACE}"><w:body><w:p>{run("甲&x;")}</w:p></w:body></w:document>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", text)
    with contextlib.suppress(UnreadableDocument):
        assert "机密" not in read_bytes(stream.getvalue(), "甲.docx").blocks[0].text


def test_zip_bomb_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<" + b" " * 60_000_000)
    with pytest.raises(UnreadableDocument, match="压缩"):
        read_bytes(stream.getvalue(), "甲.docx")


def test_a_package_without_a_body_is_named():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/styles.xml", "<styles/>")
    with pytest.raises(UnreadableDocument, match="不是 Word"):
        read_bytes(stream.getvalue(), "甲.docx")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 100))
def test_truncated_documents_are_refused(percent):
    content = sample()
    cut = content[: len(content) * percent // 100]
    if percent < 100:
        with pytest.raises(UnreadableDocument, match=r"甲\.docx"):
            read_bytes(cut, "甲.docx")


def test_text_boxes_once_and_footnotes_at_the_end():
    box = f"<w:txbxContent><w:p>{run('框中文字')}</w:p></w:txbxContent>"
    choice = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    notes = (
        f'<w:footnotes xmlns:w="{NAMESPACE}"><w:footnote w:type="separator"><w:p>{run("线")}</w:p></w:footnote>'
        f"<w:footnote><w:p>{run('注：含上年结转。')}</w:p></w:footnote></w:footnotes>"
    )
    body = f"<w:p>{run('正文')}<w:r>{choice}</w:r></w:p><w:p>{run('末段')}</w:p>"
    texts = [block.text for block in read_bytes(package(body, footnotes=notes), "甲.docx").blocks]
    assert texts == ["正文", "框中文字", "末段", "注：含上年结转。"]


def test_field_codes_are_not_text():
    body = f"<w:p>{run('共')}<w:r><w:instrText> PAGE </w:instrText></w:r>{run('3')}{run('页')}</w:p>"
    assert read_bytes(package(body), "甲.docx").blocks[0].text == "共3页"


def test_struck_text_and_hidden_rows_are_left_out_and_superscripts_stand_apart():
    def marked(mark, text):
        return f"<w:r><w:rPr>{mark}</w:rPr><w:t>{text}</w:t></w:r>"

    hidden = "<w:trPr><w:hidden/></w:trPr>"
    cells = (
        run("22") + marked('<w:vertAlign w:val="superscript"/>', "1"),
        marked("<w:strike/>", "35") + run("22"),
        marked("<w:dstrike/>", "35") + run("22"),
        marked('<w:strike w:val="0"/>', "22"),
    )
    rows = "".join(f"<w:tr><w:tc><w:p>{cell}</w:p></w:tc></w:tr>" for cell in cells)
    rows += f"<w:tr>{hidden}<w:tc><w:p>{run('7')}</w:p></w:tc></w:tr>"
    grid = read_bytes(package(f"<w:tbl>{rows}</w:tbl>"), "a.docx").blocks[0].grid
    assert [cell.text for cell in grid.cells] == ["22¹", "22", "22", "22"] and grid.rows == 4
