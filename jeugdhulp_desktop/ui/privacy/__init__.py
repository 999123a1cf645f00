"""Privacy en beheer: what guards the vault, what was thrown away, and how one leaves with it."""
