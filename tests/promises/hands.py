"""Two people at a browser each, with the same page open."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils.html import escape
from django.utils.timezone import now

from tests.cases.children.conftest import agency
from tests.promises.filling import filled
from tests.saying import ENGLISH
from wayhome.cases.partners.models import User
from wayhome.rules import facts
from wayhome.rules.access import OF_NO_CHILD, Act, Opens, RelationKind, Role
from wayhome.rules.facts import AgencyKind, Part
from wayhome.ui.news import MARK

#: Whoever may say everything of the children of their agency.
EVERYTHING = Role(
    key="everything",
    title="everything",
    does="",
    agency_kinds=frozenset({AgencyKind.AUTHORITY}),
    apart=OF_NO_CHILD,
    through={RelationKind.OWN_AGENCY: Opens(frozenset(Act) - OF_NO_CHILD, frozenset(Part))},
)

#: Short enough for a postcode.
THEIRS, MINE = "Theirs", "Mine"


class Hands:
    """Somebody who has just signed in."""

    def __init__(self, name: str, role: str = EVERYTHING.key, of: facts.Agency = ENGLISH) -> None:
        self.name = f"{name} Hands"
        self.user = User.objects.create(
            email=f"{name}.{role}@{of.code}.example".lower(),
            full_name=self.name,
            agency=agency(of),
            role=role,
        )
        self.browser = Client()
        self.browser.force_login(self.user)

    def open(self, url: str, words: str = "") -> dict[str, Any]:
        """What the page at this address sends, its boxes filled in with these words."""
        form = self.browser.get(url).context["form"]
        answers = filled(form, now() - timedelta(minutes=5))
        return {
            **{name: words if said == "Said so" else said for name, said in answers.items()},
            MARK: getattr(form, MARK, ""),
        }

    def send(self, url: str, typed: dict[str, Any]) -> Any:
        return self.browser.post(url, typed)

    def saves(self, url: str, typed: dict[str, Any]) -> None:
        assert self.send(url, typed).status_code == 302

    def is_shown(self, url: str, typed: dict[str, Any], by: Hands, *words: str) -> dict[str, Any]:
        """What they typed comes back with what the other said; gives what the page sends when pressed again."""
        back = self.send(url, typed)
        assert back.status_code == 200, "it was not asked"
        form, page = back.context["form"], back.content.decode()
        assert form.news, form.errors
        for said in (by.name, *words):
            assert escape(said) in page
        kept = {name: form[name].value() for name in form.fields if name in typed}
        assert all(str(typed[name]) == str(value) for name, value in kept.items() if isinstance(value, str))
        return {**typed, MARK: form.mark}
