"""By area: the authority responsible, its nation, the region in which it is, and London in its two parts.

Which authority is where is a fact of an official lookup, or of a partnership. It is told here, and none of it is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, NamedTuple

from wayhome.insight.tables.declared import NOT_STATED, Breakdown, Table, words

NATION, REGION, LONDON, AUTHORITY = "nation", "region", "london", "authority"

#: What each says, the widest first.
SAYS: Final = {
    NATION: "the nation of the authority responsible, where a partnership is of two; not stated of one outside of it,"
    " and of one that works in both",
    REGION: "the region of England in which the authority responsible is: as much of it as the source tells of",
    LONDON: "whether that authority is in one of the two parts of London, which is a region itself",
    AUTHORITY: "the authority responsible when an incident began; a child of two counts in each of them, and as missing"
    " more than once in each if there were two incidents in all; 0: nothing of this kind is told of it in the period",
}

#: Categories of authorities that are in none that is asked for.
NO_REGION: Final = "No region of England"
OUTSIDE_LONDON: Final = "Outside London"
#: Of every authority that is none of the partnership's.
ELSEWHERE: Final = "Outside the partnership"

#: Of whom no authority is stated, no region is.
_SAME: Final = {NOT_STATED: NOT_STATED}

#: Every authority of which the source tells in the period: of an incident, or of a placement.
TOLD_OF: Final = """
    SELECT authority FROM (
        SELECT authority, began_on, ended_on FROM episodes
        UNION ALL
        SELECT children.authority, began_on, ended_on FROM placements JOIN children ON children.child = placements.child
    ) AS told
    WHERE authority IS NOT NULL AND began_on <= :ends AND coalesce(ended_on >= :begins, TRUE)
    GROUP BY authority
"""


class Region(NamedTuple):
    code: str
    name: str


class Authority(NamedTuple):
    """Under its newest code. `name` is blank of one that nobody knows, and `number`, the Department for Education's,
    where no source has it. `region` is one of the nine, None: none of them; `part` is of London, None: not there. Of a
    partnership's own, `nation` is in words, and `force` the code of the one in whose area it is; blank: not known here.
    """

    code: str
    name: str = ""
    number: str = ""
    region: Region | None = None
    part: Region | None = None
    nation: str = ""
    force: str = ""

    @property
    def category(self) -> str:
        """With its code, since one that has ended may share its name with another."""
        return f"{self.code} {self.name}".strip()


#: By the code that stands in the extract, which may be an older one; under a blank one, whatever has any other code.
type Areas = Mapping[str, Authority]

#: Where nobody told of them.
NO_AREAS: Final[Areas] = MappingProxyType({})


def among_partners(authorities: Iterable[Authority]) -> Areas:
    """Those of a partnership, and beside them whatever is stated of any other."""
    return {one.code: one for one in (*authorities, Authority("", ELSEWHERE))}


def by_area(table: Table, areas: Areas) -> Table:
    """The same, with each of its numbers by area as well; as it is where the source tells of one authority alone."""
    if len({one for code, one in areas.items() if code}) < 2:
        return table
    measures = [one.name for one in table.measures]
    more = (one.of(*measures) for one in _breakdowns(areas))
    return replace(table, breakdowns=(*table.breakdowns, *more))


def _breakdowns(areas: Areas) -> Iterator[Breakdown]:
    """The narrowest last. A wider one is there if it has more than one category: else it would be the whole again."""
    region = _by(REGION, {code: _region(one) for code, one in areas.items()})
    london = _by(LONDON, {code: one.part.name if one.part else OUTSIDE_LONDON for code, one in areas.items()})
    authority = _by(AUTHORITY, {code: one.category for code, one in areas.items()})
    nations = {code: one.nation for code, one in areas.items() if one.nation}
    if len({*nations.values()}) > 1:
        nation = _by(NATION, nations)
        within = {one.category: one.nation or NOT_STATED for one in areas.values()}
        authority = authority.part_of(nation, within | _SAME)
        yield nation
    if len(region.categories) > 1:
        others = {_region(one) for one in areas.values() if not one.part}
        yield region.part_of(london, dict.fromkeys(others, OUTSIDE_LONDON)) if _has_parts(london) else region
        london = london.part_of(region, _parts_of(areas))
        outside = {one.category: _region(one) for one in areas.values() if not one.part}
        authority = authority.part_of(region, outside if _has_parts(london) else outside | _SAME)
    if _has_parts(london):
        yield london
        parts = {one.category: one.part.name for one in areas.values() if one.part}
        authority = authority.part_of(london, parts | _SAME)
    yield authority


def _has_parts(london: Breakdown) -> bool:
    return len(london.categories) > 1


def _parts_of(areas: Areas) -> Mapping[str, str]:
    return {one.part.name: _region(one) for one in areas.values() if one.part} | _SAME


def _region(one: Authority) -> str:
    return one.region.name if one.region else NO_REGION


def _by(name: str, categories: Mapping[str, str]) -> Breakdown:
    """Categories by the code that stands in the extract; several codes may be of one."""
    in_order = sorted(categories.items(), key=lambda item: (item[1], item[0]))
    return words(
        name, SAYS[name], "authority", [one for one in in_order if one[0]], other=categories.get("", "")
    )
