"""The drop folder: a partner's system puts its exports there, and the worker takes them in with nobody typing."""
