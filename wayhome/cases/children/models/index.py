"""The index: what the rules said when they were last asked. Never the truth; `wayhome index rebuild` makes it anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q, Subquery

from wayhome.cases.children.models.child import Child, OfChildQuerySet
from wayhome.cases.children.models.event import Event
from wayhome.cases.partners.models import Agency
from wayhome.rules.episode import Standing
from wayhome.rules.finding import State, asks
from wayhome.rules.guidance import uk
from wayhome.rules.guidance.patterns import ALERT, DECISION, SAME_REASON_AGAIN
from wayhome.rules.moment import Moment
from wayhome.rules.sentence import Sentence

if TYPE_CHECKING:
    from datetime import datetime


#: Standings in which a child is not yet back.
NOT_BACK = (Standing.MISSING, Standing.WHEREABOUTS_KNOWN, Standing.FOUND, Standing.RECOVERED)

#: States of a duty that is still to be done.
UNDONE = (State.DUE, State.OVERDUE)

#: Patterns that go up by themselves, whatever is due.
FOR_THE_PANEL = (SAME_REASON_AGAIN.rule,)

#: Patterns that a decision waits for, the partnership's own among them.
OPEN_PATTERN = Q(rule__startswith=ALERT, state=State.OPEN)

#: Rules by which somebody on shift takes up a new report.
ACKNOWLEDGEMENTS = (uk.ACKNOWLEDGED_BY_CONTROL_ROOM.rule, uk.ACKNOWLEDGED_BY_DUTY_DESK.rule)


class EpisodeQuerySet(OfChildQuerySet["Episode"]):
    def not_back(self) -> Self:
        """Missing, or found and not yet returned."""
        return self.filter(standing__in=NOT_BACK)


class Episode(models.Model):
    """A missing episode as it stands. Its number in addresses is that of the event that opened it, which stays.

    `is_unacknowledged` and `is_overdue` repeat what its findings say, so that a board is put in order without them.
    While the child is not back, a decision about a pattern that nobody gave in time counts as well.
    """

    #: What is derived anew each time; all but the event that opened it.
    DERIVED: ClassVar = [
        "child",
        "key",
        "number",
        "standing",
        "since",
        "found_at",
        "returned_at",
        "risk",
        "missing_from",
        "is_away",
        "police_told",
        "is_unacknowledged",
        "is_overdue",
        "force",
        "authority",
    ]

    opened_by = models.OneToOneField(Event, on_delete=models.CASCADE, primary_key=True, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="episodes")
    key = models.CharField(max_length=200, unique=True)
    number = models.PositiveIntegerField()
    standing = models.CharField(max_length=20)
    since = models.DateTimeField()
    found_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    risk = models.CharField(max_length=20, blank=True)
    missing_from = models.CharField(max_length=20)
    is_away = models.BooleanField(default=False)
    police_told = models.BooleanField(default=False)
    is_unacknowledged = models.BooleanField(default=False)
    is_overdue = models.BooleanField(default=False)
    force = models.ForeignKey(Agency, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    authority = models.ForeignKey(
        Agency, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )

    objects = EpisodeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["since"],
                name="episode_not_back",
                condition=Q(standing__in=[standing.value for standing in NOT_BACK]),
            ),
        ]

    def __str__(self) -> str:
        return f"episode {self.pk}"


class FindingQuerySet(OfChildQuerySet["Finding"]):
    def pressing(self) -> Self:
        """Without what its owner inherited, which is counted on a page of its own."""
        return self.filter(inherited=False)

    def never_decided(self) -> Self:
        """Decisions that nobody could give when they were due, of children about whom nobody has ever given any."""
        return self.filter(rule=DECISION.rule, inherited=True)

    def undone(self) -> Self:
        """What nobody has done: without what was done and nobody can say whether in time."""
        return self.filter(state__in=UNDONE)

    def rising(self) -> Self:
        """What goes up until somebody settles it: what nobody has done, and what a panel is to hear of at once."""
        return self.pressing().filter(Q(state__in=UNDONE) | Q(rule__in=FOR_THE_PANEL, state=State.OPEN))

    def unacknowledged(self) -> Self:
        """New reports that nobody on shift has taken up, one for each desk that still should."""
        return self.pressing().filter(rule__in=ACKNOWLEDGEMENTS)


class Finding(models.Model):
    """A finding that needs someone, or is of a decision that was left to nobody.

    `evidence` are keys of events; `episode` is blank or an episode's key. `reason_given`: somebody said why it will not
    be done, and nobody else has agreed yet.
    """

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="findings")
    rule = models.CharField(max_length=80)
    state = models.CharField(max_length=20)
    episode = models.CharField(max_length=200, blank=True)
    rung = models.CharField(max_length=20, blank=True)
    since = models.DateTimeField()
    due_begins = models.DateTimeField(null=True)
    due_ends = models.DateTimeField(null=True)
    owner = models.ForeignKey(Agency, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    evidence = models.JSONField(default=list)
    inherited = models.BooleanField(default=False)
    reason_given = models.BooleanField(default=False)

    objects = FindingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["episode"], name="finding_of_episode"),
            models.Index(fields=["owner", "inherited", "due_ends"], name="finding_of_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} of child {self.child_id}: {self.state}"

    @property
    def sentence(self) -> Sentence:
        return asks(self.rule, self.rung)

    @property
    def due(self) -> Moment | None:
        """By when; None: its source sets no limit."""
        if self.due_begins is None or self.due_ends is None:
            return None
        return Moment(self.due_begins, self.due_ends)


class Share(models.Model):
    """One child's event that touches a thing others may touch, such as a phone. `event` is its key.

    `is_first` marks the child's earliest share of the thing, so that the earliest children are found without
    reading a busy place whole. `told` is a list of [agency code, begins, ends, stated, reference].
    """

    thing = models.CharField(max_length=200)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="shares")
    event = models.CharField(max_length=200)
    happened_begins = models.DateTimeField()
    happened_ends = models.DateTimeField()
    is_first = models.BooleanField()
    told = models.JSONField(default=list)
    recorded_at = models.DateTimeField(null=True)

    objects = OfChildQuerySet["Share"].as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["thing", "happened_begins", "child"],
                name="share_first_of_thing",
                condition=Q(is_first=True),
            ),
            models.Index(fields=["thing", "child"], name="share_of_thing_by_child"),
        ]

    def __str__(self) -> str:
        return f"share of child {self.child_id}"


class WatchQuerySet(OfChildQuerySet["Watch"]):
    def due(self, at: datetime, derived_with: str) -> Self:
        """Those whose findings may no longer hold: time has moved, company or the rules have, or what is known of an
        agency has.
        """
        # Less or more, in place of 'not the same', which no index finds.
        other = Q(derived_with__lt=derived_with) | Q(derived_with__gt=derived_with)
        # No index helps here: every watch has the same sum, or everybody's is behind. To go through all by their keys
        # takes milliseconds for ten thousand where nobody is due, and where many are it ends once enough are taken.
        other |= Q(editions_of_agencies__lt=Subquery(Agency.objects.editions()))
        return self.filter(Q(is_due=True) | Q(changes_at__lte=at) | other)


class Watch(models.Model):
    """When time alone would next change a child's findings, and with what they were derived.

    `editions_of_agencies` are counted among the same rows of which whoever derived them read the agencies.
    """

    child = models.OneToOneField(Child, on_delete=models.CASCADE, primary_key=True, related_name="watch")
    changes_at = models.DateTimeField(null=True)
    is_due = models.BooleanField(default=False)
    derived_with = models.CharField(max_length=80)
    editions_of_agencies = models.PositiveIntegerField(default=0)
    derived_at = models.DateTimeField()

    objects = WatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "watches"
        indexes = [
            models.Index(fields=["changes_at"], name="watch_changes_at"),
            models.Index(fields=["is_due"], name="watch_is_due", condition=Q(is_due=True)),
            models.Index(fields=["derived_with"], name="watch_derived_with"),
        ]

    def __str__(self) -> str:
        return f"watch of child {self.child_id}"
