"""The screen of a vault that does not open: what is wrong, what is still good, and the way back."""
