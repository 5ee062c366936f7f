#!/usr/bin/env python3
"""Draws one figure of a howship run: the bone cut open through the lesion at several times, and the time courses.

    xvfb-run -a python3 viz/render.py out/lytic-vertebra -o viz/lytic-vertebra.png

Needs VTK's Python modules and matplotlib (Debian: python3-vtk9 python3-matplotlib, and xvfb without a screen).
"""

import argparse
import io
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402
from matplotlib.cm import ScalarMappable  # noqa: E402
from matplotlib.colors import Normalize  # noqa: E402
from PIL import Image as Picture  # noqa: E402

from cutaway import View, colour_table, render  # noqa: E402
from run_folder import RunFolder  # noqa: E402

CUT_AXES = {"coronal": 0, "sagittal": 1, "axial": 2}
LOOKED_AT_FROM = {"coronal": "the front", "sagittal": "the left", "axial": "below"}
# Tumour fraction above which a voxel counts as lesion.
TUMOUR_LEVEL = 0.05
# Colour-blind safe, red where mineral is lost, blue where it is gained.
DIVERGING = "RdBu"
NAMES = {"bmd_change": "BMD change from healthy", "bmd": "BMD", "rankl": "RANKL", "opg": "OPG", "pthrp": "PTHrP",
         "tgf_beta": "TGF-β"}
RED, BLUE, GREY = "#b2182b", "#2166ac", "#444444"
# By drug, as it stands in events.csv: column, label, factor to its unit.
DRUG_COURSES = {
    "denosumab": ("denosumab_serum [ug/mL]", "Denosumab in serum [µg/mL]", 1.0),
    "zoledronic acid": ("zoledronate_bone [ug]", "Zoledronic acid in bone [mg]", 1e-3),
}


def choose_snapshots(run: RunFolder) -> list[tuple[int, str]]:
    """Start; before treatment, or the most lysis in an untreated run; end."""
    last = len(run.times) - 1
    chosen = {0: "start", last: "end"}
    if run.doses:
        first_dose = min(time for time, _ in run.doses)
        middle = int(np.flatnonzero(run.times <= first_dose)[-1]) if run.times[0] <= first_dose else 0
        label = "before treatment"
    else:
        lysis = run.timeseries["lytic_volume [mm3]"]
        middle = run.nearest_snapshot(run.timeseries["time [day]"][int(np.argmax(lysis))])
        label = "most lysis"
    chosen.setdefault(middle, label)
    return sorted(chosen.items())


def find_cut(run: RunFolder, snapshots: list[int], axis: int) -> float:
    """Position of the cut: the lesion's centroid, or the middle of the bone where there is none [mm]."""
    for snapshot in reversed(snapshots):
        centre = run.lesion_centre(snapshot)
        if centre is not None:
            return float(centre[axis])
    image = run.read(snapshots[0], [])
    return float(image.centres(axis).mean())


def choose_limits(images, array: str) -> tuple[float, float]:
    """Symmetric about zero for changes: what 99.9 % of the voxels keep to, rounded up to tens, 30 to 100."""
    values = np.concatenate([image.arrays[array][image.inside] for image in images])
    if array != "bmd_change":
        return float(values.min()), float(values.max())
    largest = min(100.0, max(30.0, 10.0 * np.ceil(np.quantile(np.abs(values), 0.999) / 10.0)))
    return -largest, largest


def round_length(longest: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that is no longer [mm]."""
    power = 10.0 ** np.floor(np.log10(longest))
    return float(max(step * power for step in (1, 2, 5) if step * power <= longest))


def draw_scale_bar(axes, view: View) -> None:
    length = round_length(0.4 * view.half_size[0])
    x = view.half_size[0] * 0.95
    y = -view.half_size[1] * 0.97
    axes.plot([x - length, x], [y, y], color="black", linewidth=2.5, solid_capstyle="butt")
    axes.text(x - length / 2, y + 0.02 * view.half_size[0], f"{length:g} mm", ha="center", va="bottom", fontsize=8)


def draw_orientation(axes, view: View) -> None:
    places = {"left": (0.01, 0.5), "right": (0.99, 0.5), "top": (0.5, 0.995), "bottom": (0.5, 0.005)}
    aligns = {"left": ("left", "center"), "right": ("right", "center"), "top": ("center", "top"),
              "bottom": ("center", "bottom")}
    for side, letter in view.edge_letters().items():
        horizontal, vertical = aligns[side]
        axes.text(*places[side], letter, transform=axes.transAxes, ha=horizontal, va=vertical, fontsize=11,
                  fontweight="bold", color="#555555")


def draw_triad(axes, view: View) -> None:
    """Anterior, left and superior as arrows of one length in space."""
    length = 0.14 * view.half_size[0]
    start = np.array([-0.70, -0.86]) * view.half_size
    for axis, letter in enumerate("ALS"):
        direction = np.zeros(3)
        direction[axis] = length
        tip = start + view.project(direction)
        axes.annotate("", tip, start, arrowprops={"arrowstyle": "-|>", "color": "black", "lw": 1, "shrinkA": 0,
                                                  "shrinkB": 0, "mutation_scale": 7})
        axes.text(*(start + 1.35 * (tip - start)), letter, ha="center", va="center", fontsize=8)


def choose_courses(run: RunFolder) -> list[tuple[str, float, list[tuple[str, str]], float]]:
    """Panels: title, factor, columns with their colours, least span of the axis."""
    sclerotic = run.timeseries["sclerotic_volume [mm3]"].max() > run.timeseries["lytic_volume [mm3]"].max()
    bone = ("sclerotic", BLUE) if sclerotic else ("lytic", RED)
    panels = [
        (f"{bone[0].capitalize()} bone [cm³]", 1e-3, [(f"{bone[0]}_volume [mm3]", bone[1])], 0.1),
        ("Tumour [cm³]", 1e-3, [("tumour_volume [mm3]", GREY)], 0.1),
        ("CTX [% of baseline]", 1.0, [("ctx [% of baseline]", GREY)], 100.0),
    ]
    for drug in dict.fromkeys(drug for _, drug in run.doses):
        if drug in DRUG_COURSES:
            key, label, factor = DRUG_COURSES[drug]
            panels.append((label, factor, [(key, GREY)], 1e-3))
    return panels


def draw_courses(figure, panels, grid, run: RunFolder, shown: list[int]) -> None:
    time = run.timeseries["time [day]"]
    for column, (label, factor, lines, least_span) in enumerate(panels):
        axes = figure.add_subplot(grid[0, column])
        highest = least_span
        for key, colour in lines:
            values = factor * run.timeseries[key]
            axes.plot(time, values, color=colour, linewidth=1.5)
            highest = max(highest, float(values.max()))
        axes.set_xlim(time[0], time[-1])
        axes.set_ylim(0, 1.06 * highest)
        axes.set_title(label, fontsize=9, loc="left")
        axes.set_xlabel("Time [day]", fontsize=9)
        axes.tick_params(labelsize=8)
        axes.spines[["top", "right"]].set_visible(False)
        for snapshot in shown:
            axes.axvline(run.times[snapshot], color="#999999", linewidth=0.8, linestyle=":", zorder=0)
        if run.doses:
            dose_times = [dose for dose, _ in run.doses]
            axes.plot(dose_times, np.full(len(dose_times), 1.0), "v", color="black", markersize=4, clip_on=False,
                      transform=axes.get_xaxis_transform())


def signed(value: float) -> str:
    return f"{round(value, 1) + 0.0:.1f}".replace("-", "−")


def draw_figure(run: RunFolder, options: argparse.Namespace):
    chosen = ([(run.nearest_snapshot(t), "") for t in options.times] if options.times else choose_snapshots(run))
    snapshots = [snapshot for snapshot, _ in chosen]
    axis = CUT_AXES[options.cut]
    images = [run.read(snapshot, [options.array, "tumour"]) for snapshot in snapshots]
    position = options.position if options.position is not None else find_cut(run, snapshots, axis)
    limits = tuple(options.limits) if options.limits else choose_limits(images, options.array)
    name = DIVERGING if options.array == "bmd_change" else "cividis"
    table = colour_table(plt.get_cmap(name)(np.linspace(0, 1, 256)), limits)
    view = View.onto(axis, images[0], (np.radians(options.tilt[0]), np.radians(options.tilt[1])))

    panel_width = 11.0 / len(chosen)
    panel_height = panel_width * view.half_size[1] / view.half_size[0]
    courses_height = 0.0 if options.no_courses else 1.9
    figure = plt.figure(figsize=(12.0, panel_height + courses_height + 1.3), dpi=options.dpi)
    total = figure.get_figheight()
    figure.suptitle(run.title, fontsize=13, y=1 - 0.12 / total, va="top")
    top = figure.add_gridspec(1, len(chosen), left=0.01, right=0.91, wspace=0.02, top=1 - 0.75 / total,
                              bottom=1 - (0.75 + panel_height) / total)
    for column, ((snapshot, label), image) in enumerate(zip(chosen, images)):
        axes = figure.add_subplot(top[0, column])
        picture = render(image, options.array, table, view, position, TUMOUR_LEVEL,
                         int(2 * panel_height * options.dpi))
        w, h = view.half_size
        axes.imshow(picture, extent=(-w, w, -h, h), interpolation="antialiased")
        axes.set_axis_off()
        axes.set_title(f"Day {run.times[snapshot]:g}" + (f", {label}" if label else ""), fontsize=11)
        draw_orientation(axes, view)
        draw_scale_bar(axes, view)
        if column == 0:
            draw_triad(axes, view)

    bar_axes = figure.add_axes((0.93, 1 - (0.75 + 0.95 * panel_height) / total, 0.012, 0.9 * panel_height / total))
    bar = figure.colorbar(ScalarMappable(Normalize(*limits), name), cax=bar_axes,
                          extend="both" if options.array == "bmd_change" else "neither")
    unit = images[0].units[options.array]
    label = NAMES.get(options.array, options.array.replace("_", " "))
    bar.set_label(label + (f" [{unit.replace('cm3', 'cm³')}]" if unit != "1" else ""), fontsize=9)
    bar.ax.tick_params(labelsize=8)

    note_y = courses_height + 0.42
    figure.text(0.02, note_y / total,
                f"{options.cut.capitalize()} cut through the lesion at {'xyz'[axis]} = {signed(position)} mm, seen from "
                f"{LOOKED_AT_FROM[options.cut]}. Black line: edge of the tumour ({100 * TUMOUR_LEVEL:g} % of volume).",
                fontsize=8, va="center", color="#444444")
    if not options.no_courses:
        if run.doses:
            drugs = " and ".join(dict.fromkeys(drug for _, drug in run.doses))
            figure.text(0.98, note_y / total, f"▼ dose of {drugs}    ┊ day of a picture", fontsize=8, ha="right",
                        va="center", color="#444444")
        panels = choose_courses(run)
        bottom = figure.add_gridspec(1, len(panels), left=0.05, right=0.98, wspace=0.22,
                                     top=(courses_height - 0.1) / total, bottom=0.5 / total)
        draw_courses(figure, panels, bottom, run, snapshots)
    return figure


def save(figure, path: Path) -> None:
    if path.suffix != ".png":
        figure.savefig(path)
        return
    raw = io.BytesIO()
    figure.savefig(raw, format="png")
    Picture.open(raw).convert("RGB").save(path, optimize=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path, help="folder of a finished run")
    parser.add_argument("-o", "--output", type=Path, required=True, help="picture to write (.png)")
    parser.add_argument("--times", type=float, nargs="+", metavar="DAY",
                        help="days to show; the nearest snapshots are taken (default: start, before treatment, end)")
    parser.add_argument("--array", default="bmd_change", help="cell array that gives the colours")
    parser.add_argument("--limits", type=float, nargs=2, metavar=("LOW", "HIGH"), help="ends of the colour bar")
    parser.add_argument("--cut", choices=CUT_AXES, default="sagittal", help="plane of the cut")
    parser.add_argument("--position", type=float, metavar="MM", help="of the cut along its axis (default: the lesion)")
    parser.add_argument("--tilt", type=float, nargs=2, default=(-18.0, 18.0), metavar=("SIDE", "UP"),
                        help="turn of the view from the cut's normal, in degrees")
    parser.add_argument("--no-courses", action="store_true", help="leave the time courses out")
    parser.add_argument("--dpi", type=int, default=130)
    options = parser.parse_args()
    save(draw_figure(RunFolder(options.run), options), options.output)


if __name__ == "__main__":
    main()
