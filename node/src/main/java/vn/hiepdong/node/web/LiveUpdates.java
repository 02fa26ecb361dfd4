package vn.hiepdong.node.web;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Tells the browsers that look at a topic to fetch it again.
///
/// Word goes through the database (`NOTIFY`), so it reaches the browsers of every instance, and it goes out with the
/// commit: nobody fetches before there is something to see, and nobody hears of what was rolled back. Many changes
/// of one topic in one transaction are one word. A topic says where to look, never what is there.
@Component
public final class LiveUpdates {
    static final String CHANNEL = "hiepdong_live";
    private static final Pattern TOPIC = Pattern.compile("[a-z0-9][a-z0-9:/-]{0,99}");

    private final JdbcClient sql;

    public LiveUpdates(JdbcClient sql) {
        this.sql = sql;
    }

    /// What is shown under this topic is different now, or will be once the transaction at hand is committed.
    ///
    /// @param topic small letters, digits, `:`, `/` and `-`, as in `information` or `information:0192…`
    public void changed(String topic) {
        if (!isTopic(topic)) throw new IllegalArgumentException("not a topic: " + topic);
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            send(topic);
        } else if (!noted(topic)) {
            var word = new Word();
            word.topics.add(topic);
            TransactionSynchronizationManager.registerSynchronization(word);
        }
    }

    static boolean isTopic(String topic) {
        return TOPIC.matcher(topic).matches();
    }

    private boolean noted(String topic) {
        for (var synchronization : TransactionSynchronizationManager.getSynchronizations()) {
            if (synchronization instanceof Word word && word.sender() == this) {
                word.topics.add(topic);
                return true;
            }
        }
        return false;
    }

    private void send(String topic) {
        sql.sql("select pg_notify(:channel, :topic)")
                .param("channel", CHANNEL)
                .param("topic", topic)
                .query((row, _) -> topic)
                .single();
    }

    private final class Word implements TransactionSynchronization {
        private final Set<String> topics = new LinkedHashSet<>();

        LiveUpdates sender() {
            return LiveUpdates.this;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            topics.forEach(LiveUpdates.this::send);
        }
    }
}
