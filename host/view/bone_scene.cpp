#include "host/view/bone_scene.hpp"

#include <algorithm>
#include <limits>

#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkCellData.h>
#include <vtkClipPolyData.h>
#include <vtkLight.h>
#include <vtkNew.h>
#include <vtkPlane.h>
#include <vtkPointData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkTransform.h>
#include <vtkUnsignedCharArray.h>

namespace howship {
namespace {

constexpr Colour outline_colour{75, 75, 75};

Vec3 point_of(vtkPolyData* shape, vtkIdType n) {
  Vec3 point{};
  shape->GetPoint(n, point.data());
  return point;
}

/// Colours by the voxels' values: classes face by face, everything else from point to point.
void colour_by(vtkPolyData* shape, const Subject& subject, const ColourScale& scale) {
  const bool by_face = scale.palette() == Palette::Classes;
  const vtkIdType count = by_face ? shape->GetNumberOfCells() : shape->GetNumberOfPoints();
  vtkNew<vtkUnsignedCharArray> colours;
  colours->SetNumberOfComponents(3);
  colours->SetNumberOfTuples(count);
  constexpr float nothing = std::numeric_limits<float>::quiet_NaN();
  for (vtkIdType n = 0; n < count; ++n) {
    Colour colour{};
    if (by_face) {
      const vtkIdType* corners = nullptr;
      vtkIdType size = 0;
      shape->GetCellPoints(n, size, corners);
      Vec3 middle{};
      for (vtkIdType c = 0; c < size; ++c) {
        const Vec3 corner = point_of(shape, corners[c]);
        for (std::size_t a = 0; a < 3; ++a) middle[a] += corner[a] / static_cast<double>(size);
      }
      colour = scale(static_cast<double>(subject.voxels.nearest_value(subject.values, middle, nothing)));
    } else {
      colour = scale(static_cast<double>(subject.voxels.value_at(subject.values, point_of(shape, n), nothing)));
    }
    colours->SetTypedTuple(n, colour.data());
  }
  if (by_face) {
    shape->GetCellData()->SetScalars(colours);
  } else {
    shape->GetPointData()->SetScalars(colours);
  }
}

void add_coloured(vtkRenderer* renderer, vtkPolyData* shape, bool lit) {
  vtkNew<vtkPolyDataMapper> mapper;
  mapper->SetInputData(shape);
  mapper->SetColorModeToDirectScalars();
  if (shape->GetCellData()->GetScalars() != nullptr) mapper->SetScalarModeToUseCellData();
  vtkNew<vtkActor> actor;
  actor->SetMapper(mapper);
  if (lit) {
    actor->GetProperty()->SetAmbient(0.4);
    actor->GetProperty()->SetDiffuse(0.65);
  } else {
    actor->GetProperty()->LightingOff();
  }
  renderer->AddActor(actor);
}

/// \param before distance by which the line lies nearer to the eye than its plane [mm]
void add_line(vtkRenderer* renderer, vtkPolyData* shape, const Colour& colour, double width, const Vec3& before) {
  if (shape->GetNumberOfLines() == 0) return;
  vtkNew<vtkPolyDataMapper> mapper;
  mapper->SetInputData(shape);
  mapper->ScalarVisibilityOff();
  vtkNew<vtkActor> actor;
  actor->SetMapper(mapper);
  actor->SetPosition(before[0], before[1], before[2]);
  actor->GetProperty()->LightingOff();
  actor->GetProperty()->SetColor(colour[0] / 255.0, colour[1] / 255.0, colour[2] / 255.0);
  actor->GetProperty()->SetLineWidth(static_cast<float>(width));
  renderer->AddActor(actor);
}

vtkSmartPointer<vtkPolyData> behind(vtkPolyData* surface, int axis, double at, double outward) {
  const auto a = static_cast<std::size_t>(axis);
  Vec3 origin{}, normal{};
  origin[a] = at;
  normal[a] = outward;
  vtkNew<vtkPlane> plane;
  plane->SetOrigin(origin.data());
  plane->SetNormal(normal.data());
  vtkNew<vtkClipPolyData> clip;
  clip->SetInputData(surface);
  clip->SetClipFunction(plane);
  clip->InsideOutOn();
  clip->Update();
  return clip->GetOutput();
}

}  // namespace

Projection fit_bone(const Layout& layout, const Sight& sight, vtkPolyData* surface) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const std::array<Vec3, 3> axes{sight.right, sight.up, sight.towards_eye};
  Vec3 low{infinity, infinity, infinity}, high{-infinity, -infinity, -infinity};
  for (vtkIdType n = 0; n < surface->GetNumberOfPoints(); ++n) {
    const Vec3 point = point_of(surface, n);
    for (std::size_t a = 0; a < 3; ++a) {
      const double along = dot(point, axes[a]);
      low[a] = std::min(low[a], along);
      high[a] = std::max(high[a], along);
    }
  }
  Projection projection{sight, {}, {}, 0};
  for (std::size_t a = 0; a < 3; ++a) {
    for (std::size_t c = 0; c < 3; ++c) projection.middle[c] += (low[a] + high[a]) / 2 * axes[a][c];
  }
  projection.centre = {(layout.low[0] + layout.high[0]) / 2, (layout.low[1] + layout.high[1]) / 2};
  projection.mm_per_pixel = std::max((high[0] - low[0]) / (layout.high[0] - layout.low[0]),
                                     (high[1] - low[1]) / (layout.high[1] - layout.low[1]));
  return projection;
}

void set_up_camera(vtkRenderer* renderer, const Layout& layout, const Projection& projection, double depth) {
  const Sight& sight = projection.sight;
  const double x = (layout.width / 2 - projection.centre[0]) * projection.mm_per_pixel;
  const double y = (layout.height / 2 - projection.centre[1]) * projection.mm_per_pixel;
  Vec3 focus{}, eye{};
  for (std::size_t a = 0; a < 3; ++a) {
    focus[a] = projection.middle[a] + x * sight.right[a] + y * sight.up[a];
    eye[a] = focus[a] + depth * sight.towards_eye[a];
  }
  vtkCamera* camera = renderer->GetActiveCamera();
  camera->ParallelProjectionOn();
  camera->SetParallelScale(layout.height / 2 * projection.mm_per_pixel);
  camera->SetFocalPoint(focus.data());
  camera->SetPosition(eye.data());
  camera->SetViewUp(sight.up.data());
  camera->SetClippingRange(1e-3 * depth, 2 * depth);

  // From the eye and, weaker, from above and behind it, so that no side of the bone is lost in shade.
  const auto add_light = [&](double towards, double up, double right, double strength) {
    vtkNew<vtkLight> light;
    light->SetPositional(false);
    light->SetFocalPoint(0, 0, 0);
    Vec3 from{};
    for (std::size_t a = 0; a < 3; ++a)
      from[a] = towards * sight.towards_eye[a] + up * sight.up[a] + right * sight.right[a];
    light->SetPosition(from.data());
    light->SetIntensity(strength);
    renderer->AddLight(light);
  };
  add_light(1, 0, 0, 0.75);
  add_light(0.3, 1, -0.3, 0.45);
}

bool add_bone(vtkRenderer* renderer, const Subject& subject, const PictureRequest& request, const Layout& layout,
              const ColourScale& scale) {
  if (request.view == View::Whole) {
    auto surface = vtkSmartPointer<vtkPolyData>::New();
    surface->ShallowCopy(subject.surface);
    colour_by(surface, subject, scale);
    add_coloured(renderer, surface, true);
    return false;
  }
  const int axis = axis_across(request.plane, request.frame);
  const auto a = static_cast<std::size_t>(axis);
  const Vec3 outward = straight_sight(request.plane, request.frame).towards_eye;
  const double at = request.through[a];
  if (request.view == View::CutAway) {
    const vtkSmartPointer<vtkPolyData> half = behind(subject.surface, axis, at, outward[a]);
    colour_by(half, subject, scale);
    add_coloured(renderer, half, true);
  }
  const CutFace cut = cut_bone(subject.voxels, axis, at, subject.tumour);
  colour_by(cut.face, subject, scale);
  add_coloured(renderer, cut.face, false);
  const auto before = [&](double voxels) {
    Vec3 shift{};
    shift[a] = voxels * subject.voxels.grid.spacing[a] * outward[a];
    return shift;
  };
  const double width = std::max(1.5, layout.font / 10);
  const TumourLine line(layout, scale.palette());
  add_line(renderer, cut.outline, outline_colour, width, before(0.05));
  add_line(renderer, cut.tumour, line.casing, line.casing_width, before(0.25));
  add_line(renderer, cut.tumour, line.colour, line.width, before(0.4));
  return cut.tumour->GetNumberOfLines() > 0;
}

}  // namespace howship
