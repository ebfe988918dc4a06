"""The people and systems that act for an agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.models import Agency, Team, User
from wayhome.cases.partners.models.user import ADMINISTRATOR, fitting_roles
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

if TYPE_CHECKING:
    from datetime import datetime

    from wayhome.cases.audit.models import Actor, EntryQuerySet

#: How the address of somebody simulated ends: nobody can have one that does (RFC 2606).
SIMULATED = ".example"


@transaction.atomic
def create_user(
    agency: Agency,
    *,
    email: str,
    full_name: str,
    role: str,
    team: Team | None = None,
    by: Actor,
    at: datetime,
) -> User:
    """Adds a person who signs in by e-mail, and chooses their password by 'forgotten password'.

    An account that a person adds is closed until another opens it: nobody makes a second one for themselves.
    Refuses an e-mail address that is taken, a role that does not fit the agency, another agency's team.
    """
    email = email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise Refusal(Sentence("partners.email_taken"), field="email")
    _require_fitting_role(role, agency)
    _require_own_team(team, agency)
    user = User(
        agency=agency, email=email, full_name=full_name, role=role, team=team, is_active=by.pk is None
    )
    user.set_unusable_password()
    user.save(force_insert=True)
    detail = {"agency": agency.code, "role": role, "team": team.pk if team else None}
    enter("create_user", by=by, at=at, subject=f"user:{user.pk}", detail=detail)
    return user


@transaction.atomic
def give_password(user: User, hashed: str, *, by: Actor, at: datetime) -> User:
    """Lets a simulated person in by a password that is hashed already, and that others may have.

    Refuses whoever has an address that somebody could have.
    """
    if user.email is None or not user.email.endswith(SIMULATED):
        raise Refusal(Sentence("partners.not_simulated"))
    user.password = hashed
    user.save(update_fields=["password"])
    enter("give_password", by=by, at=at, subject=f"user:{user.pk}")
    return user


@transaction.atomic
def create_system_account(agency: Agency, name: str, *, by: Actor, at: datetime) -> User:
    """Adds the account a file or an interface acts as. It has no e-mail address, so nobody can sign in."""
    if User.objects.filter(agency=agency, full_name=name, is_system=True).exists():
        raise Refusal(Sentence("partners.system_account_exists", code=agency.code), field="name")
    account = User(agency=agency, full_name=name, is_system=True)
    account.set_unusable_password()
    account.save(force_insert=True)
    subject = f"user:{account.pk}"
    enter("create_system_account", by=by, at=at, subject=subject, detail={"agency": agency.code})
    return account


@transaction.atomic
def change_role(user: User, role: str, *, by: Actor, at: datetime) -> User:
    """Gives somebody else another role of their agency. The last administrator keeps theirs."""
    _require_person(user)
    _require_another(user, by, field="role")
    _require_fitting_role(role, user.agency)
    if role != ADMINISTRATOR:
        _require_another_administrator(user, field="role")
    former, user.role = user.role, role
    user.save(update_fields=["role"])
    enter("change_role", by=by, at=at, subject=f"user:{user.pk}", detail={"from": former, "to": role})
    return user


@transaction.atomic
def move_user(user: User, team: Team | None, *, by: Actor, at: datetime) -> User:
    """Moves a person to another team of their agency, or to none.

    Nobody is moved between agencies: what they did stays their agency's, and the new one adds them. Nobody moves
    themselves: a team's children are seen by whoever is in it.
    """
    _require_person(user)
    _require_another(user, by, field="team")
    _require_own_team(team, user.agency)
    former, user.team = user.team_id, team
    user.save(update_fields=["team"])
    enter("move_user", by=by, at=at, subject=f"user:{user.pk}", detail={"from": former, "to": user.team_id})
    return user


@transaction.atomic
def deactivate_user(user: User, *, by: Actor, at: datetime) -> User:
    """Closes an account: no sign-in from the next click, and off every rota from `at`, so the gaps show."""
    _require_person(user)
    _require_another_administrator(user, field=None)
    if user.pk == by.pk:
        raise Refusal(Sentence("partners.own_account"))
    user.shifts.filter(begins__gte=at).delete()
    ended = user.shifts.filter(ends__gt=at).update(ends=at)
    user.is_active = False
    user.save(update_fields=["is_active"])
    enter("deactivate_user", by=by, at=at, subject=f"user:{user.pk}", detail={"shifts_ended": ended})
    return user


@transaction.atomic
def reactivate_user(user: User, *, by: Actor, at: datetime) -> User:
    """Opens a closed account again, with the role and team it had and no shifts; a new one never by who added it."""
    _require_person(user)
    if adder_of(user) == by.pk and waits_to_be_opened(user):
        raise Refusal(Sentence("partners.account_you_added"))
    user.is_active = True
    user.save(update_fields=["is_active"])
    enter("reactivate_user", by=by, at=at, subject=f"user:{user.pk}")
    return user


def waits_to_be_opened(user: User) -> bool:
    """Was it added, and never opened?"""
    return not user.is_active and not _entries(user).filter(verb="reactivate_user").exists()


def adder_of(user: User) -> int | None:
    """The key of whoever added the account; None: the installation itself."""
    return _entries(user).filter(verb="create_user").values_list("actor_id", flat=True).first()


def _entries(user: User) -> EntryQuerySet:
    return Entry.objects.about(f"user:{user.pk}")


def _require_another(user: User, by: Actor, *, field: str) -> None:
    """Whoever widens what they may see does it with somebody else's hands."""
    if user.pk == by.pk:
        raise Refusal(Sentence("partners.own_access"), field=field)


def _require_person(user: User) -> None:
    if user.is_system:
        raise Refusal(Sentence("partners.system_account"))


def _require_fitting_role(key: str, agency: Agency) -> None:
    if not any(role.key == key for role in fitting_roles(agency)):
        raise Refusal(Sentence("partners.role_does_not_fit", role=key, kind=agency.kind), field="role")


def _require_own_team(team: Team | None, agency: Agency) -> None:
    if team and team.agency_id != agency.pk:
        raise Refusal(Sentence("partners.team_of_another_agency", code=agency.code), field="team")


def _require_another_administrator(user: User, *, field: str | None) -> None:
    """With no administrator left, nobody could add one from a page. Two who close each other's account take turns."""
    list(
        User.objects.select_for_update(no_key=True)
        .filter(role=ADMINISTRATOR)
        .order_by("pk")
        .values_list("pk")
    )
    others = User.objects.filter(role=ADMINISTRATOR).active().exclude(pk=user.pk)
    if user.is_administrator and not others.exists():
        raise Refusal(Sentence("partners.last_administrator"), field=field)
