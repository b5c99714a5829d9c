package io.lotty.app.configuration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lotty.access.KeyRing;
import io.lotty.access.redis.KeyRingJson;
import io.lotty.decision.FlagPlan;
import io.lotty.decision.Participation;
import io.lotty.decision.Plan;
import io.lotty.decision.redis.PlanJson;
import io.lotty.event.EventCatalogue;
import io.lotty.event.redis.CatalogueJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents of {@link ConfigurationJson}, one after the other. From one to the next little changes; so each flag, the
 * event types and the keys, when their bytes are those of last time, are taken over with all that was computed for them:
 * rules, hash seeds, schemas. Only what has changed becomes a tree of JSON, so that a change costs little memory, however
 * big the whole is.
 *
 * <p>Belongs to one thread at a time.
 */
final class ConfigurationReader {
    private static final JsonFactory JSON = new JsonFactory();

    private final Remembered<FlagPlan> flags = new Remembered<>(part -> PlanJson.flag(new JsonObject(part)));
    private final Remembered<EventCatalogue> events =
            new Remembered<>(part -> CatalogueJson.decode(new JsonArray(part)));
    private final Remembered<KeyRing> keys = new Remembered<>(part -> KeyRingJson.decode(new JsonArray(part)));

    /** What a document has said so far. */
    private static final class Draft {
        private long revision;
        private Participation participation = Participation.DEFAULT;
        private List<FlagPlan> flags = List.of();
        private EventCatalogue events = new EventCatalogue(Map.of());
        private KeyRing keys = KeyRing.EMPTY;
        private int parts;

        Configuration finish() {
            if (parts != 5) {
                throw new IllegalArgumentException("a configuration without all of its parts");
            }
            return new Configuration(revision, new Plan(revision, participation, flags), events, keys);
        }
    }

    /** Throws a runtime exception for what {@link ConfigurationJson} of this format did not write. */
    Configuration read(byte[] document) {
        flags.begin();
        events.begin();
        keys.begin();
        var draft = new Draft();
        try (var json = JSON.createParser(document)) {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                field(json, document, draft);
            }
            expect(json.currentToken(), JsonToken.END_OBJECT);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
        var configuration = draft.finish();
        flags.keep();
        events.keep();
        keys.keep();
        return configuration;
    }

    private void field(JsonParser json, byte[] document, Draft draft) throws IOException {
        var name = json.currentName();
        var token = json.nextToken();
        switch (name) {
            case "format" -> {
                ConfigurationJson.check(json.getIntValue());
                draft.parts++;
            }
            case "revision" -> {
                draft.revision = json.getLongValue();
                draft.parts++;
            }
            case "participation" -> draft.participation = PlanJson.participation(new JsonObject(part(json, document)));
            case "flags" -> {
                expect(token, JsonToken.START_ARRAY);
                draft.flags = flags(json, document);
                draft.parts++;
            }
            case "event_types" -> {
                draft.events = events.of(document, start(json), end(json));
                draft.parts++;
            }
            case "api_keys" -> {
                draft.keys = keys.of(document, start(json), end(json));
                draft.parts++;
            }
            default -> json.skipChildren(); // of a later version
        }
    }

    private List<FlagPlan> flags(JsonParser json, byte[] document) throws IOException {
        var all = new ArrayList<FlagPlan>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            all.add(flags.of(document, start(json), end(json)));
        }
        expect(json.currentToken(), JsonToken.END_ARRAY);
        return all;
    }

    private static Buffer part(JsonParser json, byte[] document) throws IOException {
        int from = start(json);
        return Buffer.buffer().appendBytes(document, from, end(json) - from);
    }

    private static int start(JsonParser json) {
        return Math.toIntExact(json.currentTokenLocation().getByteOffset());
    }

    private static int end(JsonParser json) throws IOException {
        json.skipChildren();
        return Math.toIntExact(json.currentLocation().getByteOffset());
    }

    private static void expect(@Nullable JsonToken found, JsonToken wanted) {
        if (found != wanted) {
            throw new IllegalArgumentException("a configuration with " + found + " in place of " + wanted);
        }
    }
}
