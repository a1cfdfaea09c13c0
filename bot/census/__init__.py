"""The large picture: how many user pages of whole dumps give something away. Numbers only (P1, P2)."""
