"""What stops a deployment; the text names the place and the mend."""

from __future__ import annotations


class DeployError(Exception):
    """The gadget was not deployed."""


class LackingError(DeployError):
    """Something that is needed is not on this machine or not in the environment."""
