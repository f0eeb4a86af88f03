// What Grafana does with frames before a component draws them: transformations, defaults, overrides. The registries and
// each panel type's defaults live in its application and not in its packages, so they are given here.
import {
    applyFieldOverrides,
    cacheFieldDisplayNames,
    FieldConfigOptionsRegistry,
    FieldType,
    standardTransformers,
    standardTransformersRegistry,
    transformDataFrame,
} from '@grafana/data';
import { lastValueFrom } from 'rxjs';

standardTransformersRegistry.setInit(() =>
    [...new Map(Object.values(standardTransformers).map((info) => [info.id, info])).values()].map((info) => ({
        id: info.id,
        name: info.name,
        transformation: async () => info,
    })),
);

const THRESHOLDS = { color: { mode: 'thresholds' } };
const PALETTE = { color: { mode: 'palette-classic' } };
const HIDE_FROM = { legend: false, tooltip: false, viz: false };
const LEGEND = { displayMode: 'list', placement: 'bottom', calcs: [], showLegend: true };
const REDUCE = { reduceOptions: { calcs: ['lastNotNull'], values: false, fields: '' }, orientation: 'auto' };

const TYPES = {
    timeseries: {
        defaults: {
            ...PALETTE,
            custom: {
                drawStyle: 'line',
                lineInterpolation: 'linear',
                lineWidth: 1,
                fillOpacity: 0,
                gradientMode: 'none',
                spanNulls: false,
                insertNulls: false,
                showPoints: 'auto',
                pointSize: 5,
                stacking: { mode: 'none', group: 'A' },
                axisPlacement: 'auto',
                axisLabel: '',
                axisColorMode: 'text',
                axisBorderShow: false,
                scaleDistribution: { type: 'linear' },
                axisCenteredZero: false,
                hideFrom: HIDE_FROM,
                barAlignment: 0,
                barWidthFactor: 0.6,
                thresholdsStyle: { mode: 'off' },
            },
        },
        options: { legend: LEGEND },
    },
    stat: {
        defaults: THRESHOLDS,
        options: {
            ...REDUCE,
            graphMode: 'area',
            colorMode: 'value',
            justifyMode: 'auto',
            textMode: 'auto',
            wideLayout: true,
        },
    },
    bargauge: {
        defaults: THRESHOLDS,
        options: {
            ...REDUCE,
            displayMode: 'gradient',
            valueMode: 'color',
            namePlacement: 'auto',
            showUnfilled: true,
            sizing: 'auto',
            minVizWidth: 8,
            minVizHeight: 16,
            maxVizHeight: 300,
        },
    },
    table: {
        defaults: {
            ...THRESHOLDS,
            custom: {
                align: 'auto',
                cellOptions: { type: 'auto' },
                inspect: false,
                hideFrom: HIDE_FROM,
                footer: { reducers: [] },
            },
        },
        options: { showHeader: true, cellHeight: 'sm', frameIndex: 0 },
    },
    'state-timeline': {
        defaults: { ...THRESHOLDS, custom: { lineWidth: 0, fillOpacity: 70, hideFrom: HIDE_FROM } },
        options: { mergeValues: true, showValue: 'auto', alignValue: 'left', rowHeight: 0.9, legend: LEGEND },
    },
    text: { defaults: {}, options: { mode: 'markdown', content: '' } },
};
const BASE = {
    thresholds: {
        mode: 'absolute',
        steps: [
            { color: 'green', value: null },
            { color: 'red', value: 80 },
        ],
    },
    mappings: [],
};

const plain = (v) => v !== null && typeof v === 'object' && !Array.isArray(v);
const merged = (a, b = {}) => {
    const result = { ...a };
    for (const [key, value] of Object.entries(b))
        result[key] = plain(value) && plain(a[key]) ? merged(a[key], value) : value;
    return result;
};

export const drawable = (type) => type in TYPES;

/** The panel with the defaults of its type where it says nothing, and the lowest threshold as the number that JSON cannot hold. */
export const withDefaults = (panel) => {
    const { defaults = {}, options = {} } = TYPES[panel.type] ?? {};
    const lowest = ({ steps, ...rest }) => ({
        ...rest,
        steps: steps.map((s, i) => (i ? s : { ...s, value: s.value ?? -Infinity })),
    });
    const config = merged(merged(BASE, defaults), panel.fieldConfig?.defaults);
    const rules = (panel.fieldConfig?.overrides ?? []).map((rule) => ({
        ...rule,
        properties: rule.properties.map((p) => (p.id === 'thresholds' ? { ...p, value: lowest(p.value) } : p)),
    }));
    return {
        ...panel,
        options: merged(options, panel.options),
        fieldConfig: { defaults: { ...config, thresholds: lowest(config.thresholds) }, overrides: rules },
    };
};

const STANDARD = [
    'unit',
    'min',
    'max',
    'fieldMinMax',
    'decimals',
    'displayName',
    'noValue',
    'thresholds',
    'mappings',
    'links',
    'actions',
    'color',
    'filterable',
    'description',
];
const NUMBERS_ONLY = new Set(['min', 'max', 'fieldMinMax', 'decimals']);

/** Properties that may be set: the standard ones, and every custom one that the panel mentions. */
const registry = ({ defaults, overrides }) => {
    const custom = new Set([
        ...Object.keys(defaults.custom ?? {}),
        ...overrides
            .flatMap((rule) => rule.properties)
            .filter((p) => p.id.startsWith('custom.'))
            .map((p) => p.id.slice('custom.'.length)),
    ]);
    const item = (id, path, isCustom) => ({
        id,
        path,
        isCustom,
        name: id,
        process: (value) => value,
        shouldApply: (field) => !NUMBERS_ONLY.has(id) || field.type === FieldType.number,
    });
    return new FieldConfigOptionsRegistry(() => [
        ...STANDARD.map((id) => item(id, id, false)),
        ...[...custom].map((path) => item(`custom.${path}`, path, true)),
    ]);
};

/** Frames as the component wants them, and remarks on what was left out. */
export const prepared = async (panel, frames, theme, interpolate) => {
    const replaceVariables = (text) => interpolate(text);
    const steps = (panel.transformations ?? []).filter((t) => !t.disabled);
    const unknown = steps
        .filter((t) => !standardTransformersRegistry.getIfExists(t.id))
        .map((t) => `transformation not known here: ${t.id}`);
    const transformed = steps.length
        ? await lastValueFrom(transformDataFrame(steps, frames, { interpolate: replaceVariables }))
        : frames;
    const data = applyFieldOverrides({
        data: transformed,
        fieldConfig: panel.fieldConfig,
        fieldConfigRegistry: registry(panel.fieldConfig),
        replaceVariables,
        theme,
        timeZone: 'utc',
    });
    cacheFieldDisplayNames(data);
    return { data, notes: unknown };
};
