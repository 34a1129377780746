"""The runner: the plan of stages, what is kept of their results, and each thing that a desk does."""
