"""Giving out a page that shows a child, or a list of children: who read what is kept before it is sent.

The view says it, which knows what it shows: one entry for each opening. The kind of page is the name of its template.
What makes an entry of its own already (a search, a copy taken out, a sealed entry read) is given out without this.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, cast

from django.shortcuts import render

from wayhome.cases.audit.actions import enter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any

    from django.http import HttpRequest, HttpResponse

    from wayhome.cases.audit.models import Actor

type How = int | bool | str | None


def show_child(
    request: HttpRequest, template: str, said: Mapping[str, Any], *, child: int, at: datetime, **how: How
) -> HttpResponse:
    """A page of one child, by row key. `how`: what of the child it shows, as codes and numbers; None is left out."""
    _enter(request, f"child:{child}", at, {"page": _page(template), **how})
    return render(request, template, said)


def show_list(
    request: HttpRequest, template: str, said: Mapping[str, Any], *, found: int, at: datetime, **how: How
) -> HttpResponse:
    """A list on which so many were found, on all its pages. `how`: by what it was narrowed, as codes."""
    _enter(request, f"list:{_page(template)}", at, {"found": found, **how})
    return render(request, template, said)


def _enter(request: HttpRequest, subject: str, at: datetime, how: Mapping[str, How]) -> None:
    asked = {name: value for name, value in how.items() if value is not None and value != ""}
    enter("read", by=cast("Actor", request.user), at=at, subject=subject, detail=asked)


def _page(template: str) -> str:
    """`"worklist/board.html#board"` is the page `board`."""
    return PurePosixPath(template.partition("#")[0]).stem
