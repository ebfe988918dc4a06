"""Profiles: what each kind of partner's files hold, or a mapping makes of others, and how their rows become events."""
