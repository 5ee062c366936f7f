#include <algorithm>

#include <vtkFloatArray.h>
#include <vtkFlyingEdges3D.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPolyDataNormals.h>
#include <vtkWindowedSincPolyDataFilter.h>

#include "host/view/bone_shape.hpp"

namespace howship {
namespace {

/// Share of bone at the voxel centres, with a rim of nothing so that the surface closes.
vtkSmartPointer<vtkImageData> shares_with_rim(const SnapshotVoxels& voxels) {
  const Grid& grid = voxels.grid;
  auto image = vtkSmartPointer<vtkImageData>::New();
  const auto nx = static_cast<std::size_t>(grid.extent[0]);
  image->SetDimensions(grid.extent[0] + 2, grid.extent[1] + 2, grid.extent[2] + 2);
  image->SetSpacing(grid.spacing.data());
  image->SetOrigin(grid.origin[0] - 0.5 * grid.spacing[0], grid.origin[1] - 0.5 * grid.spacing[1],
                   grid.origin[2] - 0.5 * grid.spacing[2]);
  image->AllocateScalars(VTK_FLOAT, 1);
  float* to = static_cast<float*>(image->GetScalarPointer());
  std::fill_n(to, image->GetNumberOfPoints(), 0.0F);
  auto from = voxels.share.begin();
  for (int k = 1; k <= grid.extent[2]; ++k) {
    for (int j = 1; j <= grid.extent[1]; ++j) {
      std::copy_n(from, nx, static_cast<float*>(image->GetScalarPointer(1, j, k)));
      from += grid.extent[0];
    }
  }
  return image;
}

}  // namespace

float surface_share(const SnapshotVoxels& voxels) {
  return 0.5F * std::min(1.0F, *std::max_element(voxels.share.begin(), voxels.share.end()));
}

vtkSmartPointer<vtkPolyData> bone_surface(const SnapshotVoxels& voxels) {
  vtkNew<vtkFlyingEdges3D> contour;
  contour->SetInputData(shares_with_rim(voxels));
  contour->SetValue(0, static_cast<double>(surface_share(voxels)));
  contour->ComputeNormalsOff();
  contour->ComputeScalarsOff();
  vtkNew<vtkWindowedSincPolyDataFilter> smooth;
  smooth->SetInputConnection(contour->GetOutputPort());
  smooth->SetNumberOfIterations(30);
  smooth->SetPassBand(0.03);
  smooth->NormalizeCoordinatesOn();
  vtkNew<vtkPolyDataNormals> normals;
  normals->SetInputConnection(smooth->GetOutputPort());
  normals->SplittingOff();
  normals->ConsistencyOff();
  normals->Update();
  return normals->GetOutput();
}

}  // namespace howship
