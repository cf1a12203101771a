"""The steps by which an older record becomes one of today; Alembic runs them."""
