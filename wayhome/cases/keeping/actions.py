"""Letting go of what an agency has no purpose left to keep, and giving a person what it holds about them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.children.actions.asking import require, require_answering
from wayhome.cases.children.models import Child, Episode, Event, Hold
from wayhome.cases.keeping.due import kept_of
from wayhome.cases.keeping.erasing import counted, erase_certified
from wayhome.cases.keeping.models import Certificate, ErasureRequest
from wayhome.cases.keeping.pack import Pack, pack_of
from wayhome.cases.partners.models import Agency, User
from wayhome.rules.access import Act
from wayhome.rules.moment import day_of
from wayhome.rules.refusal import Refusal
from wayhome.rules.retention import Kept
from wayhome.rules.sentence import Sentence


@transaction.atomic
def ask_to_erase(child: Child, *, by: User, at: datetime) -> ErasureRequest:
    """Asks that what one's own agency said of the child be erased. Nothing goes until another confirms it."""
    require_answering(by, Act.ERASE, child)
    _hold(child)
    _require_due(child, by.agency, at)
    if ErasureRequest.objects.filter(child=child, of=by.agency).exists():
        raise Refusal(Sentence("keeping.asked_already"))
    asked = ErasureRequest.objects.create(child=child, of=by.agency, by=by, at=at)
    enter("ask_to_erase", by=by, at=at, subject=f"child:{child.pk}")
    return asked


@transaction.atomic
def take_back(asked: ErasureRequest, *, by: User, at: datetime) -> None:
    """The request is there no more: nothing is erased, and it can be asked for again."""
    require_answering(by, Act.ERASE, asked.child)
    standing = _standing(asked, by)
    enter("take_back_erasure", by=by, at=at, subject=f"child:{standing.child_id}")
    standing.delete()


@transaction.atomic
def erase(asked: ErasureRequest, typed: str, *, by: User, at: datetime) -> Certificate:
    """Erases what was asked for, all or nothing, by a second person who types what is to be erased."""
    child = asked.child
    require_answering(by, Act.ERASE, child)
    _hold(child)
    asked = _standing(asked, by)
    if asked.by_id == by.pk:
        raise Refusal(Sentence("keeping.erased_by_another"))
    if " ".join(typed.casefold().split()) != asked.to_type:
        raise Refusal(Sentence("keeping.type_exactly", words=asked.to_type), field="typed")
    certificate = _certify(asked, _require_due(child, asked.of, at), by, at)
    asked.delete()
    erase_certified(child, certificate, at=at)
    return certificate


@transaction.atomic
def give_pack(child: Child, given: Collection[str], *, by: User, at: datetime) -> Pack:
    """What one's own agency holds, for the person who asks for it; `given` as in `pack_of`."""
    require(by, Act.GIVE_PACK, child)
    pack = pack_of(child, by=by, at=at, given=given)
    detail = {"events": len(pack.said), "withheld": pack.withheld.total(), "sealed": pack.sealed}
    enter("give_pack", by=by, at=at, subject=f"child:{child.pk}", detail=detail)
    return pack


def _require_due(child: Child, of: Agency, at: datetime) -> Kept:
    """May it be erased now? Raises Refusal where it is not due, is held, or the child is still missing."""
    kept = kept_of(child.pk, of, at)
    if kept.unsettled is not None:
        raise Refusal(kept.sentence)
    if kept.until is None or not kept.is_due(at):
        raise Refusal(Sentence("keeping.not_due", until=kept.until))
    if Hold.objects.standing().filter(child=child).exists():
        raise Refusal(Sentence("keeping.held"))
    if Episode.objects.not_back().filter(child=child).exists():
        raise Refusal(Sentence("keeping.still_missing"))
    return kept


def _hold(child: Child) -> None:
    """Nobody records anything of the child, or holds the record, meanwhile."""
    if not Child.objects.select_for_update().filter(pk=child.pk).exists():
        raise Refusal(Sentence("keeping.erased_meanwhile"))


def _standing(asked: ErasureRequest, by: User) -> ErasureRequest:
    standing = ErasureRequest.objects.visible_to(by).filter(pk=asked.pk).select_related("of", "by").first()
    if standing is None:
        raise Refusal(Sentence("keeping.no_request"))
    return standing


def _certify(asked: ErasureRequest, kept: Kept, by: User, at: datetime) -> Certificate:
    events = Event.objects.filter(child=asked.child_id)
    counts = counted(asked.child, asked.of)
    entry = enter("erase", by=by, at=at, subject=f"child:{asked.child_id}", detail=counts)
    assert kept.under is not None
    assert kept.until is not None
    return Certificate.objects.create(
        child=asked.child_id,
        of=asked.of,
        whole=not events.exclude(of=asked.of).exists(),
        counts=counts,
        last_event=events.filter(of=asked.of).latest("pk").pk,
        under=kept.under.rule,
        until=day_of(kept.until.begins),
        asked_by=asked.by,
        asked_at=asked.at,
        by=by,
        at=at,
        entry=entry.pk,
    )
