// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.shim;

import java.util.Map;
import org.elasticsearch.ingest.AbstractProcessor;
import org.elasticsearch.ingest.ConfigurationUtils;
import org.elasticsearch.ingest.IngestDocument;
import org.elasticsearch.ingest.Processor;

/** The {@code set} processor as far as our pipeline uses it: copy_from, or a value without templates. */
final class SetProcessor extends AbstractProcessor {

    private final String field;
    private final String copyFrom;
    private final Object value;

    private SetProcessor(String tag, String description, String field, String copyFrom, Object value) {
        super(tag, description);
        this.field = field;
        this.copyFrom = copyFrom;
        this.value = value;
    }

    @Override
    public IngestDocument execute(IngestDocument document) {
        document.setFieldValue(field, copyFrom == null ? value : document.getFieldValue(copyFrom, Object.class));
        return document;
    }

    @Override
    public String getType() {
        return "set";
    }

    static final class Factory implements Processor.Factory {
        @Override
        public Processor create(
                Map<String, Processor.Factory> factories, String tag, String description, Map<String, Object> config) {
            String field = ConfigurationUtils.readStringProperty("set", tag, config, "field");
            String copyFrom = ConfigurationUtils.readOptionalStringProperty("set", tag, config, "copy_from");
            Object value = copyFrom == null ? ConfigurationUtils.readObject("set", tag, config, "value") : null;
            return new SetProcessor(tag, description, field, copyFrom, value);
        }
    }
}
