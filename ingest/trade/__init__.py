"""Trade records in any column layout: which column says what, and a million rows read in bulk."""
