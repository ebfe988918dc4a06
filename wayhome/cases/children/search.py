"""Finding a child by what somebody can say of the child: part of a name or how it sounds, a birthday, a number.

How it stays fast among 100,000 children. A number and a day of birth are looked up in their indexes. A name is
looked for in the prepared texts of `Identity` (see `identities`), which hold nothing else: reading them all takes
about a tenth of a second. Only the children that this user may see are ever found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from wayhome.cases.audit.actions import enter
from wayhome.cases.children.index.identities import plain, sounds, spelt
from wayhome.cases.children.models import Child, Episode, Event, Identifier, Identity, Telling
from wayhome.cases.partners.models import Agency, User
from wayhome.rules.facts import IdentityStated
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say


@dataclass(frozen=True, slots=True)
class Search:
    """Blank or None: not asked. What is asked must all hold, but a number finds the child by itself."""

    name: str = ""
    born: date | None = None
    number: str = ""


@transaction.atomic
def find_children(search: Search, *, by: User, at: datetime) -> int:
    """How many children fit. The audit keeps that somebody searched and how, never for whom."""
    found = matching(search, by).count()
    asked = {"name": bool(search.name), "born": search.born is not None, "number": bool(search.number)}
    enter("find_children", by=by, at=at, subject=f"user:{by.pk}", detail={**asked, "found": found})
    return found


def matching(search: Search, user: User) -> QuerySet[Child]:
    """The children visible to this user who fit."""
    visible = Child.objects.visible_to(user)
    if search.number:
        return visible.filter(_numbered(search.number))
    identities = Identity.objects.all()
    if search.name:
        identities = identities.filter(_named(search.name))
    if search.born is not None:
        identities = identities.filter(born__in=_birthdays(search.born))
    return visible.filter(pk__in=identities.values("child"))


@dataclass(frozen=True, slots=True)
class Match:
    """A child as a list shows one. `also` are the other names stated; `authority` None: nobody stated it."""

    child: Child
    also: tuple[str, ...]
    authority: str | None
    episode: Episode | None
    is_swapped: bool

    @property
    def standing(self) -> str:
        """Of the episode the child is in, in words; blank where the child is in none."""
        return say(Sentence(f"standing.{self.episode.standing}"), language()) if self.episode else ""


def matches(children: Iterable[Child], search: Search) -> list[Match]:
    """In the order given, in the same few queries however many they are."""
    shown = list(children)
    open_now = {one.child_id: one for one in Episode.objects.not_back().filter(child__in=shown)}
    authorities = _authorities(shown)
    names: dict[int, set[str]] = {}
    for identity in Identity.objects.filter(child__in=shown):
        names.setdefault(identity.child_id, set()).add(f"{identity.forename} {identity.surname}".strip())
    return [
        Match(
            child,
            tuple(sorted(names.get(child.pk, set()) - {child.name, ""})),
            authorities.get(child.pk),
            open_now.get(child.pk),
            is_swapped(child.born, search.born),
        )
        for child in shown
    ]


def alike(identity: IdentityStated, user: User) -> list[Child]:
    """Children this user can see who may be the same: a name that sounds the same, and the same day of birth.

    Where either day is not known, the whole name must sound the same.
    """
    heard = _parts(sounds(spelt(f"{identity.forename} {identity.surname}")))
    born = Q(born__in=_birthdays(identity.born)) | Q(born=None) if identity.born else Q()
    near = Identity.objects.filter(born, child__in=Child.objects.visible_to(user)).filter(_any_sound(heard))
    same = {
        one.child_id
        for one in near
        if heard == _parts(one.sounds) or (one.born and identity.born and heard & _parts(one.sounds))
    }
    return list(Child.objects.filter(pk__in=same).order_by("surname", "forename", "pk"))


def is_swapped(born: date | None, asked: date | None) -> bool:
    """Is it the day that was asked for, but for the day and the month the other way round?"""
    return born is not None and asked is not None and born != asked and born in _birthdays(asked)


def _authorities(children: list[Child]) -> dict[int, str]:
    """The name of the authority last stated to be responsible for each child."""
    codes = responsible_for(children)
    names = dict(Agency.objects.filter(code__in=codes.values()).values_list("code", "name"))
    return {child: names[code] for child, code in codes.items()}


def responsible_for(children: list[Child]) -> dict[int, str]:
    """The code of that authority."""
    kinds = ("ResponsibleAuthorityStated", "Withdrawn")
    stated = Event.objects.readable().filter(child__in=children, kind__in=kinds).order_by("key", "edition")
    last = {event.key: event for event in stated}
    standing = [event for event in last.values() if event.kind == kinds[0]]
    return {
        event.child_id: event.detail["authority"]
        for event in sorted(standing, key=lambda event: event.happened_begins)
    }


def _birthdays(born: date) -> list[date]:
    """The day, and what it is if somebody wrote the month first."""
    return [born, born.replace(month=born.day, day=born.month)] if born.day <= 12 else [born]


def _named(name: str) -> Q:
    """Every part begins a part of the stated name, or sounds like one, in whatever order."""
    wanted = Q()
    for part in plain(name).split():
        heard = sounds(part).strip("|")
        begins = Q(plain__startswith=part) | Q(plain__contains=f" {part}")
        wanted &= begins | Q(sounds__contains=f"|{heard}|") if heard else begins
    if wanted:
        return wanted
    # A name in letters that have no plain form is looked for as it is written.
    return Q(forename__icontains=name) | Q(surname__icontains=name)


def _any_sound(heard: set[str]) -> Q:
    wanted = Q(pk__in=[])
    for part in heard:
        wanted |= Q(sounds__contains=f"|{part}|")
    return wanted


def _parts(heard: str) -> set[str]:
    return {part for part in heard.split("|") if part}


def _numbered(number: str) -> Q:
    """By any source's number for the child, or a reference by which an agency knows a report of them."""
    written = {number, number.upper(), "".join(number.split()), "".join(number.split()).upper()}
    referred = Telling.objects.filter(reference__in=written, event__seal=None).values("event__child")
    return Q(pk__in=Identifier.objects.filter(value__in=written).values("child").union(referred))
