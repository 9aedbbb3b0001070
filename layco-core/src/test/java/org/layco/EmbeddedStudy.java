package org.layco;

import java.util.List;
import java.util.Optional;
import org.layco.hardware.Style;
import org.layco.io.study.StudyLoader;
import org.layco.io.study.StudyRequest;
import org.layco.study.Study;

/** Studies of the embedded networks and data. */
public final class EmbeddedStudy {
    private EmbeddedStudy() {}

    /** All defaults but the network. */
    public static Study of(String model) {
        return of(model, Optional.empty());
    }

    /** All defaults but the network and the style of the arrays. */
    public static Study of(String model, Style style) {
        return of(model, Optional.of(style));
    }

    private static Study of(String model, Optional<Style> style) {
        return StudyLoader.shipped().load(request(model, style).forCurve()).study();
    }

    private static StudyRequest request(String model, Optional<Style> style) {
        return new StudyRequest(
                Optional.of(model),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                style,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
