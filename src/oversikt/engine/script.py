"""Scripts: whole SQL statements in one file, parted by semicolons."""


def statements(script: str) -> list[str]:
    """Return the statements of a script in order, without their comment lines.

    Semicolons part statements only: scripts of this project hold none inside a string.
    """
    bare = "\n".join(line for line in script.splitlines() if not line.lstrip().startswith("--"))
    return [part.strip() for part in bare.split(";") if part.strip()]
