"""The child: who they are, what happened to them, who may see it, and the index of what is due."""
