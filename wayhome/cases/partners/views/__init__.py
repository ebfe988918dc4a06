"""The pages of a partnership: its agencies, their teams and users, and who is on call."""
