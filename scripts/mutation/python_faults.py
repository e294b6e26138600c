"""Faults in Python: a rule left out, a comparison turned, a number off by one, a branch never or always taken."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_TURNED = {
    ast.Eq: "!=", ast.NotEq: "==", ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Is: "is not", ast.IsNot: "is",
    ast.In: "not in", ast.NotIn: "in",
}  # fmt: skip
_SIGNS = {ast.Add: "-", ast.Sub: "+", ast.Mult: "+"}


@dataclass(frozen=True)
class Fault:
    """``text`` in the place of the characters ``start`` to ``end`` of a file; ``what`` says it in words."""

    start: int
    end: int
    text: str
    what: str


class _Source:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = ast.parse(text)
        self.lines = [0]
        for line in text.encode().split(b"\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)
        self.bytes = text.encode()

    def offset(self, line: int, column: int) -> int:
        """Characters before a position of ``ast`` (line from 1, column in bytes)."""
        return len(self.bytes[: self.lines[line - 1] + column].decode())

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Where a node stands."""
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self.offset(node.lineno, node.col_offset), self.offset(node.end_lineno, node.end_col_offset)


def faults(text: str) -> Iterator[Fault]:
    """The faults of a module; docstrings, annotations and messages are left alone, and so is what changes nothing when
    the program runs: what is imported for types only, and how many like words are looked for where the first is taken."""
    source = _Source(text)
    idle = {id(node) for node in _idle(source.tree)}
    for node in ast.walk(source.tree):
        if id(node) in idle:
            continue
        if isinstance(node, ast.FunctionDef):
            yield from _without_rule(source, node)
        elif isinstance(node, ast.Compare) and len(node.ops) == 1:
            yield from _turned(source, node)
        elif isinstance(node, ast.BoolOp):
            yield from _joined(source, node)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            start, end = source.span(node)
            inner = source.span(node.operand)
            yield Fault(start, end, f"({text[slice(*inner)]})", "not taken away")
        elif isinstance(node, ast.BinOp) and type(node.op) in _SIGNS and not _is_text(node):
            yield _between(source, node.left, node.right, _SIGNS[type(node.op)], ast.unparse(node))
        elif isinstance(node, ast.Constant) and isinstance(node.value, int) and not isinstance(node.value, bool):
            start, end = source.span(node)
            yield Fault(start, end, str(node.value + 1), f"{node.value} made {node.value + 1}")
        elif isinstance(node, ast.If):
            start, end = source.span(node.test)
            yield Fault(start, end, "False", f"if {ast.unparse(node.test)[:60]}: never")


def _idle(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield node
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "get_close_matches":
            yield from node.args[2:]


def _is_text(node: ast.BinOp) -> bool:
    return any(isinstance(side, (ast.JoinedStr, ast.Constant)) and not isinstance(getattr(side, "value", ""), (int, float))
               for side in (node.left, node.right))  # fmt: skip


def _without_rule(source: _Source, node: ast.FunctionDef) -> Iterator[Fault]:
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "rule":
            start, _ = source.span(decorator)
            _, end = source.span(node)
            code = decorator.args[0]
            yield Fault(start - 1, end, "", f"rule {ast.unparse(code)} left out")


def _between(source: _Source, left: ast.expr, right: ast.expr, word: str, what: str) -> Fault:
    """``word`` between two operands, the parentheses around them kept."""
    start, end = source.span(left)[1], source.span(right)[0]
    between = source.text[start:end]
    kept = ")" * between.count(")") + f" {word} " + "(" * between.count("(")
    return Fault(start, end, kept, f"{what[:60]}: now {word}")


def _turned(source: _Source, node: ast.Compare) -> Iterator[Fault]:
    yield _between(source, node.left, node.comparators[0], _TURNED[type(node.ops[0])], ast.unparse(node))


def _joined(source: _Source, node: ast.BoolOp) -> Iterator[Fault]:
    if len(node.values) == 2:
        word = "or" if isinstance(node.op, ast.And) else "and"
        yield _between(source, node.values[0], node.values[1], word, ast.unparse(node))
