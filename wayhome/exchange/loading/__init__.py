"""A load, from files that were handed in to what its page says of it; or what it would create, without loading."""
