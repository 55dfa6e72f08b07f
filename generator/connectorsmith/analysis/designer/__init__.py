"""The view of a connector in the designer: what makers see, in which order, with which labels and controls."""
