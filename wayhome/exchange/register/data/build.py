"""Makes the register's files from its sources: `python -m wayhome.exchange.register.data.build FOLDER`.

FOLDER holds the sources in two folders (copies are kept with the tests, in tests/data); README.md beside this file says
what they are, what is taken from them, and what is put right.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from wayhome.exchange.register.listed import folded

Row = dict[str, str]
Line = tuple[str, ...]

CHILDRENS_SERVICES = frozenset({"unitary", "upper tier"})
NATIONS = {"England": "england", "Wales": "wales"}
# The Barnsley and Sheffield (Boundary Changes) Order 2024 (SI 2024/1328) gave both a new code on 1 April
# 2025; the sources are older than that.
RECODED = {"E08000016": "E08000038", "E08000019": "E08000039"}
# The register starts many long-standing authorities in May or June 2005: the day they were first listed.
FIRST_LISTED = ("2005-05", "2005-06")
REGIONS = "dfe_la_cla_missing_v2023release.csv"
# Printed there among the regions, beside the one of which they are parts (their codes begin otherwise).
PARTS_OF = {"E13000001": "E12000007", "E13000002": "E12000007"}


class Sources:
    """The published files, by what is asked of them."""

    def __init__(self, data: Path) -> None:
        folder = data / "geo"
        register = _read(folder / "uk_local_authorities_current.csv")
        listed = [row for row in register if row["nation"] in NATIONS]
        self.authorities = {row["local-authority-code"]: row for row in listed if _has_duties(row)}
        self.districts = {row["local-authority-code"]: row for row in listed if row["powers"] == "lower tier"}
        self.names = _read(folder / "lookup_name_to_registry.csv")
        self.codes = _read(folder / "lookup_gss_to_registry.csv")
        self.forces = [row for row in _read(folder / "pfa19_names_codes_UK.csv") if row["PFA19CD"][0] in "EW"]
        policing = _read(folder / "lad19_csp19_pfa19_lookup_EW.csv")
        self.force_of = {row["LAD19CD"]: row["PFA19CD"] for row in policing}
        self.upper_of = {row["LTLA19CD"]: row["UTLA19CD"] for row in _read(folder / "ltla19_utla19.csv")}
        self.short_code = {row["gss-code"]: short for short, row in self.authorities.items()}
        printed = _read(data / "stats" / REGIONS)
        self.regions = {row["region_code"]: row["region_name"] for row in printed if row["region_code"]}
        self.placed = {row["new_la_code"]: row for row in printed if row["new_la_code"]}

    def serving(self, short: str) -> str:
        """The authority that serves a place: itself, its county, or whoever took the district over.

        An ended district follows its own successor, never the column `county-la`: Forest Heath, in Suffolk,
        is listed there under Surrey.
        """
        if short in self.authorities:
            return short
        district = self.districts[short]
        if district["replaced-by"]:
            return self.serving(district["replaced-by"])
        return self.short_code[self.upper_of[district["gss-code"]]]

    def successors(self, short: str) -> list[str]:
        """Those that took over an ended authority or one of its districts (Christchurch left Dorset)."""
        row = self.authorities[short]
        if not row["replaced-by"]:
            return []
        own = row["replaced-by"].split(",")
        districts = [code for code, district in self.districts.items() if district["county-la"] == short]
        parts = map(self.serving, districts)
        return sorted({*own, *parts})

    def force(self, short: str) -> str:
        """The one force of an authority's districts of 2019, or of its successors if it had ended by then."""
        own = self.authorities[short]["gss-code"]
        places = {own} | {gss for gss, upper in self.upper_of.items() if upper == own}
        places |= {row["gss-code"] for code, row in self.districts.items() if self.serving(code) == short}
        forces = {self.force_of[gss] for gss in places if gss in self.force_of}
        forces = forces or {self.force(heir) for heir in self.successors(short)}
        (only,) = forces
        return only

    def region(self, short: str) -> Line:
        """Region and three-digit number of an English authority. One that is not printed has the region of those that
        it replaced or, where it had ended before, of those that replaced it; the file knows no number of it.
        """
        row = self.placed.get(self.authorities[short]["gss-code"])
        if row is not None:
            return row["region_code"], row["old_la_code"]
        before = {one for one in self.authorities if short in self.successors(one)}
        (only,) = {
            self.placed[gss]["region_code"]
            for gss in (self.authorities[one]["gss-code"] for one in before or self.successors(short))
        }
        return only, ""

    def last_day(self, short: str) -> str:
        """The last day of an authority. Some ends in the register are its successor's first day instead."""
        row = self.authorities[short]
        if not row["end-date"]:
            return ""
        began = min(self.authorities[heir]["start-date"] for heir in self.successors(short))
        day_before = date.fromisoformat(began) - timedelta(days=1)
        return min(row["end-date"], day_before.isoformat())


def authorities(sources: Sources) -> list[Line]:
    """Rows of authorities.csv."""
    return sorted(_authority(sources, short) for short in sources.authorities)


def _authority(sources: Sources, short: str) -> Line:
    row = sources.authorities[short]
    started = "" if row["start-date"].startswith(FIRST_LISTED) else row["start-date"]
    heirs = sorted(_newest(sources.authorities[heir]["gss-code"]) for heir in sources.successors(short))
    return (
        _newest(row["gss-code"]),
        row["nice-name"],
        NATIONS[row["nation"]],
        sources.force(short),
        started,
        sources.last_day(short),
        " ".join(heirs),
    )


def regions(sources: Sources) -> list[Line]:
    """Rows of regions.csv: the nine of England, and the two parts of London."""
    return sorted((code, name, PARTS_OF.get(code, "")) for code, name in sources.regions.items())


def placed(sources: Sources) -> list[Line]:
    """Rows of placed.csv."""
    english = (short for short, row in sources.authorities.items() if row["nation"] == "England")
    return sorted((_newest(sources.authorities[one]["gss-code"]), *sources.region(one)) for one in english)


def forces(sources: Sources) -> list[Line]:
    """Rows of forces.csv, with the City's name the usual way round."""
    turned = {"London, City of": "City of London"}
    named = {row["PFA19CD"]: row["PFA19NM"] for row in sources.forces}
    return sorted((code, turned.get(name, name)) for code, name in named.items())


def spellings(sources: Sources) -> list[Line]:
    """Rows of spellings.csv: each means one authority, the likeliest of those that share it."""
    meant: dict[str, str] = {}
    likeliest_first = sorted(_spelt(sources), key=lambda spelt: (spelt[0], *_likelihood(sources, spelt[1])))
    for spelling, short in likeliest_first:
        meant.setdefault(spelling, short)
    return [_spelling(sources, spelling, short) for spelling, short in meant.items()]


def _spelt(sources: Sources) -> Iterable[tuple[str, str]]:
    """Every spelling of every authority and district, with its register code; some are there many times."""
    places = sources.authorities | sources.districts
    for short, row in places.items():
        # `alt-names` is left out: its commas also stand inside names ("Rhondda" is not an authority), and the
        # list of names holds all of it but a spelling of Doncaster.
        written = (short, row["gss-code"], row["official-name"], row["nice-name"])
        yield from ((folded(spelling), short) for spelling in (*written, _newest(row["gss-code"])))
    listed = [(row["la-name"], row["local-authority-code"]) for row in sources.names]
    listed += [(row["gss-code"], row["local-authority-code"]) for row in sources.codes]
    yield from ((folded(spelling), short) for spelling, short in listed if short in places)


def _likelihood(sources: Sources, short: str) -> tuple[bool, bool, str]:
    """Sorts the living before the ended, and authorities before districts."""
    row = sources.authorities.get(short) or sources.districts[short]
    return row["end-date"] != "", short in sources.districts, short


def _spelling(sources: Sources, spelling: str, short: str) -> Line:
    district = sources.districts.get(short, {}).get("nice-name", "")
    return spelling, _newest(sources.authorities[sources.serving(short)]["gss-code"]), district


def _newest(gss: str) -> str:
    return RECODED.get(gss, gss)


def _has_duties(row: Row) -> bool:
    return row["powers"] in CHILDRENS_SERVICES


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, header: str, rows: list[Line]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header.split(","), *rows])


def build(source: Path, into: Path) -> None:
    """Writes the files of the register."""
    sources = Sources(source)
    columns = "code,name,nation,force_code,started,ended,replaced_by"
    _write(into / "authorities.csv", columns, authorities(sources))
    _write(into / "forces.csv", "code,name", forces(sources))
    _write(into / "regions.csv", "code,name,part_of", regions(sources))
    _write(into / "placed.csv", "authority,region,number", placed(sources))
    _write(into / "spellings.csv", "spelling,authority,district", spellings(sources))


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(__file__).parent)
