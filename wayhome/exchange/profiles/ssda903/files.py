"""A return as a source."""

from __future__ import annotations

from typing import Self

from wayhome.exchange.profiles.council import Council
from wayhome.exchange.profiles.folder import Folder
from wayhome.exchange.profiles.ssda903.layouts import EPISODES, HEADER, MISSING
from wayhome.exchange.profiles.ssda903.one_child import read
from wayhome.exchange.profiles.whole import WholeFiles
from wayhome.exchange.register import Authority
from wayhome.rules.facts import Agency

#: What the tables are, and whose numbers for children they hold.
CALLED = ("ssda903", "SSDA903 child")


class ReturnFiles(WholeFiles):
    """Refuses a return without missing periods."""

    def __init__(self, folder: Folder, council: Council) -> None:
        super().__init__(folder, council, (MISSING, HEADER, EPISODES), read)

    @classmethod
    def of(cls, folder: Folder, authority: Authority | None) -> Self:
        return cls(folder, Council.of(authority, *CALLED))

    @classmethod
    def between(cls, folder: Folder, council: Agency, _force: Agency) -> Self:
        """As the two stand in a record."""
        return cls(folder, Council(council, True, *CALLED))
