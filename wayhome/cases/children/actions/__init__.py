"""Every write to a child's record."""

from wayhome.cases.children.actions.adding import add_child, add_children
from wayhome.cases.children.actions.allocation import allocate, end_allocation
from wayhome.cases.children.actions.deciding import decide_identity
from wayhome.cases.children.actions.holding import hold, lift
from wayhome.cases.children.actions.pattern import decide_on_pattern
from wayhome.cases.children.actions.reasons import answer_reason
from wayhome.cases.children.actions.recording import record, record_each
from wayhome.cases.children.actions.relations import end_relation, relate, relate_each, relate_reporter
from wayhome.cases.children.actions.sealing import seal
from wayhome.cases.children.actions.statements import introduce, state

__all__ = [
    "add_child",
    "add_children",
    "allocate",
    "answer_reason",
    "decide_identity",
    "decide_on_pattern",
    "end_allocation",
    "end_relation",
    "hold",
    "introduce",
    "lift",
    "record",
    "record_each",
    "relate",
    "relate_each",
    "relate_reporter",
    "seal",
    "state",
]
