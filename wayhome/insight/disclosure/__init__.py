"""Whether a small number that is withheld follows from what is published; and what must be withheld so that none does.

A solver is the judge. For each small number another table is looked for that fits all that is shown, now and before,
in which the number is as little as it could be, and one in which it is as much as must stay possible. Both are
found, or further cells are withheld until they are. A publisher's own values stand in `wayhome.rules.disclosure`.

Tables that overlap give numbers away by their difference, as all and 'all but unknown' do: that difference is
a cell, and what holds between the three is a `Sum`. Nothing is guarded that is not declared. Not looked at: what
somebody knows beforehand, such as their own child; and how a figure changed from one release to the next.
"""

from wayhome.insight.disclosure.attacker import exposed, fits, pinned, possible
from wayhome.insight.disclosure.protecting import protect

__all__ = ["exposed", "fits", "pinned", "possible", "protect"]
