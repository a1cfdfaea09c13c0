"""One module for each family of finding types."""
