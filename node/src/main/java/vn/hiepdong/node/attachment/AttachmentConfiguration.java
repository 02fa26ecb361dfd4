package vn.hiepdong.node.attachment;

import java.nio.file.Path;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class AttachmentConfiguration {
    @Bean
    Attachments attachments(@Value("${hiepdong.data}") Path data, JdbcClient sql, InstantSource clock) {
        return new Attachments(new AttachmentFiles(data.resolve("attachments")), new AttachmentTable(sql), clock);
    }
}
