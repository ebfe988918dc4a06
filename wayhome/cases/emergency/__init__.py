"""Records that somebody opened in an emergency, without a tie to the child: why, for how long, and the review."""
