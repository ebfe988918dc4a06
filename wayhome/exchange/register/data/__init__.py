"""Reference data that ships with Wayhome, and the script that makes it from its published sources."""
