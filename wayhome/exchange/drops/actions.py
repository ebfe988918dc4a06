"""Every write about the drop folder: what was found there, what became of it, and that it was put away."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from wayhome.cases.audit.actions import INSTALLATION, enter
from wayhome.cases.audit.models import Actor
from wayhome.cases.partners.models import Agency, User
from wayhome.cases.worklist.actions import notify
from wayhome.cases.worklist.escalation import Reason
from wayhome.exchange.models import Drop, Load
from wayhome.rules.access import Act, may
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say


@transaction.atomic
def keep_drop(
    fingerprint: str,
    sender: Agency,
    profile: str,
    *,
    files: Collection[str],
    unread: int,
    came_of_it: Load | Sentence,
    by: Actor,
    at: datetime,
) -> Drop:
    """An extract that was taken in as a load, or refused for a reason. Its files are known by their marks.

    `unread` is how many of them bear no table's name and were passed over.
    """
    load = came_of_it if isinstance(came_of_it, Load) else None
    refused = came_of_it if isinstance(came_of_it, Sentence) else None
    told = refused or (Sentence("drop.unread", n=unread) if unread else None)
    Drop.objects.still_there().filter(fingerprint=fingerprint, outcome=Drop.LEFT).update(gone_at=at)
    drop = Drop.objects.create(
        fingerprint=fingerprint,
        sender=sender,
        profile=profile,
        files=sorted(files),
        outcome=Drop.REFUSED if refused else Drop.TAKEN,
        load=load,
        reason=say(told) if told else "",
        found_at=at,
    )
    detail = {
        "outcome": drop.outcome,
        "load": load.pk if load else None,
        "why": refused.key if refused else None,
    }
    enter("keep_drop", by=by, at=at, subject=f"drop:{drop.pk}", detail=detail)
    return drop


@transaction.atomic
def leave_drop(
    fingerprint: str, sender: Agency | None, why: Sentence, *, by: Actor, at: datetime
) -> Drop | None:
    """What belongs to nobody here stays where it is; whoever watches the files is told, once. None: told before."""
    drop, is_new = Drop.objects.still_there().get_or_create(
        fingerprint=fingerprint,
        defaults={"sender": sender, "outcome": Drop.LEFT, "reason": say(why), "found_at": at},
    )
    if not is_new:
        return None
    enter("leave_drop", by=by, at=at, subject=f"drop:{drop.pk}", detail={"why": why.key})
    watching = [one for one in User.objects.people().active() if may(one.role, Act.WATCH_FILES)]
    told = [one for one in watching if Drop.objects.visible_to(one).filter(pk=drop.pk).exists()]
    notify(told, Reason.DROP_LEFT, since=at, by=INSTALLATION, at=at)
    return drop


@transaction.atomic
def clear_drop(drop: Drop, *, by: Actor, at: datetime) -> None:
    """It no longer lies there: it was put away, or somebody has taken it out."""
    Drop.objects.still_there().filter(pk=drop.pk).update(gone_at=at)
    enter("clear_drop", by=by, at=at, subject=f"drop:{drop.pk}")
