"""A child's chronology as rows of the dataset, and what of it the dataset has no place for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import blake2b
from urllib.parse import unquote

from wayhome.exchange.profiles.rows import Rows
from wayhome.exchange.profiles.ssd.around import NUMBERS
from wayhome.exchange.profiles.ssd.interviews import accepted, last_answer, offered
from wayhome.exchange.profiles.ssd.layouts import EPISODES, MISSING, PERSON, PLACEMENTS
from wayhome.exchange.profiles.ssd.values import code_of, without_midnight, written
from wayhome.exchange.tables.moments import read_moment
from wayhome.rules.chronology import Chronology
from wayhome.rules.episode import Episode, episodes
from wayhome.rules.event import Event
from wayhome.rules.facts import (
    Answer,
    CareStatus,
    CareStatusStated,
    IdentifierStated,
    IdentityStated,
    MissingFrom,
    Placed,
    PlacementEnded,
)
from wayhome.rules.identity import decided_identity
from wayhome.rules.moment import Moment, day_of

#: Facts of which the dataset holds anything at all.
HELD = frozenset(
    {
        "Missing",
        "Found",
        "Returned",
        "InterviewOffered",
        "InterviewAnswered",
        "IdentityStated",
        "IdentifierStated",
        "ResponsibleAuthorityStated",
        "CareStatusStated",
        "Placed",
        "PlacementEnded",
    }
)

START, TYPE, END = MISSING.required[2:]
OFFERED, ACCEPTED = MISSING.optional


def rows_of(chronology: Chronology, child: str, own: str) -> Rows:
    """`child` is the number the dataset is to know the child by; `own` names the system whose own numbers are kept.

    A child without a missing episode has no row at all, as in the dataset itself.
    """
    rows = Rows()
    for episode in episodes(chronology):
        _episode(rows, episode, child, own)
    if rows.tables:
        _person(rows, chronology, child)
        _care(rows, chronology, child)
        _placements(rows, chronology, child, own)
        rows.lost["other"] = sum(event.kind not in HELD for event in chronology.events)
    return Rows(rows.tables, +rows.lost)


def _episode(rows: Rows, episode: Episode, child: str, own: str) -> None:
    opened = episode.opened_by
    end = episode.counted_end
    was_offered, was_accepted = _interview(rows, episode)
    rows.add(
        MISSING.file,
        **{
            MISSING.columns[0]: _number(opened.key, own),
            MISSING.child: child,
            START: _when(rows, opened, START),
            TYPE: "A" if episode.is_away else "M",
            END: "" if end is None else _when(rows, end, END),
            OFFERED: was_offered,
            ACCEPTED: was_accepted,
        },
    )
    others = [
        one for kind in ("Found", "Returned") for one in episode.by_kind.get(kind, ()) if one is not end
    ]
    rows.lost["end"] += sum(end is None or one.happened_at != end.happened_at for one in others)
    rows.lost["place"] += episode.missing.missing_from not in (MissingFrom.CARE, MissingFrom.ELSEWHERE)


def _interview(rows: Rows, episode: Episode) -> tuple[str, str]:
    """Offered and accepted."""
    offers, answers = (episode.by_kind.get(kind, []) for kind in ("InterviewOffered", "InterviewAnswered"))
    rows.lost["interview"] += sum(not one.happened_at.is_open for one in (*offers, *answers))
    rows.lost["not_reached"] += last_answer(episode) is Answer.NOT_REACHED
    flags = episode.opened_by.flags
    return (
        _unless_unknown(offered(episode), OFFERED, flags),
        _unless_unknown(accepted(episode), ACCEPTED, flags),
    )


def _unless_unknown(answer: str, column: str, flags: Iterable[str]) -> str:
    """An answer that was none of those agreed is written as none, so that it is raised again."""
    return "?" if f"unknown_value:{column}" in flags else answer


def _person(rows: Rows, chronology: Chronology, child: str) -> None:
    """The identity that stands: what a person decided, or else the first that was stated."""
    stated = chronology.by_kind.get("IdentityStated", [])
    standing = decided_identity(chronology) or (stated[0] if stated else None)
    rows.lost["identity"] += max(len(stated) - 1, 0)
    numbers = [event.fact for event in chronology.by_kind.get("IdentifierStated", ())]
    by_scheme = {fact.scheme: fact.value for fact in numbers if isinstance(fact, IdentifierStated)}
    rows.lost["number"] += sum(
        value not in (child, *map(by_scheme.get, NUMBERS.values())) for value in by_scheme.values()
    )
    who = standing.fact if standing and isinstance(standing.fact, IdentityStated) else IdentityStated()
    rows.lost["postcode"] += bool(who.postcode)
    rows.add(
        PERSON.file,
        pers_person_id=child,
        **{column: by_scheme.get(scheme, "") for column, scheme in NUMBERS.items()},
        pers_forename=who.forename,
        pers_surname=who.surname,
        pers_sex=who.sex,
        pers_ethnicity=who.ethnicity,
        pers_dob=_midnight(who.born),
    )


def _care(rows: Rows, chronology: Chronology, child: str) -> None:
    """A row for each period; of its own episodes a period keeps nothing here."""
    stated = [
        (day_of(event.happened_at.begins), event.fact.status is CareStatus.LOOKED_AFTER)
        for event in chronology.by_kind.get("CareStatusStated", ())
        if isinstance(event.fact, CareStatusStated)
    ]
    began = sorted({on for on, in_care in stated if in_care})
    ceased = sorted({on for on, in_care in stated if not in_care})
    for on in began:
        over = next((one for one in ceased if one >= on), None)
        rows.add(
            EPISODES.file,
            clae_cla_episode_id=_digest(f"{child}/{on}"),
            clae_person_id=child,
            clae_cla_episode_start_date=_midnight(on),
            clae_cla_episode_ceased_date=_midnight(over),
        )


def _placements(rows: Rows, chronology: Chronology, child: str, own: str) -> None:
    number, _, start, code, end = PLACEMENTS.required
    ended = {
        event.fact.began: event
        for event in chronology.by_kind.get("PlacementEnded", ())
        if isinstance(event.fact, PlacementEnded)
    }
    for event in chronology.by_kind.get("Placed", ()):
        assert isinstance(event.fact, Placed)
        over = ended.get(event.key)
        rows.lost["home"] += event.fact.home is not None or event.fact.host is not None
        rows.add(
            PLACEMENTS.file,
            **{
                number: _number(event.key, own, placed=True),
                PLACEMENTS.child: child,
                start: _when(rows, event, start),
                code: code_of(event.fact.placement),
                end: "" if over is None else _when(rows, over, end),
            },
        )


def _when(rows: Rows, event: Event, column: str) -> str:
    text = written(event.happened_at, column, event.flags)
    rows.lost["time"] += read_moment(without_midnight(text))[0] != event.happened_at
    return text


def _number(key: str, own: str, *, placed: bool = False) -> str:
    """The number that the dataset gave it, where it comes from there; for any other, one made of its key."""
    system, *parts = key.split("/")
    match parts if system == own else []:
        case [_, "placed", number] if placed:
            return unquote(number)
        case [_, number, "missing"] if not placed:
            return unquote(number)
    return _digest(key)


def _digest(key: str) -> str:
    return blake2b(key.encode(), digest_size=16).hexdigest()


def _midnight(on: date | None) -> str:
    return "" if on is None else written(Moment.day(on))
