package io.lotty.targeting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One line of {@code cases.txt}: a rule, the attributes it meets, and what is to come of it. */
record Case(int line, String expected, String attributes, String rule) {
    private static final JsonFactory JSON = new JsonFactory();

    static List<Case> all() {
        try (InputStream file = Objects.requireNonNull(Case.class.getResourceAsStream("/targeting/cases.txt"))) {
            String[] lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1);
            List<Case> cases = new ArrayList<>();
            for (int i = 0; i < lines.length; i++) {
                if (!lines[i].isEmpty() && !lines[i].startsWith("#")) {
                    String[] parts = lines[i].split(" \\| ", 3);
                    assertThat(parts).as("line %d", i + 1).hasSize(3);
                    cases.add(new Case(i + 1, parts[0], parts[1], parts[2].replace('¶', '\n')));
                }
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isError() {
        return expected.startsWith("error ");
    }

    String place() {
        return expected.split(" ", 3)[1];
    }

    String partOfMessage() {
        String[] parts = expected.split(" ", 3);
        return parts.length == 3 ? parts[2] : "";
    }

    Attributes given() {
        Attributes.Builder builder = Attributes.builder();
        try (JsonParser json = JSON.createParser(attributes)) {
            json.nextToken();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                switch (json.nextToken()) {
                    case VALUE_NULL -> builder.missing(name);
                    case START_ARRAY -> builder.list(name, elements(json));
                    default -> builder.value(name, scalar(json));
                }
            }
            return builder.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<AttributeValue.Scalar> elements(JsonParser json) throws IOException {
        List<AttributeValue.Scalar> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(scalar(json));
        }
        return elements;
    }

    private static AttributeValue.Scalar scalar(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> new AttributeValue.Text(json.getText());
            case VALUE_TRUE -> AttributeValue.Flag.TRUE;
            case VALUE_FALSE -> AttributeValue.Flag.FALSE;
            case VALUE_NUMBER_FLOAT -> Numeric.of(json.getDoubleValue());
            default -> Numeric.of(json.getDecimalValue());
        };
    }
}
