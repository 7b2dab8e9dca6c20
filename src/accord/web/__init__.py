"""The web application: pages for people, made whole by the server; a small script only makes some of them quicker."""
