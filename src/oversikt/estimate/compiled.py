"""Compilation of the inner loops, kept on disk where that is possible.

Only modules with inner loops import this one, and they are imported when their model is asked
for: numba takes half a second to import, which a command that shows help should not pay.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numba

Parameters = ParamSpec("Parameters")
Returned = TypeVar("Returned")


def compiled(function: Callable[Parameters, Returned]) -> Callable[Parameters, Returned]:
    """Compile a function at its first call and keep the machine code beside its source.

    Where neither the package's folder nor the user's cache folder can be written to, numba refuses
    to keep anything and says so when the function is defined; the function is then compiled anew
    in every process, which costs seconds but changes nothing.
    """
    try:
        kept: Callable[Parameters, Returned] = numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:
        kept = numba.njit(nogil=True)(function)
    return kept
