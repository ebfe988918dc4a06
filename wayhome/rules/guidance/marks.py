"""Words by which forces and other agencies mark an episode or name somebody around a child, and what we read in them.

Each agency has its own spelling, and no list is published. What is not in these is kept as it was written, and opens
nothing by itself.
"""

from __future__ import annotations

import re
from functools import lru_cache

EXPLOITATION = frozenset(
    {
        "cse",
        "cce",
        "child sexual exploitation",
        "child criminal exploitation",
        "county lines",
        "county line",
        "exploitation",
        "child exploitation",
    }
)
TRAFFICKING = frozenset(
    {
        "trafficking",
        "trafficked",
        "human trafficking",
        "modern slavery",
        "nrm",
        "uasc",
        "unaccompanied",
        "unaccompanied asylum seeking child",
    }
)
SELF_HARM = frozenset({"self harm", "suicide", "suicidal", "suicide risk", "risk of suicide"})

HARM = frozenset({"harm", "harmed", "injured", "injury", "assault", "assaulted"})

#: Marks that no decision could have weighed before they were first made.
MATERIAL = EXPLOITATION | TRAFFICKING | SELF_HARM | HARM

#: Who is around a child in the ordinary course of things: that they are named again says nothing.
ORDINARY = frozenset(
    {
        "mother",
        "father",
        "parent",
        "stepmother",
        "stepfather",
        "grandparent",
        "grandmother",
        "grandfather",
        "sibling",
        "older sibling",
        "brother",
        "sister",
        "aunt",
        "uncle",
        "carer",
        "foster carer",
        "guardian",
        "social worker",
        "teacher",
        "friend",
        "own",
        "own account",
        "own phone",
    }
)


@lru_cache(maxsize=4096)
def reads(markers: tuple[str, ...], of: frozenset[str]) -> bool:
    """Is one of these marks a word for it, however it is hyphened or capitalised?"""
    return any(plain(marker) in of for marker in markers)


@lru_cache(maxsize=16_384)
def plain(word: str) -> str:
    return " ".join(re.findall(r"[a-z]+", word.casefold()))
