"""Curation: what people do to the archive, as functions that the admin, commands and tests use alike.

Everything that is written is part of an *operation* (`recording`): one transaction, by somebody, of one kind. Triggers
on every table keep what each statement changed in it, before and after (`models.Change`), so that bulk updates and raw
SQL are kept as well, and `undoing` puts an operation back statement by statement, last first. What the database itself
changed outside of any operation is one operation a transaction, of the kind `outside`. Rows that the first import of a
document brings are not kept one by one: that operation is taken back by deleting the document. History belongs to a
database and does not travel in fixtures; hence an app of its own.

There is one writer at a time: operations and imports take the same turn (`archive.turns`), so that they cannot wait
for each other in a circle and no import works from rows that a person changes meanwhile. An import has the turn for a
document, not for a run. A person waits `recording.PATIENCE` seconds for it and is then told to try again.

Who may do what is asked in one place, where the operation begins: the permission is named like its kind (`roles`).
That nobody overwrites what another has changed meanwhile is asked with *versions*: the version of a row is its last
change in the history, so `StaleRecordError` can tell who changed which field when (`versions`).

| module | does |
| --- | --- |
| `recording`, `versions`, `roles` | what an operation is, who comes second, who may |
| `queue`, `selecting` | what waits for a person, in the order of doubt, and which of it |
| `merging`, `repointing` | two records into one; what points to one points to the other, without duplicates |
| `parting`, `assigning`, `handing_over` | one record into two, by choosing mentions; claims given to another record |
| `telling_apart` | records of one name that are not one |
| `correcting` | fields of a row, locked; unlocking |
| `deciding`, `suggested` | claims and suggestions confirmed and rejected, one or many at once |
| `adding`, `entering` | mentions that imports have missed, records that the archive lacks |
| `works` | articles put into works and taken out of them |
| `cutting`, `bench`, `print_places` | articles split, joined, given and taken lines |
| `deleting` | documents, with all that only they told of |
| `rehearsing` | an operation tried out, to show what it would do |
| `undoing`, `reverting` | operations taken back, and single changes of rows |
| `hanging` | which rows belong to a record, for its history |
| `consequences` | what has to follow when texts, headlines or days have changed |
"""
