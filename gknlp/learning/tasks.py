"""The tasks: what can be learnt, one record each."""

from __future__ import annotations

from difflib import get_close_matches

from gknlp.errors import FaultyData
from gknlp.types.learning import Task

_CONCRETE = (("concrete", "具体"), ("vague", "笼统"))
TASKS: tuple[Task, ...] = (
    Task(
        "section", "段落属于哪一部分", "paragraph",
        (("overview", "总体情况"), ("disclosure", "主动公开"), ("applications", "依申请公开"), ("litigation", "复议诉讼"),
         ("problems", "问题及改进"), ("other", "其他事项")),
    ),
    Task(
        "role", "一句话说的是什么", "sentence",
        (("problem", "问题"), ("remedy", "改进措施"), ("plan", "打算"), ("achievement", "工作成绩"), ("figures", "数据"),
         ("citation", "依据和说明"), ("phrase", "套话")),
    ),
    Task("problem", "问题是否具体", "sentence", _CONCRETE),
    Task("remedy", "改进措施是否具体", "sentence", _CONCRETE),
    Task(
        "kind", "问题或措施属于哪些方面", "sentence",
        (("staff", "人员"), ("training", "业务培训"), ("awareness", "认识"), ("depth", "内容深度"), ("timeliness", "及时性"),
         ("interpretation", "政策解读"), ("platform", "平台渠道"), ("mechanism", "制度机制"), ("requests", "依申请办理"),
         ("interaction", "互动参与")),
        is_multiple=True,
    ),
)  # fmt: skip


def task_of(key: str) -> Task:
    """The task of that key. Raises FaultyData."""
    known = {task.key: task for task in TASKS}
    if key not in known:
        near = get_close_matches(key, known, 1, 0.5)
        hint = f"，是否指 {near[0]}？" if near else ""
        raise FaultyData(f"没有叫“{key[:20]}”的任务{hint}可用：{'、'.join(known)}")
    return known[key]
