"""An incident by its force's number, as it is held here: from a page or a file, both of which tell it to the force."""

from __future__ import annotations

from django.db.models import QuerySet

from wayhome.cases.children.models import Episode, Event
from wayhome.cases.partners.models import Agency, User


def is_held(force: Agency, reference: str) -> bool:
    """Whoever may see it. A report without a number is nobody's incident."""
    return bool(reference) and _of_incident(force, reference).exists()


def held_as(force: Agency, reference: str, user: User) -> Episode | None:
    """Its episode, if this user may see it."""
    keys = _of_incident(force, reference).values("key")
    visible = Episode.objects.visible_to(user).select_related("child", "force", "authority")
    return visible.filter(key__in=keys).first() if reference else None


def _of_incident(force: Agency, reference: str) -> QuerySet[Event]:
    told = {"tellings__to": force, "tellings__reference__iexact": reference.strip()}
    return Event.objects.filter(kind="Missing", **told)
