"""A line now and then on standard error, while something takes longer than two seconds."""

import sys
from time import monotonic

#: Seconds between two lines, and before the first.
EVERY = 2.0


class Progress:
    """Call it as often as there is something new to say; most of it is not said."""

    def __init__(self) -> None:
        self._last = monotonic()

    def say(self, what: str) -> None:
        if monotonic() - self._last >= EVERY:
            self._last = monotonic()
            sys.stderr.write(f"{what}\n")
