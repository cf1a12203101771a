"""Compilation of the inner loops, kept on disk where that is possible.

Only modules with inner loops import this one, and they are imported when their model is asked
for: numba takes half a second to import, which a command that shows help should not pay.
"""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import numba

Parameters = ParamSpec("Parameters")
Returned = TypeVar("Returned")


def compiled(function: Callable[Parameters, Returned]) -> Callable[Parameters, Returned]:
    """Compile a function at its first call and keep the machine code beside its source.

    Where neither the package's folder nor the user's cache folder can be written to, numba refuses
    to keep anything and says so when the function is defined; the function is then compiled anew
    in every process, which costs seconds but changes nothing.
    """
    return _compile(function, {"nogil": True})


def vectorised(function: Callable[Parameters, Returned]) -> Callable[Parameters, Returned]:
    """Compile like ``compiled``, for loops in which a division by nil need not be looked for.

    Sums stay in the order in which they are written. Letting the compiler reorder them is faster,
    but code that was just compiled and code read back from disk then differ in the last digit, and
    a chain of a thousand steps in its first.
    """
    return _compile(function, {"nogil": True, "error_model": "numpy"})


def _compile(
    function: Callable[Parameters, Returned], options: dict[str, Any]
) -> Callable[Parameters, Returned]:
    try:
        kept: Callable[Parameters, Returned] = numba.njit(cache=True, **options)(function)
    except RuntimeError:
        kept = numba.njit(**options)(function)
    return kept
