"""Results of earlier runs, which are printed again while nothing that they depend on has changed."""
