"""Agencies, their teams and users, and who is on call when."""
