"""One sentence with all that is found in it: people, days, places, speakers, cause and who did it.

``sentence`` gathers it. ``dates`` finds ``times`` (``days``, ``months``, ``stretches``), ``where`` names of
places (without ``premises``), ``settle`` which place each means, ``nations`` whom it speaks for, ``sayings``
who speaks (``speakers``), ``sides`` who harmed and whose the harmed are, ``quotes`` the words that
carry a claim.
"""
