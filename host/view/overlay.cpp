#include "host/view/overlay.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iterator>
#include <sstream>

#include <vtkActor2D.h>
#include <vtkCellArray.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyDataMapper2D.h>
#include <vtkTextActor.h>
#include <vtkTextRenderer.h>
#include <vtkUnsignedCharArray.h>
#include <vtk_utf8.h>

namespace howship {
namespace {

constexpr int dots_per_inch = 72;

/// DejaVu Sans where a distribution keeps it, empty where there is none: VTK's own letters do without brackets that can
/// be told from parentheses.
std::string font_file(bool bold) {
  const std::string name = bold ? "DejaVuSans-Bold.ttf" : "DejaVuSans.ttf";
  for (const char* folder : {"/usr/share/fonts/truetype/dejavu/", "/usr/share/fonts/dejavu-sans-fonts/",
                             "/usr/share/fonts/dejavu/", "/usr/share/fonts/TTF/"}) {
    std::error_code ignored;
    if (std::filesystem::is_regular_file(folder + name, ignored)) return folder + name;
  }
  return {};
}

}  // namespace

void Overlay::set(vtkTextProperty* property, const Lettering& lettering) const {
  static const std::string plain = font_file(false), bold = font_file(true);
  const std::string& file = lettering.bold ? bold : plain;
  if (file.empty()) {
    property->SetFontFamilyToArial();
    property->SetBold(lettering.bold ? 1 : 0);
  } else {
    property->SetFontFamily(VTK_FONT_FILE);
    property->SetFontFile(file.c_str());
  }
  property->SetFontSize(static_cast<int>(std::lround(lettering.size * font_)));
  const Colour& colour = lettering.faint ? faint_ink_ : ink_;
  property->SetColor(colour[0] / 255.0, colour[1] / 255.0, colour[2] / 255.0);
  property->SetJustification(lettering.across == Align::Low      ? VTK_TEXT_LEFT
                             : lettering.across == Align::Middle ? VTK_TEXT_CENTERED
                                                                 : VTK_TEXT_RIGHT);
  property->SetVerticalJustification(lettering.upward == Align::Low      ? VTK_TEXT_BOTTOM
                                     : lettering.upward == Align::Middle ? VTK_TEXT_CENTERED
                                                                         : VTK_TEXT_TOP);
  property->SetOrientation(lettering.rising ? 90 : 0);
}

// All shapes are one actor: hundreds of small ones cost no more than one.
Overlay::Overlay(vtkRenderer* renderer, double font, const Colour& paper) : renderer_(renderer), font_(font) {
  const bool dark = paper[1] < 128;
  ink_ = dark ? Colour{235, 235, 235} : Colour{30, 30, 30};
  faint_ink_ = dark ? Colour{170, 170, 170} : Colour{90, 90, 90};
  vtkNew<vtkUnsignedCharArray> colours;
  colours->SetNumberOfComponents(3);
  shapes_->SetPoints(vtkNew<vtkPoints>());
  shapes_->SetPolys(vtkNew<vtkCellArray>());
  shapes_->GetPointData()->SetScalars(colours);
  vtkNew<vtkPolyDataMapper2D> mapper;
  mapper->SetInputData(shapes_);
  mapper->SetColorModeToDirectScalars();
  vtkNew<vtkActor2D> actor;
  actor->SetMapper(mapper);
  renderer->AddActor2D(actor);
}

void Overlay::text(const Pixel& at, const std::string& words, const Lettering& lettering) {
  if (words.empty()) return;
  vtkNew<vtkTextActor> actor;
  actor->SetInput(words.c_str());
  actor->SetTextScaleModeToNone();
  set(actor->GetTextProperty(), lettering);
  actor->SetPosition(std::round(at[0]), std::round(at[1]));
  renderer_->AddActor2D(actor);
}

Pixel Overlay::extent(const std::string& words, const Lettering& lettering) const {
  if (words.empty()) return {0, 0};
  vtkNew<vtkTextProperty> property;
  set(property, lettering);
  int box[4] = {0, 0, 0, 0};
  vtkTextRenderer::GetInstance()->GetBoundingBox(property, words, box, dots_per_inch);
  return {static_cast<double>(box[1] - box[0] + 1), static_cast<double>(box[3] - box[2] + 1)};
}

void Overlay::polygon(const std::vector<Pixel>& corners, const Colour& colour) {
  auto* colours = vtkUnsignedCharArray::SafeDownCast(shapes_->GetPointData()->GetScalars());
  shapes_->GetPolys()->InsertNextCell(static_cast<int>(corners.size()));
  for (const Pixel& corner : corners) {
    shapes_->GetPolys()->InsertCellPoint(shapes_->GetPoints()->InsertNextPoint(corner[0], corner[1], 0));
    colours->InsertNextTypedTuple(colour.data());
  }
}

void Overlay::rectangle(const Pixel& low, const Pixel& high, const Colour& colour) {
  polygon({low, {high[0], low[1]}, high, {low[0], high[1]}}, colour);
}

void Overlay::frame(const Pixel& low, const Pixel& high, double width, const Colour& colour) {
  rectangle({low[0] - width, low[1] - width}, {low[0], high[1] + width}, colour);
  rectangle({high[0], low[1] - width}, {high[0] + width, high[1] + width}, colour);
  rectangle({low[0], low[1] - width}, {high[0], low[1]}, colour);
  rectangle({low[0], high[1]}, {high[0], high[1] + width}, colour);
}

void Overlay::line(const Pixel& from, const Pixel& to, double width, const Colour& colour) {
  const double dx = to[0] - from[0], dy = to[1] - from[1];
  const double length = std::hypot(dx, dy);
  if (!(length > 0)) return;
  const double x = -dy / length * width / 2, y = dx / length * width / 2;
  polygon({{from[0] - x, from[1] - y}, {to[0] - x, to[1] - y}, {to[0] + x, to[1] + y}, {from[0] + x, from[1] + y}},
          colour);
}

namespace {

/// Without its last letter and the spaces before that. UTF-8: bytes 10xxxxxx go on with a letter.
void drop_letter(std::string& text) {
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xc0) == 0x80) text.pop_back();
  if (!text.empty()) text.pop_back();
  while (!text.empty() && text.back() == ' ') text.pop_back();
}

}  // namespace

std::vector<std::string> wrap(const Overlay& overlay, const std::string& text, const Overlay::Lettering& lettering,
                              double width, std::size_t most) {
  const auto fits = [&](const std::string& line) { return overlay.extent(line, lettering)[0] <= width; };
  std::vector<std::string> lines;
  // VTK draws nothing of a line that is no UTF-8.
  std::string words;
  utf8::replace_invalid(text.begin(), text.end(), std::back_inserter(words), '?');
  std::istringstream paragraphs(words);
  for (std::string paragraph; lines.size() <= most && std::getline(paragraphs, paragraph);) {
    std::istringstream in(paragraph);
    std::string line;
    for (std::string word; lines.size() <= most && in >> word;) {
      const std::string longer = line.empty() ? word : line + " " + word;
      if (!line.empty() && !fits(longer)) {
        lines.push_back(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.push_back(line);
  }
  const bool shortened = lines.size() > most;
  if (shortened) lines.resize(most);
  for (std::size_t n = 0; n < lines.size(); ++n) {
    std::string& line = lines[n];
    std::string end = shortened && n + 1 == most ? "…" : "";
    while (!line.empty() && !fits(line + end)) {
      // At once to about the length that fits, then letter by letter.
      const double share = width / overlay.extent(line + end, lettering)[0];
      line.resize(std::min(line.size(), static_cast<std::size_t>(share * static_cast<double>(line.size())) + 8));
      drop_letter(line);
      end = "…";
    }
    line += end;
  }
  return lines;
}

}  // namespace howship
