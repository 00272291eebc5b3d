"""Compiled kernels: how they are made, linked, handed their arrays, and kept.

`kernels` marks what is compiled, `compiler` knows the machine code or has it made by `process`.
"""
