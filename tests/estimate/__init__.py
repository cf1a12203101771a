"""Tests of the estimates; a package, so that they share their tables."""
