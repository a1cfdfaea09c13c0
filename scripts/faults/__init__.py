"""Faults from outside, one at a time, and what becomes of every edit and every mail."""
