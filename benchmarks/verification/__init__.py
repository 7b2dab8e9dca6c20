"""Safety tests that anyone can run: corrupted claims, published substitutions, context reading, planted instructions."""
