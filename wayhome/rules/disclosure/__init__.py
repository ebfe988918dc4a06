"""Small numbers, before they are published: withheld where they could point at a child, and the others rounded.

That counts below 5 are withheld and the others rounded to 5 is our own default: no law or guidance that we know sets
either. The Department for Education, as an example, rounds national figures of missing children to 10, leaves those of
an authority as they are, and withholds some.

Here is what a publisher decides and what everybody may know. Whether a small number still follows from what is shown is
a question to a solver: `wayhome.insight.disclosure`.
"""

from wayhome.rules.disclosure.parts import shown_parts
from wayhome.rules.disclosure.publication import Earlier, Protected, Publication, Shown
from wayhome.rules.disclosure.small_numbers import SMALL_NUMBERS, SmallNumbers
from wayhome.rules.disclosure.sums import Cell, Sum, Within
from wayhome.rules.span import Span

__all__ = [
    "SMALL_NUMBERS",
    "Cell",
    "Earlier",
    "Protected",
    "Publication",
    "Shown",
    "SmallNumbers",
    "Span",
    "Sum",
    "Within",
    "shown_parts",
]
