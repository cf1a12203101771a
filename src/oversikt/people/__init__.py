"""From marked words to groups of people: how many, and who.

``quantities`` joins bounds and ``numbers`` to counts, and leaves what counts nobody (``labels``,
``ages``). ``groups`` ties counts and nouns to groups of ``people``, told by number, by name
(``names``), in ``lists``, without a number (``uncounted``), or as one told before (``identity``,
``neighbours``); ``roles`` knows who is nobody more.
"""
