"""A report of a place and a year of which one sentence matters."""

from gknlp.parsing import parse
from gknlp.readers import read_bytes
from gknlp.types.report import Report

HEAD = """甲县人民政府2023年政府信息公开工作年度报告

一、总体情况

全年推进政府信息公开，办理依申请公开，未发生行政复议。

三、收到和处理政府信息公开申请情况

{}

五、存在的主要问题及改进情况

还有不足，将改进。
"""


def report_of(sentence: str) -> Report:
    """The report with ``sentence`` in its section on applications."""
    return parse(read_bytes(HEAD.format(sentence).encode(), "甲.txt"))
