"""One row for each seal, which proves that no entry under it was changed since."""

from __future__ import annotations

from typing import Self

from django.db import models

from wayhome.cases.audit.append_only import AppendOnly, AppendOnlyQuerySet
from wayhome.cases.audit.models.entry import GOVERNANCE_LEAD, Reader


class AuditSealQuerySet(AppendOnlyQuerySet["AuditSeal"]):
    def visible_to(self, user: Reader) -> Self:
        """A seal names nobody; it is for whoever has to prove something by it, an information-governance lead."""
        return self.all() if user.role == GOVERNANCE_LEAD else self.none()


class AuditSeal(AppendOnly):
    """Proof of what the entries since the seal before it said, from `first` to `last`.

    Not the seal of an event (`children.Seal`), which hides what must not be read: this one hides nothing. Seals are
    numbered from one without a gap. `imprints` are one after the other, in the order of the entries, each written in
    the `form` that was in use; `digest` covers them, everything else here, and `previous`, the digest before it.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    form = models.PositiveSmallIntegerField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    entries = models.PositiveIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    sealed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    imprints = models.BinaryField()

    objects = AuditSealQuerySet.as_manager()

    class Meta:
        db_table = "audit_seal"

    def __str__(self) -> str:
        return f"seal {self.number} of the audit"
