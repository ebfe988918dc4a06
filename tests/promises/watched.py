"""A record in which every word is watched: a child, and a stranger with whom nobody who asks has to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from django.db import transaction

from tests.promises.lived import Life
from tests.promises.sentinels import PARTS, words
from wayhome.cases.children.actions import add_child, record, relate, seal
from wayhome.cases.children.actions.restricting import restrict
from wayhome.cases.children.models import Child, Event, Hold, KeptWords, NamedPerson, Relation
from wayhome.cases.emergency.models import Opening
from wayhome.cases.missing.models import Draft
from wayhome.cases.partners.models import Agency, Shift, Team, User
from wayhome.cases.worklist.models import Notice
from wayhome.exchange.models import Load
from wayhome.insight.actions import keep_numbers
from wayhome.insight.numbers.authorities import authorities
from wayhome.insight.numbers.counting import numbers
from wayhome.insight.tables import looked_after, police
from wayhome.rules.access import ROLES, Act, RelationKind, RestrictionKind, may, may_see_part
from wayhome.rules.facts import AgencyKind, Part

#: Before each word of the child's, and of the stranger's.
MINE, THEIRS = "zq", "xk"

#: Ties that a person holds; the others are their agency's.
BY_NAME = {
    RelationKind.ALLOCATED,
    RelationKind.ANSWERS_FOR,
    RelationKind.REVIEWS,
    RelationKind.CARES_FOR,
    RelationKind.ON_AGENDA,
    RelationKind.OWN_REPORT,
    RelationKind.BREAK_GLASS,
}

type Ties = tuple[RelationKind, ...]


@dataclass(frozen=True)
class Kept:
    """What is kept of one child. Words of no field: what was sealed, or put right since; a place kept apart; the
    caller; a reference.
    """

    child: Child
    sealed: str
    corrected: str
    apart: str
    caller: str
    reference: str
    held: Relation  # by somebody elsewhere, who has the child's case
    notice: Notice
    hold: Hold
    listed: NamedPerson  # on a restriction of where the child is
    opening: Opening
    draft: Draft

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The first edition of each thing that was said, by its name."""
        first = Event.objects.filter(child=self.child, edition=1).values_list("key", "pk")
        return {key.partition("/")[2]: pk for key, pk in first}


@dataclass(frozen=True)
class Watched:
    """`parts` are the child's words with the part of each; any other is nobody's to read."""

    at: datetime
    child: Kept
    stranger: Kept
    parts: Mapping[str, Part | None]
    recorder: User
    tokens: frozenset[str]  # that stand for places kept apart

    def may_read(self, word: str, role: str, ties: Ties) -> bool:
        """What the rules say of a word that stands on a page."""
        if word == self.child.sealed or (word == self._why and may(role, Act.READ_SEALED, ties)):
            return bool(may(role, Act.READ_SEALED, ties))
        if word == self.child.apart:
            return ROLES[role].answers and bool(may_see_part(role, Part.LOCATION, ties))
        if word not in self.parts:
            return False
        part = self.parts[word]
        return bool(may(role, Act.SEE, ties) if part is None else may_see_part(role, part, ties))

    @property
    def _why(self) -> str:
        """Why it was sealed, which whoever reviews a seal reads besides."""
        return words(MINE)["Withdrawn", "reason"]

    def says(self, word: str) -> str:
        """Which word it is: its field, as it is for either child."""
        places = {
            said: f"{kind}.{field}"
            for prefix in (MINE, THEIRS)
            for (kind, field), said in words(prefix).items()
        }
        return places.get(word, word)

    @contextmanager
    def tied(self, user: User, ties: Ties) -> Iterator[None]:
        """For as long as it lasts; nothing that is done meanwhile stays."""
        with transaction.atomic():
            for kind in ties:
                who = user if kind in BY_NAME else user.agency
                relate(self.child.child, who, kind, because="report", by=self.recorder, at=self.at)
            yield
            transaction.set_rollback(True)

    @contextmanager
    def restricted(self) -> Iterator[None]:
        """The child's record is closed to all but the leads and whoever recorded it, for as long as it lasts."""
        with transaction.atomic():
            kind = RestrictionKind.WITNESS
            restrict(self.child.child, kind, "A trial", named=(), by=self.recorder, at=self.at)
            yield
            transaction.set_rollback(True)


def watched(at: datetime) -> Watched:
    recorder = _partnership(at)
    child, stranger = (_kept(prefix, recorder, at) for prefix in (MINE, THEIRS))
    more = {child.corrected: Part.LOCATION, child.caller: Part.PERSON_REPORTING, child.reference: None}
    parts = {word: PARTS[place] for place, word in words(MINE).items()}
    tokens = frozenset(KeptWords.objects.values_list("token", flat=True))
    counted = numbers(at, (), [AgencyKind.AUTHORITY.value], authorities())
    shown = {police.TABLE.name, looked_after.MISSING.name}  # what is on one page is on all
    keep_numbers(
        replace(counted, each=[one for one in counted.each if one.counts.table.name in shown]),
        by=recorder,
        at=at,
    )
    return Watched(at, child, stranger, parts | more, recorder, tokens)


def person(name: str, role: str, agency: str, *, called: str = "") -> User:
    return User.objects.create(
        email=f"{name}@watched.example",
        full_name=called or f"Simulated {name}",
        agency=Agency.objects.get(code=agency),
        role=role,
    )


def _partnership(at: datetime) -> User:
    """An agency of each kind with somebody on duty and a load, and one that keeps the record: somebody of that."""
    for code, kind in [*((kind.value, kind) for kind in AgencyKind), ("elsewhere", AgencyKind.AUTHORITY)]:
        agency = Agency.objects.create(
            code=code,
            name=f"Simulated {code}",
            kind=kind.value,
            nation="england",
            joined_at=at - timedelta(days=900),
        )
        team = Team.objects.create(agency=agency, name="Day", kind="other")
        who = person(f"colleague.{code}", "administrator", code)
        Shift.objects.create(team=team, user=who, begins=at, ends=at + timedelta(hours=8))
        Load.objects.create(profile="mapped", digest=code, authority=agency, account=who, started_at=at)
    return person("recorder", "coordinator", "elsewhere")


def _kept(prefix: str, by: User, at: datetime) -> Kept:
    sealed, corrected, apart, caller, reference = (f"{prefix}-z{letter}-v" for letter in "vwxyz")
    child = add_child(by=by, at=at)
    of = "authority" if prefix == MINE else by.agency.code
    life = Life(child.key, words(prefix), reference, at, of)
    record(life.events(), by=by, at=at)
    _put_right(life, sealed, corrected, by)
    child.refresh_from_db()
    caring = person(f"caller.{prefix}", "foster_carer", "fostering", called=caller)
    granted = {"because": "report", "by": by, "at": at}
    relate(child, caring, RelationKind.OWN_REPORT, **granted)
    held = relate(child, by, RelationKind.ALLOCATED, **granted)
    listed = _kept_apart(life, apart, by)
    late = {"channel": "email", "reason": "overdue", "rule": "england.return_interview"}
    opening = Opening.objects.create(relation=held, agency=by.agency, reason="Another force has the child")
    return Kept(
        child=child,
        sealed=sealed,
        corrected=corrected,
        apart=apart,
        caller=caller,
        reference=reference,
        held=held,
        notice=Notice.objects.create(to=by, child=child, since=at, made_at=at, **late),
        hold=Hold.objects.create(child=child, agency=by.agency, by=by, at=at, reason="An inquest"),
        listed=listed,
        opening=opening,
        draft=drafted(by, at, child),
    )


def drafted(by: User, at: datetime, *children: Child) -> Draft:
    answers = {"children": {"known": [one.pk for one in children]}}
    return Draft.objects.create(by=by, answers=answers, begun_at=at, saved_at=at)


def _kept_apart(life: Life, place: str, by: User) -> NamedPerson:
    """One more sighting, once the child was at an address that nobody may know but whoever says so, and the leads."""
    child = Child.objects.get(pk=life.child)
    refuge = restrict(child, RestrictionKind.REFUGE, "A refuge", named=(), by=by, at=life.at)
    record([life.sighting("apart", place)], by=by, at=life.at)
    return refuge.named.get()


def _put_right(life: Life, sealed: str, corrected: str, by: User) -> None:
    """What was corrected says something else in the end; what was sealed was withdrawn as well."""
    wrong = life.sighting("sealed", sealed)
    for said in (wrong, life.sighting("corrected", corrected)):
        record([said], by=by, at=life.at)
    record([life.sighting("corrected", "Stand 4"), life.withdrawn(wrong)], by=by, at=life.at)
    seal(Event.objects.get(key=wrong.key, edition=1), by=by, at=life.at)
