"""What every page of a child begins with: may this person see the child, as at which moment, known by whom?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, cast
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import is_aware, now

from wayhome.cases.audit.showing import How, show_child
from wayhome.cases.children.models import Child, Restriction
from wayhome.cases.children.models.relation import relations_between
from wayhome.cases.children.reading.care import responsible_authority
from wayhome.cases.children.reading.kept_apart import words_for
from wayhome.cases.children.reading.known import Known, known_of
from wayhome.cases.children.reading.story import Reader
from wayhome.cases.partners.models import Agency, User
from wayhome.rules.access import Act, Decision, RelationKind, may, may_see_part
from wayhome.rules.ages import age_on, is_age_disputed
from wayhome.rules.facts import Part
from wayhome.rules.moment import day_of
from wayhome.rules.sentence import Sentence
from wayhome.ui.context import Link
from wayhome.ui.forms import language
from wayhome.ui.templatetags.ui import tag
from wayhome.ui.wording import say, when

TABS = {
    "children:child": "Overview",
    "children:chronology": "Chronology",
    "children:duties": "Duties and alerts",
    "exploitation:picture": "Exploitation",
    "children:about": "Who and where",
    "children:access": "Who can see",
}
"""By the name of the route, after which its template is named too."""


@dataclass(frozen=True)
class Looking:
    """One person looking at one child. `past` is what the address says of the moment and the agency; {}: now.

    `is_restricted`: to people by name, whatever it was then.
    """

    user: User
    known: Known
    reader: Reader
    past: Mapping[str, str]
    is_restricted: bool

    @property
    def child(self) -> Child:
        return self.known.child

    def may(self, act: Act) -> Decision:
        return may(self.user.role, act, self.reader.relations)

    def url(self, name: str, *more: object) -> str:
        """The address of one of the child's pages, seen the same way."""
        return reverse(name, args=[self.child.pk, *more], query=self.past or None)

    @property
    def as_read(self) -> dict[str, How]:
        """What the audit keeps of a look at the past: as at which moment, and as known to whom."""
        as_at = self.known.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if "at" in self.past else None
        return {"as_at": as_at, "known_to": self.past.get("known_to")}

    @property
    def past_query(self) -> str:
        return urlencode(self.past)

    @property
    def child_url(self) -> str:
        return self.url("children:child")

    @cached_property
    def chronology_url(self) -> str:
        return self.url("children:chronology")

    @property
    def duties_url(self) -> str:
        return self.url("children:duties")

    @property
    def decision_url(self) -> str:
        return self.url("children:decision")

    @property
    def look_back_url(self) -> str:
        return self.url("children:then")

    @cached_property
    def name(self) -> str:
        """As it stands, where this reader may read it."""
        if not may_see_part(self.reader.role, Part.IDENTITY, self.reader.relations):
            return say(Sentence("children.name_withheld"), language())
        identity = self.known.identity
        return f"{identity.forename} {identity.surname}".strip() or say(
            Sentence("children.no_name"), language()
        )


def whoever_may(request: HttpRequest, act: Act) -> User:
    """Whoever is signed in, where their role ever does this; for anybody else the page is not there."""
    user = signed_in(request)
    if not may(user.role, act, RelationKind):
        raise Http404
    return user


def looking(request: HttpRequest, pk: int) -> Looking:
    """404 for a child this person may not see, and for an address of a moment or agency that means nothing."""
    user, at = signed_in(request), now()
    standing = Restriction.objects.standing().filter(child=OuterRef("pk"))
    visible = Child.objects.visible_to(user).annotate(is_restricted=Exists(standing))
    child = get_object_or_404(visible, pk=pk)
    past = {name: request.GET[name] for name in ("at", "known_to") if request.GET.get(name)}
    known = known_of(
        child,
        at=moment_named(past.get("at"), at),
        by=_agency(past.get("known_to")),
        words=words_for(user, child),
    )
    reader = Reader(user.role, tuple(relations_between(user, child)), known.partnership.names)
    return Looking(user, known, reader, past, child.is_restricted)  # type: ignore[attr-defined]  # asked for above


def changing(request: HttpRequest, pk: int, act: Act) -> Looking:
    """404 where the child may not be seen; 403 where the person may see but not do this."""
    seen = looking(request, pk)
    if not seen.may(act):
        raise PermissionDenied
    return seen


def page(request: HttpRequest, seen: Looking, tab: str, said: Mapping[str, Any], **how: How) -> HttpResponse:
    """One tab of the child's record."""
    shown = {
        "seen": seen,
        "known": seen.known,
        "title": TABS[tab],
        "tabs": [Link(label, seen.url(name), current=name == tab) for name, label in TABS.items()],
        "identity": {"name": seen.name, "facts": _facts(seen), "tags": _tags(seen)},
        "may_state": bool(seen.may(Act.STATE)) and not seen.past,
        "may_settle": bool(seen.may(Act.SETTLE)) and not seen.past,
        "may_correct": bool(seen.may(Act.CORRECT)) and not seen.past,
        "may_allocate": bool(seen.may(Act.ALLOCATE)) and not seen.past,
        "may_restrict": bool(seen.may(Act.RESTRICT)) and not seen.past,
        "page": None,
    }
    return show(request, seen, f"{tab.replace(':', '/')}.html", {**shown, **said}, **how)


def show(
    request: HttpRequest, seen: Looking, template: str, said: Mapping[str, Any], **how: How
) -> HttpResponse:
    """A page of the child, given out and kept as read."""
    return show_child(request, template, said, child=seen.child.pk, at=now(), **seen.as_read, **how)


def signed_in(request: HttpRequest) -> User:
    return cast("User", request.user)


def moment_named(text: str | None, at: datetime) -> datetime:
    """The moment an address names, which must have passed; none: now."""
    if text is None:
        return at
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if not is_aware(moment) or moment > at:
        raise Http404
    return moment


def _agency(code: str | None) -> Agency | None:
    return get_object_or_404(Agency, code=code) if code else None


def _facts(seen: Looking) -> list[str]:
    born, authority = seen.known.identity.born, responsible_authority(seen.known.chronology)
    facts = []
    if born is not None:
        years = age_on(day_of(seen.known.at), born)
        facts.append(say(Sentence("children.born", day=when(born, language()), n=years), language()))
    if is_age_disputed(seen.known.chronology):
        facts.append(say(Sentence("children.age_disputed"), language()))
    if authority is not None:
        facts.append(seen.reader.names.get(authority.code, authority.code))
    return facts


def _tags(seen: Looking) -> list[str]:
    current = seen.known.current
    tags: list[str] = []
    if current is not None:
        tone = "alarm" if current.ended is None else "blue"
        tags.append(tag(say(Sentence(f"standing.{current.standing}"), language()), tone))
    if seen.is_restricted:
        tags.append(tag(say(Sentence("children.restricted"), language()), "blue"))
    return tags
