"""Passwords that were stolen elsewhere, which ship with Wayhome, and the script that makes them from their sources."""
