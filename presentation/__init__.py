"""Make figures readable, for screen and file alike: tables, charts, numbers, notes and sentences."""
