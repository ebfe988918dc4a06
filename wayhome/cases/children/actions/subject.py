"""Whom an audit entry is about."""

from __future__ import annotations


def about(children: list[int]) -> str:
    """One child, by their row key, or how many."""
    return f"child:{children[0]}" if len(children) == 1 else f"children:{len(children)}"
