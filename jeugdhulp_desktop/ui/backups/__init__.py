"""Back-ups on the screen: made by themselves, where they stand, and practising to put one back."""
