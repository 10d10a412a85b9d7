"""Numbers that lists show at once, however many rows they count: rows by facet, and places by record.

Triggers of the database keep them in each transaction, whoever writes. Nobody waits for them: a number is the sum of
its rows, and a transaction that changes it takes the rows that no other one holds and puts one row in their place.

The tables are an app of their own, so that `dumpdata archive` leaves them out: they are made from the rest, not kept.
"""
