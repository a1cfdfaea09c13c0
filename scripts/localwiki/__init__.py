"""A real MediaWiki on this machine: for the demo (scripts/run), for developers (scripts/wiki), for tests."""
