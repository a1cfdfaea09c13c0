from tests.stores import clock, keys, store

__all__ = ["clock", "keys", "store"]
