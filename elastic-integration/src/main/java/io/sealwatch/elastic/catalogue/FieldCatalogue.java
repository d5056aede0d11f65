// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every field, in the order of {@code fields.yml}. A catalogue that exists is consistent: names are unique, no name is the
 * prefix of another, types are known and examples fit them.
 */
public final class FieldCatalogue {

    private static final String RESOURCE = "/fields.yml";

    private final Map<String, Field> fields;
    private final List<FieldAlias> aliases;

    FieldCatalogue(List<Field> fields, List<FieldAlias> aliases) {
        List<String> problems = CatalogueRules.problems(fields, aliases);
        if (!problems.isEmpty()) {
            throw new CatalogueException(problems);
        }
        Map<String, Field> byName = new LinkedHashMap<>();
        fields.forEach(field -> byName.put(field.name(), field));
        this.fields = byName;
        this.aliases = List.copyOf(aliases);
    }

    /** The catalogue of this build. */
    public static FieldCatalogue bundled() {
        try (@Nullable InputStream in = FieldCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a catalogue in the format of {@code fields.yml}.
     *
     * @throws CatalogueException naming every field that is wrong, all at once
     */
    public static FieldCatalogue read(InputStream yaml) {
        CatalogueReader reader = new CatalogueReader();
        reader.read(yaml);
        return new FieldCatalogue(reader.fields(), reader.aliases());
    }

    public List<Field> fields() {
        return List.copyOf(fields.values());
    }

    public List<Field> fields(Signal signal) {
        List<Field> found = new ArrayList<>();
        for (Field field : fields.values()) {
            if (field.isOn(signal)) {
                found.add(field);
            }
        }
        return found;
    }

    public List<FieldAlias> aliases() {
        return aliases;
    }

    public List<FieldAlias> aliases(Signal signal) {
        return aliases.stream().filter(alias -> alias.on().contains(signal)).toList();
    }

    public Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** The field that a query means by a name, be it a field's own or an alias. */
    public Optional<Field> resolve(String name) {
        return field(name)
                .or(() -> aliases.stream()
                        .filter(alias -> alias.name().equals(name))
                        .findFirst()
                        .flatMap(alias -> field(alias.path())));
    }
}
