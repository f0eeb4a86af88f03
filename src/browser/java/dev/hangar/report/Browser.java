package dev.hangar.report;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Debian's Chromium, which opens pages from files and notes whatever they complain of or ask the network for.
final class Browser implements AutoCloseable {
    private static final Path PICTURES = Path.of("target/browser");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    /// How a page is looked at.
    ///
    /// @param name of the picture
    /// @param width of the window in pixels
    record Look(String name, int width, ColorScheme scheme) {}

    /// A page, and all that it complained of or asked for beyond its own file.
    record Opened(Page page, List<String> complaints, List<String> requests) {}

    Browser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run")));
    }

    Opened open(String html, Look look) throws IOException {
        Files.createDirectories(PICTURES);
        Path file =
                Files.writeString(PICTURES.resolve(look.name() + ".html"), html).toAbsolutePath();
        BrowserContext context = browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(look.width(), 900)
                .setColorScheme(look.scheme()));
        Page page = context.newPage();
        List<String> complaints = new ArrayList<>();
        List<String> requests = new ArrayList<>();
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(complaints::add);
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> requests.add(request.url()));
        page.navigate(file.toUri().toString());
        requests.remove(file.toUri().toString());
        return new Opened(page, complaints, requests);
    }

    /// A picture of the whole page for people to look at.
    static void picture(Page page, Look look) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(look.name() + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
