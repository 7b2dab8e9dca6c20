"""Readers: each turns documents or resources into findings of its subject. Nothing here knows a policy or a case."""
