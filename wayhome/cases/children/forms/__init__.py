"""What is asked about a child."""
