"""What joins a child to other children who went missing: a report, somebody or something rare, a home or a school."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wayhome.rules.alerts.seen import Life, Seen, known_at, why
from wayhome.rules.company import Share, missing_from, of_report
from wayhome.rules.facts import Part
from wayhome.rules.placement import placements


def missing_together(life: Life) -> Iterator[Seen]:
    """In each episode of which another child was reported missing in the same report, or in which the same rare person
    or thing was around both within hours: to be missing at the same time joins nobody.
    """
    joined: set[str] = set()
    for episode in life.episodes if life.company else ():
        if reported := life.company.get(of_report(episode.missing)):
            joined.add(episode.key)
            said = why("missing_together.reported", n=_children(reported))
            yield Seen(said, (episode.opened_by,), shared=_first_known(reported), parts=(Part.EPISODE,))
    for event, contact, thing in life.around:
        if contact.episode in joined:
            continue
        at = event.happened_at.begins
        within = life.agreed(at).missing_together_within
        others = [one for one in life.company.get(thing, ()) if abs(one.happened_at.begins - at) <= within]
        if others:
            joined.add(contact.episode)
            said = why(f"missing_together.{contact.contact.value}", n=_children(others), within=within)
            yield Seen(said, (event,), shared=_first_known(others))


def shared_contact(life: Life) -> Iterator[Seen]:
    """Somebody or something rare around the child that is around another child as well: once for each."""
    known: set[str] = set()
    for event, contact, thing in life.around:
        others = life.company.get(thing)
        if others and thing not in known:
            known.add(thing)
            said = why(f"shared_contact.{contact.contact.value}", n=_children(others))
            yield Seen(said, (event,), shared=_first_known(others))


def where_another_went_missing(life: Life) -> Iterator[Seen]:
    """The first time that a child goes missing from a home or school from which another had: once for each."""
    moves, known = placements(life.chronology), set[str]()
    for episode in life.episodes if life.company else ():
        began, whence = episode.opened_by.happened_at.begins, missing_from(episode.opened_by, moves)
        before = [one for one in life.company.get(whence, ()) if one.happened_at.begins <= began]
        if before and whence not in known:
            known.add(whence)
            said = why("where_another_went_missing", n=_children(before))
            yield Seen(said, (episode.opened_by,), shared=_first_known(before))


def _children(others: Iterable[Share]) -> int:
    return len({share.child for share in others})


def _first_known(others: Iterable[Share]) -> Share:
    """Of which somebody knew first, so that the pattern stays where it is as more children come."""
    return min(others, key=known_at)
