"""Building Codex's look for the web (`scripts/build-static`)."""
