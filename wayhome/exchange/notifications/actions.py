"""Taking down a notification, once, and copying a report out for another system."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.children.actions import state
from wayhome.cases.children.actions.asking import require
from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Child, Episode, Identifier
from wayhome.cases.missing.actions import report_missing
from wayhome.cases.missing.actions import say as say_of
from wayhome.cases.missing.reading import read_episode
from wayhome.cases.partners.models import Agency, User
from wayhome.exchange.notifications.incident import held_as, is_held
from wayhome.exchange.notifications.notification import Notification
from wayhome.exchange.notifications.writing import copy_of
from wayhome.rules.access import Act
from wayhome.rules.facts import IdentifierStated, IdentityStated, RiskAssessed
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


@transaction.atomic
def take_down(notification: Notification, *, by: User, at: datetime) -> Episode:
    """The episode it opens, through the same act as a report on the pages.

    Refuses an incident that is held already, and a child who is missing already: an episode that this person may see
    is named in the refusal.
    """
    require(by, Act.TAKE_DOWN)
    police = notification.report.police
    assert police is not None
    # Two who paste the same notification at the same time take turns.
    list(Agency.objects.select_for_update(no_key=True).filter(pk=police.force.pk).values_list("pk"))
    if is_held(police.force, police.reference):
        episode = held_as(police.force, police.reference, by)
        key = "notification.held_already" if episode else "notification.held_elsewhere"
        raise Refusal(Sentence(key, **({"episode": episode.pk} if episode else {})), field="reference")
    (episode,) = report_missing(notification.report, by=by, at=at)
    _say_of_the_child(episode.child, notification, by, at)
    if notification.level is not None:
        risk = RiskAssessed(episode=episode.key, level=notification.level, rationale=notification.rationale)
        say_of(episode, risk, happened_at=police.at, by=by, at=at)
    enter("take_down", by=by, at=at, subject=f"child:{episode.child_id}", detail={"episode": episode.pk})
    return episode


@transaction.atomic
def copy_out(episode: Episode, *, by: User, at: datetime) -> str:
    """The report as text for another system, as far as this person may read it. That it was disclosed is kept."""
    require(by, Act.SEE, episode.child)
    enter("copy_out", by=by, at=at, subject=f"child:{episode.child_id}", detail={"episode": episode.pk})
    return copy_of(read_episode(episode, by=by, at=at))


def _say_of_the_child(child: Child, notification: Notification, by: User, at: datetime) -> None:
    """The force's number for the child, and an identity that says something none has said."""
    police, number = notification.report.police, notification.number
    if police is not None and number:
        said = IdentifierStated(scheme=f"police person id {police.force.code}", value=number)
        if not Identifier.objects.filter(child=child, scheme=said.scheme, value=said.value).exists():
            state(child, said, happened_at=Moment.at(at), by=by, at=at)
    stated = [one.fact for one in chronology_of(child).events if isinstance(one.fact, IdentityStated)]
    if not any(_says_no_more(notification.identity, one) for one in stated):
        state(child, notification.identity, happened_at=Moment.at(at), by=by, at=at)


def _says_no_more(identity: IdentityStated, than: IdentityStated) -> bool:
    """A blank says nothing, and another case of letters no other name."""
    return all(
        value in ("", None) or str(value).casefold() == str(getattr(than, field)).casefold()
        for field, value in asdict(identity).items()
    )
