"""Tests of lists of people; a package, so that they share their crowd."""
