package org.layco.campaign;

import java.util.function.UnaryOperator;
import org.layco.io.study.PointRequest;
import org.layco.io.study.StudyLoader;
import org.layco.study.Study;

/** Loads the studies of points and keeps the networks and data they share. For any number of threads. */
public final class StudyCache {
    private final UnaryOperator<String> locate;
    private final StudyLoader loader = StudyLoader.shipped();

    /** A cache that finds files where the studies say. */
    public StudyCache() {
        this(UnaryOperator.identity());
    }

    /**
     * A cache of another machine's files.
     *
     * @param locate from a path as the driver sees it, or a name, to what it is here
     */
    public StudyCache(UnaryOperator<String> locate) {
        this.locate = locate;
    }

    /**
     * A point ready to run.
     *
     * @param request what it asks for
     * @param study all of it, read
     */
    public record LoadedPoint(PointRequest request, Study study) {}

    /**
     * The point that a study in JSON states.
     *
     * @throws org.layco.io.InvalidInputException if it cannot be used
     */
    public LoadedPoint load(String study) {
        PointRequest request = PointRequest.read("point", study);
        return new LoadedPoint(
                request, loader.load(request.study().located(locate)).study());
    }

    /** Lets go of everything. */
    public void clear() {
        loader.forget();
    }
}
