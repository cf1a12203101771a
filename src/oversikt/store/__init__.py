"""The record of a workspace: reports kept word for word, claims, incidents and decisions.

The record is one database, SQLite in the workspace or PostgreSQL for a team, through the same
statements. The words of the reports lie in it too, packed and named by their digest, rather than
as files beside it: so one transaction holds a report and its words, and one file is to be copied
to save everything. Incidents are derived and may be made anew; reports and decisions are never
changed or removed.
"""

from oversikt.store.record import Record
from oversikt.store.status import Added, Status

__all__ = ["Added", "Record", "Status"]
