"""Look after a home: watch its inbox, back it up, restore it."""
