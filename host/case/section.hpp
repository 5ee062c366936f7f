#pragma once

#include <optional>
#include <string>
#include <vector>

#include <toml++/toml.h>

#include "host/case/key_use.hpp"
#include "host/case/units.hpp"

namespace howship {

/// One table of a case file. Every key that is asked for is known; finish() refuses the rest. Reading is thus the
/// schema, and a log of what was asked describes the format (key_reference.hpp).
class Section {
 public:
  /// \param table may be null: then every key has its default. \param path dotted, as in messages: "lesion[1]"
  /// \param log where finish() of this table and of those in it say what was asked; may be null
  Section(const toml::table* table, std::string file, std::string path, KeyLog* log = nullptr);

  bool has(const std::string& key) const;
  /// Refuses a case without the key. \param problem "is missing" and what to write
  void require(const std::string& key, const std::string& problem);
  std::string text(const std::string& key, const std::string& otherwise);
  /// One of `choices`, with a suggestion when it is none.
  std::string choice(const std::string& key, const std::string& otherwise, const std::vector<std::string>& choices);
  /// List of texts, each one of `choices`; empty where the key is missing.
  std::vector<std::string> texts(const std::string& key, const std::vector<std::string>& choices);
  /// Quantity within [least, most]; plain TOML numbers are taken only where it has no unit.
  double quantity(const std::string& key, Dimension dimension, double otherwise, double least, double most);
  /// The same of a key whose absence means something.
  std::optional<double> optional_quantity(const std::string& key, Dimension dimension, double least, double most);
  /// Quantity above zero, up to `most`, of a key that is there.
  double positive(const std::string& key, Dimension dimension, double most);
  /// Whether the key holds a text that parse_quantity takes for this dimension: for keys that know several.
  bool is_quantity_of(const std::string& key, Dimension dimension) const;
  std::vector<double> quantities(const std::string& key, Dimension dimension, double least, double most);
  long integer(const std::string& key, long otherwise, long least, long most);
  std::vector<long> integers(const std::string& key, long least, long most);
  struct NumberOrText {
    long number = 0;
    std::string text;  ///< empty: it is the number
  };
  /// Whole numbers within [least, most] and texts, one or a list of them; empty where the key is missing.
  std::vector<NumberOrText> numbers_or_texts(const std::string& key, long least, long most);
  /// One quantity for all three, or an array of three.
  std::vector<double> one_or_three(const std::string& key, Dimension dimension, const std::vector<double>& otherwise,
                                   double least, double most);
  bool is_array(const std::string& key) const;
  bool is_table(const std::string& key) const;
  /// Whether the value comes from the command line instead of the file.
  bool is_override(const std::string& key) const;
  /// Keys that the file gives, for tables whose keys are names or numbers of other things.
  /// \param stand_for  what they are, in capitals, for the reference: "NUMBER"
  std::vector<std::string> keys(const std::string& stand_for);

  Section section(const std::string& key);
  std::vector<Section> sections(const std::string& key);  ///< of an array of tables, at most most_items

  /// For a table whose keys the reference has elsewhere: nothing of it or of those in it is noted.
  void keep_out_of_reference() { log_ = nullptr; }

  /// \throws InputError for the first key that was never asked for
  void finish() const;
  /// What finish() says of a key of the table `path`, with a suggestion.
  static std::string unknown(const toml::node& node, const std::string& key, const std::string& path,
                             const std::string& file, const std::vector<std::string>& known);

  /// Of a list. Lesions and exceptions of a schedule are looked up in one another.
  static constexpr std::size_t most_items = 2000;

  /// Path of the TOML source of values that come from the command line.
  static constexpr const char* command_line = "--set";

  /// "file:line: path.key", or "--set path.key" for values from the command line.
  std::string where(const std::string& key) const;
  [[noreturn]] void fail(const std::string& key, const std::string& problem) const;

 private:
  /// Value of the key, null where it is missing; from here on the key is known.
  const toml::node* find(const std::string& key, KeyForm form, const std::string& otherwise = "");
  const toml::node* find(const std::string& key, KeyForm form, const std::string& otherwise, Dimension dimension,
                         double least, double most);
  double quantity_of(const toml::node& node, const std::string& key, Dimension dimension, double least,
                     double most) const;
  long integer_of(const toml::node& node, const std::string& key, long least, long most) const;
  /// Items of a list; `kind` says in messages what they are.
  const toml::array& items_of(const toml::node& node, const std::string& key, const std::string& kind) const;

  const toml::table* table_;
  std::string file_;
  TableUse use_;
  std::vector<std::string> required_;
  KeyLog* log_;
};

}  // namespace howship
