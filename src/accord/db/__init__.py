"""The site's database: SQLite by default, PostgreSQL by one setting. Whoever keeps something in it comes through here."""

from accord.db.engine import Database, site_database
from accord.db.sealing import Sealed, SealedDate, blind, site_key

__all__ = ["Database", "Sealed", "SealedDate", "blind", "site_database", "site_key"]
