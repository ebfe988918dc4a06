"""Two desks that confirm the same incident in the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils.timezone import now

from tests.exchange.uploading import force_and_council, somebody
from wayhome.cases.children.models import Child, Episode
from wayhome.cases.missing.reports import PoliceTold, Report
from wayhome.cases.partners.models import User
from wayhome.exchange.notifications.actions import take_down
from wayhome.exchange.notifications.notification import Notification
from wayhome.rules.facts import IdentityStated, Missing, MissingFrom
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal


@pytest.mark.django_db(transaction=True)
def test_one_of_them_opens_the_episode_and_the_other_is_led_to_it() -> None:
    force, council = force_and_council()
    at, identity = now(), IdentityStated(forename="Wren", surname="Exampleton")
    report = Report(
        missing=Missing(missing_from=MissingFrom.FAMILY_HOME, force=force.as_fact()),
        last_seen_at=Moment.at(at),
        added=(identity,),
        authority=council,
        police=PoliceTold(force=force, at=Moment.at(at), reference="0457"),
    )
    together = Barrier(2)

    def confirm(by: User) -> str:
        try:
            together.wait(timeout=10)
            take_down(Notification(report, identity), by=by, at=at)
        except Refusal as refusal:
            return refusal.sentence.key
        else:
            return "taken down"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as desks:
        said = sorted(desks.map(confirm, (somebody(force), somebody(council))))
    assert said == ["notification.held_already", "taken down"]
    assert (Child.objects.count(), Episode.objects.count()) == (1, 1)
