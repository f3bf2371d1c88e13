// How a report looks, by day and by night, in wide windows and in narrow ones.

export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf8; --card: #fff; --ink: #1d2430; --soft: #5c6675; --hair: #e6e3de;
  --good: #1f8a70; --good-wash: #e3f3ee; --bad: #c8372d; --bad-wash: #fbe9e7;
  --some: #e8a33d; --alone: #a9cfe0; --off: #c9c8c4; --fault: #7b4fb5; --blue: #2f6fb5;
  --t0: #2f6fb5; --t1: #d9822b; --t2: #1f8a70; --t3: #a8468f; --t4: #7a8b2a; --t5: #55606e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171c; --card: #1b1f26; --ink: #e8e6e1; --soft: #9aa4b2; --hair: #2c323b;
    --good: #3fb795; --good-wash: #16302a; --bad: #f0695e; --bad-wash: #3a1d1b;
    --some: #e0a24a; --alone: #4a7286; --off: #454b55; --fault: #a983de; --blue: #6aa8e8;
    --t0: #6aa8e8; --t1: #f0a254; --t2: #3fb795; --t3: #d97fc3; --t4: #b5c659; --t5: #9aa4b2;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 40px 24px 80px; }
h1 { font-size: 34px; line-height: 1.15; margin: 0 0 4px; letter-spacing: -.015em; overflow-wrap: anywhere; }
h2 { font-size: 22px; margin: 56px 0 4px; letter-spacing: -.01em; }
h3 { font-size: 17px; margin: 0; }
p { margin: 6px 0; max-width: 76ch; overflow-wrap: anywhere; }
small { color: var(--soft); font-size: 13px; }
.kicker { color: var(--soft); font-size: 14px; margin: 0 0 18px; }
.lead { font-size: 18px; }
.verdict { border-radius: 12px; padding: 20px 24px; margin: 24px 0; border: 1px solid; font-size: 24px; font-weight: 650; line-height: 1.25; }
.verdict small { display: block; font-weight: 400; font-size: 15px; margin-top: 4px; color: var(--ink); }
.verdict.good { background: var(--good-wash); border-color: var(--good); color: var(--good); }
.verdict.bad { background: var(--bad-wash); border-color: var(--bad); color: var(--bad); }
.verdict.open { background: var(--card); border-color: var(--hair); }
.ended { border-left: 4px solid var(--bad); padding-left: 14px; }
.checks { list-style: none; padding: 0; margin: 16px 0 0; display: grid; gap: 8px; }
.checks > li { background: var(--card); border: 1px solid var(--hair); border-radius: 10px; padding: 10px 16px;
  display: grid; grid-template-columns: 7.5em 1fr; gap: 0 12px; align-items: baseline; }
.checks > li.bad { border-color: var(--bad); }
.checks p { margin: 0; }
.checks ol { grid-column: 2; margin: 8px 0 4px; padding-left: 20px; font-size: 14px; overflow-wrap: anywhere; }
.mark { font-size: 14px; font-weight: 650; }
.mark::before { content: "✓ "; }
.bad > .mark::before { content: "✗ "; }
.good > .mark { color: var(--good); }
.bad > .mark, strong.bad { color: var(--bad); }
.tiles { list-style: none; padding: 0; margin: 20px 0 0; display: grid; gap: 12px; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); }
.tiles li { background: var(--card); border: 1px solid var(--hair); border-radius: 10px; padding: 14px 16px; display: flex; flex-direction: column; }
.tiles b { font-size: 26px; line-height: 1.2; font-weight: 650; font-variant-numeric: tabular-nums; letter-spacing: -.01em; }
.tiles span { font-size: 14px; line-height: 1.35; }
.tiles small { margin-top: auto; padding-top: 4px; }
figure { margin: 20px 0; padding: 18px 20px 12px; background: var(--card); border: 1px solid var(--hair); border-radius: 12px; }
figcaption p { color: var(--soft); font-size: 14px; line-height: 1.5; margin: 3px 0 8px; max-width: 96ch; }
figcaption strong { color: var(--bad); }
.legend span { display: inline-flex; align-items: center; margin-right: 18px; color: var(--ink); font-size: 13px; }
.key { width: 12px; height: 12px; border-radius: 3px; margin-right: 6px; background: currentColor; flex: none; }
.plot { display: grid; grid-template-columns: 112px minmax(0, 1fr); gap: 0 10px; margin-top: 10px; }
.plot svg { display: block; width: 100%; overflow: visible; }
.plot text { font-size: 12px; fill: var(--soft); font-variant-numeric: tabular-nums; }
.plot .names { clip-path: inset(-8px 0); }
.names text { text-anchor: end; }
.field { position: relative; min-width: 0; }
.field > svg:first-child { border-bottom: 1px solid var(--off); }
.stretch { width: 100%; height: 100%; }
.stretch path { vector-effect: non-scaling-stroke; }
.grid { stroke: var(--hair); stroke-width: 1; shape-rendering: crispEdges; }
.line { fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linejoin: round; }
.area { fill: currentColor; fill-opacity: .75; stroke: none; }
.dots { fill: none; stroke: currentColor; stroke-width: 5; stroke-linecap: round; stroke-opacity: .55; }
.shade-1 { stroke-opacity: .2; } .shade-2 { stroke-opacity: .4; } .shade-3 { stroke-opacity: .65; } .shade-4 { stroke-opacity: 1; }
rect.box { fill: var(--blue); fill-opacity: .35; rx: 5px; }
circle { fill: currentColor; fill-opacity: .6; }
.band { fill: var(--fault); fill-opacity: .13; }
.plot text.beside { fill: var(--ink); font-size: 12px; }
rect.fault { fill: var(--fault); fill-opacity: .8; rx: 3px; }
.struck { color: var(--fault); fill: var(--fault); }
.calm { color: var(--blue); }
.rough { color: var(--t1); }
.lost { color: var(--bad); stroke-opacity: 1; stroke-width: 8; }
circle.lost { stroke-width: 0; fill-opacity: 1; }
.middle { fill: var(--ink); rx: 1.5px; }
.shown { color: var(--alone); }
.taken { color: var(--blue); }
.waiting { color: var(--some); }
.seen-all { color: var(--good); } .seen-some { color: var(--some); } .seen-none { color: var(--bad); }
.seen-alone { color: var(--alone); } .seen-off { color: var(--off); }
rect[class^="seen"] { fill: currentColor; shape-rendering: crispEdges; }
.area[class*="seen"] { fill-opacity: 1; }
.area.seen-off { fill-opacity: .4; }
.greatest { color: var(--t1); } .median { color: var(--ink); } .nine { color: var(--alone); }
.nearly-all { color: var(--soft); } .line.nearly-all { color: var(--ink); stroke-dasharray: 6 4; }
.line.median, .line.greatest { stroke-width: 2.2; }
.line.each { stroke-width: 1; stroke-opacity: .45; } .each { color: var(--soft); }
.nine.area { fill-opacity: .5; }
.track-0 { color: var(--t0); } .track-1 { color: var(--t1); } .track-2 { color: var(--t2); }
.track-3 { color: var(--t3); } .track-4 { color: var(--t4); } .track-5 { color: var(--t5); }
.moment { position: absolute; top: 0; bottom: 20px; width: 0; border-left: 1px solid var(--ink); pointer-events: none; display: none; }
.looking .moment { display: block; }
.moment::after { content: attr(data-time); position: absolute; top: -2px; left: 5px; font-size: 11px; line-height: 1.3; padding: 1px 5px;
  border-radius: 4px; background: var(--ink); color: var(--paper); font-variant-numeric: tabular-nums; white-space: nowrap; }
.moment.late::after { left: auto; right: 5px; }
table { border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; margin: 8px 0; min-width: 60%; }
th { text-align: left; font-weight: 600; color: var(--soft); font-size: 13px; }
th, td { padding: 5px 16px 5px 0; border-bottom: 1px solid var(--hair); vertical-align: top; overflow-wrap: anywhere; }
td:first-child { min-width: 9em; }
.wide { overflow-x: auto; }
details { margin: 12px 0; }
figure details { margin: 6px 0; font-size: 14px; }
summary { cursor: pointer; font-weight: 600; }
pre { background: var(--card); border: 1px solid var(--hair); border-radius: 10px; padding: 14px 16px; overflow-x: auto; font-size: 14px; }
code { font-size: .92em; color: var(--soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 18px; font-size: 15px; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 640px) {
  main { padding: 24px 14px 60px; }
  h1 { font-size: 27px; }
  .lead { font-size: 16px; }
  .verdict { font-size: 20px; padding: 14px 16px; }
  .checks > li { grid-template-columns: 1fr; }
  .checks ol { grid-column: 1; }
  figure { margin: 16px -14px; border-radius: 0; border-left: 0; border-right: 0; padding: 14px 14px 8px; }
  .plot { grid-template-columns: 74px minmax(0, 1fr); gap: 0 6px; }
  .plot text { font-size: 11px; }
  .axis .odd { display: none; }
  .tiles { grid-template-columns: repeat(2, 1fr); }
}
@media print { body { background: #fff; } figure { break-inside: avoid; } }
`;
