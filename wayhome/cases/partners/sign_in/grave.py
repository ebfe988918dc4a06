"""What is grave is done only by somebody who has just shown who they are."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required

#: Stands before a view. Whoever signed in a while ago types their password or a code first; what they had typed on the
#: page is kept, and done once they have.
grave = reauthentication_required(app="wayhome")

#: The same, where the page itself may be looked at by whoever is signed in.
grave_when_sent = reauthentication_required(app="wayhome", allow_get=True)
