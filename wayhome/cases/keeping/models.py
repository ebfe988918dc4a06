"""An erasure: asked for by one person, and proved by a certificate once another has confirmed it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from wayhome.cases.audit.append_only import AppendOnly, AppendOnlyQuerySet
from wayhome.cases.children.models import Child
from wayhome.cases.partners.models import Agency, User
from wayhome.rules.access import Act, RelationKind, may


class ErasureRequestQuerySet(models.QuerySet["ErasureRequest"]):
    def visible_to(self, user: User) -> Self:
        """Those of the user's own agency, for whoever may erase."""
        return self.filter(of=user.agency_id) if _may_erase(user) else self.none()


class ErasureRequest(models.Model):
    """Somebody has asked that what their agency said of a child be erased, and waits for another to confirm it."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    of = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ErasureRequestQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["child", "of"], name="erasure_asked_for_once")]

    def __str__(self) -> str:
        return f"erasure {self.pk} asked for"

    @property
    def to_type(self) -> str:
        """What whoever confirms types, so that a habit of pressing buttons erases nothing."""
        return f"erase child {self.child_id}"


class CertificateQuerySet(AppendOnlyQuerySet["Certificate"]):
    def visible_to(self, user: User) -> Self:
        """Those of the user's own agency, for whoever may erase."""
        return self.filter(of=user.agency_id) if _may_erase(user) else self.none()


class Certificate(AppendOnly):
    """What was erased of whom, by number alone: the database lets go what a certificate names, and nothing else.

    `child` is the number the child had; `whole`: the record itself is gone, else what other agencies said stands.
    `counts` says how many rows of each kind went; they were events up to the row `last_event`, so that what the
    agency says later is under no certificate. `under` is the class of record that it was kept under `until` that day.
    """

    child = models.BigIntegerField()
    of = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    whole = models.BooleanField()
    counts = models.JSONField()
    last_event = models.BigIntegerField()
    under = models.CharField(max_length=80)
    until = models.DateField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    objects = CertificateQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["child", "of"], name="certificate_names")]
        constraints = [
            models.CheckConstraint(name="certificate_is_of_two", condition=~Q(asked_by=F("by"))),
        ]

    def __str__(self) -> str:
        return f"certificate {self.pk}"


def _may_erase(user: User) -> bool:
    return user.is_active and bool(may(user.role, Act.ERASE, RelationKind))
