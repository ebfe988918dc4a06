"""Loading a partner's files: who must be known first, batch by batch into the record, and the end of it.

A load needs no memory of how far it came. What is held already changes nothing, so one that was interrupted is
resumed by being run again, and two at the same time take turns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import batched

from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.models import Actor
from wayhome.cases.children.actions import add_children, record_each, relate_each
from wayhome.cases.children.actions.subject import about
from wayhome.cases.children.chronologies import Partnership, read
from wayhome.cases.partners.actions import create_agency, create_system_account
from wayhome.cases.partners.models import Agency, User
from wayhome.cases.worklist.actions import notify
from wayhome.cases.worklist.escalation import Reason
from wayhome.exchange import register
from wayhome.exchange.batches.counts import Counts, counted
from wayhome.exchange.batches.known import known
from wayhome.exchange.batches.turns import in_turns
from wayhome.exchange.models import Load, RefusedRow
from wayhome.exchange.profiles.source import OneChild
from wayhome.exchange.register.senders import council_and_force
from wayhome.exchange.tables.refused import Refused
from wayhome.rules.access import RelationKind
from wayhome.rules.chronology import Chronology
from wayhome.rules.facts import AgencyKind
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say

#: The name of the account as which a sender's files are recorded.
ACCOUNT = "Files"


@transaction.atomic
def begin_load(
    profile: str,
    authority: register.Authority,
    digest: str,
    *,
    by: Actor,
    at: datetime,
    upload: str = "",
    sent_by: AgencyKind = AgencyKind.POLICE,
) -> Load:
    """The load of files with this digest: the one that was interrupted, or a new one. `upload` is where they wait;
    `sent_by`, as whose account they are recorded.

    On an empty record the authority, the force of its area and the sender's account are made first. Refuses an
    authority that is not a partner of a record that has any.
    """
    council, force = council_and_force(authority) or _first_partners(authority, by=by, at=at)
    asked_by = by if isinstance(by, User) else None
    sender = council if sent_by is AgencyKind.AUTHORITY else force
    load, is_new = Load.objects.unfinished().get_or_create(
        account=account_of(sender, ACCOUNT, by=by, at=at),
        authority=council,
        digest=digest,
        defaults={"profile": profile, "asked_by": asked_by, "upload": upload, "started_at": at},
    )
    if not is_new:
        load.upload, load.stopped = load.upload or upload, ""
        load.asked_by = asked_by or load.asked_by  # the last who asked is the one whose right it rests on
        load.save(update_fields=["upload", "stopped", "asked_by"])
    enter("begin_load", by=by, at=at, subject=f"load:{load.pk}", detail={"profile": profile, "new": is_new})
    return load


def load(children: Iterable[OneChild], into: Load, *, by: User, at: datetime) -> Iterator[Counts]:
    """Records a source's children; yields what has been created so far, batch by batch.

    `by` is the sender's account, as which the rows are recorded: nobody typed them here.
    """
    so_far = Counts()
    for batch in in_turns(children):
        so_far += _record(batch, into, by, at)
        yield so_far


def add_strangers(
    batch: Iterable[OneChild], held: dict[str, int], *, by: Actor, at: datetime
) -> dict[str, int]:
    """Adds those of a source's children who are not `held` yet; row keys of them all."""
    strangers = [one.child for one in batch if one.child not in held]
    return held | dict(zip(strangers, add_children(len(strangers), by=by, at=at), strict=True))


@transaction.atomic
def account_of(agency: Agency, name: str, *, by: Actor, at: datetime) -> User:
    """An agency's system account of this name: the one there is, or a new one."""
    held = User.objects.filter(agency=agency, full_name=name, is_system=True).first()
    return held or create_system_account(agency, name, by=by, at=at)


@transaction.atomic
def stop_load(load: Load, why: Sentence, *, by: Actor, at: datetime) -> None:
    """What is loaded is kept; the same files, handed in again, are loaded from there on."""
    Load.objects.unfinished().filter(pk=load.pk).update(stopped=say(why), upload="")
    enter("stop_load", by=by, at=at, subject=f"load:{load.pk}", detail={"why": why.key})


@transaction.atomic
def stop_for_asker(load: Load, *, by: Actor, at: datetime) -> None:
    """Stops a load whose asker may load no more, and tells them, if they can still sign in."""
    stop_load(load, Sentence("upload.asker_may_not"), by=by, at=at)
    told = User.objects.people().active().filter(pk__in=[load.asked_by_id])
    notify(told, Reason.LOAD_STOPPED, since=at, by=by, at=at)


@transaction.atomic
def finish_load(load: Load, refused: Iterable[Refused], counts: Counts, *, by: Actor, at: datetime) -> Load:
    """Keeps which rows were refused, and how many were seen before the load began."""
    RefusedRow.objects.filter(load=load).delete()
    for some in batched(refused, 1000, strict=False):
        RefusedRow.objects.bulk_create(_row(load, one) for one in some)
    load.refresh_from_db()
    rows = counts.rows + counts.unchanged
    load.counts = load.counts | {"unchanged": rows - load.counts.get("rows", 0)}
    load.finished_at, load.upload, load.stopped = at, "", ""
    load.save()
    enter("finish_load", by=by, at=at, subject=f"load:{load.pk}", detail=load.counts)
    return load


@transaction.atomic
def take_out(children: list[int], *, by: User, at: datetime) -> dict[int, Chronology]:
    """What is said of these children, by their row keys, to be written to files that leave the record; without what
    is sealed.
    """
    enter("export", by=by, at=at, subject=about(children), detail={"numbers": children})
    return read(children, Partnership()).chronologies


def _first_partners(authority: register.Authority, *, by: Actor, at: datetime) -> tuple[Agency, Agency]:
    """An empty record begins with these two."""
    nation, known = authority.nation, register.force(authority.force_code)
    force = create_agency(
        known.code, known.name, AgencyKind.POLICE, nation=nation, joined_at=at, by=by, at=at
    )
    council = create_agency(
        authority.code,
        authority.name,
        AgencyKind.AUTHORITY,
        nation=nation,
        joined_at=at,
        force=force,
        by=by,
        at=at,
    )
    return council, force


@transaction.atomic
def _record(batch: list[OneChild], into: Load, by: User, at: datetime) -> Counts:
    """One batch, whole or not at all: its children, what is said of them, who may see them, and the count."""
    User.objects.select_for_update(no_key=True).filter(pk=by.pk).values_list("pk").get()  # loads take turns
    held = known(batch)
    keys = add_strangers(batch, held, by=by, at=at)
    recorded = record_each({keys[one.child]: one.events for one in batch}, by=by, at=at, verb="load")
    counts = counted(batch, held, recorded)
    if counts.rows:
        told = {int(one.child) for one in recorded.editions}
        relate_each(told, {into.authority, by.agency}, RelationKind.OWN_AGENCY, because="file", by=by, at=at)
        _count(into, counts)
    return counts


def _count(into: Load, counts: Counts) -> None:
    """Adds to what the load has created, in the transaction that created it."""
    held = Load.objects.values_list("counts", flat=True).get(pk=into.pk)
    Load.objects.filter(pk=into.pk).update(counts=(Counts(**held) + counts).as_dict())


def _row(load: Load, refused: Refused) -> RefusedRow:
    return RefusedRow(
        load=load,
        file=refused.file,
        line=refused.line,
        field=refused.field or "",
        code=refused.code,
        reason=say(refused.why),
    )
