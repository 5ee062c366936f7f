"""Reads the folder of a finished howship run: snapshots, tables, summary."""

import csv
import json
import xml.etree.ElementTree
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkIOXML import vtkXMLImageDataReader


@dataclass
class Image:
    """Cell arrays of one snapshot, each [nz][ny][nx]; origin is the corner of the first voxel [mm]."""

    origin: np.ndarray
    spacing: np.ndarray
    arrays: dict[str, np.ndarray] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)

    @property
    def inside(self) -> np.ndarray:
        return self.arrays["volume_fraction"] > 0

    def centres(self, axis: int) -> np.ndarray:
        """Coordinates of the voxel centres along x (0), y (1) or z (2) [mm]."""
        count = self.inside.shape[2 - axis]
        return self.origin[axis] + (np.arange(count) + 0.5) * self.spacing[axis]


class RunFolder:
    def __init__(self, path: Path):
        self.path = path
        if not (path / "fields.pvd").is_file():
            raise SystemExit(f"{path}: no run of howship: there is no fields.pvd")
        series = xml.etree.ElementTree.parse(path / "fields.pvd")
        self.snapshots = [
            (float(entry.get("timestep")), path / entry.get("file")) for entry in series.iter("DataSet")
        ]
        self.times = np.array([time for time, _ in self.snapshots])
        self.timeseries = self._columns("timeseries.csv")
        self.doses = [
            (float(row["time [day]"]), row["drug"]) for row in self._rows("events.csv") if row["kind"] == "dose"
        ]
        self.lesions = self._rows("lesions.csv")
        summary = path / "summary.json"
        self.title = json.loads(summary.read_text())["title"] if summary.exists() else path.name

    def _rows(self, name: str) -> list[dict[str, str]]:
        with open(self.path / name, newline="") as file:
            return list(csv.DictReader(file))

    def _columns(self, name: str) -> dict[str, np.ndarray]:
        rows = self._rows(name)
        return {key: np.array([float(row[key]) for row in rows]) for key in rows[0]} if rows else {}

    def nearest_snapshot(self, time: float) -> int:
        return int(np.argmin(np.abs(self.times - time)))

    def read(self, snapshot: int, arrays: list[str]) -> Image:
        reader = vtkXMLImageDataReader()
        reader.SetFileName(str(self.snapshots[snapshot][1]))
        reader.UpdateInformation()
        selection = reader.GetCellDataArraySelection()
        selection.DisableAllArrays()
        for name in [*arrays, "volume_fraction"]:
            if not selection.ArrayExists(name):
                raise SystemExit(f"{self.snapshots[snapshot][1]}: no array {name}; add it to output.arrays of the case")
            selection.EnableArray(name)
        reader.Update()
        data = reader.GetOutput()
        nx, ny, nz = (n - 1 for n in data.GetDimensions())
        image = Image(np.array(data.GetOrigin()), np.array(data.GetSpacing()))
        for name in [*arrays, "volume_fraction"]:
            array = data.GetCellData().GetArray(name)
            image.arrays[name] = vtk_to_numpy(array).reshape(nz, ny, nx)
            image.units[name] = array.GetInformation().Get(array.UNITS_LABEL())
        return image

    def lesion_centre(self, snapshot: int) -> np.ndarray | None:
        """Centroid of the lesion with most tumour at a snapshot, or None [mm]."""
        here = [row for row in self.lesions if float(row["time [day]"]) == self.times[snapshot]]
        if not here:
            return None
        main = max(here, key=lambda row: (float(row["tumour_volume [mm3]"]), float(row["volume [mm3]"])))
        return np.array([float(main[f"{axis} [mm]"]) for axis in "xyz"])
