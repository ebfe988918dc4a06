"""Where somebody lives: given so that *Unusual access* can ask whether they read of a child who lives there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.keys import encrypt
from wayhome.cases.partners.models import OwnPostcode, User
from wayhome.cases.partners.postcodes import plain
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

if TYPE_CHECKING:
    from datetime import datetime

    from wayhome.cases.audit.models import Actor


@transaction.atomic
def keep_postcode(user: User, postcode: str, *, by: Actor, at: datetime) -> None:
    """Keeps a person's own postcode, in place of any before; blank: takes it away. Refuses what has not its shape."""
    if postcode and not plain(postcode):
        raise Refusal(Sentence("partners.no_postcode"), field="postcode")
    if postcode:
        OwnPostcode.objects.update_or_create(user=user, defaults={"postcode": encrypt(plain(postcode))})
    else:
        OwnPostcode.objects.filter(user=user).delete()
    enter("keep_postcode", by=by, at=at, subject=f"user:{user.pk}", detail={"is_given": bool(postcode)})
