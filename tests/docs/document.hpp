#pragma once
// Markdown as far as the tests of documents need it.

#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <ostream>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace howship::docs_test {

namespace fs = std::filesystem;

/// A piece of a document and the line on which it starts, from 1.
struct Piece {
  int line = 0;
  std::string text;
};

/// A fenced block.
struct Block {
  int line = 0;
  std::string language, text;
};

struct Document {
  std::string name;  ///< path from the root of the repository
  std::vector<Block> blocks;
  std::vector<Piece> code;   ///< between single backquotes
  std::vector<Piece> links;  ///< targets
  std::set<std::string> anchors;

  std::string at(int line) const { return name + ":" + std::to_string(line) + ": "; }
};

/// For names of tests.
inline void PrintTo(const Document& document, std::ostream* out) {
  *out << document.name;
}

/// What GitHub calls a heading: lower case, blanks as hyphens, without punctuation.
inline std::string anchor_of(const std::string& heading) {
  std::string anchor;
  for (const char c : heading) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == ' ') anchor += '-';
    if (std::isalnum(byte) != 0 || c == '-' || c == '_' || byte >= 0x80)
      anchor += static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte);
  }
  return anchor;
}

/// Takes code spans out of a line of text and adds them to `code`.
inline std::string without_code(const std::string& line, int number, std::vector<Piece>& code) {
  std::string rest;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const std::size_t end = line[at] == '`' ? line.find('`', at + 1) : std::string::npos;
    if (end == std::string::npos) {
      rest += line[at];
      continue;
    }
    code.push_back({number, line.substr(at + 1, end - at - 1)});
    at = end;
  }
  return rest;
}

inline Document parse_document(const std::string& name, const std::string& text) {
  Document document;
  document.name = name;
  std::istringstream lines(text);
  std::map<std::string, int> seen;
  bool inside = false;
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.compare(0, 3, "```") == 0) {
      if (!inside) document.blocks.push_back({number + 1, line.substr(3), ""});
      inside = !inside;
      continue;
    }
    if (inside) {
      document.blocks.back().text += line + "\n";
      continue;
    }
    if (!line.empty() && line.front() == '#' && line.find("# ") != std::string::npos) {
      const std::string anchor = anchor_of(line.substr(line.find("# ") + 2));
      const int before = seen[anchor]++;
      document.anchors.insert(before == 0 ? anchor : anchor + "-" + std::to_string(before));
    }
    const std::string plain = without_code(line, number, document.code);
    for (std::size_t at = 0; (at = plain.find("](", at)) != std::string::npos; at += 2)
      document.links.push_back({number, plain.substr(at + 2, plain.find(')', at) - at - 2)});
  }
  return document;
}

inline std::string read_text(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// All documents of the repository, except those that hold faults on purpose, by their names.
inline const std::vector<Document>& documents() {
  static const std::vector<Document> all = [] {
    const fs::path root = HOWSHIP_SOURCE_DIR;
    std::vector<Document> found;
    std::set<fs::path> files;
    for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
      const std::string name = entry->path().filename().string();
      if (entry->is_directory() && (name.front() == '.' || name == "build" || name == "out" || name == "seeded"))
        entry.disable_recursion_pending();
      else if (entry->path().extension() == ".md")
        files.insert(entry->path());
    }
    for (const fs::path& file : files)
      found.push_back(parse_document(file.lexically_relative(root).string(), read_text(file)));
    return found;
  }();
  return all;
}

/// Documents that say how things are, in contrast to those that say how they became so.
inline std::vector<Document> current_documents() {
  std::vector<Document> current;
  for (const Document& document : documents())
    if (document.name != "CHANGELOG.md" && document.name != "DECISIONS.md") current.push_back(document);
  return current;
}

}  // namespace howship::docs_test
