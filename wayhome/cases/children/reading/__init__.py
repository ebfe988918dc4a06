"""A child's record as somebody reads it: as at a moment, as one agency knew it, and past one gate."""
