"""Who did or saw what: identifiers only, append-only, sealed."""
