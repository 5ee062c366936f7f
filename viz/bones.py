#!/usr/bin/env python3
"""Draws surfaces of bones side by side, from chosen sides.

    xvfb-run -a python3 viz/bones.py L3.vtp -o meshes/vertebra.png
    xvfb-run -a python3 viz/bones.py L3.vtp pelvis.vtp --colour cortical_thickness --views front left -o shell.png

Needs VTK's Python modules, numpy and Pillow (Debian: python3-vtk9 python3-pil, and xvfb without a screen).
"""

import argparse
from pathlib import Path

import numpy as np
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkFiltersCore import vtkCleanPolyData, vtkPolyDataNormals, vtkTriangleFilter
from vtkmodules.vtkIOGeometry import vtkOBJReader, vtkSTLReader
from vtkmodules.vtkIOPLY import vtkPLYReader
from vtkmodules.vtkIOXML import vtkXMLPolyDataReader
from vtkmodules.vtkRenderingCore import (
    vtkActor,
    vtkColorTransferFunction,
    vtkLight,
    vtkPolyDataMapper,
    vtkRenderer,
    vtkRenderWindow,
    vtkWindowToImageFilter,
)
from vtkmodules.vtkRenderingOpenGL2 import vtkRenderStepsPass, vtkSSAOPass

# Direction from the bone to the eye and what is up there, in anatomical axes (x anterior, y left, z up).
VIEWS = {
    "front": ((1, 0, 0), (0, 0, 1)),
    "behind": ((-1, 0, 0), (0, 0, 1)),
    "left": ((0, 1, 0), (0, 0, 1)),
    "right": ((0, -1, 0), (0, 0, 1)),
    "above": ((0, 0, 1), (1, 0, 0)),
    "below": ((0, 0, -1), (1, 0, 0)),
    "oblique": ((-1, 0.8, 0.75), (0, 0, 1)),
    "oblique-front": ((1, 0.7, 0.35), (0, 0, 1)),
    "socket": ((0.25, 0.77, -0.60), (0, 0, 1)),
}
BONE = (0.89, 0.82, 0.70)
READERS = {".vtp": vtkXMLPolyDataReader, ".obj": vtkOBJReader, ".stl": vtkSTLReader, ".ply": vtkPLYReader}


def load(file: Path):
    reader = READERS[file.suffix]()
    reader.SetFileName(str(file))
    triangles = vtkTriangleFilter()
    triangles.SetInputConnection(reader.GetOutputPort())
    clean = vtkCleanPolyData()
    clean.SetInputConnection(triangles.GetOutputPort())
    normals = vtkPolyDataNormals()
    normals.SetInputConnection(clean.GetOutputPort())
    normals.SplittingOff()
    normals.Update()
    return normals.GetOutput()


def colours(low: float, high: float) -> vtkColorTransferFunction:
    """Viridis: even in lightness and safe for the colour-blind."""
    table = vtkColorTransferFunction()
    stops = (
        (0.267, 0.005, 0.329),
        (0.229, 0.322, 0.546),
        (0.128, 0.567, 0.551),
        (0.369, 0.789, 0.383),
        (0.993, 0.906, 0.144),
    )
    for i, stop in enumerate(stops):
        table.AddRGBPoint(low + (high - low) * i / (len(stops) - 1), *stop)
    return table


def view_axes(view: str) -> np.ndarray:
    """Unit vectors to the right, up and to the eye, as rows."""
    eye, up = (np.array(v, float) for v in VIEWS[view])
    eye /= np.linalg.norm(eye)
    right = np.cross(up, eye)
    right /= np.linalg.norm(right)
    return np.array([right, np.cross(eye, right), eye])


def draw(window, bone, view: str, pixels: tuple[int, int], mm_per_pixel: float, array: str, bounds) -> Picture.Image:
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(bone)
    actor = vtkActor()
    actor.SetMapper(mapper)
    look = actor.GetProperty()
    look.SetColor(*BONE)
    look.SetSpecular(0.12)
    look.SetSpecularPower(12)
    look.SetAmbient(0.12)
    renderer = vtkRenderer()
    renderer.SetBackground(1, 1, 1)
    renderer.AddActor(actor)
    if array:
        mapper.SetScalarModeToUsePointFieldData()
        mapper.SelectColorArray(array)
        mapper.SetLookupTable(colours(*bounds))
        mapper.SetScalarRange(*bounds)
        look.SetSpecular(0.0)
        look.SetAmbient(0.35)
    else:
        mapper.ScalarVisibilityOff()

    axes = view_axes(view)
    eye, up = axes[2], axes[1]
    points = vtk_to_numpy(bone.GetPoints().GetData())
    seen = points @ axes.T
    middle = 0.5 * (seen.min(axis=0) + seen.max(axis=0)) @ axes
    camera = renderer.GetActiveCamera()
    camera.ParallelProjectionOn()
    camera.SetFocalPoint(*middle)
    camera.SetPosition(*(middle + 1000 * eye))
    camera.SetViewUp(*up)
    camera.SetParallelScale(0.5 * pixels[1] * mm_per_pixel)
    renderer.ResetCameraClippingRange()
    renderer.RemoveAllLights()
    renderer.AutomaticLightCreationOff()
    for place, strength in (((-0.7, 0.9, 1.0), 0.85), ((1.0, 0.1, 0.6), 0.28), ((0.0, -1.0, 0.5), 0.18)):
        light = vtkLight()
        light.SetLightTypeToCameraLight()
        light.SetPosition(*place)
        light.SetFocalPoint(0, 0, 0)
        light.SetIntensity(strength)
        renderer.AddLight(light)
    size = float(np.linalg.norm(points.max(axis=0) - points.min(axis=0)))
    occlusion = vtkSSAOPass()
    occlusion.SetRadius(0.08 * size)
    occlusion.SetBias(0.008 * size)
    occlusion.SetKernelSize(192)
    occlusion.BlurOn()
    occlusion.SetDelegatePass(vtkRenderStepsPass())
    renderer.SetPass(occlusion)

    window.AddRenderer(renderer)
    window.Render()
    grab = vtkWindowToImageFilter()
    grab.SetInput(window)
    grab.ReadFrontBufferOff()
    grab.Update()
    image = grab.GetOutput()
    width, height, _ = image.GetDimensions()
    window.RemoveRenderer(renderer)
    rows = vtk_to_numpy(image.GetPointData().GetScalars()).reshape(height, width, -1)
    return Picture.fromarray(np.ascontiguousarray(rows[::-1, :, :3])).resize(pixels, Picture.LANCZOS)


def extent(bone, view: str) -> tuple[float, float]:
    """Width and height of the bone in that view [mm]."""
    seen = vtk_to_numpy(bone.GetPoints().GetData()) @ view_axes(view)[:2].T
    return np.ptp(seen[:, 0]), np.ptp(seen[:, 1])


def bar(pixels: tuple[int, int], bounds: tuple[float, float], title: str) -> Picture.Image:
    strip = Picture.new("RGB", pixels, "white")
    pen = ImageDraw.Draw(strip)
    table = colours(*bounds)
    left, wide, top = pixels[0] // 4, pixels[0] // 2, pixels[1] - 38
    for i in range(wide):
        rgb = table.GetColor(bounds[0] + (bounds[1] - bounds[0]) * i / wide)
        pen.line([(left + i, top), (left + i, top + 12)], fill=tuple(int(255 * c) for c in rgb))
    font = ImageFont.load_default()
    for share in (0.0, 0.5, 1.0):
        value = bounds[0] + share * (bounds[1] - bounds[0])
        pen.text((left + share * wide - 8, top + 15), f"{value:.1f}", fill="black", font=font)
    pen.text((left + wide + 16, top), title, fill="black", font=font)
    return strip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--views", nargs="+", default=["front", "left", "behind", "above"], choices=list(VIEWS))
    parser.add_argument("--by-view", action="store_true", help="a row for each view instead of for each file")
    parser.add_argument("--columns", type=int, help="pictures per row, default: one row for each file or view")
    parser.add_argument("--width", type=int, default=1000, help="of the whole picture [pixel]")
    parser.add_argument("--colour", default="", help="point array that gives the colour")
    parser.add_argument("--range", nargs=2, type=float, default=None, help="of the colours")
    parser.add_argument("--title", default="", help="of the colour bar")
    arguments = parser.parse_args()

    bones = [load(file) for file in arguments.files]
    bounds = tuple(arguments.range or (0.0, 1.0))
    columns = arguments.columns or (len(bones) if arguments.by_view else len(arguments.views))
    shots = [(bone, view) for bone in bones for view in arguments.views]
    if arguments.by_view:
        shots = [(bone, view) for view in arguments.views for bone in bones]
    wide = arguments.width // columns
    room = [extent(bone, view) for bone, view in shots]
    mm_per_pixel = max(width for width, _ in room) / (0.94 * wide)
    high = int(max(height for _, height in room) / (0.94 * mm_per_pixel)) + 6
    rows = (len(shots) + columns - 1) // columns
    sheet = Picture.new("RGB", (wide * columns, high * rows + (44 if arguments.colour else 0)), "white")
    window = vtkRenderWindow()
    window.OffScreenRenderingOn()
    window.SetSize(2 * wide, 2 * high)
    for number, (bone, view) in enumerate(shots):
        shot = draw(window, bone, view, (wide, high), mm_per_pixel, arguments.colour, bounds)
        sheet.paste(shot, (number % columns * wide, number // columns * high))
    if arguments.colour:
        sheet.paste(bar((sheet.width, 44), bounds, arguments.title or arguments.colour), (0, high * rows))
    if not arguments.colour:
        sheet = sheet.quantize(160)
    sheet.save(arguments.output, optimize=True)


if __name__ == "__main__":
    main()
