"""Pictures of a bone cut open by a plane, rendered off screen with VTK."""

from dataclasses import dataclass

import numpy as np
import vtkmodules.vtkRenderingOpenGL2  # noqa: F401  registers the renderer
from vtkmodules.util.numpy_support import numpy_to_vtk, vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkLookupTable
from vtkmodules.vtkCommonDataModel import vtkImageData, vtkPlane
from vtkmodules.vtkFiltersCore import (
    vtkClipPolyData,
    vtkContourFilter,
    vtkCutter,
    vtkFlyingEdges3D,
    vtkPolyDataNormals,
    vtkProbeFilter,
    vtkWindowedSincPolyDataFilter,
)
from vtkmodules.vtkRenderingCore import (
    vtkActor,
    vtkLight,
    vtkPolyDataMapper,
    vtkRenderer,
    vtkRenderWindow,
    vtkWindowToImageFilter,
)

from run_folder import Image

OUTLINE_COLOUR = (0.15, 0.15, 0.15)
TUMOUR_COLOUR = (0.0, 0.0, 0.0)
LETTERS = ("AP", "LR", "SI")  # towards + and - along x, y, z


@dataclass
class View:
    """Parallel projection onto the cut face; what lies on the side of `outward` is taken away."""

    cut: int  # axis across which the cut runs: 0 coronal, 1 sagittal, 2 axial
    outward: np.ndarray
    focus: np.ndarray  # [mm]
    half_size: np.ndarray  # half width and half height of the picture [mm]
    towards_eye: np.ndarray
    right: np.ndarray
    up: np.ndarray

    @staticmethod
    def onto(cut: int, image: Image, tilt: tuple[float, float]) -> "View":
        """Looks onto the cut, turned by tilt[0] to the side and raised by tilt[1] [rad]; fits the whole bone."""
        # As radiologists hang their pictures. Coronal: from the front, the patient's left on the right. Sagittal: from
        # the left, anterior on the left. Axial: from below, anterior up, the patient's left on the right.
        flat_right, flat_up = {
            0: (np.array([0.0, 1, 0]), np.array([0.0, 0, 1])),
            1: (np.array([-1.0, 0, 0]), np.array([0.0, 0, 1])),
            2: (np.array([0.0, 1, 0]), np.array([1.0, 0, 0])),
        }[cut]
        outward = np.cross(flat_right, flat_up)
        side, rise = tilt
        towards = np.cos(rise) * (np.cos(side) * outward + np.sin(side) * flat_right) + np.sin(rise) * flat_up
        right = np.cross(flat_up, towards)
        right /= np.linalg.norm(right)
        up = np.cross(towards, right)

        z, y, x = np.nonzero(image.inside)
        points = image.origin + (np.stack([x, y, z], axis=1) + 0.5) * image.spacing
        across = np.stack([points @ right, points @ up], axis=1)
        low, high = across.min(axis=0), across.max(axis=0)
        middle = (low + high) / 2
        depth = (points @ towards).mean()
        focus = middle[0] * right + middle[1] * up + depth * towards
        # A tenth more on each side holds the letters and the scale bar.
        return View(cut, outward, focus, 1.1 * (high - low) / 2 + image.spacing.max(), towards, right, up)

    def project(self, direction: np.ndarray) -> np.ndarray:
        return np.array([direction @ self.right, direction @ self.up])

    def edge_letters(self) -> dict[str, str]:
        """Anatomical letters for the sides of the picture: left, right, bottom, top."""
        letters = {}
        for name, screen in (("right", self.right), ("top", self.up)):
            axis = int(np.argmax(np.abs(screen)))
            plus, minus = LETTERS[axis] if screen[axis] > 0 else LETTERS[axis][::-1]
            letters[name] = plus
            letters[{"right": "left", "top": "bottom"}[name]] = minus
        return letters


def to_points(image: Image) -> vtkImageData:
    """Cell arrays as means at the voxels' corners, with a rim of empty voxels so that surfaces close.

    Only voxels of bone count in a mean, so that colours reach the bone's edge unmixed.
    """
    inside = np.pad(image.inside, 2).astype(np.float32)

    def corner_sums(cells: np.ndarray) -> np.ndarray:
        for axis in range(3):
            first = [slice(None)] * 3
            second = [slice(None)] * 3
            first[axis], second[axis] = slice(None, -1), slice(1, None)
            cells = cells[tuple(first)] + cells[tuple(second)]
        return cells

    bone_neighbours = np.maximum(corner_sums(inside), 1)
    result = vtkImageData()
    nz, ny, nx = bone_neighbours.shape
    result.SetDimensions(nx, ny, nz)
    result.SetSpacing(*image.spacing)
    result.SetOrigin(*(image.origin - image.spacing))
    for name, values in image.arrays.items():
        sums = corner_sums(np.pad(np.where(image.inside, values, 0).astype(np.float32), 2))
        means = sums / 8 if name == "volume_fraction" else sums / bone_neighbours
        array = numpy_to_vtk(np.ascontiguousarray(means).ravel(), deep=True)
        array.SetName(name)
        result.GetPointData().AddArray(array)
    result.GetPointData().SetActiveScalars("volume_fraction")
    return result


def colour_table(colours: np.ndarray, limits: tuple[float, float]) -> vtkLookupTable:
    table = vtkLookupTable()
    table.SetNumberOfTableValues(len(colours))
    table.SetRange(*limits)
    for i, (r, g, b, *_) in enumerate(colours):
        table.SetTableValue(i, r, g, b, 1.0)
    return table


def _coloured(port, array: str, table: vtkLookupTable, lit: bool) -> vtkActor:
    mapper = vtkPolyDataMapper()
    mapper.SetInputConnection(port)
    mapper.SetScalarModeToUsePointFieldData()
    mapper.SelectColorArray(array)
    mapper.SetLookupTable(table)
    mapper.UseLookupTableScalarRangeOn()
    mapper.InterpolateScalarsBeforeMappingOn()
    actor = vtkActor()
    actor.SetMapper(mapper)
    if lit:
        actor.GetProperty().SetAmbient(0.35)
        actor.GetProperty().SetDiffuse(0.65)
    else:
        actor.GetProperty().LightingOff()
    return actor


def _line(port, colour, width: float) -> vtkActor:
    mapper = vtkPolyDataMapper()
    mapper.SetInputConnection(port)
    mapper.ScalarVisibilityOff()
    mapper.SetResolveCoincidentTopologyToPolygonOffset()
    mapper.SetRelativeCoincidentTopologyLineOffsetParameters(0, -4)
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.GetProperty().LightingOff()
    actor.GetProperty().SetColor(*colour)
    actor.GetProperty().SetLineWidth(width)
    return actor


def _actors(image: Image, array: str, table, view: View, position: float, tumour_level: float, line: float):
    points = to_points(image)
    on_plane = np.zeros(3)
    on_plane[view.cut] = position
    plane = vtkPlane()
    plane.SetNormal(*view.outward)
    plane.SetOrigin(*on_plane)

    surface = vtkFlyingEdges3D()
    surface.SetInputData(points)
    surface.SetValue(0, 0.5)
    smooth = vtkWindowedSincPolyDataFilter()
    smooth.SetInputConnection(surface.GetOutputPort())
    smooth.SetNumberOfIterations(20)
    smooth.SetPassBand(0.1)
    values = vtkProbeFilter()
    values.SetInputConnection(smooth.GetOutputPort())
    values.SetSourceData(points)
    normals = vtkPolyDataNormals()
    normals.SetInputConnection(values.GetOutputPort())
    normals.SplittingOff()
    behind = vtkClipPolyData()
    behind.SetInputConnection(normals.GetOutputPort())
    behind.SetClipFunction(plane)
    behind.InsideOutOn()
    yield _coloured(behind.GetOutputPort(), array, table, lit=True)

    slab = vtkCutter()
    slab.SetInputData(points)
    slab.SetCutFunction(plane)
    face = vtkClipPolyData()
    face.SetInputConnection(slab.GetOutputPort())
    face.SetInputArrayToProcess(0, 0, 0, 0, "volume_fraction")
    face.SetValue(0.5)
    yield _coloured(face.GetOutputPort(), array, table, lit=False)

    edge = vtkContourFilter()
    edge.SetInputConnection(slab.GetOutputPort())
    edge.SetInputArrayToProcess(0, 0, 0, 0, "volume_fraction")
    edge.SetValue(0, 0.5)
    yield _line(edge.GetOutputPort(), OUTLINE_COLOUR, line)

    if "tumour" in image.arrays:
        tumour = vtkContourFilter()
        tumour.SetInputConnection(face.GetOutputPort())
        tumour.SetInputArrayToProcess(0, 0, 0, 0, "tumour")
        tumour.SetValue(0, tumour_level)
        yield _line(tumour.GetOutputPort(), TUMOUR_COLOUR, 1.5 * line)


def render(image: Image, array: str, table, view: View, position: float, tumour_level: float, height: int) -> np.ndarray:
    """RGB picture [height][width][3] of the bone cut at `position` [mm] along the axis of the view."""
    renderer = vtkRenderer()
    renderer.SetBackground(1, 1, 1)
    # The line width is in pixels, and must not depend on the picture's size.
    for actor in _actors(image, array, table, view, position, tumour_level, line=height / 300):
        renderer.AddActor(actor)
    # From the eye and, weaker, from above and behind it, so that no side of the bone is lost in shade.
    for direction, strength in ((view.towards_eye, 0.75), (view.up + 0.3 * view.towards_eye - 0.3 * view.right, 0.45)):
        light = vtkLight()
        light.SetPositional(False)
        light.SetFocalPoint(*view.focus)
        light.SetPosition(*(view.focus + 500 * direction))
        light.SetIntensity(strength)
        renderer.AddLight(light)
    window = vtkRenderWindow()
    window.SetOffScreenRendering(1)
    window.SetMultiSamples(8)
    window.SetSize(int(round(height * view.half_size[0] / view.half_size[1])), height)
    window.AddRenderer(renderer)
    camera = renderer.GetActiveCamera()
    camera.ParallelProjectionOn()
    camera.SetParallelScale(view.half_size[1])
    camera.SetFocalPoint(*view.focus)
    camera.SetPosition(*(view.focus + 500 * view.towards_eye))
    camera.SetViewUp(*view.up)
    renderer.ResetCameraClippingRange()
    window.Render()
    grab = vtkWindowToImageFilter()
    grab.SetInput(window)
    grab.ReadFrontBufferOff()
    grab.Update()
    data = grab.GetOutput()
    width, rows, _ = data.GetDimensions()
    return vtk_to_numpy(data.GetPointData().GetScalars()).reshape(rows, width, -1)[::-1, :, :3].copy()
