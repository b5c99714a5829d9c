package io.lotty.demo;

import java.util.ArrayList;
import java.util.List;

/** Sorts parcels into batches, one departure after another. What is held back leaves with the next departure. */
final class Post {
    static final int BATCH_SIZE = 200;

    private List<ShopEvent> waiting = new ArrayList<>();

    /** The batches that leave now: what waited since the last departure, and of the new parcels what is not held back. */
    List<List<ShopEvent>> depart(List<Parcel> parcels) {
        var leaving = waiting;
        waiting = new ArrayList<>();
        for (var parcel : parcels) {
            var line = parcel.heldBack() ? waiting : leaving;
            line.add(parcel.event());
            switch (parcel.copy()) {
                case NONE -> {}
                case BESIDE -> line.add(parcel.event());
                case LATER -> waiting.add(parcel.event());
            }
        }
        return batches(leaving);
    }

    private static List<List<ShopEvent>> batches(List<ShopEvent> events) {
        var batches = new ArrayList<List<ShopEvent>>();
        for (var from = 0; from < events.size(); from += BATCH_SIZE) {
            batches.add(events.subList(from, Math.min(from + BATCH_SIZE, events.size())));
        }
        return batches;
    }
}
