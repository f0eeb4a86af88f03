package dev.hangar.report;

/// How a report's page looks, beyond what all pages share.
final class ReportStyle {
    static final String CSS = """
            :root{--started:#1a7f37;--suspended:#6ea8fe;--stopped:#a3adb8;--moving:#e8a33d;--failed:#d1242f;
              --unknown:#e4e8ec;--now:#1558d6;--after:#2da44e;--worst:#c9d1d9;--bad-soft:#fdecea;--good-soft:#e7f4ea;
              --warn:#9a6700;--warn-soft:#fff4d6}
            @media screen and (prefers-color-scheme:dark){:root{--started:#3fb950;--suspended:#3d6fc4;--stopped:#5b6673;
              --moving:#d29922;--failed:#f85149;--unknown:#222a33;--now:#6ea8fe;--after:#3fb950;--worst:#3d4854;
              --bad-soft:#33191a;--good-soft:#14271a;--warn:#e3b341;--warn-soft:#2e2611}}
            section{margin-top:40px}h2{margin:0 0 8px}h3{margin:20px 0 4px;font-size:15.5px;overflow-wrap:anywhere}
            .lead{font-weight:600;font-variant-numeric:tabular-nums}
            code,pre,.id{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:13px}
            code{overflow-wrap:anywhere}.quiet{color:var(--soft);font-size:13px;font-weight:400}
            pre{margin:4px 0 8px;padding:10px 12px;overflow-x:auto;background:var(--card);border:1px solid var(--edge);
              border-radius:8px;line-height:1.45}
            .plan .more{color:var(--warn)}.plan .less{color:var(--good)}
            .sum{font-weight:600;font-variant-numeric:tabular-nums}
            .saves,.sum.saves{color:var(--good)}.costs,.sum.costs{color:var(--warn)}
            .card.saves b{color:var(--good)}.card.costs b{color:var(--warn)}.card.fails b{color:var(--bad)}
            .card.saves,.card.costs{color:inherit}
            .cards{grid-template-columns:repeat(auto-fit,minmax(136px,1fr))}.card span{overflow-wrap:anywhere}
            nav{display:flex;flex-wrap:wrap;gap:4px 18px;margin:4px 0 0;font-size:14px}
            a{color:var(--now)}
            :focus-visible{outline:2px solid var(--now);outline-offset:2px}
            .key{display:flex;flex-wrap:wrap;gap:4px 16px;margin:4px 0 8px;color:var(--soft);font-size:13px}
            .key span{display:inline-flex;align-items:center;gap:6px}
            .key i{width:12px;height:12px;border-radius:3px}
            .key .now{background:var(--now)}.key .after{background:var(--after)}.key .worst{background:var(--worst)}
            .key .line-started{height:0;border-radius:0;border-top:3px solid var(--now)}.key .area{background:var(--mean)}
            .bar.now{fill:var(--now)}.bar.after{fill:var(--after)}.bar.worst{fill:var(--worst)}
            svg .name,svg .figure{fill:var(--ink);font-variant-numeric:tabular-nums}svg .figure{font-weight:600}
            .line.started{stroke:var(--now);stroke-width:2}
            .state.started{fill:var(--started)}.state.suspended{fill:var(--suspended)}.state.stopped{fill:var(--stopped)}
            .state.moving{fill:var(--moving)}.state.failed{fill:var(--failed)}.state.unknown{fill:var(--unknown)}
            .dot{display:inline-block;width:9px;height:9px;border-radius:50%;margin-right:6px}
            i.started,.dot.started{background:var(--started)}i.suspended,.dot.suspended{background:var(--suspended)}
            i.stopped,.dot.stopped{background:var(--stopped)}i.moving,.dot.moving{background:var(--moving)}
            i.failed,.dot.failed{background:var(--failed)}i.unknown,.dot.unknown{background:var(--unknown)}
            .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,340px),1fr));gap:0 32px}
            .pair>div{min-width:0}
            details{border:1px solid var(--edge);border-radius:8px;margin:10px 0;background:var(--paper)}
            summary{padding:9px 12px;cursor:pointer;overflow-wrap:anywhere}
            details[open]>summary{border-bottom:1px solid var(--edge)}
            .inside{padding:8px 12px 12px}
            summary .sum{float:right;margin-left:12px}
            .advice{margin:12px 0;padding:10px 14px;background:var(--card);border:1px solid var(--edge);
              border-left:4px solid var(--soft);border-radius:8px}
            .advice.outage{border-left-color:var(--bad)}.advice.warns,.advice.costs{border-left-color:var(--warn)}
            .advice.saves{border-left-color:var(--good)}.advice,.advice.saves,.advice.costs{color:inherit}
            .advice h3{margin:4px 0}.advice pre{background:var(--paper)}
            .tags{display:flex;flex-wrap:wrap;gap:4px 10px;align-items:center}
            .badge{padding:1px 9px;border-radius:99px;font-size:13px;font-weight:600;background:var(--edge)}
            .badge.outage{background:var(--bad-soft);color:var(--bad)}
            .badge.warns,.badge.costs{background:var(--warn-soft);color:var(--warn)}
            .badge.saves{background:var(--good-soft);color:var(--good)}
            .risk{border-left:3px solid var(--bad);padding-left:10px}
            .fix{font-weight:600;margin-bottom:0}ul{margin:6px 0;padding-left:20px}li{overflow-wrap:anywhere}
            table.machines td,table.machines th{text-align:left;vertical-align:top}
            td.words{white-space:normal;min-width:16em;overflow-wrap:anywhere}td.name{max-width:22em;overflow:hidden;
              text-overflow:ellipsis}
            footer{margin-top:40px;border-top:1px solid var(--edge);padding-top:8px}
            @media (max-width:560px){.cards{grid-template-columns:1fr 1fr}summary .sum{float:none;display:block;margin:0}
              th,td{padding:6px 5px;font-size:14px}th{font-size:12.5px}}
            @media print{nav{display:none}details::details-content{content-visibility:visible;block-size:auto}
              .advice,tr{break-inside:avoid}details,section{break-inside:auto}pre{white-space:pre-wrap}
              td.words{min-width:0}th,td{white-space:normal;overflow-wrap:anywhere}}
            """;

    private ReportStyle() {}
}
