"""Lower bounds for problems on which the exact engine proves little: pairs, and large problems."""
