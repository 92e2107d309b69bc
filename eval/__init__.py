"""Measuring search: suites, runs, measures. Always `from eval.measures import …`."""
