"""Who used a child's record, for the governance lead of an agency that has, or had, to do with the child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now

from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.showing import show_child
from wayhome.cases.children.forms.history import HistoryForm
from wayhome.cases.children.history import history_of, may_read
from wayhome.cases.children.models import Child
from wayhome.cases.children.views.looking import signed_in, whoever_may
from wayhome.cases.partners.history import COLUMNS, cells, lines
from wayhome.rules.access import Act
from wayhome.ui.forms import sent
from wayhome.ui.spreadsheet import as_csv

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wayhome.cases.partners.models import User

ROWS = 50


def histories(request: HttpRequest) -> HttpResponse:
    """Takes a child's number, and leads to the history."""
    user = whoever_may(request, Act.READ_HISTORY)
    form = HistoryForm(sent(request), by=user)
    if form.is_valid():
        return redirect("children:history", form.child.pk)
    return render(request, "children/histories.html", {"form": form})


def history(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    child = _child(user, pk)
    page = Paginator(history_of(child, user), ROWS).get_page(request.GET.get("page"))
    said = {"child": child, "page": page, "lines": lines(page)}
    return show_child(request, "children/history.html", said, child=pk, at=now())


def history_csv(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    child = _child(user, pk)
    entries = list(history_of(child, user))
    enter("export_history", by=user, at=now(), subject=f"child:{pk}", detail={"found": len(entries)})
    return as_csv(f"history-of-child-{pk}.csv", COLUMNS, cells(entries))


def _child(user: User, pk: int) -> Child:
    child = get_object_or_404(Child, pk=pk)
    if not may_read(child, user):
        raise Http404
    return child
