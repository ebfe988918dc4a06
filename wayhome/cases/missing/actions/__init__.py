"""Every write about a missing episode and the report that opens it.

Each act asks two questions where it is done, not at the page: may this person, and may it be done to this
record now? A refusal says which, and what to do.
"""

from wayhome.cases.missing.actions.corrections import correct
from wayhome.cases.missing.actions.drafts import (
    begin_draft,
    choose_children,
    discard_draft,
    finish_draft,
    save_draft,
)
from wayhome.cases.missing.actions.episodes import (
    acknowledge,
    return_child,
    say,
    tell_agency,
    tell_police,
)
from wayhome.cases.missing.actions.reporting import report_missing
from wayhome.cases.missing.actions.sealing import read_sealed, review_seal, seal_and_withdraw

__all__ = [
    "acknowledge",
    "begin_draft",
    "choose_children",
    "correct",
    "discard_draft",
    "finish_draft",
    "read_sealed",
    "report_missing",
    "return_child",
    "review_seal",
    "save_draft",
    "say",
    "seal_and_withdraw",
    "tell_agency",
    "tell_police",
]
