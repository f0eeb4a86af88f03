// Draws dashboard files with Grafana's own panel components against a Prometheus: pictures, and a list of panels.
// This half runs in Node: it bundles the page, serves it beside a proxy of Prometheus, and drives the browser.
import { build } from 'esbuild';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const HERE = dirname(fileURLToPath(import.meta.url));
const USAGE = `usage: node preview.mjs [options] DASHBOARD.json...
  --prometheus URL   default http://127.0.0.1:9090
  --from 1h          how far the time range reaches back: a number of s, m, h or d; default 1h
  --until TIME       its end, ISO time or milliseconds; default now
  --theme dark|light default dark
  --var NAME=VALUE   value of a variable, repeatable; "NAME=a,b" for several, "NAME=All" for all
  --scrape 15s       scrape interval of the data source, for $__rate_interval; default 15s
  --width 1600       of the browser window, in pixels
  --out DIR          where the pictures go; default build/pictures
  --panels           one more picture per panel
  --browser PATH     default: chromium of the PATH's usual places
  --serve            leave the page open to a browser instead of drawing it`;

const { values: options, positionals: files } = parseArgs({
    allowPositionals: true,
    options: {
        prometheus: { type: 'string', default: 'http://127.0.0.1:9090' },
        from: { type: 'string', default: '1h' },
        until: { type: 'string', default: '' },
        theme: { type: 'string', default: 'dark' },
        var: { type: 'string', multiple: true, default: [] },
        scrape: { type: 'string', default: '15s' },
        width: { type: 'string', default: '1600' },
        out: { type: 'string', default: join(HERE, 'build/pictures') },
        panels: { type: 'boolean', default: false },
        browser: { type: 'string', default: '' },
        serve: { type: 'boolean', default: false },
    },
});
if (!files.length) {
    console.error(USAGE);
    process.exit(2);
}

const milliseconds = (text) => {
    const [, number, unit] = /^(\d+)(s|m|h|d)$/.exec(text) ?? [];
    if (!number) throw new Error(`not a duration: ${text}`);
    return number * { s: 1e3, m: 6e4, h: 36e5, d: 864e5 }[unit];
};

const until = /^\d+$/.test(options.until)
    ? Number(options.until)
    : options.until
      ? Date.parse(options.until)
      : Date.now();
const settings = (file) => ({
    dashboard: JSON.parse(readFileSync(file, 'utf8')),
    from: until - milliseconds(options.from),
    until,
    theme: options.theme,
    variables: Object.fromEntries(options.var.map((pair) => [pair.split('=')[0], pair.slice(pair.indexOf('=') + 1)])),
    scrape: milliseconds(options.scrape) / 1e3,
});

const bundle = () =>
    build({
        entryPoints: [join(HERE, 'src/page.jsx')],
        outdir: join(HERE, 'build/page'),
        bundle: true,
        jsx: 'automatic',
        logLevel: 'warning',
        // The components' own warnings about translations and the like are not ours.
        define: { 'process.env.NODE_ENV': '"production"' },
        loader: { '.ttf': 'dataurl', '.woff2': 'dataurl', '.svg': 'dataurl' },
    });

const MODULES = join(HERE, 'node_modules');
/** What Grafana's server would serve: icons and the Inter font lie in the packages under other names. */
const asset = (path) => {
    if (path.startsWith('/page/')) return join(HERE, 'build', path);
    if (path.includes('/fonts/inter/'))
        return join(MODULES, '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2');
    const icon = /\/img\/icons\/(.+)$/.exec(path);
    return icon && join(MODULES, '@grafana/ui/dist/public/img/icons', icon[1]);
};
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };

const html = (
    index,
) => `<!doctype html><meta charset="utf-8"><title>preview</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/page/page.css">
<script>window.__grafana_public_path__ = '/public/'; window.preview = ${JSON.stringify(settings(files[index])).replaceAll('<', '\\u003c')}</script>
<body><div id="root"></div><script src="/page/page.js"></script>`;

const answer = async (request, response) => {
    const { pathname, search } = new URL(request.url, 'http://preview');
    if (pathname.startsWith('/api/')) {
        const upstream = await fetch(options.prometheus + pathname + search);
        response.writeHead(upstream.status, { 'content-type': 'application/json' }).end(await upstream.text());
    } else if (/^\/d\/\d+$/.test(pathname) && files[pathname.slice(3)]) {
        response.writeHead(200, { 'content-type': 'text/html' }).end(html(pathname.slice(3)));
    } else {
        const file = asset(pathname);
        const found = file && existsSync(file);
        response.writeHead(found ? 200 : 404, { 'content-type': TYPES[extname(file || '')] ?? 'text/plain' });
        response.end(found ? readFileSync(file) : '');
    }
};

/** One line per panel: what it shows, and what is wrong with it. Returns the number of panels with errors. */
const print = (file, panels) => {
    console.log(`\n${file}`);
    for (const p of panels) {
        const state = p.errors.length ? 'ERROR' : p.queries && !p.series ? 'NO DATA' : 'ok';
        console.log(`  ${state.padEnd(8)}${String(p.series).padStart(4)} series  ${p.type.padEnd(15)} ${p.title}`);
        for (const line of [...p.errors, ...p.notes]) console.log(`${' '.repeat(27)}${line}`);
    }
    return panels.filter((p) => p.errors.length).length;
};

const draw = async (browser, index, port) => {
    const page = await browser.newPage({ viewport: { width: Number(options.width), height: 900 }, timezoneId: 'UTC' });
    page.on('pageerror', (error) => console.error(`page: ${error.message}`));
    await page.goto(`http://127.0.0.1:${port}/d/${index}`);
    const panels = await (await page.waitForFunction(() => window.drawn, null, { timeout: 60_000 })).jsonValue();
    const path = join(
        options.out,
        basename(files[index], '.json') + (options.theme === 'dark' ? '' : `-${options.theme}`),
    );
    // A table draws only the rows in sight: make the window as tall as the page.
    await page.setViewportSize({
        width: Number(options.width),
        height: await page.evaluate(() => document.documentElement.scrollHeight),
    });
    await page.waitForTimeout(500);
    await page.screenshot({ path: `${path}.png` });
    if (options.panels) {
        for (const box of await page.locator('[data-panel]').all()) {
            await box.screenshot({ path: `${path}-${await box.getAttribute('data-panel')}.png` });
        }
    }
    writeFileSync(`${path}.txt`, panels.map((p) => JSON.stringify(p)).join('\n') + '\n');
    await page.close();
    return print(files[index], panels);
};

await bundle();
const server = createServer((request, response) =>
    answer(request, response).catch((error) => response.writeHead(502).end(String(error))),
);
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const { port } = server.address();
if (options.serve) {
    files.forEach((file, index) => console.log(`${file}: http://127.0.0.1:${port}/d/${index}`));
} else {
    mkdirSync(options.out, { recursive: true });
    const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
    const browser = await chromium.launch({
        executablePath: options.browser || places.find(existsSync),
        args: ['--no-sandbox'],
    });
    let wrong = 0;
    for (const index of files.keys()) wrong += await draw(browser, index, port);
    await browser.close();
    server.close();
    console.log(`\npictures in ${options.out}`);
    process.exit(wrong ? 1 : 0);
}
