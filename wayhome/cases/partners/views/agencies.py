"""The pages of agencies, their teams and users."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now

from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.models import Entry
from wayhome.cases.audit.showing import show_list
from wayhome.cases.partners import actions
from wayhome.cases.partners.actions.users import waits_to_be_opened
from wayhome.cases.partners.forms import (
    AgencyForm,
    ChangeAgencyForm,
    PostcodeForm,
    RoleForm,
    TeamForm,
    TeamOfUserForm,
    UserForm,
)
from wayhome.cases.partners.history import COLUMNS, cells, lines
from wayhome.cases.partners.models import Agency, OwnPostcode, Shift, Team, User
from wayhome.cases.partners.news import changed, done_to
from wayhome.cases.partners.sign_in import lock_out
from wayhome.cases.partners.sign_in.grave import grave
from wayhome.cases.partners.training import lines_of
from wayhome.rules.access import Act, may
from wayhome.ui.forms import ConfirmForm, accepted, sent
from wayhome.ui.spreadsheet import as_csv

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from wayhome.cases.audit.models import EntryQuerySet

GAPS_AHEAD = timedelta(days=14)
ROWS = 50


def agencies(request: HttpRequest) -> HttpResponse:
    user = _user(request)
    visible = Agency.objects.visible_to(user).order_by("name")
    said = {
        "agencies": visible,
        "may_add": user.is_administrator,
        "may_read_gaps": bool(may(user.role, Act.READ_GAPS)),
    }
    return render(request, "partners/agencies.html", said)


def agency(request: HttpRequest, code: str) -> HttpResponse:
    user, at = _user(request), now()
    known = Agency.objects.visible_to(user).select_related("force", "host_authority")
    shown = get_object_or_404(known, code=code)
    teams = Team.objects.visible_to(user).filter(agency=shown)
    users = User.objects.visible_to(user).filter(agency=shown).select_related("team").order_by("full_name")
    answering = list(teams.answering())
    may_manage = Agency.objects.managed_by(user).filter(pk=shown.pk).exists()
    said = {
        "agency": shown,
        "is_open": user.is_administrator or user.agency_id == shown.pk,
        "may_manage": may_manage,
        "locked_out": lock_out.lately(users, at) if may_manage else [],
        "teams": teams.order_by("name"),
        "users": users,
        "answering": answering,
        "on_duty": Shift.objects.on_duty(answering, at),
        "gaps": Shift.objects.gaps(answering, at, at + GAPS_AHEAD) if answering else [],
        "may_oversee": User.objects.overseen_by(user).filter(agency=shown).exists(),
    }
    return render(request, "partners/agency.html", said)


def add_agency(request: HttpRequest) -> HttpResponse:
    user = _user(request)
    if not user.is_administrator:
        raise Http404
    form = AgencyForm(sent(request))
    if accepted(form, lambda: actions.create_agency(**form.cleaned_data, by=user, at=now())):
        return redirect("partners:agency", form.cleaned_data["code"])
    return render(request, "partners/add_agency.html", {"form": form})


@grave
def change_agency(request: HttpRequest, code: str) -> HttpResponse:
    agency = get_object_or_404(Agency.objects.managed_by(_user(request)), code=code)
    form = ChangeAgencyForm(sent(request), agency=agency)
    of = [changed(agency, _user(request))]
    if accepted(
        form, lambda: actions.change_agency(agency, **form.cleaned_data, by=_user(request), at=now()), of
    ):
        return redirect("partners:agency", code)
    return render(request, "partners/change_agency.html", {"form": form, "agency": agency})


def add_team(request: HttpRequest, code: str) -> HttpResponse:
    agency = get_object_or_404(Agency.objects.managed_by(_user(request)), code=code)
    form = TeamForm(sent(request))
    if accepted(form, lambda: actions.create_team(agency, **form.cleaned_data, by=_user(request), at=now())):
        return redirect("partners:agency", code)
    return render(request, "partners/add_team.html", {"form": form, "agency": agency})


def add_user(request: HttpRequest, code: str) -> HttpResponse:
    agency = get_object_or_404(Agency.objects.managed_by(_user(request)), code=code)
    form = UserForm(sent(request), agency=agency)
    if accepted(form, lambda: actions.create_user(agency, **form.cleaned_data, by=_user(request), at=now())):
        return redirect("partners:agency", code)
    return render(request, "partners/add_user.html", {"form": form, "agency": agency})


def user(request: HttpRequest, pk: int) -> HttpResponse:
    reader = _user(request)
    shown = get_object_or_404(User.objects.visible_to(reader).select_related("agency", "team"), pk=pk)
    may_manage = User.objects.managed_by(reader).filter(pk=pk).exists()
    said = {
        "shown": shown,
        "may_manage": may_manage,
        "may_read_use": _may_read_use(reader, shown),
        "waits": waits_to_be_opened(shown),
        **_training_of(shown, reader),
    }
    return render(request, "partners/user.html", said)


def use(request: HttpRequest, pk: int) -> HttpResponse:
    """What a colleague did and saw."""
    shown, entries = _use_of(request, pk)
    page = Paginator(entries, ROWS).get_page(request.GET.get("page"))
    said = {"shown": shown, "page": page, "lines": lines(page)}
    return show_list(request, "partners/use.html", said, found=page.paginator.count, at=now(), user=pk)


def use_csv(request: HttpRequest, pk: int) -> HttpResponse:
    shown, found = _use_of(request, pk)
    entries = list(found)
    detail = {"found": len(entries)}
    enter("export_history", by=_user(request), at=now(), subject=f"user:{shown.pk}", detail=detail)
    return as_csv(f"use-by-user-{shown.pk}.csv", COLUMNS, cells(entries))


@grave
def change_user_role(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _managed_user(request, pk)
    form = RoleForm(sent(request), agency=shown.agency, initial={"role": shown.role})
    of = [done_to(shown, _user(request))]
    if accepted(
        form, lambda: actions.change_role(shown, **form.cleaned_data, by=_user(request), at=now()), of
    ):
        return redirect("partners:user", pk)
    return render(request, "partners/change_role.html", {"form": form, "shown": shown})


def change_user_team(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _managed_user(request, pk)
    form = TeamOfUserForm(sent(request), agency=shown.agency, initial={"team": shown.team_id})
    of = [done_to(shown, _user(request))]
    if accepted(form, lambda: actions.move_user(shown, **form.cleaned_data, by=_user(request), at=now()), of):
        return redirect("partners:user", pk)
    return render(request, "partners/change_team.html", {"form": form, "shown": shown})


def change_postcode(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _managed_user(request, pk)
    form = PostcodeForm(sent(request))
    of = [done_to(shown, _user(request))]
    if accepted(
        form, lambda: actions.keep_postcode(shown, **form.cleaned_data, by=_user(request), at=now()), of
    ):
        return redirect("partners:user", pk)
    said = {"form": form, "shown": shown, "is_given": OwnPostcode.objects.filter(user=pk).exists()}
    return render(request, "partners/change_postcode.html", said)


@grave
def close_account(request: HttpRequest, pk: int) -> HttpResponse:
    return _confirmed(request, pk, actions.deactivate_user, "partners/close_account.html")


def open_account(request: HttpRequest, pk: int) -> HttpResponse:
    return _confirmed(request, pk, actions.reactivate_user, "partners/open_account.html")


@grave
def reset_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    return _confirmed(request, pk, actions.reset_second_factor, "partners/reset_second_factor.html")


def my_account(request: HttpRequest) -> HttpResponse:
    user, at = _user(request), now()
    coming = user.shifts.filter(ends__gt=at).select_related("team").order_by("begins")
    said = {"shifts": coming[:10], "at": at, "lines": lines_of([user], at)[user.pk]}
    return render(request, "partners/my_account.html", said)


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


def _training_of(shown: User, reader: User) -> dict[str, object]:
    """For the person and for whoever records it."""
    may_oversee = User.objects.overseen_by(reader).filter(pk=shown.pk).exists()
    is_open = may_oversee or shown.pk == reader.pk
    return {"may_oversee": may_oversee, "lines": lines_of([shown], now())[shown.pk] if is_open else []}


def _use_of(request: HttpRequest, pk: int) -> tuple[User, EntryQuerySet]:
    """A colleague, with what they did for this reader's agency and who tried to get in as them, the latest first."""
    reader = _user(request)
    shown = get_object_or_404(User.objects.visible_to(reader).select_related("agency"), pk=pk)
    if not _may_read_use(reader, shown):
        raise Http404
    at_the_door = Q(actor_id=None, subject_kind="user", subject_id=str(pk))
    return shown, Entry.objects.visible_to(reader).filter(Q(actor_id=pk) | at_the_door).order_by("-at", "-pk")


def _may_read_use(reader: User, shown: User) -> bool:
    return shown.agency_id == reader.agency_id and bool(may(reader.role, Act.READ_USE))


def _confirmed(request: HttpRequest, pk: int, act: Callable[..., object], template: str) -> HttpResponse:
    """A page that asks whether it is to be done to a user's account, and does it."""
    shown = _managed_user(request, pk)
    form = ConfirmForm(sent(request))
    of = [done_to(shown, _user(request))]
    if accepted(form, lambda: act(shown, by=_user(request), at=now()), of):
        return redirect("partners:user", pk)
    return render(request, template, {"form": form, "shown": shown})


def _managed_user(request: HttpRequest, pk: int) -> User:
    return get_object_or_404(User.objects.managed_by(_user(request)).select_related("agency"), pk=pk)
