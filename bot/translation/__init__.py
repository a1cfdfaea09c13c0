"""The Team's pages and glossary: complete, current and right in every language."""
