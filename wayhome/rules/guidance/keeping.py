"""How long records are kept: what law says of some, and for the rest what a partnership agrees."""

from collections.abc import Iterator
from dataclasses import replace

from wayhome.rules.chronology import Chronology
from wayhome.rules.facts import (
    Agency,
    AgencyKind,
    CareStatus,
    CareStatusStated,
    Nation,
    Placed,
    ResponsibleAuthorityStated,
)
from wayhome.rules.finding import Source, Weight
from wayhome.rules.guidance.protocol import Protocol
from wayhome.rules.guidance.readings import is_from_care
from wayhome.rules.guidance.sources import CHILDRENS_HOME_EVENT, PLACEMENT_NOTICE, PLACEMENT_PLAN_WALES
from wayhome.rules.limits import Setting
from wayhome.rules.retention import Birthday, Quiet, RecordClass

#: The period was read in councils' own retention tables, which name the regulation; its words were not.
KEPT_IN_CARE_ENGLAND = Source(
    title=PLACEMENT_NOTICE.title,
    dated="2010, in force since April 2011",
    paragraph="regulation 50: the 75th anniversary of birth, or 15 years from the death of a child who died before 18;"
    " as read in Merton's and Salford's tables of retention",
    url="https://www.legislation.gov.uk/uksi/2010/959/regulation/50",
)

KEPT_IN_CARE_WALES = Source(
    title=PLACEMENT_PLAN_WALES.title,
    dated=PLACEMENT_PLAN_WALES.dated,
    paragraph="regulation 64(1); before it WSI 2007/310 regulation 10(1), to the same effect",
    url="https://www.legislation.gov.uk/wsi/2015/1818/regulation/64",
    checked=True,
)

KEPT_BY_CHILDRENS_HOMES = Source(
    title=CHILDRENS_HOME_EVENT.title,
    dated=CHILDRENS_HOME_EVENT.dated,
    paragraph="regulation 36(2)",
    url="https://www.legislation.gov.uk/uksi/2015/541/regulation/36",
    checked=True,
)

KEPT_IN_NEED = Source(
    title="Local schedule of retention: a child whom the authority knows and who was never in care",
    dated="agreed locally",
    paragraph="off until a partnership sets its own years; three years of inactivity after 18 in Devon's",
)

KEPT_BY_POLICE = Source(
    title="Local schedule of retention: police records of a child reported missing",
    dated="agreed locally",
    paragraph="off until a force sets its own years: practice reviews records by groups, and its periods were not read",
)

KEPT_OTHERWISE = Source(
    title="Local schedule of retention: records of providers, schools and others",
    dated="agreed locally",
    paragraph="off until a partnership sets its own years; no published period was read",
)

_AUTHORITY, _POLICE = frozenset({AgencyKind.AUTHORITY}), frozenset({AgencyKind.POLICE})
_HOME = frozenset({AgencyKind.CHILDRENS_HOME})

_TO_75 = Birthday(75, years_after_death=15)


def in_care(chronology: Chronology, agency: Agency) -> bool:
    """Was the child ever said to be in care, by this agency or while it was anywhere said to be responsible?"""
    responsible = any(
        isinstance(event.fact, ResponsibleAuthorityStated) and event.fact.authority == agency
        for event in chronology.editions
    )
    said = (event for event in chronology.editions if responsible or event.of == agency)
    return any(
        isinstance(event.fact, Placed) or is_from_care(event.fact) or _has_been(event.fact) for event in said
    )


def any_record(_chronology: Chronology, _agency: Agency) -> bool:
    return True


def _has_been(fact: object) -> bool:
    """Looked after, now or as a care leaver before."""
    return isinstance(fact, CareStatusStated) and fact.status is not CareStatus.NOT_LOOKED_AFTER


CLASSES = (
    RecordClass(
        rule="england.kept_in_care",
        by=_AUTHORITY,
        nation=Nation.ENGLAND,
        covers=in_care,
        until=_TO_75,
        weight=Weight.LAW,
        source=KEPT_IN_CARE_ENGLAND,
    ),
    RecordClass(
        rule="wales.kept_in_care",
        by=_AUTHORITY,
        nation=Nation.WALES,
        covers=in_care,
        until=_TO_75,
        weight=Weight.LAW,
        source=KEPT_IN_CARE_WALES,
    ),
    RecordClass(
        rule="england.kept_by_childrens_homes",
        by=_HOME,
        nation=Nation.ENGLAND,
        covers=any_record,
        until=_TO_75,
        weight=Weight.LAW,
        source=KEPT_BY_CHILDRENS_HOMES,
    ),
    RecordClass(
        rule="local.kept_by_authorities",
        by=_AUTHORITY,
        covers=any_record,
        until=Quiet(Setting("authority_records_kept_years", off_when_unset=True)),
        weight=Weight.LOCAL_PROTOCOL,
        source=KEPT_IN_NEED,
    ),
    RecordClass(
        rule="local.kept_by_police",
        by=_POLICE,
        covers=any_record,
        until=Quiet(Setting("police_records_kept_years", off_when_unset=True)),
        weight=Weight.LOCAL_PROTOCOL,
        source=KEPT_BY_POLICE,
    ),
    RecordClass(
        rule="local.kept_by_others",
        by=frozenset(AgencyKind) - _AUTHORITY - _POLICE,
        covers=any_record,
        until=Quiet(Setting("other_records_kept_years", off_when_unset=True)),
        weight=Weight.LOCAL_PROTOCOL,
        source=KEPT_OTHERWISE,
    ),
)


def classes_under(protocol: Protocol) -> Iterator[RecordClass]:
    """Those of law, and each that the protocol sets, with its years."""
    for one in CLASSES:
        limit = one.until.years if isinstance(one.until, Quiet) else None
        if not isinstance(limit, Setting):
            yield one
        elif years := getattr(protocol, limit.name):
            yield replace(one, until=Quiet(years))
