"""CoSPLib, the benchmark library for conference scheduling problems: its workbooks, as instances.

Kheiri, Pylyavskyy, Jacko: CoSPLib – A benchmark library for conference scheduling problems, GECCO '25
Companion, 131–134, doi 10.1145/3712255.3726570.
"""

from benchmarks.cosplib.conversion import instance_of
from benchmarks.cosplib.importer import Imported, import_cosplib, is_cosplib
from benchmarks.cosplib.reading import read_conference

__all__ = ["Imported", "import_cosplib", "instance_of", "is_cosplib", "read_conference"]
