"""What is said of a child in every kind of fact: missing three weeks ago, back, and missing again tonight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from tests.promises.sentinels import Place, Saying
from wayhome.cases.partners.models import Agency
from wayhome.rules.event import Event, Telling
from wayhome.rules.facts import KINDS, Fact, MayBeTold, MissingFrom, Withdrawn
from wayhome.rules.moment import Moment

#: Both the child's and the stranger's, so that who looks for one would find the other.
BORN = date(2012, 2, 20)

#: Said of the child as such, before.
FIRST = ("IdentityStated", "IdentityDecided", "CareStatusStated", "ResponsibleAuthorityStated", "Placed")

#: Said once the search had ended, in this order; every other kind while it went on.
LATER = ("Found", "CollectionPlanned", "Recovered", "ReturnDecided", "Returned", "Closed", "Reopened")

#: Said again tonight.
TONIGHT = ("Whereabouts", "Sighting", "Enquiry", "RiskAssessed", "MarkersStated", "MissingMeeting")

#: Told apart, or (a death) said in no words and the end of all that is due.
APART = ("Missing", "Withdrawn", "FoundDead")


@dataclass(frozen=True)
class Life:
    """`words` are the child's own, and `reference` what police call the report; `of` is the code of who says it all."""

    child: str
    words: Mapping[Place, str]
    reference: str
    at: datetime
    of: str

    def events(self) -> Iterator[Event]:
        past = self.at - timedelta(days=21)
        during = [kind for kind in KINDS if kind not in {*FIRST, *LATER, *APART}]
        yield from self._each(FIRST, "earlier", past - timedelta(days=1))
        yield self._missing("earlier", past)
        yield from self._each([*during, *LATER], "earlier", past)
        yield self._missing("tonight", self.at - timedelta(hours=5))
        yield from self._each(TONIGHT, "tonight", self.at - timedelta(hours=4))

    def sighting(self, name: str, where: str) -> Event:
        """One more, with words of its own."""
        fact = self._saying("tonight").fact("Sighting", where=where, seen_by="")
        return self._happened(name, fact, self.at - timedelta(hours=3))

    def withdrawn(self, said: Event) -> Event:
        return replace(said, fact=Withdrawn(reason=self.words["Withdrawn", "reason"]))

    def key(self, name: str) -> str:
        return f"{self.child}/{name}"

    def _each(self, kinds: tuple[str, ...] | list[str], episode: str, since: datetime) -> Iterator[Event]:
        said = self._saying(episode)
        for n, kind in enumerate(kinds, start=1):
            yield self._happened(f"{episode}/{kind}", said.fact(kind), since + timedelta(minutes=5 * n))

    def _missing(self, episode: str, since: datetime) -> Event:
        fact = self._saying(episode).fact("Missing", missing_from=MissingFrom.CHILDRENS_HOME)
        return self._happened(episode, fact, since)

    def _happened(self, name: str, fact: Fact, when: datetime) -> Event:
        """Told at once to police, the authority and the home."""
        moment, of = Moment.at(when), self._agencies[self.of]
        told = (
            Telling(self._agencies["police"], moment, reference=self.reference),
            *(Telling(self._agencies[code], moment) for code in ("authority", "childrens_home")),
        )
        return Event(child=self.child, key=self.key(name), fact=fact, happened_at=moment, of=of, told=told)

    def _saying(self, episode: str) -> Saying:
        of, identity = self.key(episode), self.key("earlier/IdentityStated")
        ties = {"episode": of, "covers": (of,), "began": self.key("earlier/Placed")}
        decided = {
            "stands": identity,
            "among": (identity,),
            "weighed": (of,),
            "duty": "england.return_interview",
        }
        answered = {"reason_given": self.key("earlier/NotDone")}
        screened = {"instrument": "scales", "answers": ("missing.3",)}
        told = {"force": self._agencies["police"], "place": self._agencies["childrens_home"]}
        known = {
            **ties,
            **decided,
            **answered,
            **screened,
            **told,
            "born": BORN,
            "may_be_told": MayBeTold.SAFE,
        }
        return Saying(words=self.words, agency=self._agencies["authority"], at=self.at, known=known)

    @cached_property
    def _agencies(self) -> Mapping[str, object]:
        return {one.code: one.as_fact() for one in Agency.objects.all()}
