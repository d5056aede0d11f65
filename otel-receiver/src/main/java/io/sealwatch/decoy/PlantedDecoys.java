// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.decoy;

import io.sealwatch.event.FileIdentity;
import io.sealwatch.score.Decoys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The decoys of one run: planted when it starts, removed when it ends or, after a crash, at the next start. */
public final class PlantedDecoys implements AutoCloseable {
    /** Where a walk begins and where it ends, whichever way it goes. */
    private static final List<Name> NAMES = List.of(
            new Name("000-accounts", DecoyContent.XLSX),
            new Name("000-contracts", DecoyContent.DOCX),
            new Name("zzz-customers", DecoyContent.XLSX),
            new Name("zzz-invoices", DecoyContent.PDF));

    private record Name(String stem, DecoyContent type) {}

    private final List<DecoyFile> files = new ArrayList<>();
    private final Planter planter = new Planter();
    private final Consumer<String> notices;
    private final java.util.Optional<Manifest> manifest;

    private PlantedDecoys(java.util.Optional<Manifest> manifest, Consumer<String> notices) {
        this.manifest = manifest;
        this.notices = notices;
    }

    /**
     * Takes away what an earlier run left, then plants when the settings say so.
     *
     * @param notices gets a line for people about each file that had to stay
     * @throws DecoyException with every directory that cannot be used; nothing is planted then
     */
    public static PlantedDecoys plant(DecoySettings settings, Consumer<String> notices) {
        if (!settings.enabled() && !Manifest.exists(settings.state())) {
            return new PlantedDecoys(java.util.Optional.empty(), notices);
        }
        if (settings.enabled()) {
            check(settings.directories());
        }
        Manifest manifest = Manifest.open(settings.state());
        PlantedDecoys decoys = new PlantedDecoys(java.util.Optional.of(manifest), notices);
        decoys.files.addAll(manifest.read());
        decoys.removeAll("an earlier run");
        if (settings.enabled()) {
            decoys.plantAll(settings.directories(), manifest);
        }
        return decoys;
    }

    private static void check(List<Path> directories) {
        List<String> problems = new ArrayList<>();
        for (Path directory : directories) {
            if (!Files.isDirectory(directory)) {
                problems.add("decoys.directories: " + directory
                        + (Files.exists(directory) ? " is not a directory" : " does not exist"));
            } else if (!Files.isWritable(directory)) {
                problems.add("decoys.directories: " + directory + " cannot be written");
            }
        }
        if (!problems.isEmpty()) {
            throw new DecoyException(String.join("\n", problems));
        }
    }

    private void plantAll(List<Path> directories, Manifest list) {
        try {
            for (Path directory : directories.stream().distinct().toList()) {
                for (Name name : NAMES) {
                    files.add(planter.plant(directory.toRealPath(), name.stem(), name.type(), list));
                }
            }
        } catch (IOException | RuntimeException failure) {
            close();
            throw new DecoyException("decoys cannot be planted: " + failure.getMessage(), failure);
        }
    }

    /** What the detector must know of them. */
    public Decoys decoys() {
        Decoys.Builder known = Decoys.builder();
        files.forEach(file -> known.add(file.path(), file.inode(), FileIdentity.kernelDevice(file.device())));
        return known.build();
    }

    /** Where they are. */
    public List<Path> paths() {
        return files.stream().map(file -> Path.of(file.path())).toList();
    }

    private void removeAll(String whose) {
        boolean all = true;
        for (DecoyFile file : files) {
            switch (planter.remove(file)) {
                case REMOVED -> {}
                case GONE -> notices.accept("a decoy of " + whose + " is gone: " + file.path());
                case CHANGED ->
                    notices.accept("a decoy of " + whose + " was changed and stays as evidence, remove it by hand: "
                            + file.path());
                case FAILED -> {
                    all = false;
                    notices.accept("a decoy of " + whose + " cannot be removed now, the next start tries again: "
                            + file.path());
                }
            }
        }
        files.clear();
        if (all) {
            manifest.ifPresent(Manifest::clear);
        }
    }

    /** Removes those that are still what was planted. May be called twice. */
    @Override
    public void close() {
        if (!files.isEmpty()) {
            removeAll("this run");
        }
        manifest.ifPresent(Manifest::close);
    }
}
