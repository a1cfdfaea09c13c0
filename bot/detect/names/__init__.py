"""Telling people's names from other words, in fourteen scripts, from the lists in config/names/."""
