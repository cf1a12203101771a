"""What befell whom in one sentence.

``clauses`` runs it: words of ``harm`` find their victims by ``voice`` (who does it and to whom) and
``distance`` (with ``asides`` and ``gaps``), those ``beside`` them share it, ``parts``, ``some`` of many and ``sums`` are tied to their
wholes, ``earlier`` knows those told before, ``outcomes`` those shot or held, ``figures`` areas and per cent. ``modality``
says how sure the words are.
"""
