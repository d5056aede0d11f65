// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import com.fasterxml.jackson.databind.JsonNode;

/** The colours that Kibana would take. */
final class Colours {

    private static final String[] SERIES = {
        "#54b399", "#6092c0", "#d36086", "#9170b8", "#ca8eae", "#d6bf57", "#b9a888", "#da8b45", "#aa6556", "#e7664c"
    };

    private Colours() {}

    /** The colour of a number by a palette of steps, or another without a palette. */
    static String of(JsonNode palette, JsonNode value, String otherwise) {
        String colour = otherwise;
        for (JsonNode stop : palette.at("/params/colorStops")) {
            if (value.asDouble() >= stop.path("stop").asDouble()) {
                colour = stop.path("color").asText();
            }
        }
        return colour;
    }

    /** What can be read on a colour: dark on a light one, white on a dark one. */
    static String inkOn(String colour) {
        int rgb = Integer.parseInt(colour.substring(1, 7), 16);
        int light = (rgb >> 16) * 3 + (rgb >> 8 & 0xff) * 6 + (rgb & 0xff);
        return light < 1300 ? "#ffffff" : Svg.INK;
    }

    /** The colour of a series: the one assigned to its name, or the next of the palette. */
    static String series(JsonNode layer, String name, int index) {
        for (JsonNode assignment : layer.at("/colorMapping/assignments")) {
            for (JsonNode value : assignment.at("/rule/values")) {
                if (value.asText().equals(name)) {
                    return assignment.at("/color/colorCode").asText();
                }
            }
        }
        return SERIES[index % SERIES.length];
    }
}
