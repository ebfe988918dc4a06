"""Whom an audit entry is about."""

from __future__ import annotations


def about(children: list[int]) -> str:
    """One child, or the first and last of several, by their row keys."""
    if len(children) == 1:
        return f"child:{children[0]}"
    return f"children:{children[0]}-{children[-1]}"
