"""What is asked about a missing child, and the facts that the answers make."""
