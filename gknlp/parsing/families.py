"""Names that together leave nothing out: what the form or the sense of the words splits a total into."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """``members`` are patterns of which each part fits one; a list is complete where all that are ``needed`` (by
    number) are there, each once. ``of`` must be found in the words before the total, ``unless`` must not."""

    members: tuple[re.Pattern[str], ...]
    needed: tuple[int, ...]
    of: re.Pattern[str]
    unless: re.Pattern[str]

    def covers(self, names: Sequence[str], left: str | None) -> bool:
        """Whether parts called ``names`` leave nothing of a total out that stands behind the words ``left`` (None: any
        words)."""
        if not len(self.needed) <= len(names) <= len(self.members):
            return False
        found = [next((n for n, member in enumerate(self.members) if member.search(name)), -1) for name in names]
        if -1 in found or len(set(found)) != len(found) or not set(self.needed) <= set(found):
            return False
        return left is None or (bool(self.of.search(left)) and not self.unless.search(left))


def _family(members: str, of: str, unless: str = r"$^", needed: Sequence[int] | None = None) -> Family:
    patterns = tuple(re.compile(member) for member in members.split(" "))
    chosen = tuple(range(len(patterns))) if needed is None else tuple(needed)
    return Family(patterns, chosen, re.compile(of), re.compile(unless))


FAMILIES = (
    _family(r"自然人|公民|个人 法人|组织|单位", r"申请|新收|收到|受理|结转|办结|答复"),
    _family(r"自然人|公民|个人 企业 科研 公益 法律服务 其[他它]", r"申请|新收|收到|受理|结转|办结|答复", needed=(0, 1, 5)),
    _family(r"当面|现场|窗口 传真 网|在线|线上|邮件 信函|邮寄|信件|快递", r"申请|收到|受理", needed=(0, 2, 3)),
    _family(r"国家秘密 商业秘密 隐私 安全 非政府信息|不是政府信息 规定|其[他它]", r"不(?:同意|予)公开"),
    _family(r"主动公开 依申请公开 不予?公开", r"信息"),
    _family(r"专职 兼职", r"人员|工作|人"),
    _family(r"维持 纠正 其[他它] 未审结|尚未|未结|审理", r"复议|诉讼|起诉"),
    _family(r"直接|未经复议 复议后|经复议", r"诉讼|起诉"),
    _family(r"复议 诉讼|起诉", r"复议.*诉讼|合计|总"),
    _family(r"不掌握|不存在 没有现成|无现成|需要?另行|制作|加工 不明确|不明", r"无法提供"),
    _family(r"信访|投诉|举报 重复 出版物 大量|反复 确认|重新出具", r"不予处理"),
    _family(r"国家秘密 法律|法规 安全 第三方|合法权益 内部事务 过程性 执法案卷 查询", r"不予公开"),
    _family(r"补正 费 其[他它]|撤回", r"其他处理", needed=(0, 1, 2)),
    _family(r"^\W?(?:予以|同意|全部|主动|准予)?公开 部分公开 不予公开 无法提供 不予处理 其[他它]", r"办结|办理|答复|处理|回复",
            r"收到|新收|受理", needed=(0, 1, 2, 3, 4, 5)),
    _family(r"新收|收到|受理 结转|转结", r"应办|合计|需办理"),
)  # fmt: skip


def is_complete(names: Sequence[str], left: str | None = None) -> bool:
    """Whether parts called ``names`` are a complete family of a total behind the words ``left`` (None: any words)."""
    return any(family.covers(names, left) for family in FAMILIES)
