"""The pages of keeping: holds and erasure, and what is given to the person a record is about."""
