"""What colleagues did about whose case a child is while a page was open."""

from __future__ import annotations

from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions.allocation import allocations, ever_given
from wayhome.cases.children.models import Child
from wayhome.cases.partners.models import User
from wayhome.cases.partners.news import Done, line


def given_out(child: Child, by: User) -> Done:
    """To whom the child is given within one's own agency."""
    ever = list(ever_given(child, by).values_list("pk", flat=True))
    acts = Entry.objects.about(f"child:{child.pk}").filter(verb__in=("relate", "end_relation"))
    return Done(
        name=f"child:{child.pk}/given/{by.agency_id}",
        by=by,
        entries=acts.filter(detail__relation__in=ever),
        rows=Child.objects.filter(pk=child.pk),
        stands=lambda last: [line("held_by", str(one.user or one.team)) for one in allocations(child, by)],
    )
