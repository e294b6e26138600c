"""The agencies of the generated reports: every level and kind. Places are invented, and so is all that is told of them;
a province is named as it is, since no invented name would be known for one."""

from __future__ import annotations

from datetime import date

AGENCIES = (
    ("临江市青山区人民政府", "全区", 300), ("云溪县人民政府", "全县", 120), ("临江市青山区民政局", "我局", 18),
    ("云溪县财政局", "我局", 6), ("云溪县白石镇人民政府", "我镇", 0), ("东屏市人民政府办公室", "本机关", 160),
    ("东屏市生态环境局", "我局", 60), ("南浦区长河街道办事处", "本街道", 2),
    ("东屏市人民政府", "全市", 900), ("西岭自治州人民政府", "全州", 80),
    ("国家风土资源局", "我局", 1400), ("东屏高新技术产业开发区管理委员会", "管委会", 25), ("国家税务总局云溪县税务局", "我局", 4),
    ("东屏市残疾人联合会", "我会", 1), ("云溪县人民政府办公室", "本机关", 30), ("云溪县青石乡人民政府", "我乡", 3),
    ("东屏市自然资源和规划局", "我局", 420), ("云溪县公安局", "我局", 12), ("临江市南湖区教育局", "我局", 9),
    ("青海省人民政府", "全省", 2600), ("青海省水利厅", "我厅", 45),
)  # fmt: skip
"""Name, how it speaks of itself, about how many applications it gets in a year."""
CHILDREN = {
    "云溪县人民政府": ("云溪县财政局", "云溪县公安局", "云溪县白石镇人民政府", "云溪县青石乡人民政府", "云溪县人民政府办公室"),
    "东屏市人民政府": ("东屏市生态环境局", "东屏市自然资源和规划局", "东屏市人民政府办公室"),
    "临江市青山区人民政府": ("临江市青山区民政局", "临江市青山区住房和城乡建设局", "临江市青山区青峰镇人民政府"),
}  # fmt: skip
"""Governments whose reports sum up those of others."""
_DUE = (
    (("市人民政府办公室",), (3, 10)),
    (("县人民政府办公室", "县人民政府", "区人民政府"), (2, 20)),
    (("省人民政府", "管理委员会"), (3, 31)),
    (("市人民政府", "州人民政府"), (3, 10)),
)


def due(agency: str, year: int) -> date | None:
    """The last day on which the report of a year is in time, or may be; None where no law binds the agency."""
    if agency.endswith("联合会"):
        return None
    if year < 2019 or agency.startswith("国家"):
        return date(year + 1, 3, 31)
    found = next((day for ends, day in _DUE if agency.endswith(ends)), (1, 31))
    return date(year + 1, *found)


def sure_due(agency: str, year: int) -> date | None:
    """The last day on which the report is surely in time."""
    last = due(agency, year)
    if last is None or year < 2019:
        return last
    if agency.endswith(("办公室", "管理委员会")) or agency.startswith("国家"):
        return date(year + 1, 1, 31)
    return date(year + 1, 2, 20) if agency.endswith("市人民政府") else last


def makes_rules(agency: str) -> bool:
    """Whether the agency may make 规章, or its name does not tell that it may not."""
    ends = ("省人民政府", "州人民政府", "市人民政府", "市人民政府办公室", "管理委员会")
    return agency.endswith(ends) or agency.startswith(("国家", "青海"))
