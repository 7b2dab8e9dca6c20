"""The texts from which `accord policy new` writes a policy and its first examples."""
