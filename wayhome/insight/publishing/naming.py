"""What numbers and categories are called where people read them."""

from __future__ import annotations

from wayhome.rules.guidance.clocks import CLOCKS
from wayhome.rules.guidance.patterns import PATTERNS
from wayhome.rules.recording import as_a_whole
from wayhome.ui.wording import say

_RULES = frozenset(one.rule for one in (*CLOCKS, *PATTERNS))


def plain(name: str) -> str:
    words = name.replace("_", " ").replace("march", "March")
    return words[0].upper() + words[1:]


def is_rule(category: str) -> bool:
    """Is a table's category what the manual calls a duty or a pattern?"""
    return category in _RULES


def called(category: str, language: str = "en") -> str:
    """A rule by what it asks for, and any other category as it is."""
    return say(as_a_whole(category), language) if is_rule(category) else category
