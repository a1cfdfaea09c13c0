"""The two engines behind `scripts/bench fuzz`."""
