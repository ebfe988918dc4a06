"""What law and guidance say about a missing child: pure Python, standard library only, no clock of its own."""
