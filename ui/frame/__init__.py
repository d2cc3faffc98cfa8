"""Draw what surrounds every page: header, search, meeting mode, hints, passports."""
