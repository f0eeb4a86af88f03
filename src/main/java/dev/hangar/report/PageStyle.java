package dev.hangar.report;

/// How all pages look: light and dark by what the reader prefers, light on paper, nothing fetched.
final class PageStyle {
    static final String CSS = """
            :root{--paper:#fff;--card:#f6f8fa;--ink:#1c2128;--soft:#59636e;--edge:#d9dee4;--good:#1a7f37;
              --bad:#b42318;--mean:#b9c4cf;--peak:#d8dfe6;--kept:#e7f4ea;
              --c0:#1558d6;--c1:#d9480f;--c2:#7048e8;--c3:#7d6608;--c4:#c2255c;--c5:#0c8599;--c6:#4c7a0b;--c7:#c77700;
              --c8:#1c2128}
            @media screen and (prefers-color-scheme:dark){:root{--paper:#0f1318;--card:#181e25;--ink:#e6eaef;
              --soft:#9aa5b1;--edge:#303943;--good:#4cc26b;--bad:#ff8a7a;--mean:#465565;--peak:#2b3642;--kept:#14271a;
              --c0:#6ea8fe;--c1:#ff922b;--c2:#b197fc;--c3:#d6c36a;--c4:#f783ac;--c5:#3bc9db;--c6:#a9d84b;--c7:#ffc94d;
              --c8:#f1f3f5}}
            *{box-sizing:border-box}
            body{margin:0;background:var(--paper);color:var(--ink);
              font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
            main{max-width:1080px;margin:0 auto;padding:32px 20px 56px}
            .eyebrow{margin:0;color:var(--soft);font-size:13px;letter-spacing:.06em;text-transform:uppercase}
            h1{margin:2px 0 12px;font-size:26px;line-height:1.25;overflow-wrap:anywhere}
            h2{margin:40px 0 4px;font-size:19px}
            p{margin:6px 0}
            .lead{font-size:18px;max-width:46em}
            .soft,figcaption{color:var(--soft);font-size:13.5px;max-width:62em}
            .note{border-left:3px solid var(--c1);padding-left:10px}
            .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:12px;margin:20px 0}
            .card{background:var(--card);border:1px solid var(--edge);border-radius:10px;padding:12px 14px}
            .card b{display:block;font-size:21px;line-height:1.3;font-variant-numeric:tabular-nums}
            .card span{display:block;color:var(--soft);font-size:13px}
            .scroll{overflow-x:auto}
            table{border-collapse:collapse;width:100%;margin-top:10px;font-variant-numeric:tabular-nums}
            th,td{padding:7px 10px;text-align:right;white-space:nowrap;border-bottom:1px solid var(--edge)}
            th{color:var(--soft);font-weight:600;font-size:13px}
            th:first-child,td:first-child{text-align:left}
            tr.best td{background:var(--kept);font-weight:600}
            td.yes{color:var(--good)}td.no{color:var(--bad);font-weight:600}
            .chip{display:inline-block;width:10px;height:10px;border-radius:3px;margin-right:8px;background:var(--c)}
            figure{margin:8px 0 0}
            svg{display:block;width:100%;min-width:680px;height:auto}
            svg text{fill:var(--soft);font-size:12.5px}
            .grid{stroke:var(--edge);stroke-width:1}.tick{stroke:var(--soft)}
            .demand{stroke:none}.demand.mean{fill:var(--mean)}.demand.peak{fill:var(--peak)}
            .line{fill:none;stroke:var(--c);stroke-width:1.7;stroke-linejoin:round}
            .line.optimum{stroke-dasharray:5 3}
            .kept{fill:var(--kept)}.limit{stroke:var(--good);stroke-dasharray:4 4}
            .dot circle{fill:var(--c);stroke:var(--c);stroke-width:2}.dot.missed circle{fill:var(--paper)}
            .dot path{stroke:var(--soft)}.dot text{fill:var(--ink)}
            .legend{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;gap:2px 16px;margin:10px 0 0;
              padding:8px 0;background:var(--paper);border-bottom:1px solid var(--edge);font-size:14px}
            .legend label{display:inline-flex;align-items:center;gap:6px;cursor:pointer;white-space:nowrap}
            .legend input{margin:0;accent-color:var(--c)}
            .legend .chip{margin:0}
            .legend .area{background:var(--mean);box-shadow:0 0 0 3px var(--peak)}
            dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;font-size:14px}
            dt{font-weight:600}dd{margin:0;color:var(--soft)}
            @media (max-width:560px){main{padding:20px 14px 40px}h1{font-size:21px}.lead{font-size:16px}
              dl{grid-template-columns:1fr}dd{margin-bottom:6px}.cards{grid-template-columns:1fr 1fr}
              .card b{font-size:20px}}
            @media print{body{font-size:11px}main{max-width:none;padding:0}.legend{position:static;break-after:avoid}
              .legend input,.legend label:has(input:not(:checked)){display:none}.scroll{overflow:visible}
              svg{min-width:0}figure,table,.cards{break-inside:avoid}h2{break-after:avoid}
              *{print-color-adjust:exact}}
            """;

    private PageStyle() {}
}
