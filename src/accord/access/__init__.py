"""Who may do what: people, their roles, sign-in and sessions."""

from accord.access.roles import Act, Person, Role, check_may, may

__all__ = ["Act", "Person", "Role", "check_may", "may"]
