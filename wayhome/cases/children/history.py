"""Who used a child's record: what the audit holds about the child, as one agency's governance lead may read it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from wayhome.cases.audit.models import Detail, Entry
from wayhome.cases.audit.models import EntryQuerySet as Entries
from wayhome.cases.children.models import Child, Episode, Event, Identifier, Relation, Seal
from wayhome.cases.partners.models import User
from wayhome.rules.access import Act, RelationKind, may


def history_of(child: Child, user: User) -> Entries:
    """Of this user's agency, the latest first; and whoever else searched for the child and was told whom to ask.

    Entries that name the child or one of the child's episodes; those of acts on many children at once (a load) to which
    an event of the child points; and exports that took the child out.
    """
    events = Event.objects.filter(child=child)
    episodes = [str(pk) for pk in Episode.objects.filter(child=child).values_list("pk", flat=True)]
    about = Q(subject_kind="child", subject_id=child.key)
    about |= Q(subject_kind="episode", subject_id__in=episodes)
    about |= Q(pk__in=events.values("entry")) | Q(
        pk__in=Seal.objects.filter(event__child=child).values("entry")
    )
    own = Entry.objects.visible_to(user)
    beyond = Entry.objects.about(f"child:{child.key}").filter(verb="search_beyond")
    return (own.filter(about | Q(pk__in=_exports(child, own))) | beyond).order_by("-at", "-pk")


def numbered(number: str, user: User) -> Child | None:
    """The child whose history this user may read, by the record's own number or any agency's; None: not one child."""
    ever = _ever_tied(user).values("child")
    named = Q(pk__in=Identifier.objects.filter(value=number).values("child"))
    if number.isdecimal() and len(number) < 16:
        named |= Q(pk=int(number))
    fitting = list(Child.objects.filter(named, pk__in=ever)[:2])
    return fitting[0] if len(fitting) == 1 and may_read(fitting[0], user) else None


def may_read(child: Child, user: User) -> bool:
    """What an agency's people did stays its to answer for, also when its tie to the child has ended."""
    ever = _ever_tied(user).filter(child=child).values_list("kind", flat=True)
    return bool(may(user.role, Act.READ_HISTORY, {RelationKind(kind) for kind in ever}))


def _ever_tied(user: User) -> QuerySet[Relation]:
    """All that ever tied this person's agency, its teams or its people to a child."""
    own = Q(agency=user.agency_id) | Q(team__agency=user.agency_id) | Q(user__agency=user.agency_id)
    return Relation.objects.filter(own)


def _exports(child: Child, own: Entries) -> list[int]:
    """An export names every child it took out by number. One of before named the first and last, and may have taken out
    any between.
    """
    exports = own.filter(verb="export").values_list("pk", "subject_id", "detail")
    return [pk for pk, span, detail in exports if _took(child.pk, span, detail)]


def _took(child: int, span: str, detail: Detail) -> bool:
    numbers = detail.get("numbers")
    if isinstance(numbers, list):
        return child in numbers
    first, _, last = span.partition("-")
    return int(first) <= child <= int(last or first)
