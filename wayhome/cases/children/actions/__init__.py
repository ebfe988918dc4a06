"""Every write to a child's record."""

from wayhome.cases.children.actions.adding import add_child, add_children
from wayhome.cases.children.actions.recording import record, record_each
from wayhome.cases.children.actions.relations import end_relation, relate, relate_each
from wayhome.cases.children.actions.sealing import seal

__all__ = [
    "add_child",
    "add_children",
    "end_relation",
    "record",
    "record_each",
    "relate",
    "relate_each",
    "seal",
]
