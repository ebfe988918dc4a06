"""Children of the record, for whoever may see them, as an export takes them out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import batched

from django.db.models import QuerySet

from wayhome.cases.children.models import Child, Episode
from wayhome.cases.partners.models import User
from wayhome.exchange.actions import take_out
from wayhome.exchange.exports.form import Form
from wayhome.exchange.returns.year import Year
from wayhome.rules.access import Act, may
from wayhome.rules.chronology import Chronology
from wayhome.rules.facts import AgencyKind, IdentifierStated
from wayhome.rules.moment import Moment
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


def taken_out(user: User, form: Form, *, at: datetime) -> Iterator[tuple[str, Chronology]]:
    """Every child the user may see who was missing, ever or in the form's year, with the number by which the council
    knows the child; where it is not known here, one of ours. What is sealed stays where it is.
    """
    given: set[str] = set()
    missing = Child.objects.visible_to(user).filter(pk__in=_episodes(form.year).values("child"))
    for batch in batched(missing.order_by("pk").values_list("pk", flat=True), AT_ONCE, strict=False):
        for child, chronology in take_out(list(batch), by=user, at=at).items():
            number = next((one for one in _numbers(chronology, form) if one not in given), f"wayhome-{child}")
            given.add(number)
            yield number, chronology


def _episodes(year: Year | None) -> QuerySet[Episode]:
    """Those that may reach into the year; None: every one.

    Of one away the last return counts, and the index holds the first.
    """
    if year is None:
        return Episode.objects.all()
    begins, ends = Moment.day(year.begins).begins, Moment.day(year.ends).ends
    return Episode.objects.filter(since__lt=ends).exclude(returned_at__lt=begins, is_away=False)


def _numbers(chronology: Chronology, form: Form) -> Iterator[str]:
    facts = [event.fact for event in chronology.by_kind.get("IdentifierStated", ())]
    for scheme in form.schemes:
        yield from (
            fact.value for fact in facts if isinstance(fact, IdentifierStated) and fact.scheme == scheme
        )
