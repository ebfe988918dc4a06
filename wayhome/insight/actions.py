"""What changes in the numbers that are kept: they are counted anew, all at once."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.partners.models import Agency
from wayhome.insight.models import Count, Counting
from wayhome.insight.tables.query import query

if TYPE_CHECKING:
    from datetime import datetime

    from wayhome.cases.audit.models import Actor
    from wayhome.insight.numbers.counting import Numbers


@transaction.atomic
def keep_numbers(numbers: Numbers, *, by: Actor, at: datetime) -> Counting:
    """Makes these the only ones that are kept. One of an agency that has gone meanwhile is left out."""
    keys = dict(Agency.objects.values_list("code", "pk"))
    Counting.objects.all().delete()
    authorities = [one._asdict() for code, one in numbers.areas.items() if code]
    counting = Counting.objects.create(about=asdict(numbers.about), authorities=authorities)
    Count.objects.bulk_create(
        Count(
            counting=counting,
            agency_id=keys[one.agency] if one.agency is not None else None,
            table=one.counts.table.name,
            ends=one.counts.period.ends,
            query=query(one.counts.table, one.counts.period),
            cells=[[*cell, n] for cell, n in one.counts.cells.items()],
        )
        for one in numbers.each
        if one.agency is None or one.agency in keys
    )
    detail = {"tables": len(numbers.each), "children": numbers.about.rows["children"]}
    enter("count_numbers", by=by, at=at, subject="partnership:numbers", detail=detail)
    return counting
