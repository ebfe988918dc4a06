"""What the words in a table mean: moments, agencies and events."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

from tests.spec.tables import Row, sections
from wayhome.exchange.profiles.police import Sender
from wayhome.rules import detail
from wayhome.rules.event import OWN, Event, Telling
from wayhome.rules.facts import KINDS, Agency, AgencyKind, Missing, Nation
from wayhome.rules.guidance import agreed
from wayhome.rules.guidance.protocol import DEFAULT, Protocol
from wayhome.rules.moment import Moment, local

SPEC = Path(__file__).parent

#: Of whom a case is; anybody else in it has a name in its own column.
CHILD = "the child"

#: Pages of cases that are of no one rule.
OF_NO_RULE = {
    "README",
    "who_held_the_clock",
    "how_long_records_are_kept",
    "how_screenings_add_up",
    "which_forms_stand_together",
    "what_an_agency_does_not_record",
    "who_is_late_every_time",
    "published_figures",
}

SYSTEMS = {"": OWN, "police file": Sender.of(None).system}

_DAY = r"(?:(?P<weekday>\w{3}) )?(?P<day>\d{4}-\d\d-\d\d)"
MOMENT = re.compile(rf"{_DAY}(?: (?P<begins>\d\d:\d\d)(?: to (?P<ends>\d\d:\d\d))?)?")
EVENT = re.compile(r"(?P<kind>[a-z' ]+?)(?P<episodes>( [A-Z])*)(?:: (?P<said>.*))?")
TOLD = re.compile(
    r"(?P<to>[A-Z][A-Za-z ]+?) (?P<at>(?:(?:\w{3} )?\d{4}-.{5} ?)?(?:\d\d:\d\d)?)(?: ref (?P<ref>\S+))?"
    r"(?P<assumed> assumed)?"
)


def _cast() -> dict[str, Agency]:
    (table,) = next(one.tables for one in sections(SPEC / "README.md") if one.title == "Who appears")
    return {row["agency"]: _agency(row) for row in table}


def _agency(row: Row) -> Agency:
    since = row["uses this record since"]
    joined = datetime.fromisoformat(since).replace(tzinfo=UTC) if since else None
    return Agency(row["agency"], AgencyKind(row["kind"]), Nation(row["nation"]), joined)


CAST = _cast()


def moment(words: str, on: str = "") -> Moment:
    """`on`: the day that a bare time is on."""
    if re.fullmatch(r"\d\d:\d\d", words):
        words = f"{on} {words}"
    read = MOMENT.fullmatch(words)
    assert read, f"not a moment: {words!r}"
    day = date.fromisoformat(read["day"])
    assert read["weekday"] in (None, f"{day:%a}"), f"{words!r} is a {day:%a}"
    if read["begins"] is None:
        return Moment.day(day)
    begins = instant(f"{day} {read['begins']}")
    return Moment(begins, instant(f"{day} {read['ends']}") if read["ends"] else begins)


def instant(words: str) -> datetime:
    return local(datetime.fromisoformat(words))[0]


def events(table: tuple[Row, ...]) -> list[Event]:
    said: list[Event] = []
    for number, row in enumerate(table):
        said.append(_event(row, number, said))
    return said


def _event(row: Row, number: int, before: list[Event]) -> Event:
    read = EVENT.fullmatch(row["event"])
    assert read, f"not an event: {row['event']!r}"
    kind = "".join(word.capitalize() for word in read["kind"].split())
    episodes = read["episodes"].split() or ["A"]
    key = row.get("name") or (episodes[0] if KINDS[kind] is Missing else f"{number}")
    child = row.get("child") or CHILD
    day = row["when"].removeprefix(f"{row['when'][:3]} ") if row["when"][0].isalpha() else row["when"]
    said = _detail(kind, episodes, read["said"] or "", day[:10])
    if kind == "NotDoneAnswered":
        said |= _answered(episodes, before)
    return Event(
        child=child,
        key=key,
        fact=detail.read(kind, 1, said, CAST),
        happened_at=moment(row["when"]),
        of=CAST[row.get("said by") or "Northshire"],
        told=tuple(_telling(one.strip(), day[:10]) for one in row.get("who was told", "").split(",") if one),
        system=SYSTEMS[row.get("source", "")],
        edition=1 + sum((one.child, one.key) == (child, key) for one in before),
        flags=tuple(row.get("flags", "").split()),
    )


def _answered(episodes: list[str], before: list[Event]) -> detail.Detail:
    """The reason that was given last, as it stood."""
    given = next(
        one for one in reversed(before) if one.kind == "NotDone" and one.fact.episodes == tuple(episodes)
    )
    return {"reason_given": given.key, "edition": given.edition}


def _detail(kind: str, episodes: list[str], said: str, day: str) -> detail.Detail:
    """A fact as it is stored, out of 'field value; field value'."""
    names = {name.replace("_", " "): name for name in KINDS[kind].__dataclass_fields__}
    read: detail.Detail = {}
    for clause in filter(None, said.split("; ")):
        name = max((name for name in names if clause.startswith(f"{name} ")), key=len, default="")
        assert name, f"{kind} says nothing of {clause!r}"
        typed = KINDS[kind].__dataclass_fields__[names[name]].type
        value = clause.removeprefix(f"{name} ")
        if str(typed).startswith("tuple["):
            read[names[name]] = value.split()
        elif str(typed).startswith("Whether"):
            read[names[name]] = value.replace(" ", "_")  # of which yes and no are words
        else:
            read[names[name]] = value if typed == "str" else _plain(value, day)
    if "covers" in names:
        read["covers"] = episodes
    elif "episode" in names:
        read["episode"] = episodes[0]
    return read


def _plain(value: str, day: str) -> object:
    if value in CAST:
        return value
    if value in ("yes", "no"):
        return value == "yes"
    if re.match(r"(\w{3} )?\d{4}-\d\d-\d\d \d\d|\d\d:\d\d$", value):
        at = moment(value, day)
        return [at.begins.isoformat(), at.ends.isoformat()]
    return value.replace(" ", "_")


def protocol(page: str) -> Protocol:
    """What the page's line 'Protocol: `name = value`' sets; the default where it has none."""
    line = re.search(r"^Protocol: `(.*)`$", (SPEC / f"{page}.md").read_text(encoding="utf-8"), re.MULTILINE)
    return agreed.read(f'version = "spec"\n{line[1].replace("; ", chr(10))}') if line else DEFAULT


def _telling(words: str, day: str) -> Telling:
    read = TOLD.fullmatch(words)
    assert read, f"nobody told: {words!r}"
    at = moment(read["at"].strip(), day)
    return Telling(CAST[read["to"]], at, stated=not read["assumed"], reference=read["ref"] or "")
