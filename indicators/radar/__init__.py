"""Forecast which open cases will be late, and test the forecast on the past."""
