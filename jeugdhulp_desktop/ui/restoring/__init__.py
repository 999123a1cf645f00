"""A backup put back in the window: choose it, see what differs, put it back, and undo it."""
