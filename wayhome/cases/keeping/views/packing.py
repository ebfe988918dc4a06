"""A copy for the person a record is about: what is marked is withheld until a reviewer gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils.timezone import now

from wayhome.cases.children.views.looking import looking, show
from wayhome.cases.keeping.actions import give_pack
from wayhome.cases.keeping.copies import as_json, as_pdf
from wayhome.cases.keeping.forms import PackForm
from wayhome.cases.keeping.news import Recorded
from wayhome.cases.keeping.pack import Pack, pack_of
from wayhome.cases.partners.sign_in.grave import grave
from wayhome.rules.access import Act
from wayhome.ui.forms import made, sent

if TYPE_CHECKING:
    from django.http import HttpRequest

FILES = {"pdf": (as_pdf, "application/pdf"), "json": (as_json, "application/json")}


@grave
def pack(request: HttpRequest, pk: int) -> HttpResponse:
    seen = looking(request, pk)
    if not seen.may(Act.GIVE_PACK):
        raise Http404
    whole = pack_of(seen.child, by=seen.user, at=now())
    form = PackForm(sent(request), pack=whole)

    def act() -> Pack:
        return give_pack(seen.child, form.cleaned_data.get("given", ()), by=seen.user, at=now())

    given = made(form, act, [Recorded(child=seen.child, by=seen.user)])
    if given is None:
        return show(request, seen, "keeping/pack.html", {"form": form, "seen": seen, "pack": whole})
    write, kind = FILES[form.cleaned_data["file"]]
    name = f"access-pack-child-{pk}.{form.cleaned_data['file']}"
    return HttpResponse(
        write(given), content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
