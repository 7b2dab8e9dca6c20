"""What must be provable afterwards: the ledger of outward calls."""
