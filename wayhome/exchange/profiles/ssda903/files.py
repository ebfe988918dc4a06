"""A return as a source."""

from __future__ import annotations

from typing import Final

from wayhome.exchange.profiles import council
from wayhome.exchange.profiles.ssda903.layouts import EPISODES, HEADER, MISSING
from wayhome.exchange.profiles.ssda903.one_child import read, read_in_care
from wayhome.exchange.profiles.whole import WholeFiles
from wayhome.ui.spreadsheet import unguarded

#: What the tables are, whose numbers for children they hold, and what they can say.
CALLED: Final = ("ssda903", "SSDA903 child", council.SAYS)


def numbers_of(code: str) -> str:
    """The scheme of a council's numbers for children."""
    return f"{CALLED[1]} {code}"


class ReturnFiles(WholeFiles):
    """Refuses a return without missing periods."""

    called = CALLED
    layouts = (MISSING, HEADER, EPISODES)
    of_one = staticmethod(read)
    in_care = EPISODES
    of_one_in_care = staticmethod(read_in_care)

    @staticmethod
    def write(value: str) -> str:
        return unguarded(value.strip())
