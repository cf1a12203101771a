"""Compilation of the inner loops, kept on disk where that is possible.

Only modules with inner loops import this one, and they are imported when their model is asked
for: numba takes half a second to import, which a command that shows help should not pay.
"""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import numba

Parameters = ParamSpec("Parameters")
Returned = TypeVar("Returned")

# Reordered sums, for loops over classes: three times as fast, and the same on the same processor.
_REORDERED = {"contract", "reassoc", "nsz", "arcp"}


def compiled(function: Callable[Parameters, Returned]) -> Callable[Parameters, Returned]:
    """Compile a function at its first call and keep the machine code beside its source.

    Where neither the package's folder nor the user's cache folder can be written to, numba refuses
    to keep anything and says so when the function is defined; the function is then compiled anew
    in every process, which costs seconds but changes nothing.
    """
    return _compile(function, {"nogil": True})


def vectorised(function: Callable[Parameters, Returned]) -> Callable[Parameters, Returned]:
    """Compile like ``compiled``, with sums in whatever order the processor does fastest."""
    options = {"nogil": True, "fastmath": _REORDERED, "error_model": "numpy"}
    return _compile(function, options)


def _compile(
    function: Callable[Parameters, Returned], options: dict[str, Any]
) -> Callable[Parameters, Returned]:
    try:
        kept: Callable[Parameters, Returned] = numba.njit(cache=True, **options)(function)
    except RuntimeError:
        kept = numba.njit(**options)(function)
    return kept
