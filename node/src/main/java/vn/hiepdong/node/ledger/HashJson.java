package vn.hiepdong.node.ledger;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import vn.hiepdong.format.Hash;

/// Hashes in JSON are 64 hexadecimal digits.
public final class HashJson {
    private HashJson() {}

    public static JacksonModule module() {
        return new SimpleModule("hash").addSerializer(new Writer()).addDeserializer(Hash.class, new Reader());
    }

    private static final class Writer extends StdSerializer<Hash> {
        Writer() {
            super(Hash.class);
        }

        @Override
        public void serialize(Hash hash, JsonGenerator json, SerializationContext context) {
            json.writeString(hash.hex());
        }
    }

    private static final class Reader extends StdDeserializer<Hash> {
        Reader() {
            super(Hash.class);
        }

        @Override
        public Hash deserialize(JsonParser json, DeserializationContext context) {
            return Hash.fromHex(json.getString());
        }
    }
}
