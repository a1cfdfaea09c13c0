"""Bringing the gadget onto a wiki (`scripts/deploy-gadget`): what its pages hold, and writing them."""
