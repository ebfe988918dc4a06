"""What the record came to when it was last counted: exact numbers, which the next night counts anew."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from wayhome.cases.partners.models import Agency, User
from wayhome.insight.extract.about import About
from wayhome.insight.tables.areas import Areas, Authority, among_partners
from wayhome.insight.tables.counts import Cell, Counts
from wayhome.insight.tables.declared import Table
from wayhome.insight.tables.listed import BY_NAME, printed
from wayhome.insight.tables.periods import Period
from wayhome.insight.tables.query import query
from wayhome.rules.access import Act, may

if TYPE_CHECKING:
    from datetime import datetime


class CountingQuerySet(models.QuerySet["Counting"]):
    def visible_to(self, user: User) -> Self:
        return self if user.is_active and may(user.role, Act.READ_NUMBERS) else self.none()

    def newest(self) -> Counting | None:
        """None: nobody has counted yet."""
        return self.order_by("pk").last()


class Counting(models.Model):
    """One time that all was counted. `about` says of what, as at when, and by which rules: see `About`. `authorities`
    are those that there were then, by which the whole partnership's tables were counted: each one's `Authority`.
    """

    about = models.JSONField()
    authorities = models.JSONField(default=list)

    objects = CountingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"counting {self.pk}"

    def as_about(self) -> About:
        return About(**self.about)

    @property
    def at(self) -> datetime:
        return self.as_about().moment

    @cached_property
    def areas(self) -> Areas:
        return among_partners(Authority(**one) for one in self.authorities)

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """By name, as each is counted of the whole partnership."""
        return {name: printed(table, self.areas) for name, table in BY_NAME.items()}


class CountQuerySet(models.QuerySet["Count"]):
    def visible_to(self, user: User) -> Self:
        """The whole partnership's, and those of the user's own agency. No child is in either."""
        if not user.is_active or not may(user.role, Act.READ_NUMBERS):
            return self.none()
        return self.filter(Q(agency=None) | Q(agency=user.agency_id))

    def of_all(self) -> Self:
        return self.filter(agency=None)

    def of(self, agency: Agency) -> Self:
        return self.filter(agency=agency)


class Count(models.Model):
    """One table of one year: what is an agency's own, or where `agency` is None the whole partnership's.

    `query` is what was asked, and `cells` what it gave: lists of breakdown, category, measure and number, in order.
    """

    counting = models.ForeignKey(Counting, on_delete=models.CASCADE, related_name="counts")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, null=True, related_name="+")
    table = models.CharField(max_length=40)
    ends = models.DateField()
    query = models.TextField()
    cells = models.JSONField()

    objects = CountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["counting", "table", "ends"],
                condition=Q(agency=None),
                name="count_of_all_once",
            ),
            models.UniqueConstraint(
                fields=["counting", "agency", "table", "ends"],
                condition=Q(agency__isnull=False),
                name="count_of_an_agency_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} to {self.ends:%Y-%m-%d}"

    def as_counts(self, counting: Counting) -> Counts | None:
        """`counting` is its own, read once for many. None: this release asks otherwise, or of no such table, so that
        what was counted says something else than its page would.
        """
        named = counting.tables if self.agency_id is None else BY_NAME
        table, period = named.get(self.table), Period.year(self.ends, counting.as_about().day)
        if table is None or self.query != query(table, period):
            return None
        cells: dict[Cell, Any] = {Cell(*where): n for *where, n in self.cells}
        return Counts(table, period, cells)
