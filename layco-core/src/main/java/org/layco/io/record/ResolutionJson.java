package org.layco.io.record;

import java.util.Optional;
import org.layco.inference.Resolution;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** A {@link Resolution} in JSON: a number of bits or {@code "ideal"}. {@code null}, as older files have it, is ideal too. */
final class ResolutionJson {
    private static final String IDEAL = "ideal";

    private ResolutionJson() {}

    static JacksonModule module() {
        return new SimpleModule("resolution")
                .addSerializer(Resolution.class, new Writer())
                .addDeserializer(Resolution.class, new Reader());
    }

    private static final class Writer extends ValueSerializer<Resolution> {
        @Override
        public void serialize(Resolution value, JsonGenerator json, SerializationContext context) {
            switch (value) {
                case Resolution.Ideal() -> json.writeString(IDEAL);
                case Resolution.Bits(int bits) -> json.writeNumber(bits);
            }
        }
    }

    private static final class Reader extends ValueDeserializer<Resolution> {
        @Override
        public Resolution deserialize(JsonParser json, DeserializationContext context) {
            return read(json)
                    .orElseGet(() -> context.reportInputMismatch(
                            Resolution.class, "'%s' is neither 1..16 bits nor \"%s\"", json.getString(), IDEAL));
        }

        @Override
        public Resolution getNullValue(DeserializationContext context) {
            return new Resolution.Ideal();
        }

        private static Optional<Resolution> read(JsonParser json) {
            if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && json.getLongValue() >= 1
                    && json.getLongValue() <= Resolution.Bits.MOST) {
                return Optional.of(new Resolution.Bits(json.getIntValue()));
            }
            return IDEAL.equals(json.getString()) ? Optional.of(new Resolution.Ideal()) : Optional.empty();
        }
    }
}
