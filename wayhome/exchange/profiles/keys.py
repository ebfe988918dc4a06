"""Parts of an event's key."""


def quoted(part: str) -> str:
    """A part in which a slash cannot be mistaken for the one between parts."""
    return part.replace("%", "%25").replace("/", "%2F") if "/" in part or "%" in part else part
