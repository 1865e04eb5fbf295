"""The pages of the dashboard: one file, one page. A page asks `analysis.corpus.queries`, hands the answer to
`analysis.charts` and puts the figure into a widget; what it may change goes through `analysis.desk`."""
