"""Who sends a force's files, and of whose children: the authority and the force as they stand here."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from wayhome.cases.partners.models import Agency
from wayhome.exchange.register.listed import Authority, Nation
from wayhome.rules.facts import AgencyKind
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


def council_and_force(authority: Authority) -> tuple[Agency, Agency] | None:
    """None on an empty record. Refuses one that is not here: a mistyped code must not open children to a stranger."""
    if not Agency.objects.exists():
        return None
    return _partner(authority.code), _partner(authority.force_code)


def _partner(code: str) -> Agency:
    held = Agency.objects.filter(code=code).first()
    if held is None:
        raise Refusal(Sentence("load.not_a_partner", code=code), field="authority")
    return held


def authorities_of(agency: Agency) -> QuerySet[Agency]:
    """Whose children's files this agency hands in: its own as an authority, or those of its area as a force."""
    own = Q(pk=agency.pk) | Q(force=agency.pk)
    return Agency.objects.filter(own, kind=AgencyKind.AUTHORITY.value, force__isnull=False).order_by("name")


def as_registered(council: Agency) -> Authority:
    """A partner as the register would have it, whether or not it has it."""
    assert council.force is not None
    nation: Nation = "wales" if council.nation == "wales" else "england"
    return Authority(council.code, council.name, nation, council.force.code, None, None, ())
