"""The pages of a report, of an episode, and of what was said."""
