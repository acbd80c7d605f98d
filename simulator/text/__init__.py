"""Text cleaned, counted and worded; formulas."""
