"""The tables of the audit: what was done, and the seals on it."""

from wayhome.cases.audit.models.entry import GOVERNANCE_LEAD, Actor, Detail, Entry, EntryQuerySet, Reader
from wayhome.cases.audit.models.seal import AuditSeal

__all__ = ["GOVERNANCE_LEAD", "Actor", "AuditSeal", "Detail", "Entry", "EntryQuerySet", "Reader"]
