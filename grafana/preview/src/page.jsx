// The page: loads what a dashboard asks for, lays its panels out, and leaves in window.drawn what it found in each.
import { createTheme, dateTime, ThemeContext } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { GlobalStyles, PanelChrome, PortalContainer } from '@grafana/ui';
import { Component } from 'react';
import { createRoot } from 'react-dom/client';
import 'uplot/dist/uPlot.min.css';
import { drawable, prepared, withDefaults } from './fields.js';
import { query, variables } from './prometheus.js';
import { Visualization } from './panels.jsx';
import './page.css';

const { dashboard, from, until, theme: mode, variables: wanted, scrape } = window.preview;
const theme = createTheme({ colors: { mode } });
const range = { from, to: until };
const timeRange = { from: dateTime(from), to: dateTime(until), raw: { from: dateTime(from), to: dateTime(until) } };

// Grafana's grid: 24 columns, 30 px a row, 8 px between.
const GAP = 8;
const column = (window.innerWidth - 32 - 23 * GAP) / 24;
const across = (cells) => cells * column + (cells - 1) * GAP;
const down = (cells) => cells * 30 + (cells - 1) * GAP;
const place = ({ x, y, w, h }) => ({
    left: x * (column + GAP),
    top: y * (30 + GAP),
    width: across(w),
    height: down(h),
});

/** All panels in one list; those of closed rows too, below their row, and what follows moved down by as much. */
const unfolded = (panels) => {
    let shift = 0;
    return panels.flatMap((panel) => {
        const moved = { ...panel, gridPos: { ...panel.gridPos, y: panel.gridPos.y + shift } };
        if (panel.type !== 'row' || !panel.panels?.length) return [moved];
        const inside = panel.panels.map((p) => ({ ...p, gridPos: { ...p.gridPos, y: p.gridPos.y + shift } }));
        const top = Math.min(...inside.map((p) => p.gridPos.y));
        const bottom = Math.max(...inside.map((p) => p.gridPos.y + p.gridPos.h));
        const lift = moved.gridPos.y + 1 - top;
        shift += bottom - top;
        return [moved, ...inside.map((p) => ({ ...p, gridPos: { ...p.gridPos, y: p.gridPos.y + lift } }))];
    });
};

/** Panels that repeat over a variable, once for each of its values: side by side up to maxPerRow, or below each other. */
const repeated = (panels, { known }) => {
    let shift = 0;
    return panels.flatMap((panel) => {
        const moved = { ...panel, gridPos: { ...panel.gridPos, y: panel.gridPos.y + shift } };
        const values = known[panel.repeat]?.values ?? [];
        if (!values.length || panel.type === 'row') return [moved];
        const perRow = panel.repeatDirection === 'v' ? 1 : Math.min(values.length, panel.maxPerRow ?? 4);
        const w = panel.repeatDirection === 'v' ? panel.gridPos.w : Math.floor(24 / perRow);
        shift += (Math.ceil(values.length / perRow) - 1) * panel.gridPos.h;
        return values.map((value, i) => ({
            ...moved,
            id: `${panel.id}-${value}`,
            scoped: { [panel.repeat]: value },
            gridPos: {
                ...moved.gridPos,
                w,
                x: perRow === 1 ? panel.gridPos.x : (i % perRow) * w,
                y: moved.gridPos.y + Math.floor(i / perRow) * panel.gridPos.h,
            },
        }));
    });
};

const load = async (raw, outer) => {
    const panel = withDefaults(raw);
    const interpolate = (text, more, promql) => outer(text, { ...panel.scoped, ...more }, promql);
    const size = place(panel.gridPos);
    const answer = await query(panel, size.width, { range, scrape, interpolate });
    const { data, notes } = await prepared(panel, answer.frames, theme, interpolate);
    if (panel.type !== 'row' && !drawable(panel.type)) notes.push(`panel type not drawn: ${panel.type}`);
    return {
        panel,
        size,
        interpolate,
        data,
        ...answer,
        notes: [...answer.notes, ...notes],
        title: interpolate(panel.title ?? ''),
    };
};

class Guard extends Component {
    state = {};
    static getDerivedStateFromError = (error) => ({ error });
    componentDidCatch(error) {
        this.props.loaded.errors.push(`drawing: ${error.message}`);
    }
    render = () => (this.state.error ? <div className="nodata">{this.state.error.message}</div> : this.props.children);
}

const Panel = ({ loaded }) => {
    const { panel, size, title, errors } = loaded;
    if (panel.type === 'row')
        return (
            <div className="heading" style={size}>
                ⌄ {title}
            </div>
        );
    return (
        <div style={size} data-panel={panel.id}>
            <PanelChrome
                {...{
                    title,
                    width: size.width,
                    height: size.height,
                    description: panel.description,
                    statusMessage: errors.join('\n') || undefined,
                }}
                displayMode={panel.transparent ? 'transparent' : 'default'}
                padding={panel.type === 'table' ? 'none' : 'md'}
            >
                {(width, height) => (
                    <Guard loaded={loaded}>
                        <Visualization {...loaded} {...{ width, height, timeRange }} />
                    </Guard>
                )}
            </PanelChrome>
        </div>
    );
};

const Page = ({ all, shown }) => (
    <ThemeContext.Provider value={theme}>
        <GlobalStyles />
        <div className="strip">
            <h1>{dashboard.title}</h1>
            {shown.map(({ label, text }) => (
                <label key={label}>
                    {label}
                    <b>{text}</b>
                </label>
            ))}
            <label>
                {new Date(from).toISOString().slice(0, 16)} to {new Date(until).toISOString().slice(0, 16)} UTC
            </label>
        </div>
        <div className="grid" style={{ height: Math.max(...all.map(({ size }) => size.top + size.height)) }}>
            {all.map((loaded, i) => (
                <Panel key={i} loaded={loaded} />
            ))}
        </div>
        <PortalContainer />
    </ThemeContext.Provider>
);

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const main = async () => {
    await initPluginTranslations('preview', []);
    const filled = await variables(dashboard.templating?.list ?? [], wanted, range);
    const panels = repeated(unfolded(dashboard.panels), filled);
    const all = await Promise.all(panels.map((panel) => load(panel, filled.interpolate)));
    await document.fonts.load('400 14px Inter');
    await document.fonts.load('500 14px Inter');
    createRoot(document.getElementById('root')).render(<Page all={all} shown={filled.shown} />);
    await document.fonts.ready;
    await pause(1500);
    return all
        .filter(({ panel }) => panel.type !== 'row')
        .map(({ panel, title, data, errors, notes, queries }) => ({
            id: panel.id,
            type: panel.type,
            title,
            series: data.filter((frame) => frame.length).length,
            rows: Math.max(0, ...data.map((frame) => frame.length)),
            queries: queries.length,
            errors,
            notes,
        }));
};

main().then(
    (panels) => (window.drawn = panels),
    (error) =>
        (window.drawn = [{ title: 'dashboard', type: '', series: 0, queries: 0, errors: [error.stack], notes: [] }]),
);
