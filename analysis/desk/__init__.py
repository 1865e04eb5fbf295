"""What a page may do: start and watch jobs, add and remove articles, export what is shown.

Does: turn a page's wish into a job (a subprocess of `python -m analysis process`) or a change of the truth, and leave
the desk derived anew. Does not: know of Streamlit, annotate, or answer questions (`analysis.corpus.queries`).
"""
