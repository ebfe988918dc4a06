"""A source's children, some at a time: who is held already, how many were new, and whose turn it is to write."""
