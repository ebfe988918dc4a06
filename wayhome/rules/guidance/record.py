"""What every record must be asked of itself, whatever the nation: can all that was said be true?"""

from wayhome.rules import doubts
from wayhome.rules.doubts import Doubt
from wayhome.rules.guidance.sources import ACCURACY

AGED_18_OR_OVER = Doubt(rule="record.aged_18_or_over", looks=doubts.aged_18_or_over, source=ACCURACY)

DOUBTS = (
    Doubt(rule="record.times_out_of_order", looks=doubts.times_out_of_order, source=ACCURACY),
    Doubt(rule="record.episodes_overlap", looks=doubts.episodes_overlap, source=ACCURACY),
    AGED_18_OR_OVER,
    Doubt(rule="record.identity_differs", looks=doubts.identity_differs, source=ACCURACY),
    Doubt(rule="record.value_not_known", looks=doubts.value_not_known, source=ACCURACY),
)
