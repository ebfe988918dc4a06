"""A return as a source."""

from __future__ import annotations

from wayhome.exchange.profiles import council
from wayhome.exchange.profiles.ssda903.layouts import EPISODES, HEADER, MISSING
from wayhome.exchange.profiles.ssda903.one_child import read
from wayhome.exchange.profiles.whole import WholeFiles


class ReturnFiles(WholeFiles):
    """Refuses a return without missing periods."""

    called = ("ssda903", "SSDA903 child", council.SAYS)
    layouts = (MISSING, HEADER, EPISODES)
    of_one = staticmethod(read)
