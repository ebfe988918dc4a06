"""The pages of a child: finding and adding one, the record as at any moment, and what may be said of the child."""
