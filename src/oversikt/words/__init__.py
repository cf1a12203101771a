"""From text to marked words: sentences and tokens with exact offsets, and what a pack knows of each word.

``tokens`` cuts sentences and words, ``language`` says which pack reads a text, ``pack`` loads and
checks it (with ``lexicon``, ``vocabulary`` and the days of ``feasts``), ``alarm`` finds where a text
may tell of harm at all, and ``marks`` puts the roles of words on tokens.
"""
