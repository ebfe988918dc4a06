"""Restricted records of children who are not back: never on the board of those not named, and never silently off it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from wayhome.cases.children.models import Episode, NamedPerson, Reach, Relation, Restriction
from wayhome.cases.children.queries import Query
from wayhome.cases.partners.models import User
from wayhome.cases.worklist.alarms import Alarm
from wayhome.rules.access import ROLES, Act, RelationKind
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say

#: Roles to whom a restricted record stays open unless they are barred, and who see it.
_LEADS = sorted(role.key for role in ROLES.values() if role.answers and role.ties[Act.SEE])


def restricted_alarms(user: User) -> Iterator[Alarm]:
    """One, where children of the user's agency are not back whose records are restricted without naming the user.

    To whoever is barred it is as if there were no such child.
    """
    if RelationKind.OWN_AGENCY not in ROLES[user.role].ties[Act.SEE]:
        return
    closed = [child for (child,) in _closed(Reach.of(user))()]
    if closed:
        names = ", ".join(_names(user, closed)) or _say(Sentence("alarm.restricted_nobody"))
        text = Sentence("alarm.restricted_text", n=len(closed), names=names)
        yield Alarm(_say(Sentence("alarm.restricted_title", n=len(closed))), _say(text))


@lru_cache(maxsize=4096)
def _closed(who: Reach) -> Query:
    """One row for each child."""

    def ask() -> QuerySet[Any, Any]:
        closing = Restriction.objects.closing(who).values("child")
        tied = Relation.objects.in_force().filter(agency=who.agency_id, child__in=closing).values("child")
        # What a restriction closes, nothing opens to the user but an emergency.
        opened = Relation.objects.in_force().filter(user=who.pk, kind=RelationKind.BREAK_GLASS.value)
        barred = Restriction.objects.barring(who).values("child")
        hidden = Episode.objects.not_back().filter(child__in=tied).exclude(child__in=opened.values("child"))
        hidden = hidden.exclude(child__in=barred)
        return hidden.values_list("child").distinct()

    return Query(ask)


def _names(user: User, children: list[int]) -> list[str]:
    """Whom to ask: those named of the user's agency, and its leads, who can see every one of them."""
    named = NamedPerson.objects.filter(
        restriction__in=Restriction.objects.standing().of_record().filter(child__in=children), is_barred=False
    )
    own = User.objects.people().active().filter(agency=user.agency_id)
    people = own.filter(Q(pk__in=named.values("user")) | Q(role__in=_LEADS)).exclude(pk=user.pk)
    return list(people.order_by("full_name").values_list("full_name", flat=True))


def _say(sentence: Sentence) -> str:
    return say(sentence, language())
