"""Before the vault is open: unlock, recover, make a new one. Reaches only security and Qt."""
