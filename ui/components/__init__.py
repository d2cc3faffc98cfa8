"""Draw what several pages show: cards, tables, charts, intervals, rows behind a figure."""
