"""What happened, who decided, and who may see it: Django apps, each knowing only those below it."""
