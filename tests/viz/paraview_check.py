"""Opens a run in ParaView as a user does and with viz/howship_view.py, and fails where something is not as promised.

    pvpython paraview_check.py RUN MESH_RUN VIZ

RUN is a ball with a lesion of lost bone in its middle, days 0 to 3; MESH_RUN a cube from a surface file; VIZ is viz/.
"""

import math
import os
import sys

from paraview import simple
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkIOImage import vtkPNGReader

run, mesh_run, viz = sys.argv[1:]
sys.path.insert(0, viz)
import howship_view  # noqa: E402


def expect(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}: {found!r} instead of {wanted!r}")
    print(what, found)


def pixels(file):
    reader = vtkPNGReader()
    reader.SetFileName(file)
    reader.Update()
    image = reader.GetOutput()
    width, height, _ = image.GetDimensions()
    return vtk_to_numpy(image.GetPointData().GetScalars()).reshape(height, width, -1)[:, :, :3].astype(int)


def start_anew():
    """Without sources; the view stays, as a GLX context may not be had twice."""
    for source in list(simple.GetSources().values()):
        simple.Delete(source)


def check_series():
    source = simple.OpenDataFile(os.path.join(run, "fields.pvd"))
    display = simple.Show(source)
    expect("times", list(source.TimestepValues), [0.0, 1.0, 2.0, 3.0])
    expect("time keeper", list(simple.GetTimeKeeper().TimestepValues), [0.0, 1.0, 2.0, 3.0])
    arrays = howship_view.cell_arrays(source)
    for name in ("bmd_change", "tumour", "lesion_class", "volume_fraction"):
        expect("array " + name, name in arrays, True)
    low, high = arrays["bmd_change"].GetRange()
    expect("least change is that of the lesion", -61.0 < low < -59.0, True)
    expect("no gain at the start", -0.5 < high < 0.5, True)
    simple.ColorBy(display, ("CELLS", "bmd_change"))
    simple.Render()
    start_anew()


def check_mesh():
    source = simple.OpenDataFile(os.path.join(mesh_run, "mesh.pvd"))
    display = simple.Show(source)
    simple.Render()
    expect("times of the mesh", list(source.TimestepValues), [0.0, 1.0])
    expect("mesh is drawn as", display.Representation == "Surface", True)
    expect("mesh is coloured by", list(display.ColorArrayName), ["CELLS", "bmd_change"])
    start_anew()


def run_view(words):
    sys.argv[1:] = words
    howship_view.main()


def check_view():
    picture, state = os.path.join(run, "view.png"), os.path.join(run, "view.pvsm")
    run_view([run, "--day", "2.2", "--screenshot", picture, "--state", state, "--size", "600", "450"])
    view = simple.GetActiveView()
    expect("day shown", view.ViewTime, 2.0)
    surface = simple.FindSource("Surface of the bone")
    display = simple.GetDisplayProperties(surface, view)
    expect("bone is coloured by", list(display.ColorArrayName), ["CELLS", "bmd_change"])
    table = display.LookupTable.RGBPoints
    expect("ends of the scale", (table[0], table[-4]), (-60.0, 60.0))
    expect("loss is red", table[1] > 2 * table[3], True)
    expect("gain is blue", table[-1] > 2 * table[-3], True)

    rgb = pixels(picture)
    # The end of the map is a dark red: 103, 0, 31.
    red = (rgb[:, :, 0] > rgb[:, :, 1] + 60) & (rgb[:, :, 0] > rgb[:, :, 2] + 60)
    blue = (rgb[:, :, 2] > rgb[:, :, 0] + 60)
    bone = slice(100, 350), slice(100, 450)
    expect("the lesion is red", int(red[bone].sum()) > 500, True)
    expect("nothing in the bone is blue", int(blue[bone].sum()), 0)
    expect("the corner is white", rgb[-1, 0].tolist(), [255, 255, 255])

    start_anew()
    simple.LoadState(state)
    expect("the state holds the bone", simple.FindSource("Surface of the bone") is not None, True)
    start_anew()


def check_state():
    """view.py of a run folder as File > Load State runs it, while another run is open."""
    simple.SetActiveSource(simple.OpenDataFile(os.path.join(mesh_run, "mesh.pvd")))
    file, sys.argv = os.path.join(run, "view.py"), [""]
    with open(file, encoding="utf-8") as script:
        exec(compile(script.read(), file, "exec"), {"__name__": "__vtkconsole__", "__file__": file})
    expect("view.py opens its own run", str(simple.GetActiveSource().FileName) == os.path.join(run, "fields.pvd"), True)
    expect("view.py shows the last day", simple.GetActiveView().ViewTime, 3.0)
    sys.argv = ["paraview_check.py"]
    start_anew()


def expect_round_scale_bar():
    bar = simple.FindSource("Scale bar")
    length = math.dist(bar.Point1, bar.Point2)
    first = length / 10.0 ** math.floor(math.log10(length) + 1e-9)
    expect("scale bar begins with 1, 2 or 5", any(abs(first - digit) < 1e-6 for digit in (1, 2, 5)), True)
    width = simple.FindSource("Surface of the bone").GetDataInformation().GetBounds()
    across = max(width[1] - width[0], width[3] - width[2])
    expect("scale bar is a tenth of the bone or more", length > 0.1 * across, True)


def check_looks():
    """The other ways to look, on the selected source as a macro has it, and a mesh."""
    for where, words in ((run, ["--look", "glass", "--cut", "axial"]), (mesh_run, [])):
        name = "mesh.pvd" if where == mesh_run else "fields.pvd"
        simple.SetActiveSource(simple.OpenDataFile(os.path.join(where, name)))
        picture = os.path.join(where, "look.png")
        run_view([*words, "--screenshot", picture, "--size", "300", "200"])
        drawn = int((pixels(picture)[40:160, 60:200] < 230).any(axis=2).sum())
        if where == run:
            expect_round_scale_bar()
            lost = simple.FindSource("Surface of bone that lost")
            expect("bone that lost most lies in the glass", lost.GetDataInformation().GetNumberOfCells() > 0, True)
        expect(f"something is drawn of {name} with {' '.join(words) or 'no options'}", drawn > 1000, True)
        start_anew()


check_series()
check_mesh()
check_view()
check_state()
check_looks()
