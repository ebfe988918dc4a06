"""What others shared, or agreed to share, while a page was open."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from wayhome.cases.audit.models import Entry
from wayhome.cases.children.models import Child
from wayhome.cases.partners.models import Agency, User
from wayhome.cases.partners.news import Done, line
from wayhome.cases.sharing.models import Agreement, Share
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.news import Line
from wayhome.ui.wording import say, when


def proposed(by: User) -> Done:
    """Agreements of one's own agency, whichever side proposed them."""
    own = Agreement.objects.visible_to(by).values_list("pk", flat=True)
    acts = Entry.objects.filter(subject_kind="agreement", subject_id__in=[str(pk) for pk in own])
    return Done(
        name=f"agency:{by.agency_id}/agreements",
        by=by,
        entries=acts.filter(verb="propose_agreement"),
        rows=Agency.objects.filter(pk=by.agency_id),
        stands=lambda last: _of_agreement(Agreement.objects.visible_to(by).latest("pk"), by),
    )


def shared(child: Child, by: User) -> Done:
    """Shares of one child's record, made or ended by anybody."""
    acts = Entry.objects.about(f"child:{child.pk}")
    ties = list(Share.objects.filter(relation__child=child).values_list("relation", flat=True))
    return Done(
        name=f"child:{child.pk}/shares",
        by=by,
        entries=acts.filter(Q(verb="share") | Q(verb="end_relation", detail__relation__in=ties)),
        rows=Child.objects.filter(pk=child.pk),
        stands=lambda last: _shares(child, by),
    )


def _of_agreement(one: Agreement, by: User) -> Iterator[Line]:
    yield line("with", str(one.with_whom(by.agency)))
    yield line("reference", one.reference)
    yield line("purpose", one.purpose)


def _shares(child: Child, by: User) -> Iterator[Line]:
    """Those in force of which this reader's agency is one side, with why; of others only with whom."""
    own = Share.objects.visible_to(by).values("pk")
    standing = Share.objects.filter(relation__child=child).select_related("relation__agency")
    for one in standing.filter(relation__in=child.relations.in_force()).order_by("pk"):
        until = when(one.relation.until, language()) if one.relation.until else ""
        words = Sentence("news.shared_until", agency=str(one.relation.agency), until=until)
        yield line("shared_with", say(words, language()))
        if own.filter(pk=one.pk).exists():
            yield line("why", one.why)
