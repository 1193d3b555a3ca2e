"""Sarika: a line that answers questions about safe migration in Khmer, Burmese and English."""

__version__ = "0.1.0"
