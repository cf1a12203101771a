"""Benchmarks: side by side in one run, as ratios. ``python -m benchmarks`` lists and runs them."""
