#pragma once

#include <array>

namespace howship {

/// A column of an event table (event_table.hpp), which is read as NONMEM reads it.
struct EventColumn {
  const char* name;
  const char* unit;     ///< empty where it has none
  const char* meaning;  ///< Markdown
};

constexpr std::array<EventColumn, 13> event_columns = {{
    {"TIME", "day", "required; from 0, ascending; that of a dose before `time.end`"},
    {"AMT", "mg", "required; above 0 for a dose, otherwise 0. Of vitamin D in mg as well: 1000 IU are 0.025"},
    {"EVID", "",
     "1 a dose, 0 and 2 no dose. Without the column a row with an amount is a dose. Resets (3, 4) are refused"},
    {"CMT", "", "1 denosumab `sc`, 2 denosumab `iv`, 3 zoledronic acid `iv`"},
    {"DRUG", "", "name as in `[[dose]]`. One of `CMT` and `DRUG` is required; where a row has both they must agree"},
    {"ROUTE", "", "as in `[[dose]]`"},
    {"II", "day", "time between the doses of `ADDL`"},
    {"ADDL", "", "this many more doses follow, `II` apart; they may lie after the end"},
    {"RATE", "mg/day", "of an infusion, which lasts `AMT / RATE`; 0 is a bolus. Modelled rates (-1, -2) are refused"},
    {"ID", "", "one patient only"},
    {"SS", "", "must be 0: steady state is refused"},
    {"DV", "", "not used"},
    {"MDV", "", "not used"},
}};

}  // namespace howship
