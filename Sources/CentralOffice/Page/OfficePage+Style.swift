extension OfficePage {
    /// Light, dark and printed. On a narrow screen each bar stands under its need.
    static let style = """
        :root { color-scheme: light dark; --paper: #fff; --ground: #f3f5f8; --ink: #1c2430; --soft: #5a6575;
          --line: #d5dbe3; --bar: #2f6fb3; --good: #1d6b3a; --goodground: #e4f4e9; --bad: #9b1c1c; --badground: #fdeaea; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #1b2028; --ground: #12161c; --ink: #e7ebf0; --soft: #a3adba; --line: #38414d;
            --bar: #6ea8e6; --good: #8fd6a8; --goodground: #17321f; --bad: #ffb0aa; --badground: #43191a; }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 62rem; padding: 1rem; background: var(--ground); color: var(--ink);
          font: 1rem/1.5 "Segoe UI", "Noto Sans Hebrew", Arial, sans-serif; }
        h1 { margin: 0; font-size: 1.6rem; }
        h2 { margin: 0; font-size: 1.35rem; }
        h3 { margin: 0 0 .3rem; font-size: 1.05rem; }
        h4 { margin: .8rem 0 .2rem; font-size: .95rem; color: var(--soft); }
        p { margin: 0 0 .6rem; }
        ul, dl { margin: 0; padding: 0; list-style: none; }
        .quiet { color: var(--soft); font-size: .92rem; }
        article, .warning, .empty { margin: 1rem 0; padding: 1rem 1.2rem; background: var(--paper);
          border: 1px solid var(--line); border-radius: .6rem; }
        article section { margin-top: 1.2rem; }
        .warning { border: 2px solid var(--bad); background: var(--badground); }
        .warning h2 { color: var(--bad); font-size: 1.15rem; margin-bottom: .4rem; }
        .chips { display: flex; flex-wrap: wrap; gap: .4rem; }
        .chips li { padding: .15rem .7rem; border-radius: 1rem; border: 1px solid; }
        .yes { color: var(--good); background: var(--goodground); }
        .no { color: var(--bad); background: var(--badground); border-style: dashed; }
        nav { display: flex; flex-wrap: wrap; gap: .3rem 1rem; }
        a { color: var(--bar); }
        .needs li { display: grid; grid-template-columns: 15rem 1fr 8rem; gap: .6rem; align-items: center;
          padding: .15rem 0; break-inside: avoid; }
        .track { height: .9rem; border-radius: .25rem; background: var(--ground); }
        .bar { display: block; height: 100%; border-radius: .25rem; background: var(--bar); }
        .unserved .track { background: none; border: 1px dashed var(--bad); }
        .unserved .count { color: var(--bad); font-weight: bold; }
        .sections { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 0 2rem; }
        .wide { grid-column: 1 / -1; }
        dl div { display: flex; justify-content: space-between; gap: 1rem; padding: .2rem 0;
          border-bottom: 1px solid var(--line); }
        dd { margin: 0; font-weight: bold; white-space: nowrap; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: .92rem; }
        th, td { padding: .3rem .5rem; border: 1px solid var(--line); text-align: start; }
        thead th { background: var(--ground); }
        td { white-space: nowrap; }
        .zero { color: var(--soft); }
        .absent { color: var(--bad); background: var(--badground); }
        .remark { color: var(--soft); font-style: normal; }
        @media (max-width: 40rem) {
          body { padding: .5rem; }
          article, .warning, .empty { padding: .8rem; }
          .needs li { grid-template-columns: 1fr auto; padding: .35rem 0; }
          .track { grid-column: 1 / -1; grid-row: 2; }
        }
        @media print {
          :root { --ground: #fff; --paper: #fff; --ink: #000; --soft: #333; }
          nav { display: none; }
          body { max-width: none; padding: 0; font-size: 10pt; }
          article { border: 0; padding: 0; break-after: page; }
          section, tr { break-inside: avoid; }
          .bar, .track, .chips li, .absent, .warning { print-color-adjust: exact; }
        }
        """
}
