"""From an edit to at most one private message: watch, nudge, forget."""
