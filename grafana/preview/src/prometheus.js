// Asks Prometheus what Grafana's data source would ask, and makes data frames of the answers as it does.
import { createDataFrame, FieldType, rangeUtil } from '@grafana/data';

const ask = async (path, parameters) => {
    const response = await fetch(`/api/v1/${path}?${new URLSearchParams(parameters)}`);
    const text = await response.text();
    const body = text.startsWith('{') ? JSON.parse(text) : { status: 'error', error: text };
    if (body.status !== 'success') throw new Error(body.error);
    return body.data;
};

const seriesName = ({ __name__: metric = '', ...labels }) => {
    const pairs = Object.keys(labels)
        .sort()
        .map((key) => `${key}="${labels[key]}"`);
    return pairs.length ? `${metric}{${pairs.join(', ')}}` : metric;
};

/** The name that the data source gives a series; none with "__auto", then the panel finds the labels that differ. */
const legend = (format, labels, expr) => {
    if (format === '__auto') return Object.keys(labels).length ? undefined : expr;
    if (!format) return seriesName(labels) || expr;
    return format.replace(/\{\{\s*(.+?)\s*\}\}/g, (_, label) => labels[label] ?? '');
};

const seriesFrame = ({ metric, values, value }, target, expr, step) => {
    const points = values ?? [value];
    const name = legend(target.legendFormat, metric, expr);
    return createDataFrame({
        refId: target.refId,
        name,
        fields: [
            {
                name: 'Time',
                type: FieldType.time,
                config: step ? { interval: step * 1e3 } : {},
                values: points.map(([t]) => t * 1e3),
            },
            {
                name: 'Value',
                type: FieldType.number,
                labels: metric,
                config: { displayNameFromDS: name },
                values: points.map(([, v]) => Number(v.replace('Inf', 'Infinity'))),
            },
        ],
    });
};

/** One frame with a column per label, as the format "table" gives. */
const tableFrame = (series, target, single) => {
    const rows = series.flatMap(({ metric, values, value }) => (values ?? [value]).map(([t, v]) => ({ metric, t, v })));
    const labels = [...new Set(rows.flatMap(({ metric }) => Object.keys(metric).sort()))];
    return createDataFrame({
        refId: target.refId,
        fields: [
            { name: 'Time', type: FieldType.time, values: rows.map(({ t }) => t * 1e3) },
            ...labels.map((label) => ({
                name: label,
                type: FieldType.string,
                config: { filterable: true },
                values: rows.map(({ metric }) => metric[label] ?? ''),
            })),
            {
                name: single ? 'Value' : `Value #${target.refId}`,
                type: FieldType.number,
                values: rows.map(({ v }) => Number(v.replace('Inf', 'Infinity'))),
            },
        ],
    });
};

const seconds = (text) => (text ? rangeUtil.intervalToMs(text.replace(/^>/, '')) / 1e3 : 0);

/** Answers of all targets of a panel: frames, and what went wrong. The width decides the step, as in Grafana. */
export const query = async (panel, width, { range, scrape, interpolate }) => {
    const targets = (panel.targets ?? []).filter((t) => !t.hide && t.expr);
    const tables = targets.filter((t) => t.format === 'table').length;
    const errors = [];
    const one = async (target) => {
        const minimum = seconds(target.interval && interpolate(target.interval)) || seconds(panel.interval) || scrape;
        const points = panel.maxDataPoints || Math.round(width);
        const fitting = rangeUtil.calculateInterval(range, points, `${Math.round(minimum * 1e3)}ms`).intervalMs / 1e3;
        const length = (range.to - range.from) / 1e3;
        const step = Math.max(fitting * (target.intervalFactor || 1), length / 11_000);
        const expr = interpolate(
            target.expr,
            {
                __interval: `${step}s`,
                __interval_ms: step * 1e3,
                __rate_interval: `${Math.max(step + scrape, 4 * scrape)}s`,
                __range: `${Math.round(length)}s`,
                __range_s: Math.round(length),
                __range_ms: Math.round(length * 1e3),
            },
            true,
        );
        const instant = target.instant && !target.range;
        const [start, end] = [Math.floor(range.from / 1e3 / step) * step, Math.floor(range.to / 1e3 / step) * step];
        try {
            const { result, resultType } = instant
                ? await ask('query', { query: expr, time: range.to / 1e3 })
                : await ask('query_range', { query: expr, start, end, step });
            const series = resultType === 'scalar' ? [{ metric: {}, value: result }] : result;
            if (!series.length) return { expr, frames: [] };
            return {
                expr,
                frames:
                    target.format === 'table'
                        ? [tableFrame(series, target, tables === 1)]
                        : series.map((s) => seriesFrame(s, target, expr, instant ? 0 : step)),
            };
        } catch (error) {
            errors.push(`${target.refId}: ${error.message}: ${expr}`);
            return { expr, frames: [] };
        }
    };
    const answers = await Promise.all(targets.map(one));
    const notes =
        answers.length > 1
            ? answers.flatMap((a, i) => (a.frames.length ? [] : [`${targets[i].refId} is empty: ${a.expr}`]))
            : [];
    return { frames: answers.flatMap((a) => a.frames), errors, notes, queries: answers.map((a) => a.expr) };
};

/** Options of a query variable: label_values(series, label), label_values(label), query_result(expr). */
const variableOptions = async (text, { from, to }) => {
    const range = { start: from / 1e3, end: to / 1e3 };
    const [, series, label] = /^label_values\((?:(.+),)?\s*(\w+)\s*\)$/s.exec(text.trim()) ?? [];
    if (label) return ask(`label/${label}/values`, series ? { ...range, 'match[]': series } : range);
    const [, expr] = /^query_result\((.+)\)$/s.exec(text.trim()) ?? [];
    if (!expr) throw new Error(`not understood: ${text}`);
    const { result } = await ask('query', { query: expr, time: range.end });
    return result.map(({ metric, value }) => `${seriesName(metric)} ${value[1]} ${value[0] * 1e3}`);
};

const options = async (variable, interpolate, range) => {
    if (variable.type !== 'query')
        return String(variable.query ?? '')
            .split(',')
            .map((s) => s.trim())
            .filter(Boolean);
    const found = await variableOptions(interpolate(variable.query?.query ?? variable.query), range);
    const [, pattern] = /^\/(.*)\/$/.exec(variable.regex ?? '') ?? [];
    const kept = found
        .map((v) => (pattern ? new RegExp(pattern).exec(v) : [v]))
        .filter(Boolean)
        .map((m) => m.groups?.value ?? m[1] ?? m[0]);
    return [...new Set(kept)].sort();
};

const escaped = (value) => value.replace(/[\\^$*+?.()|[\]{}]/g, '\\\\$&');

/** Values of all variables: those asked for, else the dashboard's own, else the first; and what puts them into a text. */
export const variables = async (list, wanted, range) => {
    const known = {};
    const text = (name, format, promql) => {
        const { values, all, multiple } = known[name];
        if (format === 'text') return all ? 'All' : values.join(' + ');
        if (all && !format && promql && all.allValue) return all.allValue;
        if (format === 'csv' || (!promql && !format)) return all && !format ? 'All' : values.join(',');
        if (format === 'pipe') return values.join('|');
        if (format === 'raw' || (!multiple && !format)) return values.join(',');
        const parts = values.map(escaped);
        return parts.length === 1 ? parts[0] : format === 'regex' ? parts.join('|') : `(${parts.join('|')})`;
    };
    const interpolate = (string, more = {}, promql = false) =>
        string.replace(/\$(\w+)|\$\{(\w+)(?::(\w+))?\}|\[\[(\w+)\]\]/g, (whole, a, b, format, c) => {
            const name = a ?? b ?? c;
            if (name in more) return more[name];
            return name in known ? text(name, format, promql) : whole;
        });
    for (const variable of list) {
        const { name, type, multi, includeAll, allValue } = variable;
        const multiple = multi || includeAll;
        if (type === 'datasource') known[name] = { values: ['preview'] };
        else if (type === 'constant' || type === 'textbox')
            known[name] = { values: [wanted[name] ?? variable.current?.value ?? variable.query ?? ''] };
        else {
            const choices = await options(variable, (s) => interpolate(s, {}, true), range);
            const current = wanted[name]?.split(',') ?? [variable.current?.value ?? []].flat();
            const isAll =
                includeAll &&
                (current.some((v) => v === '$__all' || v === 'All') ||
                    (!current.length && variable.current?.text === 'All'));
            const chosen = wanted[name] ? current : current.filter((v) => choices.includes(v));
            const values = isAll ? choices : chosen.length ? chosen : choices.slice(0, 1);
            known[name] = { values, all: isAll && { allValue }, multiple, choices };
        }
    }
    return {
        interpolate,
        shown: list.filter((v) => v.hide !== 2).map((v) => ({ label: v.label || v.name, text: text(v.name, 'text') })),
        known,
    };
};
