"""Draw the page of satisfaction: answers by aspect, the suggestion box."""
