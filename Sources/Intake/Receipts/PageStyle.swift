/// How every page looks that is put into a folder: light and dark, on a phone and on A4, without script or outside
/// request.
let pageStyle = """
    :root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #fff; --line: #d0d7de; --ground: #f6f8fa;
      --good: #116329; --good-ground: #dafbe1; --warn: #7d4e00; --warn-ground: #fff8c5; --bad: #a40e26; --bad-ground: #ffebe9; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b3; --paper: #0d1117; --line: #3d444d;
      --ground: #161b22; --good: #7ee787; --good-ground: #12261e; --warn: #f2cc60; --warn-ground: #2e2610;
      --bad: #ff9c94; --bad-ground: #301416; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--ground); color: var(--ink);
      font: 17px/1.55 "Segoe UI", "Noto Sans Hebrew", "Noto Sans", Arial, sans-serif; }
    main { max-width: 46rem; margin: 1.5rem auto; padding: 1.5rem; background: var(--paper); border: 1px solid var(--line);
      border-radius: .6rem; }
    .kicker { color: var(--soft); margin: 0 0 .6rem; font-size: .95rem; }
    .result { display: flex; gap: .9rem; align-items: center; padding: .9rem 1rem; border-radius: .5rem; }
    .result h1 { font-size: 1.45rem; line-height: 1.25; margin: 0; }
    .result p { margin: .2rem 0 0; }
    .mark { flex: none; width: 2.4rem; height: 2.4rem; border-radius: 50%; border: 2px solid currentColor; font-size: 1.4rem;
      font-weight: 700; display: grid; place-items: center; }
    .good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); }
    .result.good { background: var(--good-ground); } .result.warn { background: var(--warn-ground); }
    .result.bad { background: var(--bad-ground); }
    .result p { color: var(--ink); }
    .counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .7rem; margin: 1.1rem 0; padding: 0; list-style: none; }
    .counts li { border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .8rem; }
    .counts b { display: block; font-size: 1.9rem; line-height: 1.1; font-variant-numeric: tabular-nums; }
    .counts span { display: block; font-weight: 600; }
    .counts small { color: var(--soft); font-size: .85rem; }
    h2 { font-size: 1.15rem; margin: 1.6rem 0 .5rem; padding-inline-start: .6rem; border-inline-start: .3rem solid currentColor; }
    .finding { border: 1px solid var(--line); border-radius: .5rem; padding: .65rem .9rem; margin: .5rem 0; break-inside: avoid; }
    .finding p { margin: .15rem 0; overflow-wrap: anywhere; }
    .finding code { display: block; margin-top: .3rem; overflow-wrap: anywhere; }
    .place { font-weight: 600; }
    .path { font-weight: 600; }
    .written { color: var(--soft); }
    q { quotes: "«" "»"; } .written q { color: var(--ink); }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 1.2rem 0 0; padding: .8rem 0 0;
      border-top: 1px solid var(--line); font-size: .95rem; }
    dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
    ol { margin: .3rem 0; padding-inline-start: 1.4rem; } li { overflow-wrap: anywhere; }
    footer { color: var(--soft); font-size: .85rem; margin-top: 1.4rem; }
    @media (max-width: 34rem) { main { margin: 0; border: 0; border-radius: 0; padding: 1rem; }
      .counts { grid-template-columns: 1fr; } dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
    @media print { @page { size: A4; margin: 16mm; } body { background: none; font-size: 11pt; }
      main { border: 0; padding: 0; margin: 0; max-width: none; } }
    """
