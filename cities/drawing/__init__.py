"""Drawings made from figures alone: map, lines, mark, clocks. No models."""
