"""The dataset as a source."""

from __future__ import annotations

from typing import Final

from wayhome.exchange.profiles import council
from wayhome.exchange.profiles.ssd.layouts import LAYOUTS, PLACEMENTS
from wayhome.exchange.profiles.ssd.one_child import read, read_in_care
from wayhome.exchange.profiles.whole import WholeFiles
from wayhome.ui.spreadsheet import unguarded

#: It holds whether an interview was offered and accepted; not when, and not whether it was held.
SAYS: Final = council.SAYS | {"InterviewOffered", "InterviewOffered told authority", "InterviewAnswered"}

#: What the tables are, whose numbers for children they hold, and what they can say.
CALLED: Final = ("ssd", "SSD person", SAYS)


def system_of(code: str | None) -> str:
    """What the dataset of the council with this code is called; None: of one that nobody named."""
    return f"{CALLED[0]}:{code}" if code else CALLED[0]


def numbers_of(code: str) -> str:
    """The scheme of a council's numbers for children."""
    return f"{CALLED[1]} {code}"


class DatasetFiles(WholeFiles):
    """Refuses a folder without missing episodes."""

    called = CALLED
    layouts = LAYOUTS
    of_one = staticmethod(read)
    in_care = PLACEMENTS
    of_one_in_care = staticmethod(read_in_care)

    @staticmethod
    def write(value: str) -> str:
        return unguarded(value.strip())
