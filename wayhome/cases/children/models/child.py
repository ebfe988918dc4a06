"""The child, and the names and numbers by which sources know them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.expressions import RawSQL

if TYPE_CHECKING:
    from wayhome.cases.partners.models import User
    from wayhome.rules.facts import Part


class Reach(NamedTuple):
    """All of a user by which it is decided what they may see; alike for two, they may see the same."""

    pk: int
    is_active: bool
    role: str
    agency_id: int
    team_id: int | None

    @classmethod
    def of(cls, user: User | Reach) -> Reach:
        return cls(user.pk, user.is_active, user.role, user.agency_id, user.team_id)


class ChildQuerySet(models.QuerySet["Child"]):
    def visible_to(self, user: User | Reach, part: Part | None = None) -> Self:
        """`part`: only those of whom the user may read that part of the record as well."""
        return self.filter(pk__in=_reached(Reach.of(user), part))

    def answered_for(self, agency: int) -> Self:
        """Of whom the agency, by row key, said something, or to whom it was ever tied: that stays its to answer for."""
        said, tied = (apps.get_model("children", name).objects for name in ("Event", "Relation"))
        return self.filter(
            Exists(said.filter(child=OuterRef("pk"), of=agency))
            | Exists(tied.filter(child=OuterRef("pk"), agency=agency))
        )


class Child(models.Model):
    """One child. Name and day of birth are as first recorded until a person decides; blank where nobody said.

    They repeat what the events say, so that a list needs no events: part of the index, never the truth.
    """

    forename = models.CharField(max_length=120, blank=True)
    surname = models.CharField(max_length=120, blank=True)
    born = models.DateField(null=True)
    sex = models.CharField(max_length=20, blank=True)

    objects = ChildQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "children"
        indexes = [models.Index(fields=["born"], name="child_born")]

    def __str__(self) -> str:
        return f"child {self.pk}"

    @property
    def name(self) -> str:
        return f"{self.forename} {self.surname}".strip()

    @property
    def key(self) -> str:
        """By which the rules know the child."""
        return str(self.pk)


class OfChildQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows that are a child's: whoever may see the child may see them, part by part."""

    def visible_to(self, user: User | Reach) -> Self:
        return self.filter(child__in=_reached(Reach.of(user)))


class Identity(models.Model):
    """One stated identity, prepared for search: `plain` for parts of names, `sounds` for how they sound."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="identities")
    event = models.CharField(max_length=200)
    forename = models.CharField(max_length=120, blank=True)
    surname = models.CharField(max_length=120, blank=True)
    born = models.DateField(null=True)
    plain = models.CharField(max_length=250, blank=True)
    sounds = models.CharField(max_length=250, blank=True)

    objects = OfChildQuerySet["Identity"].as_manager()

    class Meta:
        verbose_name_plural = "identities"
        indexes = [
            models.Index(fields=["plain"], name="identity_plain"),
            models.Index(fields=["sounds"], name="identity_sounds"),
            models.Index(fields=["born"], name="identity_born"),
        ]

    def __str__(self) -> str:
        return f"stated identity of child {self.child_id}"


class Identifier(models.Model):
    """A number by which one source knows the child; one child may have several."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=60)
    value = models.CharField(max_length=120)

    objects = OfChildQuerySet["Identifier"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["value", "scheme"], name="identifier_value")]

    def __str__(self) -> str:
        return f"{self.scheme} of child {self.child_id}"


@lru_cache(maxsize=4096)
def _reached(who: Reach, part: Part | None = None) -> models.QuerySet[Any] | RawSQL:
    """Keys of the children whom a relation in force opens to somebody; see `Relation.objects.reaching`.

    The question alone, which is the same on every page of a person, and which Django takes long to put in SQL. The
    answer is the database's, each time: nothing of it is kept.
    """
    children = apps.get_model("children", "Relation").objects.reaching(who, part).values("child")
    return children if children.query.is_empty() else RawSQL(*children.query.sql_with_params())  # noqa: S611 # nosec B611
