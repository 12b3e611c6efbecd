"""Makes the derived lists of dict/ (see scripts/update-dict)."""
