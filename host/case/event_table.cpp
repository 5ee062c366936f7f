#include "host/case/event_table.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/case/dosing.hpp"
#include "host/case/event_columns.hpp"
#include "host/case/names.hpp"
#include "host/case/nearest_name.hpp"
#include "host/case/text_table.hpp"

namespace howship {

namespace {

/// Indices of event_columns.
enum Column { Time, Amt, Evid, Cmt, DrugName, RouteName, Ii, Addl, Rate, Id, Ss, Dv, Mdv, ColumnCount };
static_assert(event_columns.size() == ColumnCount);

std::vector<std::string> column_names() {
  std::vector<std::string> names;
  for (const EventColumn& column : event_columns) names.emplace_back(column.name);
  return names;
}

constexpr int most_doses = 100000;

struct Compartment {
  Drug drug;
  Route route;
};
/// Indexed by CMT - 1.
constexpr Compartment compartments[] = {{Drug::Denosumab, Route::Subcutaneous},
                                        {Drug::Denosumab, Route::Intravenous},
                                        {Drug::ZoledronicAcid, Route::Intravenous}};

/// Text of a file as part of a message.
std::string shown(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return std::iscntrl(static_cast<unsigned char>(c)) != 0; }, '?');
  return text.size() > 40 ? text.substr(0, 37) + "..." : text;
}

class EventTable {
 public:
  EventTable(const std::filesystem::path& file, const RunSpan& span)
      : file_(file), span_(span), table_(read_text_table(file)) {
    place_.fill(-1);
    for (std::size_t i = 0; i < table_.columns.size(); ++i) place_column(i);
    for (Column column : {Time, Amt})
      if (!has(column)) throw InputError(fmt::format("{}: column {} is missing", header(), event_columns[column].name));
    if (!has(Cmt) && !has(DrugName))
      throw InputError(fmt::format("{}: a column CMT or DRUG is missing, which says what is given", header()));
  }

  std::vector<Dose> doses() {
    std::vector<DoseSchedule> schedules;
    long total = 0;
    for (const TextTable::Row& row : table_.rows) {
      row_ = &row;
      check_order();
      if (!is_dose()) continue;
      schedules.push_back(dose());
      total += schedules.back().count;
      if (total > most_doses) fail(Addl, fmt::format("makes more than {} doses in all", most_doses));
    }
    return expand_schedules(schedules);
  }

 private:
  std::string header() const { return fmt::format("{}:{}", file_.string(), table_.header_line); }

  void place_column(std::size_t i) {
    std::string name = table_.columns[i];
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::toupper(c); });
    const auto known = std::find_if(event_columns.begin(), event_columns.end(),
                                    [&](const EventColumn& column) { return column.name == name; });
    if (known == event_columns.end())
      throw InputError(
          fmt::format("{}: unknown column '{}'{}", header(), shown(table_.columns[i]), suggest(name, column_names())));
    int& place = place_[static_cast<std::size_t>(known - event_columns.begin())];
    if (place >= 0) throw InputError(fmt::format("{}: column {} stands there twice", header(), name));
    place = static_cast<int>(i);
  }

  bool has(Column column) const { return place_[column] >= 0; }

  /// Entry of the row in hand; "" where NONMEM means 0, or where there is no such column.
  const std::string& text(Column column) const {
    static const std::string none;
    if (!has(column)) return none;
    const std::string& entry = row_->cells[static_cast<std::size_t>(place_[column])];
    return entry == "." ? none : entry;
  }

  [[noreturn]] void fail(Column column, const std::string& problem) const {
    const std::string value = has(column) ? fmt::format(" = '{}'", shown(text(column))) : "";
    throw InputError(
        fmt::format("{}:{}: {}{}: {}", file_.string(), row_->line, event_columns[column].name, value, problem));
  }

  double number(Column column) const {
    const std::string& entry = text(column);
    if (entry.empty()) return 0.0;
    const char* const begin = entry.data() + (entry.front() == '+' ? 1 : 0);
    const char* const end = entry.data() + entry.size();
    double value = 0.0;
    const auto [stop, error] = std::from_chars(begin, end, value);
    if (error != std::errc() || stop != end || !std::isfinite(value)) fail(column, "a number is expected");
    return value;
  }

  int whole(Column column, int most) const {
    const double value = number(column);
    if (value != std::floor(value)) fail(column, "a whole number is expected");
    if (value < 0.0 || value > most) fail(column, fmt::format("out of range: from 0 to {} is allowed", most));
    return static_cast<int>(value);
  }

  void check_order() {
    const std::string& id = text(Id);
    if (first_id_ && id != *first_id_)
      fail(Id, fmt::format("a second patient after '{}'; a case has one: keep the rows of one", shown(*first_id_)));
    first_id_ = id;
    const double time = number(Time);
    if (time < 0.0) fail(Time, problem_with_start(time, span_));
    if (time < last_time_)
      fail(Time, fmt::format("comes after {} in line {}: sort the rows by time", last_time_, last_line_));
    last_time_ = time;
    last_line_ = row_->line;
  }

  bool is_dose() const {
    const double amount = number(Amt);
    if (amount < 0.0) fail(Amt, "must not be negative");
    if (number(Ss) != 0.0) fail(Ss, "steady state is not supported; give the doses that lead to it");
    const double evid = has(Evid) ? number(Evid) : amount > 0.0 ? 1.0 : 0.0;
    if (evid == 3.0 || evid == 4.0) fail(Evid, "resets are not supported; use 1 for a dose, 0 or 2 for no dose");
    if (evid != 0.0 && evid != 1.0 && evid != 2.0) fail(Evid, "unknown; use 1 for a dose, 0 or 2 for no dose");
    if (evid == 1.0 && amount == 0.0) fail(Amt, "must be above zero where EVID is 1");
    if (evid != 1.0 && amount > 0.0) fail(Amt, "must be 0 where EVID is not 1; a dose has EVID 1");
    return evid == 1.0;
  }

  Drug drug(const std::optional<Compartment>& compartment) const {
    const std::string& name = text(DrugName);
    if (name.empty()) {
      if (compartment) return compartment->drug;
      fail(has(DrugName) ? DrugName : Cmt, "says nothing about what is given");
    }
    const std::vector<std::string>& known = drug_names();
    if (std::find(known.begin(), known.end(), name) == known.end()) fail(DrugName, "unknown" + suggest(name, known));
    const Drug drug = drug_of(name);
    if (compartment && compartment->drug != drug)
      fail(Cmt, fmt::format("is of {}, but DRUG is {}", name_of(compartment->drug), name));
    return drug;
  }

  Route route(Drug drug, const std::optional<Compartment>& compartment) const {
    const std::string& name = text(RouteName);
    if (name.empty()) return compartment ? compartment->route : routes_of(drug).front();
    const std::vector<std::string>& known = route_names();
    if (std::find(known.begin(), known.end(), name) == known.end()) fail(RouteName, "unknown" + suggest(name, known));
    const Route route = route_of(name);
    if (compartment && compartment->route != route)
      fail(RouteName, fmt::format("but CMT {} is {}", text(Cmt), name_of(compartment->route)));
    const std::string problem = problem_with_route(drug, route);
    if (!problem.empty()) fail(RouteName, problem);
    return route;
  }

  std::optional<Compartment> compartment() const {
    const double cmt = number(Cmt);
    if (cmt == 0.0) return std::nullopt;
    if (cmt != 1.0 && cmt != 2.0 && cmt != 3.0)
      fail(Cmt, "unknown; 1 is denosumab sc, 2 denosumab iv, 3 zoledronic acid iv");
    return compartments[static_cast<std::size_t>(cmt) - 1];
  }

  DoseSchedule dose() const {
    DoseSchedule s;
    s.start = number(Time);
    const std::string late = problem_with_start(s.start, span_);
    if (!late.empty()) fail(Time, late);
    const std::optional<Compartment> into = compartment();
    s.drug = drug(into);
    s.route = route(s.drug, into);
    s.amount = number(Amt);
    const double most = s.drug == Drug::VitaminD ? most_vitamin_d : most_amount;
    if (s.amount > most) fail(Amt, fmt::format("out of range: up to {} mg of {} is allowed", most, name_of(s.drug)));
    s.every = number(Ii);
    if (s.every < 0.0 || s.every > longest_run) fail(Ii, "an interval of 0 day to 200 years is expected");
    s.count = 1 + whole(Addl, most_doses - 1);
    if (s.count > 1 && s.every == 0.0) fail(Addl, "needs II, the interval in days, above zero");
    s.duration = duration(s);
    return s;
  }

  double duration(const DoseSchedule& s) const {
    const double rate = number(Rate);
    const bool supplement = is_supplement(s.drug);
    if (rate < 0.0) fail(Rate, "a modelled rate or duration (-1, -2) is not supported; give mg/day");
    if (rate == 0.0) {
      if (supplement && s.every == 0.0)
        fail(Ii, fmt::format("{} is an even intake: give II, the days between amounts, or RATE", name_of(s.drug)));
      return 0.0;
    }
    if (s.route == Route::Subcutaneous) fail(Rate, "only an iv infusion has one");
    if (supplement && s.every > 0.0) fail(Rate, "give either RATE or II for an even intake");
    const double duration = s.amount / rate, longest = supplement ? longest_run : longest_infusion;
    if (duration > longest)
      fail(Rate, fmt::format("makes it last {:.4g} day; up to {} day is allowed", duration, longest));
    if (duration < shortest_span)
      fail(Rate, fmt::format("makes it last {:.4g} day; 0 or at least {} day is allowed", duration, shortest_span));
    return duration;
  }

  const std::filesystem::path& file_;
  const RunSpan span_;
  const TextTable table_;
  std::array<int, ColumnCount> place_{};
  const TextTable::Row* row_ = nullptr;
  std::optional<std::string> first_id_;
  double last_time_ = 0.0;
  int last_line_ = 0;
};

}  // namespace

std::vector<Dose> read_event_table(const std::filesystem::path& file, const RunSpan& span) {
  return EventTable(file, span).doses();
}

}  // namespace howship
