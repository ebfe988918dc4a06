"""The register of authorities and forces, and those of them that are partners here."""

from wayhome.exchange.register.listed import Authority, authorities, authority, current, find, force, note

__all__ = ["Authority", "authorities", "authority", "current", "find", "force", "note"]
