import io

import drawing
import pypdfium2
import pytest
from drawing import A4, FONT, LEFT, UP, Pen
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from gknlp.errors import UnreadableDocument
from gknlp.readers import read_bytes, scan
from gknlp.types.document import UNSURE, BlockKind

needs_ocr = pytest.mark.skipif(not scan.is_available(), reason="the extra gknlp[ocr] is not installed")
HEADING = "二、主动公开政府信息情况"
ROWS = (
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", "0", "1", "2"),
    ("行政规范性文件", "3", "4", "15"),
)
WIDTHS = (120, 80, 80, 80)


def read(pen):
    return read_bytes(pen.pdf(), "甲.pdf")


def paragraphs(document):
    return [block.text for block in document.blocks if block.kind is BlockKind.PARAGRAPH]


def grids(document):
    return [
        [[cell.text for cell in block.grid.row(number)] for number in range(block.grid.rows)]
        for block in document.blocks
        if block.grid
    ]


def sample(pen=None, style="stroked"):
    pen = pen or Pen()
    pen.lines(80, [HEADING])
    pen.table(80, 110, WIDTHS, ROWS, style=style)
    return pen


def is_sample(document):
    return paragraphs(document) == [HEADING] and grids(document) == [list(map(list, ROWS))]


def refused(content, words):
    with pytest.raises(UnreadableDocument, match=words) as caught:
        read_bytes(content, "甲.pdf")
    assert str(caught.value).startswith("甲.pdf：") and "\n" not in str(caught.value)


class TestTables:
    @pytest.mark.parametrize("style", ["stroked", "barred", "doubled", "dashed", "dotted", "coloured"])
    def test_however_the_lines_are_drawn(self, style):
        document = read(sample(style=style))
        assert is_sample(document) and not document.doubts

    @pytest.mark.parametrize("style", ["bare", "filled"])
    def test_without_lines_it_is_text_and_doubted(self, style):
        document = read(sample(style=style))
        assert paragraphs(document)[1:] == [" ".join(row) for row in ROWS]
        assert ["没有框线" in doubt.message for doubt in document.doubts] == [True]

    def test_level_lines_only(self):
        pen = sample(style="bare")
        for top in (110, 130, 170):
            pen.stroke(80, top, 440, top)
        assert not grids(read(pen)) and read_bytes(pen.stream.getvalue(), "甲.pdf").doubts

    def test_without_outer_sides(self):
        pen = sample(style="bare")
        for top in (110, 130, 150, 170):
            pen.stroke(80, top, 440, top)
        for x in (200, 280, 360):
            pen.stroke(x, 110, x, 170)
        assert is_sample(read(pen))

    def test_inside_a_form(self):
        pen = Pen()
        pen.canvas.beginForm("table")
        pen.table(60, 100, WIDTHS, ROWS)
        pen.canvas.endForm()
        pen.canvas.translate(20, -10)
        pen.canvas.doForm("table")
        assert grids(read(pen)) == [list(map(list, ROWS))]

    def test_a_label_over_twenty_two_rows(self):
        rows = [("三、本年度\n办理结果" if n == 0 else UP, f"（{n + 1}）其他处理", str(n)) for n in range(22)]
        pen = Pen()
        pen.table(80, 100, (60, 160, 60), rows)
        [block] = read(pen).blocks
        label, *cells = block.grid.cells
        assert (label.text, label.row_span) == ("三、本年度\n办理结果", 22)
        assert [cell.text for cell in cells if cell.column == 2] == [str(n) for n in range(22)]

    def test_merged_header_cells(self):
        pen = Pen()
        pen.table(80, 100, (120, 60, 60, 60), [("项目", "申请人情况", LEFT, "总计"), (UP, "自然人", "企业", UP), ("新收", "1", "2", "3")])  # fmt: skip
        spans = {cell.text: (cell.row_span, cell.column_span) for cell in read(pen).blocks[0].grid.cells}
        assert (spans["项目"], spans["申请人情况"], spans["总计"], spans["3"]) == ((2, 1), (1, 2), (2, 1), (1, 1))

    @pytest.mark.parametrize("degrees, x, tops", [(-90, (104, 90), 113), (90, (94, 108), 227)])
    def test_labels_turned_to_either_side(self, degrees, x, tops):
        pen = Pen()
        pen.table(80, 110, (40, 120, 80), [("", "（一）予以公开", "12"), (UP, "（二）部分公开", "3"), (UP, "（七）总计", "15")], height=40)  # fmt: skip
        for at, words in zip(x, ("三、本年度", "办理结果"), strict=True):
            pen.turned(degrees, at, tops, words, 10)
        assert grids(read(pen))[0][0] == ["三、本年度\n办理结果", "（一）予以公开", "12"]

    def test_a_number_broken_in_its_cell_and_two_that_are_not_one(self):
        pen = Pen()
        pen.table(
            80, 110, (120, 30, 60), [("规章\n行政规范性文件", "1234\n5", "3\n14"), ("行政许可", "1", "2")], height=40
        )
        assert grids(read(pen))[0][0][1:] == ["12345", "3\n14" + UNSURE]

    def test_a_number_too_wide_for_its_cell(self):
        pen = Pen()
        pen.table(80, 110, (120, 30, 60), [("行政许可", "", ""), ("行政处罚", "12", "3")])
        pen.text(220, 113, "1234567", 9)
        assert all(text.endswith(UNSURE) for text in grids(read(pen))[0][0][1:])

    def over_pages(self, *pages):
        pen = Pen()
        pen.lines(80, [HEADING])
        for number, rows in enumerate(pages, 1):
            if number > 1:
                pen.turn_over()
            pen.table(80, 80 if number > 1 else 700, WIDTHS, rows)
            pen.text(290, 795, f"- {number} -", 9)
        return read(pen)

    @pytest.mark.parametrize("header", [[], [ROWS[0]]])
    def test_over_three_pages_with_its_header_repeated_or_not(self, header):
        document = self.over_pages(ROWS[:2], [*header, ROWS[2]], [*header, ("其他", "5", "6", "7")])
        assert paragraphs(document) == [HEADING]
        assert grids(document) == [[*map(list, ROWS), ["其他", "5", "6", "7"]]]

    def test_a_row_cut_by_the_end_of_the_page(self):
        document = self.over_pages(
            [ROWS[0], ("行政规范性文件（含本级", "3", "4", "15")], [("及下级）", "", "", ""), ("其他", "5", "6", "7")]
        )
        assert grids(document)[0][1:] == [["行政规范性文件（含本级\n及下级）", "3", "4", "15"], ["其他", "5", "6", "7"]]


class TestPages:
    def test_sentences_over_lines_and_pages(self):
        pen = Pen()
        pen.lines(
            720,
            [
                "  2024年，云溪县财政局严格执行政府信息公开规定，共收到申请",
                "12件，其中予以公开8件，部分公开2件，不予公开2件，未发生复议",
            ],
        )
        pen.text(290, 795, "— 1 —", 9)
        pen.turn_over()
        pen.lines(80, ["和诉讼。", "  二、主动公开政府信息情况"])
        texts = paragraphs(read(pen))
        assert texts[0].endswith("未发生复议和诉讼。") and texts[1:] == [HEADING]

    @pytest.mark.parametrize("quarter", [90, 180, 270])
    def test_pages_that_the_file_turns(self, quarter):
        size = A4[::-1] if quarter != 180 else A4  # the page as it is shown
        pen = Pen(size)
        pen.canvas.setPageRotation(quarter)
        pen.canvas.translate(*{90: (A4[0], 0), 180: A4, 270: (0, A4[1])}[quarter])
        pen.canvas.rotate(quarter)
        assert is_sample(read(sample(pen)))

    @pytest.mark.parametrize("quarter", [90, 270])
    def test_turned_text_on_pages_that_are_not_turned(self, quarter):
        pen = Pen()
        pen.canvas.translate(*{90: (A4[0], 0), 270: (0, A4[1])}[quarter])
        pen.canvas.rotate(quarter)
        pen.height = A4[0]
        assert is_sample(read(sample(pen)))

    def test_upright_and_landscape_pages(self):
        pen = Pen()
        pen.lines(80, ["一、总体情况"])
        pen.turn_over(A4[::-1])
        document = read(sample(pen))
        assert paragraphs(document) == ["一、总体情况", HEADING] and len(grids(document)) == 1

    def test_a_crop_box_that_begins_elsewhere(self):
        assert is_sample(read(sample(Pen(cropBox=(50, 60, 560, 800)))))

    def test_what_is_cropped_away_is_not_read(self):
        pen = Pen(cropBox=(50, 60, 560, 800))
        pen.lines(10, ["裁切标记"])
        assert is_sample(read(sample(pen)))

    def test_a_watermark_askew(self):
        pen = sample()
        pen.turned(45, 120, 240, "云溪县财政局内部资料", 40)
        assert is_sample(read(pen))

    def test_text_printed_twice(self):
        pen = sample()
        pen.text(80.3, 80, HEADING)
        assert is_sample(read(pen))

    def test_invisible_text(self):
        pen = sample()
        pen.text(80, 200, "隐藏的文字", mode=3)
        assert is_sample(read(pen))

    def test_white_text_on_white(self):
        pen = sample()
        pen.canvas.setFillGray(1)
        pen.text(83, 133, "99", 9)
        assert is_sample(read(pen))

    def test_white_text_on_a_dark_ground(self):
        pen = Pen()
        pen.bar(80, 110, 300, 130, grey=0.2)
        pen.canvas.setFillGray(1)
        pen.text(83, 113, "一、总体情况")
        assert paragraphs(read(pen)) == ["一、总体情况"]

    def test_characters_without_a_meaning_are_doubted(self):
        pen = Pen()
        pen.lines(80, ["一、总体情况：云溪县财政局主动公开政府信息\ue555件"])
        document = read(pen)
        assert "\ue555" not in document.blocks[0].text
        assert ["无法解码" in doubt.message for doubt in document.doubts] == [True]

    def test_bullets_of_symbol_fonts_are_no_doubt(self):
        pen = Pen()
        pen.lines(80, ["\uf06c 主动公开政府信息情况"])
        assert not read(pen).doubts


class TestFiles:
    def test_encrypted(self):
        refused(sample(Pen(encrypt=StandardEncryption("口令1234", strength=128))).pdf(), "已加密")

    def test_protected_against_changes_only(self):
        assert is_sample(read(sample(Pen(encrypt=StandardEncryption("", ownerPassword="x", canModify=0)))))

    @pytest.mark.parametrize("percent", [2, 30, 60, 90])
    def test_truncated(self, percent):
        content = sample().pdf()
        refused(content[: len(content) * percent // 100], "已损坏或不完整")

    def test_no_pages(self):
        pages = "<</Type/Pages/Kids[]/Count 0>>"
        refused(f"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj{pages}endobj\ntrailer<</Root 1 0 R>>\n".encode(), "PDF")  # fmt: skip

    def test_pages_without_text(self):
        refused(blank(), "没有文字")

    def test_too_many_pages(self):
        document = pypdfium2.PdfDocument.new()
        for _ in range(301):
            document.new_page(595, 842)
        stream = io.BytesIO()
        document.save(stream)
        refused(stream.getvalue(), "超过 300 页")

    def test_actions_and_attachments_are_left_alone(self, tmp_path):
        mark = tmp_path / "执行过"
        document = pypdfium2.PdfDocument(sample().pdf())
        document.new_attachment("附件.txt").set_data("附件里的文字".encode())
        stream = io.BytesIO()
        document.save(stream)
        actions = f"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/AA<</WC<</S/Launch/F({mark})>>>>/Type/Catalog"
        content = stream.getvalue()
        assert b"/Type/Catalog" in content
        read_back = read_bytes(_with(content, b"/Type/Catalog", actions.encode()), "甲.pdf")
        assert is_sample(read_back) and not mark.exists()

    def test_links_and_remote_pictures_are_not_followed(self):
        pen = sample()
        pen.canvas.linkURL("http://127.0.0.1:9/logo.png", (80, 700, 200, 720))
        assert is_sample(read(pen))

    def test_the_title_is_metadata(self):
        pen = sample()
        pen.canvas.setTitle("云溪县财政局2024年政府信息公开工作年度报告")
        assert read(pen).metadata == (("title", "云溪县财政局2024年政府信息公开工作年度报告"),)


def _with(content, old, new):
    """The file with a piece of it replaced; its table of places is left out, so that it is rebuilt on reading."""
    return content.replace(old, new).replace(b"startxref", b"%startxref").replace(b"xref", b"%ref", 1)


def picture(pdf, dots=100):
    """The first page as an image."""
    return ImageReader(pypdfium2.PdfDocument(pdf)[0].render(scale=dots / 72).to_pil().convert("L"))


def blank():
    """A page without anything on it."""
    pen = Pen()
    pen.turn_over()
    return pen.pdf()


class TestPictures:
    """Pages that are pictures: which text is taken. What the OCR reads is tested with it."""

    recognised = "由识别得来"

    @pytest.fixture
    def without_ocr(self, monkeypatch):
        monkeypatch.setattr(scan, "is_available", lambda: False)

    def over_picture(self, words, mode=3, strips=1, is_below=False):
        pen = Pen()
        height = A4[1] / strips

        def draw():
            for strip in range(strips):
                pen.canvas.drawImage(picture(blank(), 20), 0, strip * height, A4[0], height)

        if not is_below:
            draw()
        for number, line in enumerate(words):
            pen.text(80, 100 + 20 * number, line, mode=mode)
        if is_below:
            draw()
        return pen

    @pytest.mark.parametrize("looks", [{}, {"strips": 6}, {"mode": 0, "is_below": True}])
    def test_a_hidden_layer_below_the_ocr_is_doubted(self, without_ocr, looks):
        document = read(self.over_picture(["一、总体情况"], **looks))
        assert paragraphs(document) == ["一、总体情况"]
        assert [self.recognised in doubt.message for doubt in document.doubts] == [True]

    def test_text_on_a_background_picture_is_text(self):
        words = ["云溪县财政局主动公开政府信息三百余条，均在门户网站公布"] * 4
        document = read(self.over_picture(words, mode=0))
        assert "".join(paragraphs(document)) == "".join(words) and not document.doubts

    def test_without_ocr_a_line_says_what_to_do(self, without_ocr):
        refused(self.over_picture([]).pdf(), r"扫描图像.*gknlp\[ocr\]")

    def test_characters_drawn_as_figures(self, without_ocr):
        pen = Pen()
        for number in range(60):
            pen.canvas.bezier(80 + number, 700, 85, 705, 90, 695, 95 + number, 700)
        refused(pen.pdf(), "扫描图像")

    def test_a_font_without_meanings(self, without_ocr):
        pen = Pen()
        pen.lines(80, ["\ue101\ue102\ue103情况"])
        assert any(self.recognised in doubt.message for doubt in read(pen).doubts)

    @needs_ocr
    @pytest.mark.slow
    def test_a_scanned_page_is_recognised(self):
        if not drawing.has_chinese_font():
            pytest.skip("no Chinese font to render pages with")
        pen = Pen()
        pen.canvas.drawImage(picture(sample().pdf(), 200), 0, 0, *A4)
        document = read(pen)
        assert grids(document) == [list(map(list, ROWS))] and document.doubts


def test_the_font_of_the_drawings_needs_no_file():
    assert FONT in sample().pdf().decode("latin-1")
