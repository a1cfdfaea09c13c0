"""The Team's pages and glossary: complete, current and right in every language.

The values it works on (`Unit`, `MessageGroup`, `GroupStats`) are in `bot.units`, below wiki and store.
"""
