"""What was sent to whom. Who must be told follows from the record and the rota; that they were told is a fact."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from wayhome.cases.children.models import Child, Episode, Event, Finding
from wayhome.cases.partners.models import Agency, User
from wayhome.cases.worklist.escalation import Reason
from wayhome.rules.sentence import Sentence


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: User) -> Self:
        """Only what was sent to this user."""
        return self.filter(to=user)

    def pressing(self) -> Self:
        """Without those whose report was acknowledged since, whose child is back, or whose duty is settled."""
        waits = Episode.objects.not_back().filter(is_unacknowledged=True, pk=OuterRef("report"))
        same = {name: OuterRef(name) for name in ("child", "rule", "rung", "since")}
        late = Finding.objects.rising().filter(**same)
        return self.filter(Q(report=None, child=None) | Exists(waits) | Exists(late))

    def unsent(self) -> Self:
        return self.filter(sent_at=None)

    def of_desks(self) -> Self:
        """Without those of reports and duties, which stand in my work themselves."""
        return self.filter(report=None, child=None)

    def unseen(self) -> Self:
        return self.filter(acknowledged_at=None)


class Notice(models.Model):
    """One person is told of one thing on one channel, once; the constraints below are what makes it once.

    `report` is the event that opened the episode, with `rule` the duty that waits and `step` how far along the
    rota it had come, 0 beyond it. `child` is of whom a duty is late, with its `rule` and `rung`, and `step` how far it
    had gone up. Without either the thing is an empty desk, or what `reason` says, for the person's own desk. `since`
    is when any of these began. `desk` None: nobody has stated whose the report or duty is. `sent_at` None: the channel
    has not taken it yet.
    """

    to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notices")
    channel = models.CharField(max_length=20)
    reason = models.CharField(max_length=20, choices=[(reason.value, reason.value) for reason in Reason])
    desk = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    report = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, related_name="+")
    rule = models.CharField(max_length=80, blank=True)
    rung = models.CharField(max_length=20, blank=True)
    since = models.DateTimeField()
    step = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "rule", "step", "to", "channel"],
                condition=Q(report__isnull=False),
                name="notice_of_a_report_once",
            ),
            models.UniqueConstraint(
                fields=["child", "rule", "rung", "since", "step", "to", "channel"],
                condition=Q(child__isnull=False),
                name="notice_of_a_late_duty_once",
            ),
            models.UniqueConstraint(
                fields=["desk", "since", "to", "channel"],
                condition=Q(report__isnull=True, child__isnull=True),
                name="notice_of_an_empty_desk_once",
            ),
        ]
        indexes = [
            models.Index(fields=["made_at"], name="notice_unsent", condition=Q(sent_at=None)),
            models.Index(fields=["to"], name="notice_unseen", condition=Q(acknowledged_at=None)),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"

    @property
    def sentence(self) -> Sentence:
        """The body: it says that something waits, never who or where."""
        return Sentence(f"notice.{self.reason}")
