"""What was said: append-only, each correction the next edition of the same key."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models

from wayhome.cases.audit.append_only import AppendOnly, AppendOnlyQuerySet
from wayhome.cases.children.models.child import Child
from wayhome.cases.children.rows import Columns
from wayhome.cases.partners.models import Agency, User
from wayhome.rules import detail
from wayhome.rules import event as rules
from wayhome.rules.basis import LETTERS


class SystemQuerySet(models.QuerySet["System"]):
    def visible_to(self, user: User) -> Self:
        """Every one: what kinds of file there are says nothing of a child."""
        return self.all()


class System(models.Model):
    """Where events were first written down, and of what it can speak; see `rules.event.System`. Null: of all."""

    name = models.CharField(max_length=60, unique=True)
    says = models.JSONField(null=True)

    objects = SystemQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def as_rules(self) -> rules.System:
        return rules.System(self.name, None if self.says is None else frozenset(self.says))


class EventQuerySet(AppendOnlyQuerySet["Event"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(child__in=Child.objects.visible_to(user))

    def readable(self) -> Self:
        """Without what was sealed."""
        return self.filter(seal=None)


class Event(AppendOnly):
    """One edition of one thing that was said; see `rules.event.Event`, which `chronologies.read` gives back.

    `entry` is the audit entry of the action that stored it. `basis` is a letter of `rules.basis.BASES`: the regime and
    purpose of the agency whose statement it is, as they were when it was recorded.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="events")
    key = models.CharField(max_length=200)
    edition = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    detail = models.JSONField(default=dict)
    happened_begins = models.DateTimeField()
    happened_ends = models.DateTimeField()
    happened_assumed = models.BooleanField(default=False)
    flags = models.JSONField(default=list)
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="+", db_index=False)
    of = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    basis = models.CharField(max_length=1)
    recorded_at = models.DateTimeField()
    entry = models.BigIntegerField()

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "edition"], name="event_edition")]

    def __str__(self) -> str:
        return f"{self.kind} of child {self.child_id}, edition {self.edition}"

    @staticmethod
    def columns(said: rules.Event, *, of: int, system: int, entry: int) -> Columns:
        """The row of what was said, by column. `of` and `system` are keys of rows.

        What the record alone sets, when it was recorded and under which basis, must be set.
        """
        assert said.basis is not None  # an agency that is not in the partnership has been refused
        return {
            "child_id": int(said.child),
            "key": said.key,
            "edition": said.edition,
            "kind": said.kind,
            "version": said.fact.version,
            "detail": detail.write(said.fact),
            "happened_begins": said.happened_at.begins,
            "happened_ends": said.happened_at.ends,
            "happened_assumed": said.happened_assumed,
            "flags": said.flags,
            "system_id": system,
            "of_id": of,
            "basis": LETTERS[said.basis.regime],
            "recorded_at": said.recorded_at,
            "entry": entry,
        }


class OfEventQuerySet[M: AppendOnly](AppendOnlyQuerySet[M]):
    """Rows that are an event's, and so its child's."""

    def visible_to(self, user: User) -> Self:
        return self.filter(event__child__in=Child.objects.visible_to(user))


class Telling(AppendOnly):
    """An agency learned of an event. It may be passed on later than it was recorded, and to several."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="tellings")
    to = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    at_begins = models.DateTimeField()
    at_ends = models.DateTimeField()
    stated = models.BooleanField(default=True)
    reference = models.CharField(max_length=80, blank=True)
    recorded_at = models.DateTimeField()

    objects = OfEventQuerySet["Telling"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["reference"], name="telling_reference", condition=~models.Q(reference="")),
        ]

    def __str__(self) -> str:
        return f"telling of event {self.event_id}"

    @staticmethod
    def columns(said: rules.Telling, *, event: int, to: int, recorded_at: datetime) -> Columns:
        """The row of a telling, by column. `event` and `to` are keys of rows."""
        return {
            "event_id": event,
            "to_id": to,
            "at_begins": said.at.begins,
            "at_ends": said.at.ends,
            "stated": said.stated,
            "reference": said.reference,
            "recorded_at": recorded_at,
        }
