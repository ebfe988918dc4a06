"""Everything that is wrong with a text, gathered while it is read, so that all can be mended together."""

from __future__ import annotations

from collections.abc import Callable

from wayhome.exchange.tables.refused import printable
from wayhome.rules.guidance.agreed import Fault
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


class Unclear(ValueError):  # noqa: N818 - reads as the state it is
    """A text of which no claims can be read, with every fault."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults


class Faults(list[Fault]):
    """Each with the key that it stands under."""

    def none_in[Read](self, key: str, read: Callable[..., Read], *of: object) -> Read | None:
        """What is read, or None with the reason why it was refused."""
        try:
            return read(*of)
        except Refusal as refusal:
            self.found(".".join(filter(None, (key, refusal.field))), refusal.sentence)
            return None

    def found(self, key: str, why: Sentence) -> None:
        self.append(Fault(printable(key), why))
