"""The gadget and its Flask backend."""
