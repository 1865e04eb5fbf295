"""What leaves Dateline as a file: tables as CSV, places as GeoJSON, one article as an annotation file, each stamped.

Does: turn answers of `corpus.queries` into bytes that say which corpus, filters, run, model and day they come from.
Does not: choose rows (the queries do), draw (pictures of charts are made in the browser), or know of Streamlit.
"""
