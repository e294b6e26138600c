"""Read, check and score 政府信息公开工作年度报告.

The public names are ``read``, ``parse`` and ``audit``; the types lie in ``gknlp.types``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gknlp.auditing import audit as audit
    from gknlp.parsing import parse as parse
    from gknlp.readers import read as read

__all__ = ["audit", "parse", "read"]
_HOMES = {"audit": "gknlp.auditing", "parse": "gknlp.parsing", "read": "gknlp.readers"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that ``import gknlp`` costs nothing."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'gknlp' has no attribute {name!r}")
