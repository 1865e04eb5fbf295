"""Figures: a DataFrame from `corpus.queries` in, a Plotly figure out.

Knows neither Streamlit nor the store. Every figure is drawn with `theme=None`, carries the ids of what it
shows in `customdata`, and shows names from articles literally. Titles, captions and sources are the pages'.
"""

from analysis.charts.map import places_map
from analysis.charts.strip import events_strip
from analysis.charts.timeline import timeline
from analysis.charts.trend import quotes_trend
from analysis.charts.voices import naming_mix, voices_bars

__all__ = ["events_strip", "naming_mix", "places_map", "quotes_trend", "timeline", "voices_bars"]
