"""An incident by its force's number, as it is held here: from a page or a file, both of which tell it to the force."""

from __future__ import annotations

from django.db.models import QuerySet

from wayhome.cases.children.models import Episode, Event
from wayhome.cases.partners.models import Agency, User


def is_held(force: Agency, reference: str) -> bool:
    """Whoever may see it. A report without a number is nobody's incident, and one that was sealed opens none."""
    return _of_incident(force, reference).exists()


def held_as(force: Agency, reference: str, user: User) -> Episode | None:
    """Its episode, if this user may see it."""
    visible = _of_incident(force, reference) & Episode.objects.visible_to(user)
    return visible.select_related("child", "force", "authority").first()


def _of_incident(force: Agency, reference: str) -> QuerySet[Episode]:
    number = reference.strip()
    written = {number, number.upper(), number.lower()} - {""}
    told = Event.objects.filter(kind="Missing", tellings__to=force, tellings__reference__in=written)
    return Episode.objects.filter(key__in=told.values("key"))
