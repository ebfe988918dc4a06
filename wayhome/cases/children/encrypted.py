"""What of a child is kept encrypted by this service: words that would say where a child in a refuge is."""

from __future__ import annotations

from wayhome.cases.children.models import KeptWords
from wayhome.cases.keys import Kept, columns

KEPT = [Kept("words", KeptWords.objects.all, columns("sealed", index="sealed"))]
