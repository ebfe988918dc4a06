"""Whom an emergency concerns: the child who is meant, and those who answer for how the record is used."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from wayhome.cases.children.models import Child, Identifier, Identity, Relation
from wayhome.cases.partners.models import User
from wayhome.rules.access import ROLES, Act

#: Who answers for how a record is used, by role.
ANSWERING = frozenset(role.key for role in ROLES.values() if Act.REVIEW_OPENING in role.acts)


def named(forename: str, surname: str, born: date) -> QuerySet[Child]:
    """Children of exactly this name and day of birth, in the record as a whole."""
    said = Identity.objects.filter(forename__iexact=forename, surname__iexact=surname, born=born)
    return Child.objects.filter(pk__in=said.values("child"))


def numbered(number: str) -> QuerySet[Child]:
    """Children whom any source knows by exactly this number, in the record as a whole."""
    return Child.objects.filter(pk__in=Identifier.objects.filter(value=number).values("child"))


def answering(child: Child, opener: User) -> list[User]:
    """The leads of the opener's agency, and of every agency that has to do with the child."""
    ties = Relation.objects.in_force().filter(child=child).exclude(agency=None)
    agencies = Q(agency=opener.agency_id) | Q(agency__in=ties.values("agency"))
    leads = User.objects.people().active().filter(agencies, role__in=ANSWERING).exclude(pk=opener.pk)
    return list(leads.order_by("pk"))
