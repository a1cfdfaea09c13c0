"""What is kept, sealed, and for how long: cases, subscribers, opt-outs, cursors."""
