"""Build official forms: layouts from settings, figures from indicators, beside forms handed out before."""
