"""The start screen: what must be done now, where the agreements stand, whether the work is safe."""
