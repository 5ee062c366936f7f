#include <fmt/format.h>

#include "howship/error.hpp"
#include "howship/model_presets.hpp"

#include "host/models/lemaire_2004.hpp"
#include "host/models/martinez_reina_2019.hpp"
#include "host/models/peterson_riggs_2010.hpp"
#include "host/models/pivonka_2008.hpp"
#include "host/models/published_model.hpp"
#include "host/models/scheiner_2013.hpp"

namespace howship {

std::unique_ptr<PublishedModel> make_published_model(const std::string& preset) {
  if (preset == "lemaire-2004") return std::make_unique<Lemaire2004>();
  if (preset == "pivonka-2008") return std::make_unique<Pivonka2008>();
  if (preset == "scheiner-2013") return std::make_unique<Scheiner2013>();
  if (preset == "martinez-reina-2019") return std::make_unique<MartinezReina2019>();
  if (preset == "peterson-riggs-2010") return std::make_unique<PetersonRiggs2010>();
  std::string known;
  for (const ModelPreset& p : model_presets()) known += (known.empty() ? "" : ", ") + p.name;
  throw InputError(fmt::format("model.preset = \"{}\" is no published model; known: {}", preset, known));
}

}  // namespace howship
