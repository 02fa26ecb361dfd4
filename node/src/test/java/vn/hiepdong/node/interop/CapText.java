package vn.hiepdong.node.interop;

import java.nio.charset.StandardCharsets;

/// A small flood alert that tests change to their purpose.
final class CapText {
    static final String FLOOD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
              <identifier>HN-2026-0001</identifier>
              <sender>canhbao@kttv.example.vn</sender>
              <sent>2026-09-10T03:00:00+07:00</sent>
              <status>Actual</status>
              <msgType>Alert</msgType>
              <scope>Public</scope>
              <info>
                <language>vi-VN</language>
                <category>Met</category>
                <event>Lũ trên sông Đáy</event>
                <urgency>Immediate</urgency>
                <severity>Severe</severity>
                <certainty>Observed</certainty>
                <onset>2026-09-10T02:10:00+07:00</onset>
                <expires>2026-09-10T15:00:00+07:00</expires>
                <senderName>Đài khí tượng thủy văn</senderName>
                <headline>Lũ trên sông Đáy vượt báo động I tại Ba Thá</headline>
                <description>Mực nước lúc 02:10 là 5,62 m, đang lên.</description>
                <instruction>Các xã ven sông chuẩn bị sơ tán.</instruction>
                <area>
                  <areaDesc>Các xã ven sông Đáy</areaDesc>
                  <polygon>20.80,105.70 20.80,105.74 20.84,105.74 20.84,105.70 20.80,105.70</polygon>
                </area>
              </info>
            </alert>
            """;

    private CapText() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static CapAlert parse(String text) {
        return CapParser.parse(bytes(text));
    }
}
