package io.lotty.stats.simulation;

import io.lotty.stats.Confidence;
import java.util.List;

/** Something that statistics promise, and the simulation of it. */
interface Scenario {
    Confidence CONFIDENCE = Confidence.USUAL;
    double ALPHA = CONFIDENCE.alpha();

    /** How far a rate may be from what is nominal. */
    double TOLERANCE = 0.01;

    List<Row> play(Trials trials);
}
