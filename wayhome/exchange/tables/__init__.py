"""A table as a partner sends it: its encoding and rows, the moments in its cells, and what could not be read."""
