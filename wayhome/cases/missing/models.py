"""A report while it is being written. What is reported is events, and those belong to the child."""

from __future__ import annotations

from typing import Self

from django.db import models

from wayhome.cases.partners.models import User

#: The page of a report on which its children are chosen, by its word in addresses.
CHILDREN = "children"


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: User) -> Self:
        """Only the writer's own: a report half written is nobody else's statement."""
        return self.filter(by=user)

    def unfinished(self) -> Self:
        return self.filter(finished_at=None)


class Draft(models.Model):
    """Answers so far, by page, as they were typed; emptied when the report is made.

    `opened` are the numbers of the episodes it opened, so that a second press of the button finds them.
    """

    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    answers = models.JSONField(default=dict)
    opened = models.JSONField(default=list)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = DraftQuerySet.as_manager()

    def __str__(self) -> str:
        return f"draft {self.pk}"
