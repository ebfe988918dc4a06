"""The tables: what was said (append-only), who may see it, and an index that one command rebuilds."""

from wayhome.cases.children.models.child import Child, Identifier, Identity, Reach
from wayhome.cases.children.models.event import Event, System, Telling
from wayhome.cases.children.models.hold import Hold
from wayhome.cases.children.models.index import Episode, Finding, Share, Watch
from wayhome.cases.children.models.kept import KeptWords
from wayhome.cases.children.models.relation import Relation
from wayhome.cases.children.models.restriction import NamedPerson, Restriction
from wayhome.cases.children.models.seal import Seal, SealReview

__all__ = [
    "Child",
    "Episode",
    "Event",
    "Finding",
    "Hold",
    "Identifier",
    "Identity",
    "KeptWords",
    "NamedPerson",
    "Reach",
    "Relation",
    "Restriction",
    "Seal",
    "SealReview",
    "Share",
    "System",
    "Telling",
    "Watch",
]
