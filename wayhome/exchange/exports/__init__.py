"""Children of the record taken out of it, as tables that others read."""
