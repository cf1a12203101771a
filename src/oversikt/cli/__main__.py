"""``python -m oversikt.cli``, for where the command itself is not on the path."""

from oversikt.cli import main

if __name__ == "__main__":
    main()
