"""Finding what is printed: phrases in texts, names of records.

    folding       print to plain characters, the same for texts and for what readers type
    query         what a reader types, as phrases
    models        the derived tables: folded texts and names, and what in them is stale
    index         brings the derived tables up to date
    grams, keys   the short pieces by which the index knows texts, and by which names are looked up
    common        phrases that stand in many texts, noted with each article
    hits          the articles of a query, and the records of a name, asked of the index
    highlight     where in a text the phrases stand
    suggesting    records whose names begin as what is being typed
    proving       proof that the derived tables are what the texts and names make them

The tables are an app of their own, so that `dumpdata archive` leaves them out: they are made from the texts, not kept.
Triggers of the database note which articles and records have changed, whoever changed them.
"""
