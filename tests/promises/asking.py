"""Somebody of a role, who tries the addresses there are: what of the answers the rules do not open to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.promises.addresses import OPENED_BY, Address, Around, OfChild, naming, others
from tests.promises.sentinels import WORD
from tests.promises.watched import Kept, Ties, Watched, drafted, person
from tests.signing_in import BY_PASSWORD_ALONE, equip, has_just_signed_in
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.models import Event, Hold, NamedPerson, Relation, Restriction, Seal, Telling
from wayhome.cases.exploitation.views import FOLLOWING
from wayhome.cases.keeping.models import ErasureRequest
from wayhome.cases.missing.models import Draft
from wayhome.cases.partners.models import Shift
from wayhome.cases.worklist.models import Notice
from wayhome.exchange.models import Load
from wayhome.rules.access import ROLES, Act, RelationKind, may
from wayhome.rules.facts import AgencyKind

#: What a route answers of a record that is closed: nothing is there, or it only takes something in.
NOT_THERE, TAKES_IN_ONLY = 404, 405

HTMX = {"HX-Request": "true"}

#: Any of these opens which child it is, by number.
BY_NUMBER = (Act.SEE, Act.READ_HISTORY, Act.READ_SEALED, Act.HOLD, Act.ERASE)

#: Asked of what the own agency said, which is its to answer for, tied or not.
ANSWERED_FOR = (Act.HOLD, Act.ERASE)

BORN = "20/2/2012"

type Some = Callable[[Iterable[Address]], Iterable[Address]]
"""Which of these addresses are tried."""


@dataclass
class Asker:
    """`bodies` are forms filled in, by the shape of an address; `parted` are routes that answer with a part as well.

    `answers` counts what came back, and `read` are the words in it that the rules open.
    """

    record: Watched
    role: str
    bodies: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    parted: frozenset[str] = frozenset()
    answers: int = 0
    read: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        agency = next(kind for kind in AgencyKind if kind in ROLES[self.role].agency_kinds)
        self.user = person(self.role, self.role, agency.value)
        self.browser = Client()
        BY_PASSWORD_ALONE(self.browser, equip(self.user))
        has_just_signed_in(self.browser, self.user)
        self._write_reports()

    def faults(self, ties: Ties, some: Some = iter, *, sends: bool = True) -> list[str]:
        """Of every answer about the child, in lists and to searches, through these ties alone. `sends`: forms too."""
        through = f"{self.role} through {', '.join(ties) or 'nothing'}"
        with self.record.tied(self.user, ties):
            found = [
                *self._of_the_child(ties, some, sends),
                *self._of_lists(ties, some),
                *self._of_searches(ties),
            ]
        return [f"{through}: {fault}" for fault in found]

    def faults_where_restricted(self, ties: Ties, some: Some) -> list[str]:
        """Of the child once the record is restricted to others: what these ties opened is closed."""
        with self.record.tied(self.user, ties), self.record.restricted():
            found = [*self._of_the_child((), some, True), *self._of_lists((), some), *self._of_searches(())]
        return [f"{self.role}, restricted: {fault}" for fault in found]

    def faults_of_searches(self) -> tuple[list[str], set[str]]:
        """Of what is answered to whoever looks for the child without a tie; and of whom they were told whom to ask."""
        with self.record.tied(self.user, ()):
            found = list(self._of_searches(()))
            told = Entry.objects.filter(verb="search_beyond", subject_kind="child", actor_id=self.user.pk)
            return found, set(told.values_list("subject_id", flat=True))

    def faults_of_the_stranger(self, ties: Ties) -> list[str]:
        """A tie to one child opens no other."""
        with self.record.tied(self.user, ties):
            addresses = naming(self.keys(self.record.stranger))
            return [fault for at in addresses for fault in self._of_child(at, ties, is_open=False)]

    def faults_elsewhere(self, some: Some = iter) -> list[str]:
        """Of pages of no child, which no tie changes."""
        apart = (at for at in some(others(self.around())) if not at.is_of_children)
        return [f"{self.role}: {fault}" for at in apart for fault in self._opened(at, ())]

    def _of_the_child(self, ties: Ties, some: Some, sends: bool) -> Iterator[str]:
        for at in some(naming(self.keys(self.record.child))):
            is_open = self._may(OPENED_BY.get(at.route, Act.SEE), ties)
            yield from self._of_child(at, ties, is_open=is_open, sends=sends)

    def _of_lists(self, ties: Ties, some: Some) -> Iterator[str]:
        for at in some(others(self.around())):
            if at.is_of_children:
                yield from self._opened(at, ties)

    def _of_searches(self, ties: Ties) -> Iterator[str]:
        for url, body in self._searches():
            answer = self.browser.post(url, body, follow=True)
            yield from self._faults_in(answer, f"POST {url} {body}", ties, typed=str(body))

    def _of_child(self, at: Address, ties: Ties, *, is_open: bool, sends: bool = True) -> Iterator[str]:
        yield from self._opened(at, ties, is_open=is_open)
        if sends and at.shape in self.bodies:
            with transaction.atomic():
                before = [] if is_open else kept()
                answer = self.browser.post(at.url, self.bodies[at.shape])
                yield from self._faults_in(answer, f"POST {at.url}", ties, is_open=is_open)
                if not is_open and kept() != before:
                    yield f"POST {at.url} changes a record that is closed"
                transaction.set_rollback(True)

    def _opened(self, at: Address, ties: Ties, *, is_open: bool = True) -> Iterator[str]:
        """The page, and where there is one the part of it."""
        for headers in ({}, HTMX)[: 2 if at.route in self.parted else 1]:
            answer = self.browser.get(at.url, headers=headers)
            yield from self._faults_in(answer, at.url, ties, is_open=is_open)

    def _searches(self) -> Iterator[tuple[str, Mapping[str, str]]]:
        """By the beginning of a name, a birthday, a number of any agency's, the record's own; and for one alike."""
        child, reference = self.record.child.child, self.record.child.reference
        whole = {"name": f"{child.forename} {child.surname}", "born": BORN}
        for body in ({"name": "zq"}, {"born": BORN}, {"number": reference}, whole):
            yield reverse("children:find"), body
        yield reverse("missing:report_children", args=[self.begun.pk]), {"born": BORN}
        yield reverse("children:histories"), {"number": str(child.pk)}
        alike = {"forename": child.forename, "surname": child.surname, "born": BORN}
        pasted = {"Police force": "Simulated police", "Police reference": reference, "Date of birth": BORN}
        yield reverse("children:add"), alike
        yield (
            reverse("exchange:paste"),
            {"text": "\n".join(f"{label}: {said}" for label, said in pasted.items())},
        )
        yield reverse("exchange:paste_check"), {**alike, "reference": reference}

    def _faults_in(
        self, answer: Any, asked: str, ties: Ties, *, is_open: bool = True, typed: str = ""
    ) -> Iterator[str]:
        self.answers += 1
        if not is_open and answer.status_code not in (NOT_THERE, TAKES_IN_ONLY):
            yield f"{asked} answers {answer.status_code} of a record that is closed"
        text = f"{answer.headers} {answer.content.decode(errors='replace')}".lower()
        shown = set(WORD.findall(text)) - set(WORD.findall(typed))
        open_to_them = {word for word in shown if self.record.may_read(word, self.role, ties)}
        self.read |= open_to_them
        yield from (f"{asked} shows {self.record.says(word)}" for word in sorted(shown - open_to_them))
        if any(token in text for token in self.record.tokens):
            yield f"{asked} shows what stands for a place that is kept apart"
        if numbered(self.record.stranger, text):
            yield f"{asked} names the stranger by number"
        if numbered(self.record.child, text) and not any(self._may(act, ties) for act in BY_NUMBER):
            yield f"{asked} names the child by number"

    def _may(self, act: Act, ties: Ties) -> bool:
        return bool(may(self.role, act, RelationKind if act in ANSWERED_FOR else ties))

    def _write_reports(self) -> None:
        """One half written and one sent, of the child and the stranger, by somebody who could see both once."""
        both = (self.record.child, self.record.stranger)
        self.begun, self.sent = (
            drafted(self.user, self.record.at, *(one.child for one in both)) for _ in range(2)
        )
        opened = [one.rows["tonight"] for one in both]
        Draft.objects.filter(pk=self.sent.pk).update(opened=opened, finished_at=self.record.at)

    def keys(self, of: Kept) -> OfChild:
        return OfChild(
            child=of.child.pk,
            episodes=(of.rows["tonight"], of.rows["earlier"]),
            row=of.rows["earlier/Found"],
            mended=of.rows["corrected"],
            reason=of.rows["earlier/NotDone"],
            sealed=of.rows["sealed"],
            withdrawn=Event.objects.get(child=of.child, kind="Withdrawn").pk,
            held=of.held.pk,
            notice=of.notice.pk,
            hold=of.hold.pk,
            listed=of.listed.pk,
            restriction=of.listed.restriction_id,
            opening=of.opening.pk,
            stands=tuple(of.rows[f"earlier/{kind}"] for kind in FOLLOWING),
            screened=of.rows["earlier/Screened"],
            draft=of.draft.pk,
            mine=self.begun.pk,
        )

    def around(self) -> Around:
        shift = Shift.objects.get(team__agency=self.user.agency)
        return Around(
            agency=self.user.agency.code,
            user=shift.user_id,
            team=shift.team_id,
            shift=shift.pk,
            load=Load.objects.get(authority=self.user.agency).pk,
            begun=self.begun.pk,
            sent=self.sent.pk,
        )


def kept() -> list[int]:
    """How much there is of what an act adds to or ends."""
    events = (Event.objects, Telling.objects, Seal.objects, ErasureRequest.objects, NamedPerson.objects)
    standing = (Hold.objects.standing(), Restriction.objects.standing())
    return [
        rows.count()
        for rows in (
            *events,
            *standing,
            Relation.objects.in_force(),
            Notice.objects.filter(acknowledged_at=None),
        )
    ]


def numbered(of: Kept, text: str) -> bool:
    """Does the number of the child, or of something said of the child, stand in it as an address or in words?"""
    child, rows = of.child.pk, [of.rows[name] for name in ("tonight", "earlier", "corrected")]
    named = [f"/children/{child}/", f"/children/history/{child}", f"history-of-child-{child}."]
    named += [f"/missing/{within}{row}/" for row in rows for within in ("", "events/", "sealed/")]
    return any(one in text for one in named) or bool(re.search(rf"\bchild {child}\b", text))
