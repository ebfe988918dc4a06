"""The tables: what was said (append-only), who may see it, and an index that one command rebuilds."""

from wayhome.cases.children.models.child import Child, Identifier, Identity, Reach
from wayhome.cases.children.models.event import Event, Seal, System, Telling
from wayhome.cases.children.models.hold import Hold
from wayhome.cases.children.models.index import Episode, Finding, Share, Watch
from wayhome.cases.children.models.relation import Relation

__all__ = [
    "Child",
    "Episode",
    "Event",
    "Finding",
    "Hold",
    "Identifier",
    "Identity",
    "Reach",
    "Relation",
    "Seal",
    "Share",
    "System",
    "Telling",
    "Watch",
]
