"""A restricted record: closed, all of it or only where the child is, to everybody but those named."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from wayhome.cases.children.models.child import Child, OfChildQuerySet, Reach
from wayhome.cases.partners.models import Agency, User
from wayhome.rules.access import RESTRICTS, ROLES, RestrictionKind

#: Kinds that close the whole record, and those that bind every agency's people.
OF_RECORD = sorted(kind.value for kind, closes in RESTRICTS.items() if closes.record)
OF_EVERYBODY = sorted(kind.value for kind, closes in RESTRICTS.items() if closes.everybody)


class RestrictionQuerySet(OfChildQuerySet["Restriction"]):
    def standing(self) -> Self:
        return self.filter(lifted_at=None)

    def standing_at(self, at: datetime) -> Self:
        return self.filter(Q(lifted_at=None) | Q(lifted_at__gt=at), at__lte=at)

    def of_record(self) -> Self:
        """Those that close all of it."""
        return self.filter(kind__in=OF_RECORD)

    def of_places(self) -> Self:
        """Those that close only where the child is."""
        return self.exclude(kind__in=OF_RECORD)

    def barring(self, user: User | Reach) -> Self:
        """Those standing on which this user is barred."""
        return self.standing().filter(named__user=user.pk, named__is_barred=True)

    def shutting_out(self, user: User | Reach) -> Self:
        """Those standing that bind this user and do not name them. A lead is shut out only where one is barred."""
        listed = NamedPerson.objects.filter(restriction=OuterRef("pk"), user=user.pk)
        barred = Exists(listed.filter(is_barred=True))
        role = ROLES.get(user.role)
        standing = self.standing().filter(Q(kind__in=OF_EVERYBODY) | Q(agency=user.agency_id))
        return standing.filter(barred if role and role.answers else barred | ~Exists(listed))

    def closing(self, user: User | Reach) -> Self:
        """Those that close the whole of a child's record to this user."""
        return self.of_record().shutting_out(user)


class Restriction(models.Model):
    """Of the record, not said of the child, as a hold is. `kind` is of `rules.access.RestrictionKind`.

    `reason` is for those who see the record. Another person of `agency` lifts it, and nobody changes it.
    """

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="restrictions", db_index=False)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in RestrictionKind])
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    lifted_at = models.DateTimeField(null=True)
    lifted_because = models.CharField(max_length=300, blank=True)

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "kind", "agency"],
                condition=Q(lifted_at=None),
                name="restriction_stands_once",
            ),
            models.CheckConstraint(
                name="restriction_is_lifted_by_another",
                condition=Q(lifted_by=None, lifted_at=None)
                | (Q(lifted_by__isnull=False, lifted_at__isnull=False) & ~Q(lifted_by=F("by"))),
            ),
        ]

    def __str__(self) -> str:
        return f"restriction {self.pk} on the record of child {self.child_id}"

    @property
    def closes_record(self) -> bool:
        return RESTRICTS[RestrictionKind(self.kind)].record


class NamedPersonQuerySet(models.QuerySet["NamedPerson"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(restriction__child__in=Child.objects.visible_to(user))


class NamedPerson(models.Model):
    """Somebody to whom a restriction leaves the record open, or, where `is_barred`, who may not see it in any way."""

    restriction = models.ForeignKey(
        Restriction, on_delete=models.CASCADE, related_name="named", db_index=False
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    is_barred = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = NamedPersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["restriction", "user"], name="named_once_on_a_restriction"),
        ]

    def __str__(self) -> str:
        return f"person {self.user_id} on restriction {self.restriction_id}"
