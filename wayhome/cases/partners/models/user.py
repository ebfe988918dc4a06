"""Somebody, or some system, that acts for an agency."""

from __future__ import annotations

from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from wayhome.cases.partners.models.agency import Agency
from wayhome.cases.partners.models.team import Team
from wayhome.rules.access import ROLES, Act, Role, may

ADMINISTRATOR = "administrator"


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: User) -> Self:
        """The users of this user's own agency; for an administrator, every user."""
        return self if user.is_administrator else self.filter(agency=user.agency_id)

    def managed_by(self, user: User) -> Self:
        """The users whose role, team and account this user may change; never a system account."""
        return self.people().filter(agency__in=Agency.objects.managed_by(user))

    def overseen_by(self, user: User) -> Self:
        """The people whose training this user may record: never their own."""
        if not user.is_active or not may(user.role, Act.KEEP_ROTA):
            return self.none()
        return self.visible_to(user).people().exclude(pk=user.pk)

    def people(self) -> Self:
        """Users who can sign in, or could once; system accounts are not people."""
        return self.filter(is_system=False)

    def active(self) -> Self:
        return self.filter(is_active=True)


UserManager = BaseUserManager.from_queryset(UserQuerySet)


class User(AbstractBaseUser):
    """A person signs in by e-mail and has one role, a key of `wayhome.rules.access.ROLES`.

    A system account has neither: nobody can sign in as it, and no page is open to it.

    Django's groups and permissions are not used: what a user may do follows from role and relations, and
    `wayhome.rules.access` decides it.
    """

    email = models.EmailField(unique=True, null=True, blank=True)
    full_name = models.CharField(max_length=150)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="users")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="users")
    role = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    is_system = models.BooleanField(default=False)

    objects = UserManager()

    #: Whether they have an authenticator app or a passkey. Read with the user whose click it is, and with no other.
    has_second_factor: bool

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="user_is_a_person_or_a_system_account",
                condition=Q(is_system=True, email__isnull=True, role="")
                | (Q(is_system=False, email__isnull=False) & ~Q(role="")),
            ),
            models.UniqueConstraint(
                fields=["agency", "full_name"],
                condition=Q(is_system=True),
                name="user_system_account_named_once_in_an_agency",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def agency_code(self) -> str:
        return self.agency.code

    @property
    def role_title(self) -> str:
        return ROLES[self.role].title if self.role in ROLES else "System account"

    @property
    def needs_second_factor(self) -> bool:
        """Every person does: a role that sees no child today may tomorrow."""
        return self.role in ROLES

    @property
    def must_set_up(self) -> bool:
        """Does whoever clicks have to set up a second factor before anything else?"""
        return self.needs_second_factor and not self.has_second_factor

    @property
    def is_administrator(self) -> bool:
        return self.role == ADMINISTRATOR and self.is_active


def fitting_roles(agency: Agency) -> list[Role]:
    """The roles somebody of this agency may be given."""
    return [role for role in ROLES.values() if agency.kind in role.agency_kinds]
