"""The speed and memory Wayhome must reach, beside the floor and its peers in the same run."""
