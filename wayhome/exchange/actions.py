"""Loading a partner's files: who must be known first, batch by batch into the record, and the end of it.

A load needs no memory of how far it came. What is held already changes nothing, so one that was interrupted is
resumed by being run again, and two at the same time take turns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import batched, count

from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.models import Actor
from wayhome.cases.children.actions import add_children, record_each, relate_each, would_record
from wayhome.cases.children.models import Event, Identifier
from wayhome.cases.partners.actions import create_agency, create_system_account
from wayhome.cases.partners.models import Agency, User
from wayhome.exchange import register
from wayhome.exchange.counts import Counts, counted
from wayhome.exchange.models import Load, RefusedRow
from wayhome.exchange.profiles.source import OneChild
from wayhome.exchange.refused import Refused
from wayhome.exchange.turns import in_turns
from wayhome.rules.access import RelationKind
from wayhome.rules.facts import AgencyKind, IdentifierStated
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say

#: The name of the account as which a sender's files are recorded.
ACCOUNT = "Files"


@transaction.atomic
def begin_load(
    profile: str, authority: register.Authority, digest: str, *, by: Actor, at: datetime, upload: str = ""
) -> Load:
    """The load of files with this digest: the one that was interrupted, or a new one.

    On an empty record the authority, the force of its area and the force's account are made first. Refuses an
    authority that is not a partner of a record that has any.
    """
    council, force = partners(authority) or _first_partners(authority, by=by, at=at)
    account = _account(force, by=by, at=at)
    asked_by = by if isinstance(by, User) else None
    load, is_new = Load.objects.unfinished().get_or_create(
        account=account,
        authority=council,
        digest=digest,
        defaults={"profile": profile, "asked_by": asked_by, "upload": upload, "started_at": at},
    )
    if is_new:
        enter("begin_load", by=by, at=at, subject=f"load:{load.pk}", detail={"profile": profile})
    return load


def load(children: Iterable[OneChild], into: Load, *, at: datetime) -> Iterator[Counts]:
    """Records a source's children, as the sender's account; yields what has been created so far, batch by batch."""
    so_far = Counts()
    for batch in in_turns(children):
        so_far += _record(batch, into, at)
        yield so_far


def would_load(children: Iterable[OneChild], *, at: datetime) -> Iterator[Counts]:
    """What `load` would create, as it goes. Nothing is written, and nobody waits."""
    so_far = Counts()
    for batch in batched(children, 100, strict=False):
        known = _known(batch)
        strangers = count(-1, -1)
        said = {known.get(one.child) or next(strangers): one.events for one in batch}
        so_far += counted(batch, known, would_record(said, at=at))
        yield so_far


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


def partners(authority: register.Authority) -> tuple[Agency, Agency] | None:
    """The authority and its force as they stand here; None on an empty record.

    Refuses one that is not here: a mistyped code must not open children to a stranger.
    """
    if not Agency.objects.exists():
        return None
    return _partner(authority.code), _partner(authority.force_code)


def _partner(code: str) -> Agency:
    held = Agency.objects.filter(code=code).first()
    if held is None:
        raise Refusal(Sentence("load.not_a_partner", code=code), field="authority")
    return held


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


def _account(force: Agency, *, by: Actor, at: datetime) -> User:
    held = User.objects.filter(agency=force, full_name=ACCOUNT, is_system=True).first()
    return held or create_system_account(force, ACCOUNT, by=by, at=at)


@transaction.atomic
def _record(batch: list[OneChild], into: Load, at: datetime) -> Counts:
    """One batch, whole or not at all: its children, what is said of them, who may see them, and the count."""
    account = User.objects.select_for_update(no_key=True).get(pk=into.account_id)  # two loads take turns
    known = _known(batch)
    strangers = [one.child for one in batch if one.child not in known]
    keys = known | dict(zip(strangers, add_children(len(strangers), by=account, at=at), strict=True))
    said = {keys[one.child]: one.events for one in batch}
    recorded = record_each(said, by=account, at=at, verb="load")
    counts = counted(batch, known, recorded)
    if counts.rows:
        told = {int(one.child) for one in recorded.editions}
        relate_each(
            told, (into.authority, account.agency), RelationKind.OWN_AGENCY, because="file", by=account, at=at
        )
        _count(into, counts)
    return counts


def _count(into: Load, counts: Counts) -> None:
    """Adds to what the load has created, in the transaction that created it."""
    held = Load.objects.values_list("counts", flat=True).get(pk=into.pk)
    Load.objects.filter(pk=into.pk).update(counts=(Counts(**held) + counts).as_dict())


def _known(batch: Iterable[OneChild]) -> dict[str, int]:
    """Row keys of those of a source's children who are held: by what the source said before, or by a number."""
    stated = {
        said.key: (one.child, said.fact)
        for one in batch
        for said in one.events
        if isinstance(said.fact, IdentifierStated)
    }
    by_number = _by_number(fact for _, fact in stated.values())
    known = {
        child: by_number[number] for child, fact in stated.values() if (number := _number(fact)) in by_number
    }
    origins = Event.objects.filter(key__in=stated, edition=1).values_list("key", "child")
    return known | {stated[key][0]: child for key, child in origins}


def _by_number(facts: Iterable[IdentifierStated]) -> Mapping[tuple[str, str], int]:
    values = [fact.value for fact in facts]
    held = Identifier.objects.filter(value__in=values).order_by("-child")
    return {(scheme, value): child for scheme, value, child in held.values_list("scheme", "value", "child")}


def _number(fact: IdentifierStated) -> tuple[str, str]:
    return fact.scheme, fact.value


def _row(load: Load, refused: Refused) -> RefusedRow:
    return RefusedRow(
        load=load,
        file=refused.file,
        line=refused.line,
        field=refused.field or "",
        code=refused.code,
        reason=say(refused.why),
    )
