"""An agency of the partnership: a separate controller of what it tells and is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Sum, Value

from wayhome.rules import facts
from wayhome.rules.access import Act, may
from wayhome.rules.facts import AgencyKind, Nation

if TYPE_CHECKING:
    from wayhome.cases.partners.models.user import User

KINDS = {
    AgencyKind.AUTHORITY: "Local authority",
    AgencyKind.POLICE: "Police force",
    AgencyKind.INTERVIEW_PROVIDER: "Return interview provider",
    AgencyKind.CHILDRENS_HOME: "Children's home",
    AgencyKind.FOSTERING: "Fostering agency",
    AgencyKind.SCHOOL: "School or college",
    AgencyKind.HEALTH: "Health service",
    AgencyKind.HELPLINE: "Helpline",
    AgencyKind.OTHER: "Other agency",
}

NATIONS = {Nation.ENGLAND: "England", Nation.WALES: "Wales"}


class AgencyQuerySet(models.QuerySet["Agency"]):
    def visible_to(self, user: User) -> Self:
        """Every agency: whoever may sign in may know who the partners are."""
        return self.all()

    def managed_by(self, user: User) -> Self:
        """The agencies whose teams and users this user may change: every one for an administrator."""
        return self if may(user.role, Act.ADMINISTER) and user.is_active else self.none()

    def editions(self) -> models.QuerySet[Agency, int]:
        """How often any of these became another to the rules, as the one value of one row."""
        together = self.order_by().values(together=Value(1)).annotate(editions=Sum("edition"))
        return together.values_list("editions", flat=True)


class Agency(models.Model):
    """One organisation, known by the code its files and neighbours use for it."""

    code = models.CharField(
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9-]*$", "Use letters, numbers and hyphens only")],
    )
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=[(kind.value, title) for kind, title in KINDS.items()])
    nation = models.CharField(
        max_length=10,
        blank=True,  # it works in both
        choices=[(nation.value, title) for nation, title in NATIONS.items()],
    )
    joined_at = models.DateTimeField(null=True, blank=True)  # null: it does not record here itself
    # Raised whenever what the rules read of it becomes another, and never lowered: what was derived before is old.
    edition = models.PositiveIntegerField(default=0, editable=False)
    force = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agencies_in_area",
        limit_choices_to={"kind": AgencyKind.POLICE.value},
    )
    host_authority = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="places",
        limit_choices_to={"kind": AgencyKind.AUTHORITY.value},
    )

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name

    @property
    def works_in(self) -> str:
        return self.get_nation_display() or "England and Wales"

    def as_fact(self) -> facts.Agency:
        """This agency as the rules see it."""
        return facts.Agency(
            code=self.code,
            kind=AgencyKind(self.kind),
            nation=Nation(self.nation) if self.nation else None,
            joined_at=self.joined_at,
        )
