#include <memory>
#include <string>

#include <fmt/format.h>

#include "howship/run.hpp"
#include "howship/version.hpp"

#include "host/cli/commands.hpp"
#include "host/cli/help_format.hpp"
#include "host/cli/json_file.hpp"
#include "host/io/json_object.hpp"

namespace howship {

namespace {

std::string as_json(const BackendInfo& info) {
  JsonObject object;
  object.add("version", version);
  object.add("commit", commit);
  object.add("modified", modified);
  object.add("build_type", build_type);
  object.add("compiler", compiler);
  object.add("compiler_flags", compiler_flags);
  object.add_raw("backends",
                 info.cuda_compiled ? json_list({"cpu", "cuda"}) : json_list(std::vector<std::string>{"cpu"}));
  object.add("cpu", info.cpu);
  object.add_raw("devices", json_list(info.cuda_devices));
  object.add("cuda_version", info.cuda_version);
  object.add("cuda_architectures", info.cuda_architectures);
  object.add("cuda_missing", info.cuda_missing);
  object.add("vtk_version", vtk_version);
  JsonObject versions(2);
  for (const Library& library : libraries) versions.add(library.name, library.version);
  object.add_raw("libraries", versions.text());
  return object.text() + "\n";
}

void print(const BackendInfo& info) {
  fmt::print("howship         {} ({}{}), {} build, {}\n", version, commit, modified ? " with changes" : "", build_type,
             compiler);
  fmt::print("back ends       cpu{}\n", info.cuda_compiled ? ", cuda" : "");
  fmt::print("cpu             {}\n", info.cpu);
  for (const std::string& device : info.cuda_devices) fmt::print("cuda device     {}\n", device);
  if (info.cuda_compiled)
    fmt::print("cuda            toolkit {}, compiled for {}\n", info.cuda_version, info.cuda_architectures);
  if (!info.cuda_missing.empty()) fmt::print("cuda missing    {}\n", info.cuda_missing);
  fmt::print("vtk             {}\n", vtk_version);
  std::string versions;
  for (const Library& library : libraries)
    versions += fmt::format("{}{} {}", versions.empty() ? "" : ", ", library.name, library.version);
  fmt::print("libraries       {}\n", versions);
}

}  // namespace

void add_info(CLI::App& app) {
  CLI::App* command = app.add_subcommand("info", "Version, back ends, devices, and why CUDA is missing when it is");
  command->group("This installation");
  const auto json = std::make_shared<JsonTarget>();
  json->add_to(*command);
  add_examples(*command, {{"howship info --json | jq .backends", "What a script may want to know"}});
  command->callback([json] {
    const BackendInfo info = backend_info();
    if (json->wanted()) json->write(as_json(info));
    if (!json->to_stdout()) print(info);
  });
}

}  // namespace howship
