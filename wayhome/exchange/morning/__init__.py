"""This morning at one agency, and the night before it."""
