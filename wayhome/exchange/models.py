"""What was loaded from partners' files, by whom, which of their rows were refused, and what lay in the drop folder."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from wayhome.cases.partners.models import Agency, User
from wayhome.rules.access import Act, may


class LoadQuerySet(models.QuerySet["Load"]):
    def visible_to(self, user: User) -> Self:
        """Those of the user's own agency, for whoever may load files."""
        if not user.is_active or not may(user.role, Act.LOAD):
            return self.none()
        return self.of(user.agency)

    def of(self, agency: Agency) -> Self:
        """Those that brought in what this agency said or was told."""
        return self.filter(Q(account__agency=agency) | Q(authority=agency))

    def unfinished(self) -> Self:
        return self.filter(finished_at=None)

    def waiting(self) -> Self:
        """Uploaded, and for the worker to load or to carry on with."""
        return self.unfinished().exclude(upload="")


class Load(models.Model):
    """Files with this content, from one sender. The path is not kept: a folder's name may be a child's.

    `account` is the sender's system account, as which the rows are recorded; `asked_by` is the person who handed
    the files in, or the account of the drop folder, and None at the server's command line. `counts` are what it
    has created since it began, however often it was interrupted; see `exchange.counts`. `upload` is the folder the
    files wait in, blank once done.
    """

    profile = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    authority = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    upload = models.CharField(max_length=80, blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    stopped = models.CharField(max_length=500, blank=True)
    counts = models.JSONField(default=dict)

    objects = LoadQuerySet.as_manager()

    class Meta:
        constraints = [
            # Two who load the same files at the same time do one load between them.
            models.UniqueConstraint(
                fields=["account", "authority", "digest"],
                condition=Q(finished_at=None),
                name="load_unfinished_once",
            )
        ]
        indexes = [models.Index(fields=["account", "started_at"], name="load_of_account")]

    def __str__(self) -> str:
        return f"load {self.pk}"

    @property
    def state(self) -> str:
        """done, stopped, waiting or loading; begun, where it is for somebody at the command line to carry on."""
        if self.finished_at is not None:
            return "done"
        if self.stopped:
            return "stopped"
        if not self.upload:
            return "begun"
        return "loading" if self.counts else "waiting"

    @property
    def is_still_theirs(self) -> bool:
        """May whoever handed the files in load them now? The drop folder and the command line always may."""
        asker = User.objects.people().select_related("agency").filter(pk__in=[self.asked_by_id]).first()
        return asker is None or Load.objects.visible_to(asker).filter(pk=self.pk).exists()

    @property
    def is_under_way(self) -> bool:
        return self.state in ("waiting", "loading")


class RefusedRowQuerySet(models.QuerySet["RefusedRow"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(load__in=Load.objects.visible_to(user))


class RefusedRow(models.Model):
    """A row of a partner's file that was not kept; the same as `exchange.refused.Refused`, in words."""

    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="refused")
    file = models.CharField(max_length=255)
    line = models.PositiveIntegerField()
    field = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=80)
    reason = models.TextField()

    objects = RefusedRowQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["load", "file", "line"], name="refused_in_order")]

    def __str__(self) -> str:
        return f"line {self.line} of {self.file}: {self.code}"


class DropQuerySet(models.QuerySet["Drop"]):
    def visible_to(self, user: User) -> Self:
        """Those of the user's own agency; for an administrator, all. What is nobody's is for governance too."""
        if not user.is_active or not may(user.role, Act.WATCH_FILES):
            return self.none()
        if user.is_administrator:
            return self
        own = self.of(user.agency)
        return own if may(user.role, Act.LOAD) else own | self.filter(sender=None)

    def of(self, agency: Agency) -> Self:
        """Found in this agency's folder, or taken in for its children."""
        return self.filter(Q(sender=agency) | Q(load__authority=agency))

    def still_there(self) -> Self:
        return self.filter(gone_at=None)


class Drop(models.Model):
    """Something found in the drop folder, by the marks of its files: what they are called is not kept.

    `sender` is whose folder it lay in, None: nobody's here. `load` is where it was taken in; `reason` says why it
    was not, or what of it was passed over. `gone_at` None: it lies there still.
    """

    TAKEN, REFUSED, LEFT = "taken", "refused", "left"
    OUTCOMES: ClassVar = [(one, one) for one in (TAKEN, REFUSED, LEFT)]

    fingerprint = models.CharField(max_length=64)
    files = models.JSONField(default=list)
    sender = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    profile = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=10, choices=OUTCOMES)
    load = models.ForeignKey(Load, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    found_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    objects = DropQuerySet.as_manager()

    class Meta:
        constraints = [
            # Whoever finds it again while it still lies there finds the same.
            models.UniqueConstraint(fields=["fingerprint"], condition=Q(gone_at=None), name="drop_lies_once")
        ]

    def __str__(self) -> str:
        return f"drop {self.pk}"

    @property
    def is_over(self) -> bool:
        """Nothing more is done with its files."""
        return self.load is None or self.load.state in ("done", "stopped")

    @property
    def is_taken(self) -> bool:
        return self.load is not None and not self.load.stopped
