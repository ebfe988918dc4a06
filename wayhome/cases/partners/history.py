"""Who did or saw what, line by line, with the names of the colleagues and agencies who did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import batched

from wayhome.cases.audit.models import Entry
from wayhome.cases.audit.wording import done, in_words, to_what
from wayhome.cases.partners.models import Agency, User
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say

AT_ONCE = 500

#: Of a file of them, in the order in which they stand.
COLUMNS = ("at", "recorded_at", "who", "user", "agency", "did", "act", "to_what", "how", "entry")


@dataclass(frozen=True, slots=True)
class Line:
    """`how`: by what it was narrowed, or how much it was, as codes and numbers."""

    entry: Entry
    who: str
    agency: str
    did: str
    to_what: str
    how: str

    @property
    def cells(self) -> tuple[object, ...]:
        """By `COLUMNS`."""
        entry = self.entry
        when = entry.at.isoformat(), entry.recorded_at.isoformat()
        who = self.who, entry.actor_id, entry.agency_code
        return (*when, *who, self.did, entry.verb, entry.subject, self.how, entry.pk)


def lines(entries: Iterable[Entry]) -> list[Line]:
    """In the order given, in the same two questions however many they are."""
    shown = list(entries)
    people = dict(User.objects.filter(pk__in={one.actor_id for one in shown}).values_list("pk", "full_name"))
    codes = {one.agency_code for one in shown}
    agencies = dict(Agency.objects.filter(code__in=codes).values_list("code", "name"))
    spoken = language()
    return [
        Line(
            entry,
            _who(entry, people, spoken),
            agencies.get(entry.agency_code, entry.agency_code),
            in_words(done(entry), entry.verb, spoken),
            in_words(to_what(entry), entry.subject, spoken),
            _how(entry),
        )
        for entry in shown
    ]


def cells(entries: Iterable[Entry]) -> Iterator[tuple[object, ...]]:
    for some in batched(entries, AT_ONCE, strict=False):
        yield from (line.cells for line in lines(some))


def _who(entry: Entry, people: Mapping[int, str], spoken: str) -> str:
    """An entry outlives whoever it names."""
    if entry.actor_id is None:
        return say(Sentence("history.stranger" if entry.agency_code else "history.installation"), spoken)
    gone = Sentence("history.somebody_gone", number=str(entry.actor_id))
    return people.get(entry.actor_id) or say(gone, spoken)


def _how(entry: Entry) -> str:
    """In the order of the alphabet: databases keep another each. An export's numbers are for who asks for one child."""
    said = sorted((name, value) for name, value in entry.detail.items() if name not in ("page", "numbers"))
    return ", ".join(f"{name} {value}" for name, value in said)
