"""What records tell of epidural steroid injections."""
