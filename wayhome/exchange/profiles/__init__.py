"""Profiles: what each kind of partner's files hold, and how their rows become events."""
