// One component per panel type: Grafana's where its packages have one, else a drawing close to it.
import {
    getDisplayValueAlignmentFactors,
    getFieldDisplayName,
    getFieldDisplayValues,
    FieldType,
    formattedValueToString,
    renderTextPanelMarkdown,
    VizOrientation,
} from '@grafana/data';
import { BarGauge, BigValue, TimeSeries, useTheme2, VizLegend, VizRepeater } from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';

const NoData = ({ panel, height }) => (
    <div className="nodata" style={{ height }}>
        {panel.fieldConfig.defaults.noValue ?? 'No data'}
    </div>
);

/** As Grafana's time series panel does: only what is finite is drawn, for one NaN spoils the scale. */
const finite = (frame) => ({
    ...frame,
    fields: frame.fields.map((f) =>
        f.type === FieldType.number ? { ...f, values: f.values.map((v) => (Number.isFinite(v) ? v : null)) } : f,
    ),
});

const Graph = ({ panel, data, width, height, timeRange }) => (
    <TimeSeries
        frames={data.map(finite)}
        width={width}
        height={height}
        timeRange={timeRange}
        timeZone="utc"
        legend={panel.options.legend}
        options={panel.options}
    />
);

const displayValues = ({ panel, data, interpolate }, theme, sparkline) =>
    getFieldDisplayValues({
        data,
        reduceOptions: panel.options.reduceOptions,
        fieldConfig: panel.fieldConfig,
        replaceVariables: (text) => interpolate(text),
        theme,
        sparkline,
        timeZone: 'utc',
    });

const Stat = (props) => {
    const theme = useTheme2();
    const {
        panel: { options },
        width,
        height,
    } = props;
    const values = displayValues(props, theme, options.graphMode !== 'none');
    const one = ({ value: { display, sparkline }, alignmentFactors, width, height, count }) => (
        <BigValue
            {...{ theme, width, height, count, sparkline, alignmentFactors }}
            {...{
                colorMode: options.colorMode,
                graphMode: options.graphMode,
                justifyMode: options.justifyMode,
                text: options.text,
            }}
            value={display}
            textMode={options.textMode}
            disableWideLayout={!options.wideLayout}
            percentChangeColorMode={options.percentChangeColorMode}
        />
    );
    return (
        <VizRepeater
            {...{
                width,
                height,
                renderValue: one,
                getValues: () => values,
                source: props.data,
                renderCounter: 0,
                autoGrid: true,
                orientation: options.orientation,
            }}
            getAlignmentFactors={getDisplayValueAlignmentFactors}
        />
    );
};

const Bars = (props) => {
    const theme = useTheme2();
    const {
        panel: { options, type },
        width,
        height,
    } = props;
    const values = displayValues(props, theme, false);
    const auto = width > height ? VizOrientation.Vertical : VizOrientation.Horizontal;
    const orientation = options.orientation === 'auto' ? auto : options.orientation;
    const one = ({
        value: { display, field, view, colIndex },
        alignmentFactors,
        width,
        height,
        orientation,
        count,
    }) => (
        <BarGauge
            {...{
                theme,
                width,
                height,
                orientation,
                alignmentFactors,
                field,
                value: display,
                text: options.text,
                itemSpacing: 8,
                lcdCellWidth: 12,
            }}
            {...{
                displayMode: options.displayMode,
                showUnfilled: options.showUnfilled,
                valueDisplayMode: options.valueMode,
                namePlacement: options.namePlacement,
            }}
            display={view?.getFieldDisplayProcessor(colIndex)}
        />
    );
    return (
        <VizRepeater
            {...{
                width,
                height,
                renderValue: one,
                getValues: () => values,
                source: props.data,
                renderCounter: 0,
                orientation,
                itemSpacing: 10,
            }}
            minVizWidth={options.sizing === 'manual' ? options.minVizWidth : 8}
            minVizHeight={options.sizing === 'manual' ? options.minVizHeight : 16}
            maxVizHeight={options.sizing === 'manual' ? options.maxVizHeight : 300}
            getAlignmentFactors={getDisplayValueAlignmentFactors}
        />
    );
};

const Rows = ({ panel: { options, fieldConfig }, data, width, height, timeRange }) => (
    <TableNG
        {...{
            width,
            height,
            timeRange,
            fieldConfig,
            data: data[options.frameIndex] ?? data[0],
            sortBy: options.sortBy,
            cellHeight: options.cellHeight,
        }}
        noHeader={!options.showHeader}
        showTypeIcons={options.showTypeIcons}
        enablePagination={options.enablePagination}
        maxRowHeight={options.maxRowHeight}
        frozenColumns={options.frozenColumns?.left}
        resizable
    />
);

/** Grafana's state timeline is no part of its packages: rows of colored stretches, drawn to look alike. */
const States = ({ panel: { options, fieldConfig }, data, width, height, timeRange }) => {
    const theme = useTheme2();
    const [from, to] = [timeRange.from.valueOf(), timeRange.to.valueOf()];
    const rows = data.flatMap((frame) => {
        const time = frame.fields.find((f) => f.type === FieldType.time);
        if (!time) return [];
        const step = time.config.interval ?? (time.values[1] ?? to) - time.values[0];
        return frame.fields
            .filter((f) => f !== time && !f.config.custom?.hideFrom?.viz)
            .map((field) => {
                const stretches = [];
                time.values.forEach((at, i) => {
                    const [value, last] = [field.values[i], stretches.at(-1)];
                    if (value === null || Number.isNaN(value)) return;
                    const shown = field.display(value);
                    const text = formattedValueToString(shown);
                    const joined = last && last.end >= at && last.text === text && options.mergeValues;
                    if (joined) last.end = Math.min(at + step, to);
                    else stretches.push({ start: at, end: Math.min(at + step, to), text, color: shown.color });
                });
                return { name: getFieldDisplayName(field, frame, data), stretches };
            });
    });
    const states = new Map(rows.flatMap((row) => row.stretches).map(({ text, color }) => [text, color]));
    const legend = options.legend.showLegend && fieldConfig.defaults.color.mode !== 'continuous-GrYlRd';
    const left = Math.min(width * 0.3, 16 + 7.2 * Math.max(...rows.map((r) => r.name.length), 0));
    const [plot, each] = [width - left - 8, (height - 24 - (legend ? 28 : 0)) / Math.max(rows.length, 1)];
    const x = (time) => left + (plot * (time - from)) / (to - from);
    const ticks = Array.from(
        { length: Math.floor(plot / 120) + 1 },
        (_, i) => from + ((to - from) * i) / Math.floor(plot / 120 + 1),
    );
    const style = { fontSize: 12, fontFamily: theme.typography.fontFamily, fill: theme.colors.text.primary };
    return (
        <div>
            <svg width={width} height={height - (legend ? 28 : 0)} style={style}>
                {rows.map(({ name, stretches }, row) => (
                    <g key={row} transform={`translate(0 ${row * each})`}>
                        <text x={left - 8} y={each / 2 + 4} textAnchor="end">
                            {name}
                        </text>
                        {stretches.map(({ start, end, text, color }) => {
                            const [a, b] = [x(Math.max(start, from)), x(end)];
                            const room = options.showValue !== 'never' && each > 14 && b - a > 7 * text.length + 8;
                            return (
                                <g key={start}>
                                    <rect
                                        x={a}
                                        y={(each * (1 - options.rowHeight)) / 2}
                                        width={Math.max(b - a, 1)}
                                        height={each * options.rowHeight}
                                        fill={color}
                                        fillOpacity={(fieldConfig.defaults.custom.fillOpacity ?? 70) / 100}
                                    />
                                    {room && (
                                        <text x={a + 5} y={each / 2 + 4} fill={theme.colors.getContrastText(color)}>
                                            {text}
                                        </text>
                                    )}
                                </g>
                            );
                        })}
                    </g>
                ))}
                {ticks.map((tick) => (
                    <text key={tick} x={x(tick)} y={each * rows.length + 18} textAnchor="middle">
                        {new Date(tick).toISOString().slice(11, 16)}
                    </text>
                ))}
            </svg>
            {legend && (
                <VizLegend
                    displayMode="list"
                    placement="bottom"
                    items={[...states].map(([label, color]) => ({ label, color, yAxis: 1 }))}
                />
            )}
        </div>
    );
};

const Text = ({ panel: { options }, interpolate }) => (
    <div
        className="markdown-html"
        dangerouslySetInnerHTML={{ __html: renderTextPanelMarkdown(interpolate(options.content)) }}
    />
);

const COMPONENTS = { timeseries: Graph, stat: Stat, bargauge: Bars, table: Rows, 'state-timeline': States };

export const Visualization = (props) => {
    const { panel, data } = props;
    const Component = COMPONENTS[panel.type];
    if (panel.type === 'text') return <Text {...props} />;
    if (!Component) return <div className="nodata">the preview draws no “{panel.type}”</div>;
    const filled = data.some((frame) => frame.length > 0);
    return filled || panel.type === 'stat' || panel.type === 'bargauge' ? (
        <Component {...props} />
    ) : (
        <NoData {...props} />
    );
};
