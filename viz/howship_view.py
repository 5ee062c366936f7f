"""Shows a howship run in ParaView: the bone cut open through the lesion, coloured by the change of its mineral density.

    pvpython viz/howship_view.py out/lytic-vertebra --screenshot lesion.png
    pvbatch  viz/howship_view.py out/lytic-vertebra --animation lesion.avi --state lesion.pvsm

In ParaView's window: File > Load State... with the copy that every run folder holds as view.py. As a macro (Macros >
Import new macro...), it takes the selected source of the pipeline. Red is loss of mineral, blue
gain, on a scale that is symmetric about zero; the black line is the edge of the tumour. Times are days.
"""

import argparse
import csv
import math
import os
import re
import sys

from paraview import simple

# ColorBrewer's RdBu: red where mineral is lost, blue where it is gained; safe for the colour-blind.
RED_TO_BLUE = ("67001f", "b2182b", "d6604d", "f4a582", "fddbc7", "f7f7f7",
               "d1e5f0", "92c5de", "4393c3", "2166ac", "053061")
ARRAY = "bmd_change"
TUMOUR = "tumour"
TUMOUR_LEVEL = 0.05
LOSS_COLOUR, GAIN_COLOUR = (0.70, 0.09, 0.17), (0.13, 0.40, 0.67)
CLASS_LIMIT = 30.0  # loss or gain of mineral beyond which bone counts as lytic or sclerotic [%]
BONE = (0.75, 0.70, 0.60)
INK = [0.0, 0.0, 0.0]

# Normal of the cut, towards the part that is taken away, and what is up; as radiologists hang their pictures: sagittal
# from the left, coronal from the front, axial from below.
CUTS = {"sagittal": ((0, 1, 0), (0, 0, 1)), "coronal": ((1, 0, 0), (0, 0, 1)), "axial": ((0, 0, -1), (1, 0, 0))}
TILT = (-0.35, 0.35)  # of the eye, to the side and up, over the distance along the normal


def is_macro():
    """ParaView's own window runs scripts without a name; their words would be those of the window."""
    return not sys.argv or not sys.argv[0]


def fail(message):
    """One line for people; a macro cannot end the program that runs it."""
    if is_macro():
        raise RuntimeError(message)
    sys.exit("howship_view.py: " + message)


def own_series():
    """The series beside this script, of which view.py in a run folder is a copy; None elsewhere."""
    series = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fields.pvd") if "__file__" in globals() else ""
    return series if os.path.exists(series) else None


def find_file(given):
    """The file to open: as given, or the series of a run folder."""
    path = given
    if os.path.isdir(path):
        path = os.path.join(path, "fields.pvd")
    if not os.path.exists(path):
        fail(f"no file {path}; give the folder of a run, or its fields.pvd or mesh.pvd")
    return os.path.abspath(path)


def folder_of(source):
    name = source.GetPropertyValue("FileName") if "FileName" in source.ListProperties() else ""
    if not isinstance(name, str):
        name = name[0] if len(name) else ""
    folder = os.path.dirname(name)
    return os.path.dirname(folder) if os.path.basename(folder) in ("fields", "mesh") else folder


def cell_arrays(source):
    return {array.Name: array for array in source.CellData}


def lesion_centre(folder, day):
    """Centroid of the lesion with most tumour at the output time next to a day, or None [mm]."""
    try:
        with open(os.path.join(folder, "lesions.csv"), newline="") as file:
            rows = [row for row in csv.DictReader(file) if float(row["volume [mm3]"]) > 0.0]
    except (OSError, KeyError, ValueError):
        return None
    if not rows:
        return None
    nearest = min(abs(float(row["time [day]"]) - day) for row in rows)
    here = [row for row in rows if abs(float(row["time [day]"]) - day) == nearest]
    most = max(here, key=lambda row: (float(row["tumour_volume [mm3]"]), float(row["volume [mm3]"])))
    return [float(most[axis + " [mm]"]) for axis in "xyz"]


def is_built_in(folder):
    """Whether the bone is a built-in one, of which the axes are known."""
    try:
        with open(os.path.join(folder, "case.toml"), encoding="utf-8") as file:
            return re.search(r'^\s*shape\s*=\s*"(vertebra|pelvis)"', file.read(), re.MULTILINE) is not None
    except OSError:
        return False


def usual_cut(folder, bounds):
    """Sagittal; of a bone that is known to be wide, such as the pelvis, coronal."""
    depth, width = bounds[1] - bounds[0], bounds[3] - bounds[2]
    return "coronal" if is_built_in(folder) and width > 1.4 * depth else "sagittal"


def times_of(source):
    if "TimestepValues" not in source.ListProperties():
        return []
    times = source.TimestepValues
    return [float(times)] if isinstance(times, (int, float)) else [float(time) for time in times]


def colour_range(source, options, times):
    """What the values keep to at these times. For changes symmetric about zero, rounded up to tens, 10 to 100."""
    lows, highs = [], []
    for time in sorted(set(times)):
        source.UpdatePipeline(time)
        low, high = cell_arrays(source)[options.array].GetRange()
        lows.append(low)
        highs.append(high)
    if options.array != ARRAY:
        low, high = min(lows), options.limit or max(highs)
        return low, high if high > low else low + 1.0
    largest = max(abs(value) for value in lows + highs)
    limit = options.limit or min(100.0, max(10.0, 10.0 * -(-largest // 10.0)))
    return -limit, limit


def set_colours(table, array, low, high):
    table.AutomaticRescaleRangeMode = "Never"
    if array != ARRAY:
        table.ApplyPreset("Viridis (matplotlib)", True)
        table.RescaleTransferFunction(low, high)
        return
    points = []
    for i, colour in enumerate(RED_TO_BLUE):
        points.append(low + (high - low) * i / (len(RED_TO_BLUE) - 1))
        points += [int(colour[j : j + 2], 16) / 255.0 for j in (0, 2, 4)]
    table.RGBPoints = points
    table.ColorSpace = "Lab"


def show_legend(table, view, array, low, high):
    bar = simple.GetScalarBar(table, view)
    bar.Title = "BMD change from healthy (%)" if array == ARRAY else array.replace("_", " ")
    bar.ComponentTitle = ""
    bar.TitleColor = bar.LabelColor = INK
    bar.TitleFontSize, bar.LabelFontSize = 16, 16
    bar.WindowLocation = "Any Location"
    bar.Orientation = "Vertical"
    bar.Position = [0.86, 0.2]
    bar.ScalarBarLength = 0.6
    bar.AutomaticLabelFormat = 0
    bar.LabelFormat = bar.RangeLabelFormat = "%.3g"
    bar.UseCustomLabels = 1
    bar.CustomLabels = [low + share * (high - low) for share in (0.25, 0.5, 0.75)]
    bar.AddRangeLabels = 1
    bar.Visibility = 1


def show_words(view, text, place, size=16):
    words = simple.Text(Text=text)
    display = simple.Show(words, view)
    display.Color = INK
    display.FontSize = size
    display.WindowLocation = place
    return words


def show_day(source, view):
    annotation = simple.AnnotateTimeFilter(Input=source)
    annotation.Format = "Day {time:.6g}"
    display = simple.Show(annotation, view)
    display.Color = INK
    display.FontSize = 24
    display.WindowLocation = "Upper Center"
    simple.RenameSource("Day", annotation)


def colour_by(display, table, array):
    simple.ColorBy(display, ("CELLS", array))
    display.LookupTable = table


def paint(display, colour):
    display.ColorArrayName = ["POINTS", ""]
    display.AmbientColor = display.DiffuseColor = list(colour)


def show_surface(source, view, name):
    """Every face: ParaView's own surface of partly hidden images leaves holes at inner edges."""
    surface = simple.ExtractSurface(Input=source)
    simple.RenameSource(name, surface)
    display = simple.Show(surface, view)
    display.Representation = "Surface"
    display.Specular = 0.0
    display.Ambient, display.Diffuse = 0.3, 0.7
    return display


def sliced(source, centre, normal):
    cut = simple.Slice(Input=source)
    cut.SliceType.Origin, cut.SliceType.Normal = centre, normal
    return cut


def show_cut_face(source, view, table, array, centre, normal):
    """The cut in the very colours of the legend, without light and shade."""
    face = sliced(source, centre, normal)
    simple.RenameSource("Cut face", face)
    display = simple.Show(face, view)
    colour_by(display, table, array)
    display.Ambient, display.Diffuse, display.Specular = 1.0, 0.0, 0.0
    display.Position = [0.01 * n for n in normal]  # before the face that it covers [mm]


def show_outline(source, view, centre, normal, name, width):
    """Edge of a set of voxels on the cut, as a line."""
    cut = sliced(source, centre, normal)
    edges = simple.FeatureEdges(Input=cut)
    edges.BoundaryEdges = 1
    edges.FeatureEdges = edges.NonManifoldEdges = edges.ManifoldEdges = 0
    simple.RenameSource(name, edges)
    display = simple.Show(edges, view)
    paint(display, INK)
    display.LineWidth = width
    display.Position = [0.02 * n for n in normal]


def above(source, array, low, high, name):
    kept = simple.Threshold(Input=source)
    kept.Scalars = ["CELLS", array]
    kept.ThresholdMethod = "Between"
    kept.LowerThreshold, kept.UpperThreshold = low, high
    simple.RenameSource(name, kept)
    return kept


def show_bone(source, view, options, table, centre):
    """The bone cut open, or as glass with its lesions inside."""
    arrays = cell_arrays(source)
    bone = source
    solid = source.GetDataInformation().GetDataSetTypeAsString() != "vtkPolyData"
    if "volume_fraction" in arrays:
        bone = above(source, "volume_fraction", 1e-6, 10.0, "Bone")
    if options.look == "glass":
        display = show_surface(bone, view, "Surface of the bone")
        display.Opacity = 0.2
        paint(display, BONE)
        # Not by lesion_class, which paints the whole lesion, also where its bone has hardly changed.
        if ARRAY in arrays:
            for name, low, high, colour in (("Lost", -1e9, -CLASS_LIMIT, LOSS_COLOUR),
                                            ("Gained", CLASS_LIMIT, 1e9, GAIN_COLOUR)):
                changed = above(bone, ARRAY, low, high, f"{name} more than {CLASS_LIMIT:g} %")
                paint(show_surface(changed, view, f"Surface of bone that {name.lower()}"), colour)
        if TUMOUR in arrays:
            display = show_surface(above(bone, TUMOUR, TUMOUR_LEVEL, 1.0, "Tumour"), view, "Surface of the tumour")
            display.Opacity = 0.35
            paint(display, INK)
        words = show_words(view, f"red lost over {CLASS_LIMIT:g} % of its mineral  blue gained over {CLASS_LIMIT:g} %  "
                                 "grey tumour", "Lower Right Corner", 14)
        simple.RenameSource("Colours in words", words)
        return
    normal = CUTS[options.cut][0]
    # A plane between two layers of voxels would cut neither.
    centre = [c - 1e-3 * n for c, n in zip(centre, normal)]
    shown = bone
    if solid and options.look == "cut":
        shown = simple.Clip(Input=bone)
        shown.ClipType.Origin, shown.ClipType.Normal = centre, normal
        shown.Invert = 1
        simple.RenameSource("Cut open", shown)
    colour_by(show_surface(shown, view, "Surface of the bone"), table, options.array)
    if not solid or options.look != "cut":
        return
    show_cut_face(bone, view, table, options.array, centre, normal)
    show_outline(bone, view, centre, normal, "Edge of the bone on the cut", 1.0)
    if TUMOUR in arrays:
        tumour = above(bone, TUMOUR, TUMOUR_LEVEL, 1.0, "Tumour")
        show_outline(tumour, view, centre, normal, "Edge of the tumour on the cut", 3.0)


def cross(a, b):
    return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]


def unit(a):
    length = sum(c * c for c in a) ** 0.5
    return [c / length for c in a]


class Sight:
    """Parallel projection onto the cut, from the side and above, so that the picture has depth and true lengths."""

    def __init__(self, bounds, cut):
        normal, up = CUTS[cut]
        side = cross(up, normal)
        self.eye = unit([normal[a] + TILT[0] * side[a] + TILT[1] * up[a] for a in range(3)])
        self.right = unit(cross(up, self.eye))
        self.up = cross(self.eye, self.right)
        corners = [[bounds[a * 2 + (corner >> a & 1)] for a in range(3)] for corner in range(8)]
        across = [[sum(c * d for c, d in zip(corner, axis)) for corner in corners]
                  for axis in (self.right, self.up, self.eye)]
        self.low, self.high = [min(values) for values in across], [max(values) for values in across]

    def point(self, along):
        """Of the shares of the way from low to high along right, up and eye."""
        places = [low + share * (high - low) for low, high, share in zip(self.low, self.high, along)]
        return [sum(place * axis[a] for place, axis in zip(places, (self.right, self.up, self.eye))) for a in range(3)]

    def place_camera(self, view, aspect):
        """Room below for the scale bar, above for the day, and to the right for the legend."""
        width, height = (self.high[a] - self.low[a] for a in (0, 1))
        scale = max(0.6 * height, 0.56 * width / aspect)
        middle = self.point((0.5, 0.5, 0.5))
        far = 3.0 * max(width, height)
        # The legend takes the right end of the picture.
        middle = [m + 0.08 * scale * aspect * r for m, r in zip(middle, self.right)]
        view.CameraParallelProjection = 1
        view.CameraFocalPoint = middle
        view.CameraPosition = [m + far * e for m, e in zip(middle, self.eye)]
        view.CameraViewUp = self.up
        view.CameraParallelScale = scale
        view.CenterOfRotation = self.point((0.5, 0.5, 0.5))


def round_length(most):
    """The longest of 1, 2 and 5 times a power of ten that is at most `most`."""
    decade = 10.0 ** math.floor(math.log10(most))
    return max(factor * decade for factor in (1.0, 2.0, 5.0) if factor == 1.0 or factor * decade <= most)


def show_scale(view, sight, in_mm):
    """A bar before the bone, in the plane of the picture."""
    bar = simple.Ruler()
    bar.Point1 = sight.point((0.55, -0.02, 1.0))
    width = sight.high[0] - sight.low[0]
    length = round_length(0.3 * width)
    bar.Point2 = [c + length * r for c, r in zip(bar.Point1, sight.right)]
    simple.RenameSource("Scale bar", bar)
    display = simple.Show(bar, view)
    display.AxisColor = display.Color = INK
    display.LabelFormat = "%g mm" if in_mm else "%g"
    display.NumberOfTicks = 0
    display.AxisLineWidth = 3.0
    display.FontSize = 16


def show(source, options):
    """Builds the pipeline in the active view and returns the view."""
    folder = folder_of(source)
    times = times_of(source)
    source.UpdatePipeline(times[-1] if times else 0.0)
    arrays = cell_arrays(source)
    if options.array not in arrays:
        fail(f"no cell array {options.array} in the selected data, which has: {', '.join(arrays) or 'none'}; "
             "open fields.pvd or mesh.pvd of a run, or add the array to output.arrays of the case")
    simple._DisableFirstRenderCameraReset()
    view = simple.GetActiveViewOrCreate("RenderView")
    scene = simple.GetAnimationScene()
    scene.UpdateAnimationUsingDataTimeSteps()
    day = min(times, key=lambda t: abs(t - options.day)) if times and options.day is not None else (times or [0.0])[-1]
    looked_at = [*times[:1], day, *times[len(times) // 2 :][:1], *times[-1:]]
    low, high = colour_range(source, options, looked_at)
    table = simple.GetColorTransferFunction(options.array)
    source.UpdatePipeline(day)
    bounds = source.GetDataInformation().GetBounds()
    centre = lesion_centre(folder, day) or [(bounds[2 * a] + bounds[2 * a + 1]) / 2 for a in range(3)]

    simple.Hide(source, view)
    view.UseColorPaletteForBackground = 0
    view.BackgroundColorMode = "Single Color"
    view.Background = [1.0, 1.0, 1.0]
    view.OrientationAxesLabelColor = INK
    options.cut = options.cut or usual_cut(folder, bounds)
    show_bone(source, view, options, table, centre)
    # After everything is shown, which sets the scale to the data.
    set_colours(table, options.array, low, high)
    if options.look != "glass":
        show_legend(table, view, options.array, low, high)
    if times:
        show_day(source, view)
    sight = Sight(bounds, options.cut)
    size = view.ViewSize if is_macro() else options.size
    sight.place_camera(view, size[0] / size[1])
    # mesh.pvd is in the unit and the axes of the user's own file.
    voxels = "volume_fraction" in arrays and source.GetDataInformation().GetDataSetTypeAsString() == "vtkImageData"
    if voxels and is_built_in(folder):
        words = show_words(view, "x anterior  y left  z superior", "Lower Left Corner", 14)
        simple.RenameSource("Axes in words", words)
    show_scale(view, sight, voxels)
    view.ViewTime = day
    scene.AnimationTime = day
    simple.SetActiveSource(source)
    simple.Render(view)
    return view


def read_options(words):
    parser = argparse.ArgumentParser(prog="howship_view.py", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", nargs="?",
                        help="folder of a run, or its fields.pvd or mesh.pvd (default: the run beside this script, the "
                             "selected source, or the current folder, whichever there is first)")
    parser.add_argument("--day", type=float, help="output time to show, the nearest is taken (default: the last)")
    parser.add_argument("--cut", choices=CUTS,
                        help="plane of the cut, through the lesion (default: sagittal; of the built-in pelvis coronal)")
    parser.add_argument("--look", choices=("cut", "whole", "glass"), default="cut",
                        help="bone cut open, whole, or as glass with the tumour and the lytic and sclerotic bone in it "
                             "(default: cut)")
    parser.add_argument("--array", default=ARRAY, help="cell array that gives the colours (default: %(default)s)")
    parser.add_argument("--limit", type=float,
                        help="end of the colour scale, of a change on either side (default: from the data)")
    parser.add_argument("--size", type=int, nargs=2, metavar=("WIDTH", "HEIGHT"), default=(1200, 900),
                        help="of pictures [pixel]")
    parser.add_argument("--screenshot", metavar="FILE.png", help="writes a picture")
    parser.add_argument("--animation", metavar="FILE", help="writes all output times: .avi, .ogv, or .png for frames")
    parser.add_argument("--rate", type=int, default=5, help="pictures per second of an animation (default: 5)")
    parser.add_argument("--state", metavar="FILE.pvsm", help="writes ParaView's state, for File > Load State")
    return parser.parse_args(words)


def main():
    options = read_options([] if is_macro() else sys.argv[1:])
    source = None if options.run or own_series() else simple.GetActiveSource()
    if source is None:
        source = simple.OpenDataFile(find_file(options.run or own_series() or "."))
    view = show(source, options)
    if not is_macro():
        view.ViewSize = list(options.size)
    if options.screenshot:
        simple.SaveScreenshot(os.path.abspath(options.screenshot), view, ImageResolution=list(options.size))
    if options.animation:
        simple.SaveAnimation(os.path.abspath(options.animation), view, ImageResolution=list(options.size),
                             FrameRate=options.rate)
    if options.state:
        simple.SaveState(os.path.abspath(options.state))


# ParaView's window runs macros and Python states under the second name.
if __name__ in ("__main__", "__vtkconsole__"):
    main()
