"""Every clock of every pack, whether or not a partnership's protocol asks for it."""

from wayhome.rules.duties import Duty
from wayhome.rules.guidance import england, local, uk, wales
from wayhome.rules.ladders import Ladder

CLOCKS: tuple[Duty | Ladder, ...] = (
    *england.DUTIES,
    *england.OF_PLACEMENTS,
    *england.OF_CARE,
    *wales.DUTIES,
    *wales.OF_PLACEMENTS,
    *uk.DUTIES,
    *local.DUTIES,
    *uk.LADDERS,
    *local.LADDERS,
)
