"""The act by which a person weighs what others stated of who a child is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wayhome.cases.children.actions.asking import require, said
from wayhome.cases.children.actions.recording import record
from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Child
from wayhome.cases.partners.models import User
from wayhome.rules import event
from wayhome.rules.access import Act
from wayhome.rules.facts import IdentityDecided
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


@transaction.atomic
def decide_identity(
    child: Child, decided: IdentityDecided, *, by: User, at: datetime, token: str = ""
) -> event.Event:
    """Which stated identity stands from now on. To decide again is another event: the last has the last word.

    To weigh what others stated is to put the record right, and needs that act. Raises Refusal for an identity
    that is not this child's, or was withdrawn while the page was open.
    """
    require(by, Act.CORRECT, child)
    stated = chronology_of(child).by_kind.get("IdentityStated", [])
    if decided.stands not in {one.key for one in stated}:
        raise Refusal(Sentence("children.identity_gone"), field="stands")
    new = said(child, decided, Moment.at(at), by=by, at=at, token=token)
    record([new], by=by, at=at, verb="decide_identity")
    return new
