"""One row for each thing somebody did or saw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

from django.db import models
from django.db.models.functions import Now

from wayhome.cases.audit.append_only import AppendOnly, AppendOnlyQuerySet

if TYPE_CHECKING:
    from collections.abc import Mapping

type Detail = Mapping[str, int | bool | str | list[int] | None]


class Actor(Protocol):
    """Whoever acts: a user, a system account, a stranger at the door, or the installation itself.

    `pk` is None for a stranger, whose `agency_code` is that of the account they tried, if it is anybody's, and for
    the installation, somebody at the server's command line, whose `agency_code` is empty.
    """

    @property
    def pk(self) -> int | None: ...
    @property
    def agency_code(self) -> str: ...


class Reader(Actor, Protocol):
    """Whoever reads the audit: somebody who signed in."""

    @property
    def role(self) -> str: ...


GOVERNANCE_LEAD = "governance_lead"


class EntryQuerySet(AppendOnlyQuerySet["Entry"]):
    def visible_to(self, user: Reader) -> Self:
        """What this user did; for an information-governance lead, what anybody of their agency did."""
        if user.role == GOVERNANCE_LEAD:
            return self.filter(agency_code=user.agency_code)
        return self.filter(actor_id=user.pk)

    def about(self, subject: str) -> Self:
        """Entries on one thing, named as its kind and identifier: `"child:12"`."""
        kind, _, identifier = subject.partition(":")
        return self.filter(subject_kind=kind, subject_id=identifier)


class Entry(AppendOnly):
    """Who (`actor_id`, of `agency_code`) did what (`verb`) to what (`subject`), and when.

    `at` is when it was done, as the action was told; `recorded_at` is when the database stored it, by the
    database's own clock. There are no foreign keys: an entry outlives what it names, and costs one insert.
    """

    verb = models.CharField(max_length=60)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    actor_id = models.BigIntegerField(null=True)
    agency_code = models.CharField(max_length=40, blank=True)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=80)
    detail = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "at"], name="entry_about"),
            models.Index(fields=["agency_code", "at"], name="entry_of_agency"),
            models.Index(fields=["actor_id", "at"], name="entry_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"

    @property
    def subject(self) -> str:
        return f"{self.subject_kind}:{self.subject_id}"
