/// How the pages look: right to left and left to right, light and dark, from a phone to a sheet of A4. Every pair of text and
/// ground has the contrast of WCAG AA, and no colour stands without a sign or a word.
let pageStyle = #"""
    :root { color-scheme: light dark; --paper: #fff; --ground: #f3f5f8; --ink: #1c2430; --soft: #57606a; --line: #d5dbe3;
      --bar: #2f6fb3; --link: #1f5fa3; --good: #116329; --good-ground: #e4f4e9; --warn: #7d4e00; --warn-ground: #fff6d6;
      --bad: #a01622; --bad-ground: #fdeaea; --hatch: #c3cbd6;
      --l1: #e3eefa; --l2: #bfd9f3; --l3: #8fbce9; --l4: #2f6fb3; --l5: #174a80; --on-weak: #1c2430; --on-strong: #fff;
      --c1: #1f5fa3; --c2: #c2600c; --c3: #2c7a4b; --c4: #7a4fa3; --c5: #b0324c; --c6: #0b7285; --c7: #6b5b00; --c8: #5c6773; }
    @media screen and (prefers-color-scheme: dark) {
      :root { --paper: #1b2028; --ground: #12161c; --ink: #e7ebf0; --soft: #a9b3c0; --line: #38414d;
        --bar: #6ea8e6; --link: #8fc0f5; --good: #8fd6a8; --good-ground: #17321f; --warn: #f2cc60; --warn-ground: #332a10;
        --bad: #ffb0aa; --bad-ground: #43191a; --hatch: #4a5563;
        --l1: #1d2f45; --l2: #234567; --l3: #2b5d8c; --l4: #7db3ec; --l5: #c3defa; --on-weak: #e7ebf0; --on-strong: #0e1a28;
        --c1: #6ea8e6; --c2: #f0a35e; --c3: #7cc99a; --c4: #c3a0e8; --c5: #f28ba0; --c6: #5cc4d6; --c7: #d3c25a; --c8: #a9b3c0; }
    }
    * { box-sizing: border-box; }
    html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
    body { margin: 0 auto; max-width: 70rem; padding: 1rem; background: var(--ground); color: var(--ink);
      font: 1rem/1.5 "Segoe UI", "Noto Sans Hebrew", "Noto Sans", Arial, sans-serif; }
    h1, h2, p, ul, ol, dl, dd { margin: 0; padding: 0; }
    ul, ol { list-style: none; }
    h1 { font-size: 1.7rem; line-height: 1.25; }
    h2 { font-size: 1.2rem; line-height: 1.3; }
    a { color: var(--link); }
    a:focus-visible, .scroll:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    small { font-size: .82em; font-weight: 400; }
    .quiet, .kicker { color: var(--soft); font-size: .92rem; }
    .vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .patterns { position: absolute; }
    .code { font-variant-numeric: tabular-nums; }

    .top, .part, .definitions { background: var(--paper); border: 1px solid var(--line); border-radius: .6rem;
      padding: 1.1rem 1.3rem; }
    .top { border-block-start: .35rem solid var(--bar); }
    .period { font-size: 1.15rem; font-weight: 600; }
    .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr)); gap: .5rem 1.5rem;
      margin-top: .8rem; padding-top: .8rem; border-top: 1px solid var(--line); font-size: .92rem; }
    .facts dt { color: var(--soft); }
    .facts dd { font-weight: 600; }
    .alert { display: flex; gap: .8rem; align-items: center; margin-top: 1rem; padding: .7rem 1rem; border-radius: .6rem;
      border: 1px solid currentColor; }
    .alert p { color: var(--ink); }
    .alert > .sign { flex: none; width: 1.9rem; height: 1.9rem; border: 2px solid; border-radius: 50%; display: grid;
      place-items: center; font-weight: 700; }
    .good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); }
    .alert.good { background: var(--good-ground); } .alert.warn { background: var(--warn-ground); }
    .alert.bad { background: var(--bad-ground); }
    .summary, nav, .sections, .definitions { margin-top: 1rem; }
    nav { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; font-size: .92rem; padding: 0 .3rem; }
    nav a { padding: .2rem 0; }
    .links a[aria-current] { color: var(--ink); font-weight: 700; text-decoration: none; border-block-end: .2rem solid var(--bar); }

    .sections { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem; }
    .wide { grid-column: 1 / -1; }
    .part { min-width: 0; }
    .headline { font-size: 1.08rem; font-weight: 600; margin-top: .3rem; }
    .part > .quiet { margin-top: .3rem; }
    .part > .tiles, .part > .scroll, .part > .bars, .part > .chips, .part > .stages, .note { margin-top: .8rem; }
    .note { padding: .8rem 1rem; border: 1px dashed var(--line); border-radius: .5rem; color: var(--soft); }
    .q { display: inline-block; vertical-align: .1em; padding: 0 .4rem; border: 1px solid var(--line); border-radius: .8rem;
      font-size: .75rem; font-weight: 400; line-height: 1.5; text-decoration: none; direction: ltr; }
    .q:hover { text-decoration: underline; }

    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: .7rem; }
    .tile { display: flex; flex-direction: column; gap: .1rem; padding: .7rem .9rem; background: var(--paper); color: var(--ink);
      border: 1px solid var(--line); border-inline-start: .3rem solid var(--line); border-radius: .5rem; }
    .tile.good { border-inline-start-color: var(--good); } .tile.warn { border-inline-start-color: var(--warn); }
    .tile.bad { border-inline-start-color: var(--bad); }
    .tile .name { display: flex; justify-content: space-between; align-items: start; gap: .4rem; font-weight: 600; line-height: 1.35; }
    .tile .figure b { font-size: 1.9rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
    .tile .figure > span { color: var(--soft); }
    .tile .detail { color: var(--soft); font-size: .88rem; line-height: 1.35; }
    .tile.good .detail { color: var(--good); } .tile.warn .detail { color: var(--warn); } .tile.bad .detail { color: var(--bad); }
    .tile.absent { border-style: dashed; }
    .tile.absent .figure b { font-size: 1.3rem; color: var(--soft); line-height: 1.75; }
    .part .tiles { grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); }
    .part .tile { padding: .5rem .7rem; }
    .part .tile .name { font-size: .92rem; }
    .part .tile .figure b { font-size: 1.5rem; }
    .meter { display: block; height: .5rem; margin: .15rem 0; border-radius: .25rem; background: var(--ground);
      border: 1px solid var(--line); overflow: hidden; }
    .meter span { display: block; height: 100%; background: var(--bar); }

    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-size: .92rem; font-variant-numeric: tabular-nums; }
    th, td { padding: .32rem .5rem; border-block-end: 1px solid var(--line); text-align: start; vertical-align: middle; }
    thead th { color: var(--soft); font-weight: 600; line-height: 1.25; vertical-align: bottom; }
    tbody th { font-weight: 400; line-height: 1.35; }
    .figures { text-align: right; white-space: nowrap; }
    thead .figures { white-space: normal; }
    td.figures { font-weight: 600; }
    .few { width: auto; min-width: min(100%, 30rem); }
    .group th { font-weight: 700; padding-top: .7rem; color: var(--ink); border-block-end: 2px solid var(--line); }
    .number { display: inline-block; min-width: 1.5em; color: var(--soft); }
    .sum > * { font-weight: 700; border-block-start: 2px solid var(--line); }
    td.zero { color: var(--soft); font-weight: 400; }
    td.absent, .sample.absent { color: var(--soft);
      background: repeating-linear-gradient(135deg, transparent 0 5px, var(--hatch) 5px 6px); font-weight: 600; }
    td.absent > * { background: var(--paper); padding: 0 .25em; border-radius: .3em; }
    td.plain.absent > * { background: none; padding: 0; }
    td.plain.absent { background: none; font-weight: 400; white-space: normal; }
    td.good, td.warn, td.bad { font-weight: 600; }
    .mark .bad, .sample.badmark { color: var(--bad); background: var(--bad-ground); }
    .mark .good, .sample.goodmark { color: var(--good); background: var(--good-ground); }
    .mark .warn, .sample.warnmark { color: var(--warn); background: var(--warn-ground); }
    .mark > .bad, .mark > .good, .mark > .warn { display: inline-block; padding: 0 .5rem; border-radius: 1rem; border: 1px solid;
      font-size: .85rem; font-weight: 600; }
    .mark .bad { border-style: dashed; }

    .heat { border-collapse: separate; border-spacing: 2px; table-layout: fixed; }
    .heat .corner { width: 14rem; } .heat .mark { width: 12rem; }
    .heat th, .heat td { border: 0; }
    .heat thead th { text-align: center; font-size: .85rem; padding-inline: .1rem; }
    .heat thead .corner, .heat thead .mark { text-align: start; }
    .heat td { text-align: center; }
    .heat td:not(.mark) { border-radius: .25rem; }
    .heat .group th { padding-top: .6rem; border-block-end: 1px solid var(--line); }
    .l0 { background: none; color: var(--soft); box-shadow: inset 0 0 0 1px var(--line); }
    .l1 { background: var(--l1); color: var(--on-weak); } .l2 { background: var(--l2); color: var(--on-weak); }
    .l3 { background: var(--l3); color: var(--on-weak); } .l4 { background: var(--l4); color: var(--on-strong); }
    .l5 { background: var(--l5); color: var(--on-strong); }
    .heat td.total { font-weight: 700; }
    .legend { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin-top: .6rem; font-size: .88rem; color: var(--soft); }
    .legend li { display: flex; gap: .4rem; align-items: center; }
    .sample { display: inline-grid; place-items: center; min-width: 1.7rem; height: 1.4rem; padding: 0 .3rem; border-radius: .25rem;
      font-weight: 600; line-height: 1; }

    .chart { table-layout: fixed; }
    .chart th, .chart td { text-align: center; padding-inline: .1rem; }
    .chart .corner, .chart tbody th { width: 12rem; text-align: start; }
    .chart .plotrow td { border: 0; padding: 0; }
    .chart thead th { vertical-align: top; border-block-start: 2px solid var(--soft); }
    .chart thead th.corner { border-block-start: 0; vertical-align: bottom; }
    .chart thead th span > small { display: block; }
    .chart .latest, .chart .latest + .none { color: var(--ink); }
    .columns { display: block; width: 100%; height: 13rem; overflow: visible; }
    .columns text { font-size: 13px; font-weight: 700; fill: var(--ink); text-anchor: middle; }
    .columns .box { stroke: var(--paper); stroke-width: 1.5px; }
    .columns line { stroke: var(--soft); stroke-width: 0; }
    .columns .gap { fill: url(#p0); stroke: var(--soft); stroke-dasharray: 4 3; }
    .swatch { width: 1.15em; height: 1.15em; vertical-align: -.2em; border-radius: .15em; }
    .over { fill: var(--paper); } .c0 { fill: var(--hatch); }
    .c1 { fill: var(--c1); } .c2 { fill: var(--c2); } .c3 { fill: var(--c3); } .c4 { fill: var(--c4); }
    .c5 { fill: var(--c5); } .c6 { fill: var(--c6); } .c7 { fill: var(--c7); } .c8 { fill: var(--c8); }

    .stages > li { padding: .7rem 0; border-block-end: 1px solid var(--line); break-inside: avoid; }
    .stages > li:last-child { border: 0; padding-block-end: 0; }
    .service { display: flex; flex-wrap: wrap; gap: .1rem .8rem; align-items: baseline; justify-content: space-between; }
    .stage { font-size: .92rem; font-weight: 600; }
    ol.track { display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); margin: .5rem 0 .3rem; }
    ol.track li { position: relative; display: flex; flex-direction: column; align-items: center; gap: .15rem; text-align: center; }
    ol.track li + li::before { content: ""; position: absolute; top: .75rem; inset-inline-end: calc(50% + .85rem);
      width: calc(100% - 1.7rem); border-top: 2px dashed var(--line); }
    ol.track li.done::before, ol.track li.now::before { border-top: 3px solid var(--bar); top: calc(.75rem - 1px); }
    .dot { display: grid; place-items: center; width: 1.5rem; height: 1.5rem; border-radius: 50%; border: 2px solid var(--line);
      color: var(--soft); font-size: .8rem; font-weight: 700; line-height: 1; }
    .done .dot { background: var(--bar); border-color: var(--bar); color: var(--on-strong); }
    .now .dot { border: 3px solid var(--bar); color: var(--ink); box-shadow: 0 0 0 3px var(--l1); }
    .ahead .dot { border-style: dashed; border-color: var(--soft); }
    .step { font-size: .8rem; line-height: 1.2; color: var(--soft); }
    .now .step { color: var(--ink); font-weight: 700; }

    .bars li { display: grid; grid-template-columns: minmax(8rem, 4fr) minmax(4rem, 3fr) minmax(7.5rem, 3fr); gap: .7rem; align-items: center;
      padding: .28rem 0; break-inside: avoid; }
    .bars .name { line-height: 1.35; }
    .bars .track { height: .9rem; border-radius: .25rem; background: var(--ground); border: 1px solid var(--line); overflow: hidden; }
    .bars .track.absent { border-style: dashed; background: repeating-linear-gradient(135deg, transparent 0 5px, var(--hatch) 5px 6px); }
    .bars .bar { display: block; height: 100%; background: var(--bar); }
    .bars .value { line-height: 1.3; }
    .bars .word { display: block; font-size: .85rem; font-weight: 600; }
    .bars .word.none { color: var(--soft); font-weight: 400; }

    .chips { display: flex; flex-wrap: wrap; gap: .4rem; }
    .chips li { padding: .1rem .7rem; border-radius: 1rem; border: 1px solid; }
    .chips .good { background: var(--good-ground); } .chips .warn { background: var(--warn-ground); }
    .chips .bad { background: var(--bad-ground); border-style: dashed; }

    .definitions dl { columns: 26rem 2; column-gap: 2rem; margin-top: .5rem; }
    .definitions div { padding: .5rem .4rem; border-block-end: 1px solid var(--line); break-inside: avoid; }
    .definitions div:target { background: var(--warn-ground); }
    .definitions dt { font-weight: 600; }
    .definitions .code { color: var(--soft); }
    .definitions dd { font-size: .92rem; }
    footer { margin: 1rem .3rem; color: var(--soft); font-size: .88rem; }

    @media screen and (max-width: 52rem) { .sections { grid-template-columns: minmax(0, 1fr); } }
    @media screen and (max-width: 40rem) {
      body { padding: .5rem; }
      h1 { font-size: 1.4rem; }
      .top, .part, .definitions { padding: .8rem .75rem; }
      .tiles, .part .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .5rem; }
      .tile { padding: .55rem .65rem; }
      .tile:last-child:nth-child(odd) { grid-column: 1 / -1; }
      .tile .figure b { font-size: 1.6rem; }
      nav:not(.links) { display: none; }
      table:not(.few), :not(.few) > thead, :not(.few) > tbody { display: block; }
      .scroll { overflow: visible; }
      :not(.few) > * > tr { display: grid; grid-template-columns: repeat(var(--n), minmax(0, 1fr)); }
      tbody tr { padding: .3rem 0; border-block-end: 1px solid var(--line); }
      th, td { border: 0; padding: .15rem .2rem; }
      thead { position: sticky; top: 0; z-index: 1; background: var(--paper); border-block-end: 2px solid var(--line); }
      thead th { font-size: .78rem; } .heat thead th { font-size: .74rem; }
      :not(.few) > thead th.corner, thead .mark { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      tbody th, .group th { grid-column: 1 / -1; }
      tbody th[scope=row] { grid-row: 1; font-weight: 600; }
      .marked th[scope=row] { padding-inline-end: 9.7rem; }
      tbody .mark { grid-row: 1; grid-column: 1 / -1; justify-self: end; align-self: start; }
      tbody td.mark { max-width: 9.6rem; line-height: 1.3; }
      .figures { white-space: normal; }
      td.figures { font-size: .8rem; padding-inline: .1rem; }
      .few th, .few td { padding: .3rem .2rem; border-block-end: 1px solid var(--line); }
      .few tbody th[scope=row] { font-weight: 400; }
      .sum { border-block-start: 2px solid var(--line); } .sum > * { border: 0; }
      .heat { border-spacing: 0; }
      .heat tr { gap: 2px; }
      .group { border: 0; padding-bottom: 0; }
      .heat td { padding: .1rem 0; }
      .heat .corner, .heat .mark { width: auto; }
      .heat thead tr { align-items: end; }
      .heat thead th:not(.corner):not(.mark) { display: grid; place-items: center; height: 8rem; }
      .heat thead th span { writing-mode: vertical-rl; line-height: 1.1; max-height: 7.7rem; text-align: start; }
      .chart .plotrow td.corner { display: none; }
      .chart .plotrow .plot { grid-column: 1 / -1; }
      .chart thead { position: static; }
      .chart .corner, .chart tbody th { width: auto; }
      .columns { height: 11rem; }
      .columns text { font-size: 12px; }
      .step { font-size: .74rem; }
      .bars li { grid-template-columns: minmax(0, 1fr) minmax(0, max-content); gap: .1rem .6rem; padding: .4rem 0; }
      .bars .track { grid-column: 1 / -1; grid-row: 2; }
      .bars .value { text-align: end; }
    }
    @media print {
      @page { size: A4; margin: 14mm 14mm 16mm; @bottom-center { content: counter(page) " / " counter(pages); font: 8pt Arial, sans-serif; direction: ltr; color: #444; } }
      :root { color-scheme: light; --paper: #fff; --ground: #fff; --ink: #000; --soft: #3d444d; --line: #b9c1cb; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      html { font-size: 9pt; }
      body { max-width: none; padding: 0; background: none; }
      nav { display: none; }
      .top, .part, .definitions { border-radius: 0; padding: 3mm 0; border: 0; border-block-start: 1px solid var(--line); }
      .top { border-block-start: 1mm solid var(--bar); padding: 2mm 0; }
      .facts { margin-top: .4rem; padding-top: .4rem; }
      .alert { padding: .3rem .8rem; margin-top: 2mm; } .alert > .sign { width: 1.6rem; height: 1.6rem; }
      .legend { margin-top: .3rem; gap: .1rem 1rem; }
      .part > .quiet { margin-top: .1rem; } .part > .scroll { margin-top: .4rem; }
      .summary, .sections, .definitions { margin-top: 3mm; }
      .sections { gap: 2mm 6mm; }
      .part, .alert, .tile, tr { break-inside: avoid; }
      :is(h2, .headline, .quiet):not(:last-child), thead { break-after: avoid; }
      .definitions dl { columns: 2; }
      .bars li { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) minmax(0, 3fr); }
      .scroll { overflow: visible; }
      .heat .corner { width: 44mm; } .heat .mark { width: 31mm; } .heat thead th { font-size: 6.6pt; padding-inline: 0; }
      .heat thead th small { display: block; }
      th, td { padding: .18rem .3rem; }
      .heat th, .heat td { padding: .06rem .2rem; line-height: 1.22; }
      .heat .group th { padding-top: .2rem; }
      .mark > .bad, .mark > .good, .mark > .warn { line-height: 1.15; }
      .columns { height: 45mm; }
      .chart .corner, .chart tbody th { width: 42mm; }
      .tiles { grid-template-columns: repeat(auto-fit, minmax(32mm, 1fr)); gap: 2mm; }
      .part .tiles { grid-template-columns: repeat(auto-fit, minmax(26mm, 1fr)); }
      .tile { padding: 1.5mm 2mm; border-inline-start-width: 1mm; }
      .columns text { font-size: 8pt; }
      .q { border-color: var(--line); color: var(--soft); }
      a { color: inherit; }
    }
    """#
