"""Claims → incidents: what many reports tell of one event, gathered, counted and explained.

    mentions → copies → compare → cluster → rulings → ranges → grades

``link`` is the door of the stage; ``explain`` says why an incident's reports were joined.
"""

from oversikt.incidents import profiles
from oversikt.incidents.explanation import Explanation, explain
from oversikt.incidents.linking import Linkage, link, trace
from oversikt.incidents.profiles import Profile

__all__ = ["Explanation", "Linkage", "Profile", "explain", "link", "profiles", "trace"]
