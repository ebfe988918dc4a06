"""The page of how long records are kept: each class, whose it is, until when, and its source."""

from __future__ import annotations

from rule_pages import cited, plain

from wayhome.rules.facts import AgencyKind
from wayhome.rules.guidance.keeping import CLASSES
from wayhome.rules.limits import Setting
from wayhome.rules.retention import Birthday, Quiet, RecordClass
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say

PAGE = "../../tests/spec/how_long_records_are_kept.md"


def keeping() -> str:
    """Every class, those of law first, as they are asked."""
    entries = "\n".join(map(_entry, CLASSES))
    return f"""# How long records are kept

Until when each agency keeps what it said of a child, for a governance board and a lawyer to review. The longest of one
agency's own purposes holds; what another agency still needs keeps nothing of it. A class that is *off* is not asked
for until a partnership sets its years in [its protocol](../how-to/agree-a-protocol.md), and a record that no class
covers is kept: until when is *unknown*, and what is unknown is never erased. So it is where a date of birth is not
known. The cases, which are the tests, stand on [a page of their own]({PAGE}).

{entries}"""


def _entry(one: RecordClass) -> str:
    rows = {
        "Class": f"`{one.rule}`",
        "Whose": _whose(one.by),
        "Where": plain(one.nation).capitalize() if one.nation else "England and Wales",
        "Kept until": _until(one.until),
        "How binding": plain(one.weight),
        "Source": cited(one.source),
    }
    told = "\n".join(f"| {name} | {value} |" for name, value in rows.items())
    return f"## {say(Sentence(one.rule))}\n\n| | |\n|---|---|\n{told}\n"


def _whose(kinds: frozenset[AgencyKind]) -> str:
    return ", ".join(sorted(map(plain, kinds)))


def _until(until: Birthday | Quiet) -> str:
    if isinstance(until, Birthday):
        death = f"of a child who died before 18, {until.years_after_death} years from the death"
        return f"the {until.age}th birthday; {death}"
    of = f"`{until.years.name}`: off" if isinstance(until.years, Setting) else f"{until.years} years"
    return f"after the 18th birthday or the last thing the agency said, whichever is later, {of}"
