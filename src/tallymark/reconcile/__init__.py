"""Stories to tallies, series and findings."""
