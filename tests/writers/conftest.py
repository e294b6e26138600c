from pathlib import Path

import pytest

from gknlp.auditing import audit
from gknlp.types.audit import Batch, Failure

HOSTILE = """# =HYPERLINK("http://x")云溪县财政局2023年政府信息公开工作年度报告

## 一、总体情况

<script>alert(1)</script>收到政府信息公开申请12件，=1+1\x1b[31m红字。

## 二、主动公开政府信息情况

| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
|---|---|---|---|
| 规章 | =cmd() | 0 | 0 |
| 行政规范性文件 | 6 | 1 | 3 |

## 三、收到和处理政府信息公开申请情况

| 项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
|---|---|---|---|---|---|---|---|
| 一、本年新收政府信息公开申请数量 | 10 | 0 | 0 | 0 | 0 | 0 | 11 |
| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 |  |
| （七）总计 | 10 | 0 | 0 | 0 | 0 | 0 | 10 |
"""


@pytest.fixture(scope="session")
def batch(tmp_path_factory):
    """A report of hostile text with findings, doubts and open questions, and a file that failed."""
    path = tmp_path_factory.mktemp("hostile") / "甲.md"
    path.write_text(HOSTILE, encoding="utf-8")
    found = audit(path, file="甲.md")
    assert found.findings
    return Batch((found,), (Failure("乙.txt", "乙.txt：文件是空的，请重新获取\x1b[2J"),))


@pytest.fixture(scope="session")
def wrong_cell(tmp_path_factory):
    """A report in which one wrong cell breaks a row and a column and contradicts the prose."""
    text = (Path(__file__).resolve().parents[1] / "rules" / "cases" / "base-2021.md").read_text(encoding="utf-8")
    right, wrong = "| 0 | 0 | 1 | 0 | 21 |", "| 0 | 0 | 1 | 0 | 27 |"
    assert right in text
    path = tmp_path_factory.mktemp("cell") / "甲.md"
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    return Batch((audit(path, file="甲.md"),), ())
