"""The review queue: one screen after the other, each with one thing to decide on, by key or by click.

| module | shows |
| --- | --- |
| `queues` | all queues, with how much of each is done |
| `claims`, `evidence` | one claim, its words in the print, and who decides on it |
| `corrections`, `correcting` | what can be corrected of a claim, and who corrects it |
| `bulk` | what would become of many claims at once, before it is done |
| `articles` | one article |
| `suggestions`, `sources` | one suggestion of an import, and where in print one sees whether it is right |
| `pairs` | records that may be one, people who may be two |
| `screens` | what all of them have in common |
"""
