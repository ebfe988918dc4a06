"""What was sent to whom, and what was found about agencies by night.

Who must be told follows from the record and the rota; that they were told is a fact. What is found about an agency is
an answer, and only since when it was found is remembered.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from wayhome.cases.children.models import Child, Episode, Event, Finding
from wayhome.cases.partners.models import Agency, User
from wayhome.cases.worklist.escalation import Reason
from wayhome.rules import recording
from wayhome.rules.access import Act, may
from wayhome.rules.finding import State
from wayhome.rules.moment import Moment
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


class AgencyFindingQuerySet(models.QuerySet["AgencyFinding"]):
    def visible_to(self, user: User) -> Self:
        """Of every agency for those who answer for the partnership's record; of their own for those who run one."""
        if not user.is_active or not may(user.role, Act.READ_GAPS):
            return self.none()
        return self.all() if may(user.role, Act.READ_EVERY_GAP) else self.filter(agency=user.agency_id)

    def standing(self) -> Self:
        return self.filter(cleared_at=None)

    def cleared_since(self, at: datetime) -> Self:
        return self.filter(cleared_at__gte=at)

    def open(self) -> Self:
        """Without those that nobody can tell from here."""
        return self.filter(state=State.OPEN)


class AgencyFinding(models.Model):
    """What was found about an agency by night: see `rules.recording.AgencyFinding`. It tells of no child.

    Each night finds it anew, from `first_seen` to `last_seen`; `cleared_at` is the first night on which it was not so.
    """

    #: What each night finds anew.
    FOUND: ClassVar = ["state", "counts", "begins", "ends", "last_recorded_at", "last_seen"]

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=80)
    duty = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=20)
    counts = models.JSONField(default=dict)
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    last_recorded_at = models.DateTimeField(null=True)
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)

    objects = AgencyFindingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "rule", "duty"],
                condition=Q(cleared_at=None),
                name="agency_finding_stands_once",
            ),
        ]
        indexes = [models.Index(fields=["cleared_at"], name="agency_finding_cleared")]

    def __str__(self) -> str:
        return f"{self.rule} of agency {self.agency_id}"

    @classmethod
    def of(cls, said: recording.AgencyFinding, agency: int, at: datetime) -> Self:
        """`agency` is a row's key."""
        return cls(
            agency_id=agency,
            rule=said.rule,
            duty=said.duty,
            state=said.state.value,
            counts=dict(said.counts),
            begins=said.period.begins,
            ends=said.period.ends,
            last_recorded_at=said.last,
            first_seen=at,
            last_seen=at,
        )

    def as_rules(self) -> recording.AgencyFinding:
        return recording.AgencyFinding(
            agency=self.agency.as_fact(),
            rule=self.rule,
            duty=self.duty,
            state=State(self.state),
            counts=self.counts,
            period=Moment(self.begins, self.ends),
            last=self.last_recorded_at,
        )
