package io.lotty.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * An event on its way to Lotty.
 *
 * @param heldBack whether it leaves only after the events of many later shoppers, its own followers among those before it
 */
record Parcel(ShopEvent event, boolean heldBack, Copy copy) {
    /** Whether it is sent a second time, as a client that lost the answer would. */
    enum Copy {
        NONE,
        BESIDE,
        LATER
    }

    /** Packs the events of a visit: so many percent held back, so many copied, half of the copies beside the first. */
    static List<Parcel> pack(Visit visit, long seed, Options.Travel travel) {
        var draws = Draws.of(seed, visit.shopper().number(), Draws.TRAVEL);
        var parcels = new ArrayList<Parcel>();
        for (var event : visit.events()) {
            var heldBack = draws.nextDouble() * 100 < travel.outOfOrder();
            var copied = draws.nextDouble() * 100 < travel.duplicates();
            var beside = draws.nextBoolean();
            parcels.add(new Parcel(event, heldBack, copied ? beside ? Copy.BESIDE : Copy.LATER : Copy.NONE));
        }
        return parcels;
    }
}
