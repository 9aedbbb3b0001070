package org.layco.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.layco.io.record.RunRecordFiles;
import org.layco.report.HtmlReport;

/** Takes the picture of the README: the head of a run's report. */
public final class Screenshot {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 860;

    /** On a busy machine a page takes its time. */
    private static final double PATIENCE_MILLISECONDS = 300_000;

    private Screenshot() {}

    /** {@code run.json image.png}. */
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("usage: layco-browser/screenshot RUN.json IMAGE.png");
            System.exit(2);
        }
        String report = HtmlReport.render(RunRecordFiles.read(Path.of(arguments[0])));
        try (Chromium chromium = new Chromium();
                BrowserContext reader =
                        chromium.reader(new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT))) {
            reader.setDefaultTimeout(PATIENCE_MILLISECONDS);
            Page page = reader.newPage();
            page.setContent(report);
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(arguments[1])));
        }
    }
}
