"""The register of authorities, their regions and forces, and those of them that are partners here."""

from wayhome.exchange.register.listed import Authority, authorities, authority, current, find, force, note
from wayhome.exchange.register.regions import Placed, Region, placed

__all__ = [
    "Authority",
    "Placed",
    "Region",
    "authorities",
    "authority",
    "current",
    "find",
    "force",
    "note",
    "placed",
]
