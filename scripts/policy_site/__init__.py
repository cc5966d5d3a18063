"""Editions, explanations and a trilingual static site of Chinese policy documents."""
