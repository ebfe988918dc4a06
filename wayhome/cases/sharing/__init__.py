"""What two agencies have agreed to share, and the records of children that one shares with the other under it."""
