"""Any child's life, with every kind of contradiction, around the turns of two collection years."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.exchange.returns.lives import BORN, life, looked_after, missing, placed
from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event
from wayhome.rules.facts import PlacementKind

#: Days around the turns of two years, close enough that much falls on one of them.
_DAYS = st.one_of(
    st.integers(0, 24).map(lambda n: date(2024, 3, 20) + timedelta(n)),
    st.integers(0, 24).map(lambda n: date(2025, 3, 20) + timedelta(n)),
)
_WHEN = st.one_of(
    _DAYS.map(str),
    st.builds(lambda day, hour: f"{day} {hour:02}:30", _DAYS, st.integers(0, 23)),
)
_END = st.one_of(st.just(""), _WHEN)
_SPELL = st.tuples(_WHEN, _END)
_KIND = st.sampled_from([PlacementKind.CHILDRENS_HOME, PlacementKind.FOSTER_HOME, PlacementKind.OTHER])
_BORN = st.one_of(
    st.none(),
    st.just(BORN),
    _DAYS.map(lambda day: day.replace(year=day.year - 18)),  # of age in these days
    st.sampled_from([date(2006, 2, 28), date(2008, 2, 29)]),
    _DAYS,  # and one of these days cannot be
)


@st.composite
def lives(draw: st.DrawFn, born: st.SearchStrategy[date | None] = _BORN) -> Chronology:
    away = draw(st.lists(st.tuples(_WHEN, _END, st.booleans()), min_size=1, max_size=5))
    care = draw(st.lists(_SPELL, max_size=3))
    homes = draw(st.lists(st.tuples(_SPELL, _KIND, st.sampled_from([None, True])), max_size=4))
    told: list[list[Event]] = [
        missing(began, ended, away=is_away, nth=nth) for nth, (began, ended, is_away) in enumerate(away)
    ]
    told += [looked_after(*spell) for spell in dict(care).items()]
    told += [placed(*spell, kind, nth, short=short) for nth, (spell, kind, short) in enumerate(homes)]
    return life(*told, born=draw(born))
