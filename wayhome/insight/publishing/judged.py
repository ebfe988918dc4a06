"""Whether tables may go out: a solver says what follows from them, and nothing goes of which a withheld number does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.released import Released
from wayhome.rules.disclosure import SmallNumbers
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


def refuse_what_can_be_worked_out(
    figures: Sequence[Figures],
    small: SmallNumbers,
    before: Mapping[str, Sequence[Released]] = MappingProxyType({}),
) -> None:
    """Raises Refusal for a table of which a solver finds a number that is withheld, now or in a release before.
    `before` is each table as a reader has it already, by its name.
    """
    from wayhome.insight.tables.reader import worked_out  # noqa: PLC0415 - to load a solver takes half a second

    for one in figures:
        if told := worked_out(one, small, before.get(one.table.name, ())):
            raise Refusal(Sentence("release.worked_out", table=one.table.name, n=len(told)))
