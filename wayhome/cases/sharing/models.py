"""Agreements between two controllers, and what was shared under each. A share is a tie like any other, with an end."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from wayhome.cases.children.models import Relation
from wayhome.cases.partners.models import Agency, User


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, user: User) -> Self:
        """Those of the user's own agency, whichever side it is on."""
        return self.filter(Q(one=user.agency_id) | Q(other=user.agency_id))

    def in_force(self, on: date) -> Self:
        lasts = Q(ends=None) | Q(ends__gte=on)
        return self.filter(lasts, begins__lte=on, agreed_at__isnull=False, ended_at=None)


class Agreement(models.Model):
    """`one` proposed it and `other` agreed to it, each by its information-governance lead; until both did, it is none.

    `reference` is where the signed text is filed. `ends` None: until one of them ends it.
    """

    one = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=120)
    purpose = models.TextField()
    begins = models.DateField()
    ends = models.DateField(null=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="agreement_is_between_two", condition=~Q(one=F("other"))),
            models.CheckConstraint(
                name="agreement_is_agreed_by_somebody",
                condition=Q(agreed_by=None, agreed_at=None)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="agreement_ends_after_it_begins", condition=Q(ends=None) | Q(ends__gte=F("begins"))
            ),
        ]

    def __str__(self) -> str:
        return f"agreement {self.pk}"

    def with_whom(self, agency: Agency) -> Agency:
        """The side that is not this one."""
        return self.other if self.one_id == agency.pk else self.one


class ShareQuerySet(models.QuerySet["Share"]):
    def visible_to(self, user: User) -> Self:
        """What the user's own agency shared, or was given."""
        return self.filter(Q(of=user.agency_id) | Q(relation__agency=user.agency_id))


class Share(models.Model):
    """`of` shared the child's record, by the tie `relation`, which names whom with and until when."""

    relation = models.OneToOneField(Relation, on_delete=models.CASCADE, related_name="share")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="shares")
    of = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()

    objects = ShareQuerySet.as_manager()

    def __str__(self) -> str:
        return f"share {self.pk}"
