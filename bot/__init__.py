"""Wikilatch's bot: watches user pages, nudges their owners privately, keeps the Team's translations true."""
