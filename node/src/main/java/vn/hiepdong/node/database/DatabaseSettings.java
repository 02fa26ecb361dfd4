package vn.hiepdong.node.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which database a node keeps its data in.
///
/// @param url of one that the agency runs (`jdbc:postgresql://…`); without it the node runs one of its own
/// @param binaries where the programs of the node's own database are unpacked; without it, in the data folder
/// @param poolSize connections of this node at most
/// @param sharedBuffersMb the cache of the node's own database
@ConfigurationProperties("hiepdong.database")
record DatabaseSettings(
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @Nullable String binaries,
        @DefaultValue("12") int poolSize,
        @DefaultValue("64") int sharedBuffersMb) {}
