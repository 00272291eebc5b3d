"""CoSPLib, the benchmark library for conference scheduling problems, solved with the engines.

Kheiri, Pylyavskyy, Jacko: CoSPLib – A benchmark library for conference scheduling problems, GECCO '25
Companion, 131–134, doi 10.1145/3712255.3726570.
"""
