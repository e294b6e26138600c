"""A wrong call in Chinese words: what is wrong with it, and where to look."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"'([^']*)'")
_UNKNOWN = re.compile(r"No such command '([^']*)'")
_EXTRA = re.compile(r"unexpected extra argument(?:s|\(s\))? \(([^)]*)\)")
_NO_VALUE = re.compile(r"Option '([^']*)' requires")


def told(error: Exception) -> str:
    """One Chinese line for what the parser of the command line raises, told by the class and what it holds."""
    kind, text = type(error).__name__, str(error)
    parameter = getattr(error, "param", None)
    if kind == "MissingParameter":
        what = f"缺少参数：{_called(parameter)}"
    elif kind == "NoSuchOption":
        near = "、".join(getattr(error, "possibilities", None) or ())
        what = f"没有选项 {getattr(error, 'option_name', '')}" + (f"，是不是 {near}" if near else "")
    elif found := _UNKNOWN.search(text):
        what = f"没有命令 {found[1]}"
    elif found := _EXTRA.search(text):
        what = f"多了参数 {found[1]}"
    elif found := _NO_VALUE.search(text):
        what = f"选项 {found[1]} 后面缺少值"
    elif kind == "BadParameter":
        choices = _QUOTED.findall(text.partition(" not one of ")[2])
        what = f"{_called(parameter)} 的值不对" + (f"，可用：{'、'.join(choices)}" if choices else "")
    else:
        what = "命令的写法有误"
    context = getattr(error, "ctx", None)
    return f"{what}；用 {context.command_path if context is not None else 'gknlp'} --help 查看用法"


def _called(parameter: object) -> str:
    options = [option for option in getattr(parameter, "opts", ()) if option.startswith("-")]
    name = getattr(parameter, "metavar", None) or getattr(parameter, "name", None) or ""
    return "选项 " + "/".join(options) if options else str(name)
