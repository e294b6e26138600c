import pytest

from gknlp.readers.layout import Glyph, Page, blocks_of, rows_of
from gknlp.readers.ruling import Line
from gknlp.types.document import UNSURE, BlockKind

LONG = "云溪县财政局坚持以公开为常态、不公开为例外，全年主动公开各类政府信息共计三百余条"


def line(x, top, text, size=12):
    """The characters of a line, each in a square of its own; digits half as wide."""
    glyphs = []
    for character in text:
        width = size * (0.5 if character.isascii() else 1)
        if character != " ":
            glyphs.append(Glyph(character, x, top, x + width, top + size))
        x += width
    return glyphs


def lattice(xs, ys):
    return [Line(True, y, xs[0], xs[-1]) for y in ys] + [Line(False, x, ys[0], ys[-1]) for x in xs]


def page(*lines, ruled=(), width=595, height=842, is_scan=False):
    return Page(width, height, [glyph for glyphs in lines for glyph in glyphs], ruled, is_scan)


def paragraphs(*pages):
    return [block.text for block in blocks_of(pages)[0] if block.kind is BlockKind.PARAGRAPH]


def cells(*pages):
    grids = [block.grid for block in blocks_of(pages)[0] if block.grid]
    return [[[cell.text for cell in grid.row(number)] for number in range(grid.rows)] for grid in grids]


def ruled(glyphs, width=40, height=40):
    """A page with a table of two columns, the second ``width`` wide; ``glyphs`` stand there from (200, 200) on."""
    xs, ys = [80, 200, 200 + width, 360 + width], [200, 200 + height, 240 + height]
    return page(line(83, 203, "行政许可", 9), glyphs, ruled=lattice(xs, ys))


class TestLines:
    def test_characters_come_in_reading_order_whatever_the_files_order(self):
        glyphs = [*line(80, 130, "均已答复"), *line(80, 100, "收到申请12件")]
        assert [row.text for row in rows_of(glyphs[::-1])] == ["收到申请12件", "均已答复"]

    def test_marks_of_another_size_stand_in_the_line(self):
        assert [row.text for row in rows_of([*line(80, 100, "共公开"), *line(116, 102, "12", 10), *line(126, 100, "件")])] == ["共公开12件"]  # fmt: skip

    def test_text_printed_twice_to_look_bold_is_read_once(self):
        assert [row.text for row in rows_of([*line(80, 100, "一、总体情况"), *line(80.4, 100, "一、总体情况")])] == [
            "一、总体情况"
        ]

    def test_doubled_digits_stay(self):
        assert [row.text for row in rows_of(line(80, 100, "共1122件"))] == ["共1122件"]

    def test_stretched_chinese_has_no_spaces_and_gaps_have_one(self):
        glyphs = [glyph for n, character in enumerate("政府信息") for glyph in line(80 + 18 * n, 100, character)]
        assert [row.text for row in rows_of([*glyphs, *line(300, 100, "2024年")])] == ["政府信息 2024年"]


class TestParagraphs:
    def test_lines_of_a_paragraph_are_joined(self):
        lines = [
            line(104, 100, LONG[:38]),
            line(80, 120, LONG[1:41]),
            line(80, 140, "均已公开。"),
            line(104, 160, "另行说明。"),
        ]
        assert paragraphs(page(*lines)) == [LONG[:38] + LONG[1:41] + "均已公开。", "另行说明。"]

    def test_over_the_end_of_a_page(self):
        first = page(line(104, 700, LONG[:38]), line(80, 720, LONG[1:41]), line(290, 790, "- 1 -"))
        second = page(line(80, 100, "均已公开。"), line(104, 120, "另行说明。"), line(290, 790, "- 2 -"))
        assert paragraphs(first, second) == [LONG[:38] + LONG[1:41] + "均已公开。", "另行说明。"]

    def test_a_heading_is_apart_from_what_follows(self):
        lines = [line(80, 100, "一、总体情况"), line(104, 120, LONG[:38]), line(80, 140, LONG[1:41])]
        assert paragraphs(page(*lines))[0] == "一、总体情况"

    def test_words_of_latin_letters_keep_a_space_over_the_line(self):
        lines = [line(80, 100, LONG[:37] + "open"), line(80, 120, "data"), line(80, 140, LONG[:39])]
        assert "open data" in "".join(paragraphs(page(*lines)))

    def test_what_lies_off_the_page_is_not_read(self):
        assert paragraphs(page(line(80, -40, "裁切标记"), line(700, 100, "页外"), line(80, 100, "一、总体情况"))) == [
            "一、总体情况"
        ]


class TestMargins:
    @pytest.mark.parametrize("number", [
        "1", "12", "- 1 -", "— 1 —", "－1－", "–1–", "第1页", "第 1 页 共 5 页", "第1页，共5页", "第1页/共5页", "共5页 第1页", "1/5", "1 / 5",
        "·1·", "~ 1 ~", "•1•", "(1)", "（1）", "【1】", "P1", "Page 1 of 5", "第一页", "ii", "１",
    ])  # fmt: skip
    @pytest.mark.parametrize("top", [40, 790])
    def test_page_numbers_are_left_out(self, number, top):
        lines = [line(280, top, number, 9), line(80, 300, "一、总体情况")]
        assert paragraphs(page(*lines)) == ["一、总体情况"]

    @pytest.mark.parametrize("text", ["2024年", "12件", "附件1", "1、总体情况", "2025年1月20日", "（一）主动公开"])
    def test_short_lines_with_numbers_stay(self, text):
        assert text in paragraphs(page(line(280, 790, text), line(80, 300, "一、总体情况")))

    def test_a_number_in_the_middle_of_a_page_stays(self):
        assert "12" in paragraphs(page(line(280, 400, "12"), line(80, 300, "一、总体情况")))

    def body(self, number, *lines):
        return page(*lines, line(80, 200, f"（{'一二三四五六'[number]}）各项工作"))

    @pytest.mark.parametrize("count", [2, 3, 6])
    def test_running_heads_are_left_out(self, count):
        pages = [self.body(n, line(80, 50, "云溪县财政局政府信息公开工作年度报告", 9)) for n in range(count)]
        assert paragraphs(*pages) == [f"（{'一二三四五六'[n]}）各项工作" for n in range(count)]

    def test_heads_with_the_number_of_the_page(self):
        pages = [self.body(n, line(80, 790, f"云溪县财政局　第{n + 1}页", 9)) for n in range(2)]
        assert paragraphs(*pages) == ["（一）各项工作", "（二）各项工作"]

    def test_heads_of_left_and_right_pages(self):
        heads = ["云溪县财政局", "政府信息公开工作年度报告"]
        pages = [self.body(n, line(80, 50, heads[n % 2], 9)) for n in range(5)]
        assert not set(heads) & set(paragraphs(*pages))

    def test_first_lines_that_are_only_similar_stay(self):
        firsts = ["云溪县财政局年度报告", "云溪县财政局机构说明", "云溪县财政局其他事项"]
        pages = [self.body(n, line(80, 50, first)) for n, first in enumerate(firsts)]
        assert set(firsts) < set(paragraphs(*pages))

    def test_sentences_at_the_top_of_pages_stay(self):
        pages = [self.body(n, line(80, 90, f"本年收到申请{n}件。")) for n in range(4)]
        assert sum(text.startswith("本年收到") for text in paragraphs(*pages)) == 4

    def test_the_same_first_line_of_two_pages_stays(self):
        pages = [self.body(n, line(80, 105, "云溪县财政局")) for n in range(2)]
        assert paragraphs(*pages).count("云溪县财政局") == 2

    def test_lines_at_different_heights_are_no_heads(self):
        pages = [self.body(0, line(80, 60, "二、主动公开")), self.body(1, line(80, 100, "二、主动公开"))]
        assert paragraphs(*pages).count("二、主动公开") == 2


class TestTables:
    def test_text_stands_in_the_cell_of_its_middle(self):
        table = lattice([80, 200, 280], [200, 220, 240])
        lines = [
            line(83, 203, "行政许可", 9),
            line(203, 203, "550", 9),
            line(83, 223, "行政处罚", 9),
            line(203, 223, "4119", 9),
        ]
        assert cells(page(*lines, ruled=table)) == [[["行政许可", "550"], ["行政处罚", "4119"]]]

    def test_a_number_broken_in_a_narrow_cell_is_one(self):
        wrapped = ruled([*line(205, 205, "12345", 10), *line(205, 217, "67", 10)])
        assert cells(wrapped)[0][0][1] == "1234567"

    def test_figures_below_one_another_are_not_sure_to_be_one(self):
        stacked = ruled([*line(205, 205, "12", 10), *line(205, 217, "34", 10)], width=80)
        assert cells(stacked)[0][0][1] == "12\n34" + UNSURE

    def test_a_word_below_a_figure_makes_no_doubt(self):
        text = ruled([*line(205, 205, "12", 10), *line(205, 217, "万元", 10)], width=80)
        assert cells(text)[0][0][1] == "12\n万元"

    def test_a_number_that_runs_over_a_line_is_sure_on_neither_side(self):
        texts = cells(ruled(line(222, 203, "12345", 9)))[0][0]
        assert texts[1:] == ["1234" + UNSURE, "5" + UNSURE]

    def test_figures_beside_one_another_are_sure(self):
        assert cells(ruled([*line(220, 203, "12", 9), *line(243, 203, "345", 9)]))[0][0][1:] == ["12", "345"]

    @pytest.mark.parametrize("turn, order", [(1, 1), (3, -1)])
    def test_turned_labels_are_read_along_their_lines(self, turn, order):
        columns = ["三、本年度", "办理结果"]
        xs = (221, 208) if turn == 1 else (208, 221)
        glyphs = [
            Glyph(character, x, 240 + order * 11 * n, x + 10, 250 + order * 11 * n, turn)
            for x, column in zip(xs, columns, strict=True)
            for n, character in enumerate(column)
        ]
        words = page(
            line(83, 203, "行政许可处罚强制", 9),
            line(243, 203, "（一）予以公开", 9),
            glyphs,
            ruled=lattice([80, 200, 240, 400], [180, 310, 330]),
        )
        assert cells(words)[0][0][1] == "三、本年度\n办理结果"

    def test_labels_of_one_character_a_line(self):
        glyphs = [glyph for n, c in enumerate("三、本年度办理结果") for glyph in line(205, 203 + 12 * n, c, 10)]
        assert cells(ruled(glyphs, height=120))[0][0][1].replace("\n", "") == "三、本年度办理结果"

    def test_turned_text_outside_tables_is_no_paragraph(self):
        stamp = [Glyph("章", 300, 300, 312, 312, 1)]
        assert paragraphs(page(line(80, 100, "一、总体情况"), stamp)) == ["一、总体情况"]

    @pytest.mark.parametrize("turn", [1, 2, 3])
    def test_a_page_whose_text_is_turned_is_turned_back(self, turn):
        def place(x, y):
            return {1: (595 - y, x), 2: (595 - x, 842 - y), 3: (y, 842 - x)}[turn]

        glyphs, lines = [], []
        for glyph in [*line(83, 203, "行政许可", 9), *line(203, 203, "550", 9)]:
            (ax, ay), (bx, by) = place(glyph.x0, glyph.top), place(glyph.x1, glyph.bottom)
            glyphs.append(Glyph(glyph.text, min(ax, bx), min(ay, by), max(ax, bx), max(ay, by), turn))
        for ruling in lattice([80, 200, 280], [200, 220]):
            ends = [(v, ruling.at) if ruling.is_level else (ruling.at, v) for v in (ruling.start, ruling.end)]
            (ax, ay), (bx, by) = (place(*end) for end in ends)
            is_level = abs(ay - by) < 1e-6
            lines.append(Line(is_level, ay, *sorted((ax, bx))) if is_level else Line(is_level, ax, *sorted((ay, by))))
        assert cells(Page(595, 842, glyphs, lines)) == [[["行政许可", "550"]]]

    def test_a_table_over_two_pages_is_one_whatever_stands_in_the_margins(self):
        xs = [80, 200, 280]
        first = page(line(83, 703, "行政许可", 9), line(203, 703, "550", 9), line(290, 790, "- 1 -"), ruled=lattice(xs, [700, 720, 740]))  # fmt: skip
        second = page(line(83, 103, "行政处罚", 9), line(203, 103, "41", 9), line(290, 790, "- 2 -"), ruled=lattice(xs, [100, 120]))  # fmt: skip
        assert len(cells(first, second)) == 1


class TestDoubts:
    rows = (["信息内容", "制发件数", "废止件数"], ["规章", "0", "1"], ["行政许可", "55", "4"])

    def bare(self):
        return [line(80 + 120 * n, 200 + 20 * r, t) for r, row in enumerate(self.rows) for n, t in enumerate(row)]

    def test_a_table_without_lines_is_kept_as_text_and_doubted(self):
        blocks, doubts = blocks_of([page(line(80, 150, "二、主动公开政府信息情况"), *self.bare())])
        assert [block.text for block in blocks][1:] == [" ".join(row) for row in self.rows]
        [doubt] = doubts
        assert "没有框线" in doubt.message and blocks[doubt.place.block].text.startswith("信息内容")

    def test_a_single_line_with_gaps_is_no_table(self):
        lines = [line(80, 300, "联系人：张三"), line(250, 300, "电话：12345"), line(420, 300, "传真：12345")]
        assert blocks_of([page(line(80, 200, LONG[:38]), *lines)])[1] == ()

    def test_torn_cells_are_doubted(self):
        lines = [Line(True, 100, 80, 440), Line(True, 140, 80, 440), Line(False, 80, 100, 140), Line(False, 440, 100, 140),
                 Line(False, 200, 120, 140), Line(True, 120, 80, 200)]  # fmt: skip
        blocks, doubts = blocks_of([page(line(83, 103, "规章", 9), ruled=lines)])
        assert [(doubt.message[:6], doubt.place.block) for doubt in doubts] == [("表格线不完整", 0)] and blocks[0].grid

    def test_recognised_pages_and_tables_are_doubted(self):
        table = lattice([80, 200, 280], [200, 240])
        scanned = page(line(83, 203, "行政许可", 9), ruled=table, is_scan=True)
        messages = [doubt.message for doubt in blocks_of([page(line(80, 100, "一、总体情况")), scanned])[1]]
        assert messages == ["第2页是扫描图像，文字由识别得来，可能有误", "表格由图像识别得来，请与原件核对"]
