"""Notebooks of the documentation run, cell by cell."""

import json
from pathlib import Path

import matplotlib as mpl

NOTEBOOK = Path("docs/notebooks/sweep.ipynb")


def test_the_sweep_runs_from_an_instance_to_a_plot() -> None:
    """One room is not enough, two run late, three do not; outputs are not kept in the file."""
    mpl.use("agg")
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    names: dict[str, object] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            exec(compile("".join(cell["source"]), cell["id"], "exec"), names)
    table = names["table"]
    assert table["status"].tolist()[::2] == ["infeasible", "optimal"]  # type: ignore[index]
    assert table["late_hours"].tolist()[1:] == [120, 0]  # type: ignore[index]
    assert "late_hours" in names["wide"].index.get_level_values("figure")  # type: ignore[attr-defined]
    assert names["axes"].patches  # type: ignore[attr-defined]
