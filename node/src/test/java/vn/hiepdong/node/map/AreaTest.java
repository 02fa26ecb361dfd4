package vn.hiepdong.node.map;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AreaTest {
    private static final String SQUARE =
            "{\"type\":\"Polygon\",\"coordinates\":[[[105.7,20.8],[105.8,20.8],[105.8,20.9],[105.7,20.8]]]}";

    @Test
    void aPolygonIsKeptAsItIs() {
        Area area = Area.parse(SQUARE).orElseThrow();

        assertThat(area.corners()).isEqualTo(3);
        assertThat(Area.parse(area.text()).orElseThrow().text()).isEqualTo(area.text());
    }

    @Test
    void whatElseCameAlongIsNotPassedOn() {
        Area area = Area.parse(SQUARE.replaceFirst("\\{", "{\"note\":\"<script>\",\"crs\":{},"))
                .orElseThrow();

        assertThat(area.text()).doesNotContain("note", "script", "crs");
    }

    @Test
    void severalPolygonsAreOneArea() {
        String two = SQUARE.replace("Polygon", "MultiPolygon")
                .replace("[[[", "[[[[")
                .replace("]]]}", "]]],[[[1,1],[2,1],[2,2],[1,1]]]]}");

        assertThat(Area.parse(two).orElseThrow().corners()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "not json",
                "{\"type\":\"Point\",\"coordinates\":[1,2]}",
                "{\"type\":\"Polygon\"}",
                "{\"type\":\"Polygon\",\"coordinates\":[]}",
                "{\"type\":\"Polygon\",\"coordinates\":[[]]}",
                "{\"type\":\"Polygon\",\"coordinates\":{\"a\":[[0,0],[1,0],[1,1],[0,0]]}}",
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[0,0]]]}",
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]}",
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[181,0],[1,1],[0,0]]]}",
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,-91],[1,1],[0,0]]]}",
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[\"1\",0],[1,1],[0,0]]]}",
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1],[1,1],[0,0]]]}",
                "{\"type\":\"MultiPolygon\",\"coordinates\":[]}",
                "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[1,0],[1,1],[0,0]]],[[]]]}"
            })
    void whatIsNoAreaOnEarthIsNone(String text) {
        assertThat(Area.parse(text)).isEmpty();
    }

    @Test
    void anAreaWithMoreCornersThanABrowserCanDrawIsNone() {
        String corner = "[1.5,1.5],";

        assertThat(Area.parse("{\"type\":\"Polygon\",\"coordinates\":[[[0,0]," + corner.repeat(4_000) + "[0,0]]]}"))
                .isPresent();
        assertThat(Area.parse("{\"type\":\"Polygon\",\"coordinates\":[[[0,0]," + corner.repeat(6_000) + "[0,0]]]}"))
                .isEmpty();
    }

    @Test
    void anAreaKnowsHowLargeItIs() {
        // One degree by one degree at the equator: 111.19 km by 111.19 km.
        Area square = Area.parse("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}")
                .orElseThrow();
        Area hollow = Area.parse("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1],[0,0]],"
                        + "[[0,0],[1,0],[1,0.5],[0,0.5],[0,0]]]}")
                .orElseThrow();

        assertThat(square.squareMetres()).isBetween(1.236e10, 1.237e10);
        assertThat(hollow.squareMetres()).isBetween(0.49 * square.squareMetres(), 0.51 * square.squareMetres());
    }
}
