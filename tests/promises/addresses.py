"""Every address there is: of the routes that name a child by a key, and of all others.

A route without a key is walked without a line here. One with a key is missed, and says so, until it is listed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from django.urls import reverse

from tests.promises.test_routes import ROUTES, address
from wayhome.cases.children.views.change import STATEMENTS
from wayhome.cases.exploitation.views import STATEMENTS as FORMS
from wayhome.cases.missing.answers import PAGES
from wayhome.cases.missing.next_steps import BY_SLUG
from wayhome.rules.access import Act
from wayhome.rules.guidance.instruments import IN_USE

type Args = tuple[object, ...]


class OfChild(NamedTuple):
    """Keys of what is one child's. `draft` is somebody else's report of the child, `mine` that of whoever asks."""

    child: int
    episodes: tuple[int, ...]
    row: int
    mended: int
    reason: int
    sealed: int
    withdrawn: int
    held: int
    notice: int
    hold: int
    listed: int
    restriction: int
    opening: int
    stands: tuple[int, ...]  # of exploitation
    screened: int
    draft: int
    mine: int


class Around(NamedTuple):
    """Keys of what is nobody's record. `begun` and `sent` are reports by whoever asks."""

    agency: str
    user: int
    team: int
    shift: int
    load: int
    begun: int
    sent: int


class Address(NamedTuple):
    route: str
    url: str

    @property
    def is_of_children(self) -> bool:
        """Is it in a room of children? The others are of agencies, and of how one gets in."""
        return ":" in self.route and not self.route.startswith("partners:")

    @property
    def shape(self) -> str:
        """The same of every child."""
        return re.sub(r"\d+", "", self.url)


def _each[K](
    room: str, names: str, args: Callable[[K], Iterable[Args]]
) -> dict[str, Callable[[K], Iterable[Args]]]:
    return dict.fromkeys([f"{room}:{name}" for name in names.split()], args)


#: Routes whose address names a child, or something of one.
NAMING: Mapping[str, Callable[[OfChild], Iterable[Args]]] = {
    **_each("children", "child chronology duties about access then allocate", lambda of: [(of.child,)]),
    **_each("children", "decide_identity decision tell_host history", lambda of: [(of.child,)]),
    **_each("children", "history_csv restrict", lambda of: [(of.child,)]),
    "children:event": lambda of: [(of.child, row) for row in (of.row, of.mended, of.sealed)],
    "children:answer_reason": lambda of: [(of.child, of.reason)],
    "children:state": lambda of: [(of.child, what) for what in STATEMENTS],
    "children:end_allocation": lambda of: [(of.child, of.held)],
    **_each("children", "name_on_restricted lift_restriction", lambda of: [(of.child, of.restriction)]),
    "children:take_off_restricted": lambda of: [(of.child, of.listed)],
    "exploitation:picture": lambda of: [(of.child,)],
    "exploitation:state": lambda of: [(of.child, what) for what in FORMS],
    "exploitation:screenings": lambda of: [(of.child,)],
    "exploitation:screened": lambda of: [(of.child, of.screened)],
    "exploitation:screen": lambda of: [(of.child, code) for code in IN_USE],
    "exploitation:follow": lambda of: [(of.child, row) for row in of.stands],
    **_each("missing", "episode first_hour acknowledge", lambda of: [(one,) for one in of.episodes]),
    **_each("missing", "tell_police tell_agency", lambda of: [(one,) for one in of.episodes]),
    "missing:say": lambda of: [(of.episodes[0], slug) for slug in BY_SLUG],
    **_each("missing", "correct seal", lambda of: [(of.row,)]),
    "missing:versions": lambda of: [(of.mended,), (of.row,)],
    "missing:review_seal": lambda of: [(of.withdrawn,)],
    "missing:sealed": lambda of: [(of.sealed,)],
    **_each("missing", "report_children report_check reported", lambda of: [(of.draft,)]),
    "missing:report_take_child": lambda of: [(of.mine, of.child)],
    **_each("keeping", "kept hold ask take_back erase pack", lambda of: [(of.child,)]),
    "keeping:lift": lambda of: [(of.child, of.hold)],
    "emergency:review": lambda of: [(of.opening,)],
    "sharing:share": lambda of: [(of.child,)],
    "sharing:end_share": lambda of: [(of.held,)],
    "exchange:copy_out": lambda of: [(one,) for one in of.episodes],
    "worklist:see_notice": lambda of: [(of.notice,)],
}

#: What opens such a page, where it is not to see the child.
OPENED_BY = {
    "children:history": Act.READ_HISTORY,
    "children:history_csv": Act.READ_HISTORY,
    **dict.fromkeys(("missing:sealed", "missing:review_seal"), Act.READ_SEALED),
    **dict.fromkeys(("keeping:kept", "keeping:hold", "keeping:lift"), Act.HOLD),
    **dict.fromkeys(("keeping:ask", "keeping:take_back", "keeping:erase"), Act.ERASE),
}

#: What else an address of the record may ask for.
ASKED = {
    "children:child": ["?known_to=authority", "?at=2026-01-01T00:00:00Z"],
    "children:chronology": ["?episode=1", "?known_to=police"],
    "children:duties": ["?show=settled", "?show=inherited"],
    "children:decision": ["?known_to=police"],
    "children:about": ["?known_to=childrens_home"],
    "exploitation:picture": ["?known_to=police"],
    "exploitation:screenings": ["?known_to=police"],
    "worklist:mine": [
        f"?heap={heap}" for heap in ("brought", "overdue", "soon", "later", "unknown", "allocated")
    ],
    "worklist:board": ["?only=found", "?risk=no_apparent_risk"],
    "exchange:morning": ["?days=7"],
    "insight:numbers": ["?whose=exact", "?whose=all"],
    "insight:table": ["?whose=exact"],
    "insight:made": ["?whose=exact"],
}

#: Routes whose address names something else.
BESIDE: Mapping[str, Callable[[Around], Iterable[Args]]] = {
    **_each("partners", "agency change_agency add_team add_user training", lambda by: [(by.agency,)]),
    **_each("partners", "user use use_csv change_role change_team change_postcode", lambda by: [(by.user,)]),
    **_each(
        "partners", "close_account open_account reset_second_factor record_training", lambda by: [(by.user,)]
    ),
    "exploitation:together": lambda _: [("sexual",)],
    **_each("partners", "rota add_shift", lambda by: [(by.team,)]),
    **_each("partners", "take_off hand_over", lambda by: [(by.shift,)]),
    **_each("exchange", "load refused", lambda by: [(by.load,)]),
    **_each("insight", "table made", lambda _: [("police",)]),
    "insight:by_authority": lambda _: [("cla_missing",)],
    **_each(
        "missing", "report_children report_add_child report_check report_discard", lambda by: [(by.begun,)]
    ),
    "missing:report_leave_out": lambda by: [(by.begun, 0)],
    "missing:report_leave_out_added": lambda by: [(by.begun, 0)],
    "missing:report_page": lambda by: [(by.begun, page.slug) for page in PAGES if page.form is not None],
    "missing:reported": lambda by: [(by.sent,)],
}

#: How one gets in, and back in; what was looked for, which the searches ask; of a child who is no longer here; what
#: two agencies agreed; and numbers to take home, which pages of them show.
OF_NOBODY = {
    *(name for name in ROUTES if ":" not in name),
    *("children:found", "keeping:certificate", "insight:download"),
    *(f"sharing:{name}" for name in ("agreement", "agree", "end_agreement")),
}


def unlisted() -> set[str]:
    keyed = {name for name, pattern in ROUTES.items() if pattern.pattern.converters}
    return keyed - {*NAMING, *BESIDE, *OF_NOBODY}


def naming(of: OfChild) -> Iterator[Address]:
    for route, args in NAMING.items():
        yield from _asked(route, [reverse(route, args=one) for one in args(of)])


def others(by: Around) -> Iterator[Address]:
    for route, pattern in ROUTES.items():
        if route in BESIDE:
            yield from _asked(route, [reverse(route, args=one) for one in BESIDE[route](by)])
        elif route not in NAMING:
            yield from _asked(route, [address(route, pattern)])


def in_turn(addresses: Iterable[Address], turn: int) -> Iterator[Address]:
    """One of each route: another, where it has several, whenever it is another's turn."""
    for _, some in groupby(addresses, key=lambda at: at.route):
        alike = list(some)
        yield alike[turn % len(alike)]


def _asked(route: str, urls: list[str]) -> Iterator[Address]:
    for url in [*urls, *(f"{urls[0]}{more}" for more in ASKED.get(route, ()))]:
        yield Address(route, url)
