#include "host/report/style_sheet.hpp"

namespace howship {

const char* const style_sheet = R"(:root { color-scheme: light; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 0 1rem 2rem; max-width: 76rem; color: #1a1a1a; background: #fff;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
  overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1.2rem 0 .3rem; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin: 2.2rem 0 .6rem; padding-top: .6rem; border-top: 2px solid #1a1a1a; }
h3 { font-size: 1.05rem; margin: 1.4rem 0 .5rem; }
p, ul, dl { margin: .5rem 0; max-width: 46rem; }
ul { padding-left: 1.3rem; }
a { color: #00518a; }
.lead { font-size: 1.08rem; }
.small { font-size: .875rem; color: #444; }
.note { max-width: 46rem; margin: .8rem 0; padding: .5rem .8rem; border: 1px solid #777; border-left: .4rem solid #d55e00; }
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; list-style: none; padding: 0; max-width: none; }
figure { margin: 0; min-width: 0; }
figcaption { font-size: .875rem; color: #333; margin: .2rem 0 .4rem; }
figcaption b { color: #1a1a1a; }
img, svg { display: block; width: 100%; height: auto; }
.plots { display: grid; gap: 1.2rem 1.6rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); }
.row { display: grid; gap: .6rem; margin: .6rem 0 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); }
.row figure { max-width: 32rem; }
.scale { max-width: 28rem; margin: .6rem 0; break-after: avoid; }
.case dt { font-weight: 600; }
.case dd { margin: 0 0 .5rem; }
.case { display: grid; grid-template-columns: 1fr; }
@media (min-width: 40rem) { .case { grid-template-columns: 8rem 1fr; } }
.wide { overflow-x: auto; margin: .8rem 0; }
table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: #333; padding: 0 0 .3rem; }
caption span { display: block; position: sticky; left: 0; width: fit-content; max-width: min(46rem, calc(100vw - 2rem)); }
th, td { text-align: left; vertical-align: top; padding: .25rem .7rem .25rem 0; border-bottom: 1px solid #ccc; }
thead th { border-bottom: 1px solid #1a1a1a; vertical-align: bottom; }
tbody th { font-weight: normal; position: sticky; left: 0; background: #fff; }
.number { text-align: right; white-space: nowrap; }
thead .number { white-space: normal; }
.legend { list-style: none; padding: 0; max-width: none; }
.legend li { display: flex; gap: .6rem; align-items: baseline; margin: .2rem 0; }
.legend svg { flex: none; width: 3rem; }
.legend span { overflow-wrap: anywhere; min-width: 0; }
details { margin: .8rem 0; }
summary { cursor: pointer; font-weight: 600; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: .8rem/1.4 ui-monospace, "Liberation Mono", Menlo, Consolas, monospace;
  padding: .6rem; border: 1px solid #ccc; }
svg text { font: 11px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; fill: #1a1a1a; }
@page { size: A4; margin: 15mm; }
@media print {
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  html { font-size: 10pt; }
  body { padding: 0; max-width: none; }
  nav { display: none; }
  .case { grid-template-columns: 3.5cm 1fr; }
  h2, h3, caption, thead { break-after: avoid; }
  tbody th, caption span { position: static; }
  .moving { display: none; }
  figure, tr, .note, li { break-inside: avoid; }
  p { orphans: 3; widows: 3; }
  .wide { overflow: visible; }
  table { font-size: 8pt; }
  .plots { grid-template-columns: 1fr 1fr; gap: .5rem 1rem; }
  .row { grid-template-columns: repeat(auto-fit, minmax(4.5cm, 1fr)); }
  pre { font-size: 6.5pt; columns: 3; border: none; padding: 0; }
  details::details-content { content-visibility: visible; }
}
)";

}  // namespace howship
