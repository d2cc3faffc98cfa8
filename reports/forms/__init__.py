"""Official forms: layouts from settings, figures from indicators, beside what was handed out before."""
