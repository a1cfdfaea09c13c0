"""The API for programs, described by OpenAPI 3.1 from the code itself (spectree)."""
