package org.layco.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The system's Chromium without a window; nothing is downloaded. */
public final class Chromium implements AutoCloseable {
    /** Where Debian installs it. */
    public static final Path EXECUTABLE = Path.of("/usr/bin/chromium");

    private final Playwright playwright;
    private final Browser browser;

    /** Starts it; throws if it is not installed. */
    public Chromium() {
        if (!installed()) {
            throw new IllegalStateException(
                    "There is no " + EXECUTABLE + ". Install it, on Debian with: apt-get install chromium");
        }
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(EXECUTABLE)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")));
    }

    /** True if it is there. */
    public static boolean installed() {
        return Files.isExecutable(EXECUTABLE);
    }

    /** A fresh reader. */
    public BrowserContext reader(Browser.NewContextOptions options) {
        return browser.newContext(options);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
