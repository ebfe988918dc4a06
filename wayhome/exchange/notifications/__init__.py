"""A notification in the words of another system: read from what was pasted, and written to be copied out."""
