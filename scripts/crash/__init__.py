"""The crash harness: the real patrol and nudger, killed over and over, and what must hold afterwards."""
