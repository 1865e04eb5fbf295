"""How right the pipeline is, measured against annotated corpora, and how fast it is.

Does: score each stage on the development corpora and on the gold of the repository, and hold the scores
against pinned floors (floors.json). Does not: train anything or change a row.
"""
