"""Children of the record, for whoever may see them, as an export takes them out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import batched

from wayhome.cases.children.models import Child, Episode
from wayhome.cases.partners.models import User
from wayhome.exchange.actions import take_out
from wayhome.exchange.profiles.ssd import numbers_of
from wayhome.rules.access import Act, may
from wayhome.rules.chronology import Chronology
from wayhome.rules.facts import AgencyKind, IdentifierStated
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

AT_ONCE = 200


def exporter(email: str) -> User:
    """Who may take a council's children out: whoever may hand its files in."""
    user = User.objects.people().active().filter(email__iexact=email).select_related("agency").first()
    if user is None:
        raise Refusal(Sentence("export.nobody"))
    if user.agency.kind != AgencyKind.AUTHORITY:
        raise Refusal(Sentence("export.not_a_council"))
    decision = may(user.role, Act.LOAD)
    if not decision:
        raise Refusal(decision.reason)
    return user


def taken_out(user: User, *, at: datetime) -> Iterator[tuple[str, Chronology]]:
    """Every child the user may see who was ever missing, with the number by which the council's own dataset knows the
    child; where it does not, one of ours. What is sealed stays where it is.
    """
    scheme = numbers_of(user.agency.code)
    given: set[str] = set()
    missing = Child.objects.visible_to(user).filter(pk__in=Episode.objects.values("child"))
    for batch in batched(missing.order_by("pk").values_list("pk", flat=True), AT_ONCE, strict=False):
        for child, chronology in take_out(list(batch), by=user, at=at).items():
            numbers = (event.fact for event in chronology.by_kind.get("IdentifierStated", ()))
            own = (
                fact.value for fact in numbers if isinstance(fact, IdentifierStated) and fact.scheme == scheme
            )
            number = next((one for one in own if one not in given), f"wayhome-{child}")
            given.add(number)
            yield number, chronology
