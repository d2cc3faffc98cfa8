"""Read Word files in settings/templates that officers change: looks of documents, documents of their own."""
