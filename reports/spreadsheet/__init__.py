"""Write tables as XLSX and CSV that no program runs as code."""
