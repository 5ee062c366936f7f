#include "host/geometry/wall_distance.hpp"

#include <cmath>

#include <vtkCellArray.h>
#include <vtkGenericCell.h>
#include <vtkNew.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkStaticCellLocator.h>

namespace howship {

void measure_wall_distance(VoxelDomain& domain, const Surface& surface, double band) {
  vtkNew<vtkPoints> points;
  points->SetDataTypeToDouble();
  for (const Vec3& p : surface.points) points->InsertNextPoint(p.data());
  vtkNew<vtkCellArray> cells;
  for (const auto& t : surface.triangles) cells->InsertNextCell({t[0], t[1], t[2]});
  vtkNew<vtkPolyData> polygons;
  polygons->SetPoints(points);
  polygons->SetPolys(cells);
  polygons->BuildCells();
  vtkNew<vtkStaticCellLocator> locator;
  locator->SetDataSet(polygons);
  locator->BuildLocator();

  domain.wall_distance.assign(domain.stored_voxels(), 0.0F);
  const auto bricks = static_cast<std::ptrdiff_t>(domain.bricks());
#pragma omp parallel
  {
    vtkNew<vtkGenericCell> cell;  // the locator's scratch space, one per thread
#pragma omp for schedule(dynamic, 16)
    for (std::ptrdiff_t b = 0; b < bricks; ++b)
      for (std::size_t v = static_cast<std::size_t>(b) * brick_size; v < static_cast<std::size_t>(b + 1) * brick_size;
           ++v) {
        if (!(domain.volume_fraction[v] >= 0.5F)) continue;
        const Vec3 centre = domain.voxel_centre(v);
        Vec3 closest{};
        vtkIdType triangle = -1;
        int part = 0;
        double squared = 0.0;
        const bool near = locator->FindClosestPointWithinRadius(const_cast<double*>(centre.data()), band,
                                                                closest.data(), cell, triangle, part, squared) != 0;
        domain.wall_distance[v] = static_cast<float>(near ? std::sqrt(squared) : band);
      }
  }
}

}  // namespace howship
