package io.lotty.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** A process that writes one row and one key into embedded stores and then holds them until it is killed. */
final class StoresHolder {
    private StoresHolder() {}

    public static void main(String[] args) throws IOException, SQLException {
        var stores = EmbeddedStores.start(Path.of(args[0]), Path.of(args[1]), Durability.DURABLE);
        StoredData.write(stores, "from the killed process");
        Files.writeString(Path.of(args[2]), "written");
        System.in.read();
    }
}
