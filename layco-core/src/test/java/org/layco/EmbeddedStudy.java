package org.layco;

import java.util.List;
import java.util.Optional;
import org.layco.io.study.StudyLoader;
import org.layco.io.study.StudyRequest;
import org.layco.study.Study;

/** Studies of the embedded networks and data. */
public final class EmbeddedStudy {
    private EmbeddedStudy() {}

    /** All defaults but the network. */
    public static Study of(String model) {
        return StudyLoader.shipped().load(request(model).forCurve()).study();
    }

    private static StudyRequest request(String model) {
        return new StudyRequest(
                Optional.of(model),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
